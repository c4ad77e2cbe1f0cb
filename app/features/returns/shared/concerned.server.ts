import type { Trx } from '../../../../db/client.server.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import type { ReturnForEdit } from '../commands/edit-return.server.ts';
import { localCodesOf } from './local.ts';

/** The same return for an edit that concerns no other. */
export const alone = (agencyReturn: ReturnForEdit): ReturnForEdit =>
  agencyReturn.together.length === 0 ? agencyReturn : { ...agencyReturn, together: [] };

/** The returns that an edit at a standard or a question concerns: what is local stays with its own partnership. */
export async function concernedBy(
  trx: Trx,
  agencyReturn: ReturnForEdit,
  place: { readonly standard: string } | { readonly question: string },
): Promise<ReturnForEdit> {
  if (agencyReturn.together.length === 0) return agencyReturn;
  const local = localCodesOf(await getEdition(trx, agencyReturn.editionId, agencyReturn.editionSha256));
  const isLocal = 'standard' in place ? local.standards.has(place.standard) : local.questions.has(place.question);
  return isLocal ? alone(agencyReturn) : agencyReturn;
}
