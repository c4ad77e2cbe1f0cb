/** What the two pages of a correction post. */
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '../../../../platform/form-parsing.ts';
import type { Portal } from '../../../../platform/portal.ts';
import type { Viewer } from '../../../accounts/viewer.ts';
import { getAskingPage, getSendBackPage } from '../correction-page.server.ts';
import { askCorrectionSchema, declineSchema, reopenSchema } from '../schema.ts';
import { askForCorrection, declineCorrection, withdrawCorrection } from './correction.server.ts';
import { reopenReturn } from './reopen-return.server.ts';

/** Done, or what is wrong with the form. */
export type CorrectionFormOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };

/** The agency's page: asks, or takes the request back. */
export async function postAskingForm(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  form: FormData,
): Promise<CorrectionFormOutcome> {
  await getAskingPage(portal, viewer, returnId);
  if (form.get('intent') === 'withdraw') {
    await withdrawCorrection(portal, viewer, { returnId });
    return { ok: true };
  }
  const parsed = parseForm(askCorrectionSchema, form);
  if (!parsed.ok) return parsed;
  await askForCorrection(portal, viewer, { returnId, form: parsed.value });
  return { ok: true };
}

/** The partnership's page: opens the return again, or does not agree. */
export async function postSendBackForm(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  form: FormData,
): Promise<CorrectionFormOutcome> {
  const { returnId } = await getSendBackPage(portal, viewer, submissionId);
  if (form.get('intent') === 'decline') {
    const parsed = parseForm(declineSchema, form);
    if (!parsed.ok) return { ok: false, errors: { declineReason: parsed.errors.reason ?? [] }, values: parsed.values };
    await declineCorrection(portal, viewer, { returnId, reason: parsed.value.reason });
    return { ok: true };
  }
  const parsed = parseForm(reopenSchema, form);
  if (!parsed.ok) return parsed;
  const opened = await reopenReturn(portal, viewer, { returnId, form: parsed.value });
  return opened.ok ? opened : { ...opened, values: typedValues(form) };
}
