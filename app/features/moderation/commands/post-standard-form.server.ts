import { type FieldErrors, parseForm, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import type { JudgementFormOutcome } from '../pages.ts';
import { judgementFields, keyLineSchema, questionCodesIn, readJudgements } from '../schema.ts';
import { addKeyLine } from './key-lines.server.ts';
import { agreeWithRatings, recordJudgements } from './record-judgements.server.ts';
import { takeOverJudgements } from './take-over.server.ts';

/**
 * Ratings, reasons and a new question for the panel are one form, and whichever button is pressed keeps all that was
 * typed: `save`, `save-and-next` and `save-and-compare`; `add-key-line`; `agree` with the ratings that are left;
 * `take-over` of those of the version before. Where something is wrong nothing is written and everything comes back.
 * Refuses as the commands do, and a form that asks for nothing as unknown.
 */
export async function postStandardForm(
  portal: Portal,
  viewer: Viewer,
  place: { readonly submissionId: string; readonly standardCode: string },
  form: FormData,
): Promise<JudgementFormOutcome> {
  const intent = form.get('intent');
  const text = form.get('text');
  const asks = intent === 'add-key-line' || (typeof text === 'string' && text.trim() !== '');
  const keyLine = asks ? parseForm(keyLineSchema, form) : null;
  const codes = questionCodesIn(form);
  const errors = { ...reasonsWithoutRating(form, codes), ...(keyLine?.ok === false ? keyLine.errors : {}) };
  if (Object.keys(errors).length > 0) return { ok: false, errors, values: typedValues(form), theirs: [] };
  if (codes.length === 0 && !keyLine && intent !== 'agree' && intent !== 'take-over') throw notFound();
  const judgements = readJudgements(form, codes);
  if (codes.length > 0) {
    const judged = await recordJudgements(portal, viewer, { ...place, judgements });
    if (judged.outcome === 'refused')
      return { ok: false, errors: judged.errors, values: typedValues(form), theirs: judged.theirs };
  }
  if (intent === 'agree') await agreeWithRatings(portal, viewer, place);
  if (intent === 'take-over') await takeOverJudgements(portal, viewer, place);
  if (keyLine?.ok) {
    const { submissionId, standardCode } = place;
    await addKeyLine(portal, viewer, { submissionId, ...keyLine.value, standardCode });
  }
  return { ok: true };
}

/** A reason without a rating would be left out in silence. */
function reasonsWithoutRating(form: FormData, codes: readonly string[]): FieldErrors {
  const isEmpty = (name: string) => String(form.get(name) ?? '').trim() === '';
  const lonely = codes.map(judgementFields).filter(({ point, reason }) => isEmpty(point) && !isEmpty(reason));
  return Object.fromEntries(lonely.map(({ point }) => [point, ['Choose a rating, or empty the reason']]));
}
