import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { formText } from '../../../platform/typed-text.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { listTogetherWith } from '../../returns/shared/members.server.ts';
import { goesField, receivesField, shownField } from '../share-page.ts';
import { changeSharing } from './change-sharing.server.ts';
import { decideCorrection } from './decide-correction.server.ts';

export type ShareOutcome =
  | { readonly kind: 'moved'; readonly to: string }
  | { readonly kind: 'stay'; readonly why: 'nobody' | 'changed' };

/** What the buttons of the page of who receives what do: keep the ticks, or decide about a correction. */
export async function postShare(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  form: FormData,
): Promise<ShareOutcome> {
  const texts = (name: string) => form.getAll(name).filter((entry) => typeof entry === 'string');
  const here = `/returns/${returnId}/share`;
  const decision = form.get('intent');
  if (decision === 'offered' || decision === 'kept') {
    const about = formText(form, 'about') ?? '';
    const done = await decideCorrection(portal, viewer, {
      returnId: about,
      mark: formText(form, 'mark') ?? '',
      decision,
    });
    return done ? { kind: 'moved', to: `${here}?${decision}=1` } : { kind: 'stay', why: 'changed' };
  }
  if (decision !== 'save') throw notFound();
  const scope = organisationScope(viewer, 'return.submit');
  const together = await listTogetherWith(portal.database.db, scope, returnId);
  const receives = texts(receivesField);
  if (together.length > 0 && !together.some(({ id }) => receives.includes(id))) return { kind: 'stay', why: 'nobody' };
  const { takenBack } = await changeSharing(portal, viewer, {
    returnId,
    receives,
    evidence: Object.fromEntries(
      together.map(({ id }) => [id, { shown: texts(shownField(id)), goes: texts(goesField(id)) }]),
    ),
  });
  return { kind: 'moved', to: `${here}?saved=1${takenBack ? '&taken-back=1' : ''}` };
}
