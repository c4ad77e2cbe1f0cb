import type { FieldErrors } from '../../platform/form-parsing.ts';
import type { FieldValues } from '../questionnaire/form-fields.ts';
import type { ConflictView } from './standard-fields.ts';

/** What the page's action came back with when it did not move on. */
export interface StandardFormResult {
  readonly errors: FieldErrors;
  /** What to show again in the fields of a question, in place of the saved answer. */
  readonly typed: Readonly<Record<string, FieldValues>>;
  readonly conflicts: readonly ConflictView[];
  /** Revisions of the answers that were saved all the same. */
  readonly saved: Readonly<Record<string, number>>;
  /** Revisions that the next save of these answers must name. */
  readonly rebased: Readonly<Record<string, number>>;
  /** Carried answers that stand open for changing and are not saved yet. */
  readonly changing: readonly string[];
  /** Nothing was saved, and why: what was typed is shown beside the page as it stands now. */
  readonly refused?: { readonly words: string; readonly texts: readonly string[] };
  /** What was written beside the answers of the trust and is not used yet, by question. */
  readonly central: Readonly<Record<string, string>>;
}
