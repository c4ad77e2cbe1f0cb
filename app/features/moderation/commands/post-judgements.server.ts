import { type FieldErrors, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import type { CurrentJudgement } from '../pages.ts';
import { questionCodesIn, readJudgements } from '../schema.ts';
import { recordJudgements } from './record-judgements.server.ts';

/** What became of the form of a standard; what was typed comes back when nothing was written. */
export type PostJudgementsOutcome =
  | { readonly ok: true }
  | {
      readonly ok: false;
      readonly errors: FieldErrors;
      readonly values: TypedValues;
      /** What the same moderator saved meanwhile in another window. */
      readonly theirs: readonly CurrentJudgement[];
    };

/** Records the judgements of a posted form; a question on it is known by its hidden field. Refuses unknown questions. */
export async function postJudgements(
  portal: Portal,
  viewer: Viewer,
  place: { readonly submissionId: string; readonly standardCode: string },
  form: FormData,
): Promise<PostJudgementsOutcome> {
  const judgements = readJudgements(form, questionCodesIn(form));
  const judged = await recordJudgements(portal, viewer, { ...place, judgements });
  if (judged.outcome === 'saved') return { ok: true };
  return { ok: false, errors: judged.errors, values: typedValues(form), theirs: judged.theirs };
}
