import { type FieldErrors, parseForm, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { getAskPage } from '../ask-page.server.ts';
import { askSchema } from '../schema.ts';
import { askQuery } from './ask-query.server.ts';

/** Asked, or what is wrong with the form. */
export type AskFormOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };

/** What the page of a new question posts, about the place that its address names. */
export async function postAskForm(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  asked: { readonly standard: string; readonly question: string },
  form: FormData,
): Promise<AskFormOutcome> {
  const { standard } = await getAskPage(portal, viewer, submissionId, asked);
  const parsed = parseForm(askSchema, form);
  if (!parsed.ok) return parsed;
  const outcome = await askQuery(portal, viewer, {
    submissionId,
    standard,
    question: asked.question,
    form: parsed.value,
  });
  return outcome.ok ? { ok: true } : { ...outcome, values: typedValues(form) };
}
