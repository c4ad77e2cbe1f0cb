import type { TestPortal } from '../setup/each-database.ts';
import { aCycle, anInstalledEdition, anOrganisation, aPartnership, aReturn, aViewer } from './a-partnership.ts';
import { aRequest } from './a-request.ts';
import { anEdition } from './an-edition.ts';

/** Stands in a draft and in a comment inside the agency, and nowhere else. */
export const inDraft = 'Robin Marsh, only in the draft';

/** A partnership and one of its agencies, with a name in what each holds. */
export async function aPlaceWithRecords(portal: TestPortal, slug = 'brookmere') {
  const partnershipId = await aPartnership(portal, slug);
  const police = await anOrganisation(portal, partnershipId, { name: 'Fenshire Police', kind: 'police' });
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId: police });
  const edition = anEdition();
  const cycleId = await aCycle(portal, partnershipId, await anInstalledEdition(portal, edition));
  const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId: police, edition });
  const { now } = portal.stamp();
  const owned = { organisation_id: police, return_id: returnId };
  await portal.database.db
    .insertInto('answer')
    .values({
      ...owned,
      question_code: 'a1-text',
      standard_code: 'a1',
      value: JSON.stringify({ type: 'text', text: inDraft }),
      point: null,
      revision: 1,
      saved_at: now,
      saved_by: lead.personId,
    })
    .execute();
  await portal.database.db
    .insertInto('agency_comment')
    .values({
      ...owned,
      id: portal.newId(),
      standard_code: 'a1',
      question_code: null,
      text: inDraft,
      author_id: lead.personId,
      posted_at: now,
    })
    .execute();
  await aRequest(portal, manager, {
    organisationId: police,
    asked: 'What was said of Robin Marsh. The mother of Jayden Cole wrote on Friday.',
  });
  await aRequest(portal, manager, { body: 'The coroner', asked: 'Figures of the annual return.' });
  return {
    partnershipId,
    police,
    manager,
    lead,
    chair: await aViewer(portal, { role: 'independent-chair', partnershipId }),
    moderator: await aViewer(portal, { role: 'moderator', partnershipId }),
    senior: await aViewer(portal, { role: 'senior-lead', organisationId: police }),
    contributor: await aViewer(portal, { role: 'contributor', organisationId: police }),
  };
}
