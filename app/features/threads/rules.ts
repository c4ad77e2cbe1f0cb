/** The two threads of a return and the questions of a partnership: tables and pure decisions (decision 0025). */
import { listInWords } from '../../platform/words.ts';
import { partnershipPermissions, partnershipRoles } from '../accounts/permissions.ts';
import type { ReturnStatus } from '../returns/rules.ts';

/** The life of a question of the partnership about a sent return: one table, from which buttons and guards come. */
export const queryStatuses = {
  open: { words: 'Waiting for the agency', next: ['answered', 'settled', 'withdrawn'], ended: false },
  answered: { words: 'Answered', next: ['open', 'settled', 'withdrawn'], ended: false },
  settled: { words: 'Settled', next: [], ended: true },
  withdrawn: { words: 'Withdrawn', next: [], ended: true },
} as const satisfies Record<string, { words: string; next: readonly string[]; ended: boolean }>;

/** How far a question of the partnership is. */
export type QueryStatus = keyof typeof queryStatuses;

/** Whether the table allows the move. */
export const mayMoveQuery = (from: QueryStatus, to: QueryStatus): boolean =>
  (queryStatuses[from].next as readonly string[]).includes(to);

/** The two threads. They share no form, no address and no table. */
export type Thread = 'agency' | 'partnership';

/** Why nothing more can be written about a return, in words; undefined when it can. */
export const threadProblem = (status: ReturnStatus): string | undefined =>
  status === 'closed' ? 'This return is closed: nothing more can be written about it here' : undefined;

/** Why a question cannot be answered, in words; undefined when it can. */
export const replyProblem = (status: QueryStatus): string | undefined =>
  queryStatuses[status].ended
    ? `This question is ${queryStatuses[status].words.toLowerCase()}: write about the standard instead`
    : undefined;

/** Working days that an agency has for an answer, unless the partnership names another day. */
export const workingDaysToReply = 10;

const readers = partnershipPermissions['thread.write'].map((role) => partnershipRoles[role].toLowerCase());

/** Who reads what is written in a thread, by name and role: said beside every box. */
export function audienceWords(thread: Thread, names: { readonly organisation: string; readonly partnership: string }) {
  const { organisation, partnership } = names;
  if (thread === 'agency')
    return `Only people with a role at ${organisation} read this. ${partnership} never does, also not after you send the return.`;
  return `Everybody with a role at ${organisation} reads this, and at ${partnership} every ${listInWords(readers)}. It cannot be changed or taken back.`;
}

/** The warning beside every box of free words. */
export const noNamesWords = 'Do not write names of children or families, or anything by which they can be known.';
