/** Names and codes that the page of a standard, its autosave and the server share. Reaches the browser. */
import type { FieldValues } from '../questionnaire/form-fields.ts';

/** The hidden field that says which revision of an answer the page shows. */
export const revisionField = (questionCode: string): string => `${questionCode}.revision`;

/** The hidden field that says which edition the page shows. */
export const editionField = 'edition';

/** The element that links and error lists lead to. */
export const questionAnchor = (questionCode: string): string => `question-${questionCode}`;

/** What autosave sends: one answer. */
export interface AutosaveRequest {
  /** The edition that the page shows. */
  readonly edition?: string;
  readonly questionCode: string;
  readonly revision: number;
  readonly idempotencyKey: string;
  /** Field values by name, as a form would post them. */
  readonly fields: FieldValues;
}

/** What an acknowledged save says: at most a kilobyte. */
export interface AutosaveReply {
  readonly revision: number;
  readonly savedAt: string;
  /** "2:14pm". */
  readonly savedAtWords: string;
  readonly progress: { readonly questions: number; readonly answered: number; readonly status: string };
  /** The return had been sent for sign-off: its signatures are void and it is in work again. */
  readonly takenBack?: true;
  /** Something in what was typed could not be kept as it came. */
  readonly unreadable?: true;
}

/** Said once to whoever typed or pasted it. */
export const unreadableWords = 'Some characters could not be read: they were left out, or stand as “\uFFFD”.';

/** Two texts of one answer, ready to show. */
export interface ConflictView {
  readonly questionCode: string;
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
  readonly mineFields: FieldValues;
  readonly theirFields: FieldValues;
  readonly bothFields: FieldValues;
  readonly theirRevision: number;
  readonly theirName: string;
  readonly theirTimeWords: string;
}

/** Why a save was not acknowledged: two texts, something wrong with this one, or no more saving at all. */
export type AutosaveRefusal =
  | { readonly conflict: ConflictView }
  | { readonly problems: readonly string[] }
  | { readonly refused: string };
