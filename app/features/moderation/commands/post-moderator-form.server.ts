import { type FieldErrors, parseForm, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { assignModerator, moderatorSchema, takeBackModerator } from './assign-moderator.server.ts';

/** What became of a form about the moderators of a return. */
export type ModeratorFormOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };

/** What a posted form asks for: `take-back`, or to give the return to somebody. */
export async function postModeratorForm(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  form: FormData,
): Promise<ModeratorFormOutcome> {
  const parsed = parseForm(moderatorSchema, form);
  const personId = parsed.ok ? parsed.value.person : '';
  if (form.get('intent') === 'take-back') {
    await takeBackModerator(portal, viewer, { submissionId, personId });
    return { ok: true };
  }
  const given = await assignModerator(portal, viewer, { submissionId, personId });
  if (!parsed.ok) return parsed;
  return given.ok ? given : { ...given, values: typedValues(form) };
}
