import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { profileFieldName, profileFieldValues } from '../../questionnaire/profile.ts';
import { profilePart } from '../delegation.ts';
import { partScope } from '../parts.server.ts';
import { readProfileForm } from '../profile-page.server.ts';
import { getReturn } from '../queries.server.ts';
import { confirmProfile } from './confirm-profile.server.ts';
import { markReady } from './ready-part.server.ts';

export type ProfileFormOutcome =
  | { readonly kind: 'moved'; readonly to: string }
  | {
      readonly kind: 'stay';
      readonly why: 'conflict' | 'problems';
      readonly errors: FieldErrors;
      /** What was typed, by profile question code. */
      readonly typed: Readonly<Record<string, readonly string[]>>;
      /** The facts that the next save has seen. */
      readonly seen: string;
    };

/** What the form of the profile page does: saves the facts, and says where to go or what to put right. */
export async function saveProfileForm(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  form: FormData,
): Promise<ProfileFormOutcome> {
  const { db } = portal.database;
  const scope = await partScope(db, viewer, 'return.answer', { returnId, part: profilePart });
  const read = await readProfileForm(db, scope, returnId, form);
  if (Object.keys(read.errors).length > 0)
    return { kind: 'stay', why: 'problems', errors: read.errors, typed: read.typed, seen: JSON.stringify(read.seen) };
  const outcome = await confirmProfile(portal, viewer, { returnId, seen: read.seen, profile: read.profile });
  if (!outcome.ok) {
    const { editionId } = await getReturn(db, scope, returnId);
    const { profile } = await getEdition(db, editionId);
    const errors = Object.fromEntries(
      outcome.clashes.flatMap((code) => {
        const question = profile.get(code);
        if (!question) return [];
        const theirs = profileFieldValues(outcome.current[code]);
        const words = theirs.map((value) => wordOf(question.answer, value)).join(', ') || 'nothing';
        return [[profileFieldName(question), [`Somebody else answered “${words}” meanwhile: check your answer`]]];
      }),
    );
    return { kind: 'stay', why: 'conflict', errors, typed: read.typed, seen: JSON.stringify(outcome.current) };
  }
  const whole = `/returns/${returnId}`;
  if (!outcome.incomplete && (await markReady(portal, viewer, { returnId, part: profilePart })))
    return { kind: 'moved', to: `${whole}?ready=${encodeURIComponent(profilePart)}` };
  const said = outcome.takenBack ? '&taken-back=1' : '';
  return { kind: 'moved', to: outcome.incomplete ? `${whole}/details?saved=1${said}` : `${whole}?profile=1${said}` };
}

function wordOf(answer: { type: string; choices?: readonly { code: string; text: string }[] }, value: string): string {
  if (answer.type === 'yes-no') return value === 'yes' ? 'Yes' : 'No';
  return answer.choices?.find(({ code }) => code === value)?.text ?? value;
}
