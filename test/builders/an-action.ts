import type { Viewer } from '../../app/features/accounts/viewer.ts';
import type { NewAction } from '../../app/features/actions/schema.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { anOrganisation, aPartnership, aViewer } from './a-partnership.ts';

/** A partnership with an agency, and the people of both who work on actions. */
export async function aPlaceOfActions(portal: Portal) {
  const partnershipId = await aPartnership(portal);
  const organisationId = await anOrganisation(portal, partnershipId, { name: 'Millbrook Housing' });
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId }, 'Ann Moss');
  const chair = await aViewer(portal, { role: 'independent-chair', partnershipId }, 'Ruth Orme');
  const moderator = await aViewer(portal, { role: 'moderator', partnershipId }, 'Sam Patel');
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Jo Bell');
  return { partnershipId, organisationId, manager, chair, moderator, lead };
}

/** What a form for an action of an organisation says; an owner by name has no account. */
export const actionFor = (
  organisation: string | null,
  owner: Viewer | string,
  parts: Partial<NewAction> = {},
): NewAction => ({
  organisation,
  challenge: null,
  submission: null,
  question: null,
  finding: 'Supervision notes are kept in three places.',
  what: 'Keep supervision notes in one place',
  successMeasure: 'An audit of ten files finds all notes',
  owner: typeof owner === 'string' ? 'other' : owner.personId,
  ownerName: typeof owner === 'string' ? owner : null,
  dueOn: '2027-02-02',
  priority: 'high',
  ...parts,
});
