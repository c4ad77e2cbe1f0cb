import { type FieldErrors, parseForm, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { formText } from '../../../platform/typed-text.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { chooseReturns, leaveOut, saveResponseText, sendResponses } from './choose.server.ts';
import { refuseForeignBatch } from './response-queries.server.ts';
import { type AwaitingFilter, chooseSchema, ownLineSchema, responseTextSchema } from './schema.ts';

/** Where to go next; or what to put right. */
export type ResponsePosted =
  | { readonly ok: true; readonly to: string }
  | {
      readonly ok: false;
      readonly errors: FieldErrors;
      readonly values: TypedValues;
      readonly theirs?: { readonly text: string; readonly revision: number };
    };

/** The form that chooses returns from the list of those that wait. */
export async function postChoice(
  portal: Portal,
  viewer: Viewer,
  form: FormData,
  filter: AwaitingFilter,
): Promise<ResponsePosted> {
  partnershipScope(viewer, 'response.send');
  const parsed = parseForm(chooseSchema, form);
  if (!parsed.ok) return parsed;
  const chosen = await chooseReturns(portal, viewer, parsed.value, filter);
  if (chosen.ok) return { ok: true, to: `/responses/${chosen.batchId}` };
  return { ok: false, errors: { chosen: [chosen.problem] }, values: typedValues(form) };
}

const linePrefix = 'line-';

/** Any form of the page of a batch. A form of another kind is refused as not found. */
export async function postBatchForm(
  portal: Portal,
  viewer: Viewer,
  batchId: string,
  form: FormData,
): Promise<ResponsePosted> {
  await refuseForeignBatch(portal.database.db, partnershipScope(viewer, 'response.send'), batchId);
  const here = `/responses/${batchId}`;
  const out = formText(form, 'leaveOut');
  if (out !== undefined) {
    await leaveOut(portal, viewer, batchId, out);
    return { ok: true, to: `${here}?saved=left-out` };
  }
  switch (form.get('intent')) {
    case 'save': {
      const values = typedValues(form);
      const parsed = parseForm(responseTextSchema, form);
      const { ownLines, problems } = readLines(form);
      if (!parsed.ok || Object.keys(problems).length > 0)
        return { ok: false, errors: { ...(parsed.ok ? {} : parsed.errors), ...problems }, values };
      const saved = await saveResponseText(portal, viewer, batchId, { ...parsed.value, ownLines });
      if (saved.saved) return { ok: true, to: `${here}?saved=text` };
      const errors = { '': ['Somebody else changed this text while you were writing. Both texts are below'] };
      return { ok: false, errors, values, theirs: saved.theirs };
    }
    case 'send': {
      const sent = await sendResponses(portal, viewer, batchId, { revision: Number(form.get('revision')) });
      if (sent.ok) return { ok: true, to: here };
      return { ok: false, errors: { text: [sent.problem] }, values: {} };
    }
    default:
      throw notFound();
  }
}

/** The lines for single organisations, by submission, and what is wrong with them by field. */
function readLines(form: FormData): { ownLines: Record<string, string>; problems: FieldErrors } {
  const ownLines: Record<string, string> = {};
  const problems: FieldErrors = {};
  for (const [name, value] of form) {
    if (!name.startsWith(linePrefix)) continue;
    const parsed = ownLineSchema.safeParse(value);
    if (parsed.success) ownLines[name.slice(linePrefix.length)] = parsed.data;
    else problems[name] = parsed.error.issues.map(({ message }) => message);
  }
  return { ownLines, problems };
}
