import { type FieldErrors, parseForm, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { isRefusal, notFound } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { refuseForeignSession } from '../queries.server.ts';
import type { MinutesText } from './minutes-model.server.ts';
import { approveMinutesSchema, minutesWordsSchema } from './schema.ts';
import { approveMinutes, saveMinutes } from './write-minutes.server.ts';

/** Where to go next, as a query of the same page; or what to put right, and the words somebody else saved first. */
export type MinutesPosted =
  | { readonly ok: true; readonly query: string }
  | {
      readonly ok: false;
      readonly errors: FieldErrors;
      readonly values: TypedValues;
      readonly theirs?: MinutesText & { readonly revision: number; readonly by: string };
      /** The minutes changed after they were read: what is shown now is what there is to read. */
      readonly reread?: true;
    };

/** Any form of the page of minutes. A form of another kind is refused as not found. */
export async function postMinutesForm(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  form: FormData,
): Promise<MinutesPosted> {
  const scope = partnershipScope(viewer, 'minutes.write');
  await refuseForeignSession(portal.database.db, scope, sessionId);
  switch (form.get('intent')) {
    case 'save': {
      const parsed = parseForm(minutesWordsSchema, form);
      if (!parsed.ok) return parsed;
      const saved = await saveMinutes(portal, viewer, sessionId, parsed.value);
      if (saved.saved) return { ok: true, query: '?view=preview' };
      if ('problem' in saved) return { ok: false, errors: { reason: [saved.problem] }, values: typedValues(form) };
      const errors = { '': ['Somebody else changed these words while you were writing. Both texts are below'] };
      return { ok: false, errors, values: typedValues(form), theirs: saved.theirs };
    }
    case 'approve': {
      const parsed = parseForm(approveMinutesSchema, form);
      if (!parsed.ok) throw notFound();
      try {
        await approveMinutes(portal, viewer, sessionId, parsed.value);
        return { ok: true, query: '?saved=approved' };
      } catch (error) {
        if (!isRefusal(error) || error.code === 'not-found') throw error;
        return { ok: false, errors: { '': [error.message] }, values: {}, reread: true };
      }
    }
    default:
      throw notFound();
  }
}
