import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { formText } from '../../../platform/typed-text.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { revisionOf } from '../schema.ts';
import { leavePartnership, rejoinPartnership, removeContact, setOpenOrClosed } from './membership.server.ts';
import { endOrganisationRole } from './people.server.ts';

/** What the buttons on the page of an organisation do, by their value; says what was done, for `doneWords`. */
const intents = {
  'remove-contact': async (portal, viewer, organisationId, form) => {
    await removeContact(portal, viewer, { organisationId, contactId: formText(form, 'contactId') ?? '' });
    return 'contact-removed';
  },
  'end-role': async (portal, viewer, organisationId, form) => {
    const [personId, role] = [formText(form, 'personId') ?? '', formText(form, 'role') ?? ''];
    await endOrganisationRole(portal, viewer, { organisationId, personId, role });
    return 'role-ended';
  },
  leave: async (portal, viewer, organisationId) => {
    await leavePartnership(portal, viewer, { organisationId });
    return 'left';
  },
  rejoin: async (portal, viewer, organisationId, form) => {
    await rejoinPartnership(portal, viewer, { organisationId, partnershipId: formText(form, 'partnershipId') });
    return 'joined';
  },
  close: async (portal, viewer, organisationId, form) => {
    await setOpenOrClosed(portal, viewer, { organisationId, revision: revisionOf(form), status: 'closed' });
    return 'closed';
  },
  reopen: async (portal, viewer, organisationId, form) => {
    await setOpenOrClosed(portal, viewer, { organisationId, revision: revisionOf(form), status: 'open' });
    return 'reopened';
  },
} as const satisfies Record<
  string,
  (portal: Portal, viewer: Viewer, organisationId: string, form: FormData) => Promise<string>
>;

const isIntent = (intent: string | undefined): intent is keyof typeof intents =>
  intent !== undefined && Object.hasOwn(intents, intent);

/** Runs the button that was pressed. Refuses one that there is not as unknown. */
export async function runOrganisationIntent(
  portal: Portal,
  viewer: Viewer,
  organisationId: string,
  form: FormData,
): Promise<string> {
  const intent = formText(form, 'intent');
  if (!isIntent(intent)) throw notFound();
  return intents[intent](portal, viewer, organisationId, form);
}
