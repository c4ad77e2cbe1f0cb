import type { ReturnForEdit } from '../commands/edit-return.server.ts';
import { isLocalCode } from './local.ts';

/** The same return for an edit that concerns no other. */
export const alone = (agencyReturn: ReturnForEdit): ReturnForEdit =>
  agencyReturn.together.length === 0 ? agencyReturn : { ...agencyReturn, together: [] };

/** The returns that an edit at a question or a standard concerns: what is local stays with its own partnership. */
export const concernedBy = (agencyReturn: ReturnForEdit, code: string): ReturnForEdit =>
  isLocalCode(code) ? alone(agencyReturn) : agencyReturn;
