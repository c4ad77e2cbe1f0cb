/** What somebody may do in one place opens nothing in another where they may do less. */
import { describe, expect, it } from 'vitest';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { endInterest } from '../../app/features/moderation/commands/declare-interest.server.ts';
import { attachNewEvidence } from '../../app/features/returns/commands/attach-evidence.server.ts';
import { getQuestionEvidence } from '../../app/features/returns/return-evidence.server.ts';
import { aWorld } from '../builders/a-filled-return.ts';
import { anOrganisation, aPartnership, aViewer } from '../builders/a-partnership.ts';
import { anEdition } from '../builders/an-edition.ts';
import { openTestPortal } from '../setup/each-database.ts';

/** One person with the roles of several. */
const asOne = (one: Viewer, other: Viewer): Viewer => ({
  ...one,
  organisationRoles: [...one.organisationRoles, ...other.organisationRoles],
  partnershipRoles: [...one.partnershipRoles, ...other.partnershipRoles],
});

describe('somebody with two roles', () => {
  it('reads and attaches no evidence where they only contribute, because they lead elsewhere', async () => {
    const portal = await openTestPortal('sqlite');
    const world = await aWorld(portal, anEdition());
    const { organisationId, returnId, partnershipId } = world;
    const elsewhere = await anOrganisation(portal, partnershipId);
    const both = asOne(
      await aViewer(portal, { role: 'contributor', organisationId }),
      await aViewer(portal, { role: 'safeguarding-lead', organisationId: elsewhere }),
    );
    const asked = { returnId, questionCode: 'a1-rating', search: '', page: 1 };
    await expect(getQuestionEvidence(portal.database.db, both, asked)).rejects.toThrow('Page not found');
    const evidence = {
      kind: 'link' as const,
      title: 'Minutes',
      url: 'https://example.org/minutes',
      coversFrom: null,
      coversTo: null,
    };
    await expect(attachNewEvidence(portal, both, { returnId, questionCode: 'a1-rating', evidence })).rejects.toThrow(
      'Page not found',
    );
    expect((await getQuestionEvidence(portal.database.db, world.lead, asked)).attached).toEqual([]);
    await portal.close();
  });

  it('ends nobody’s declared interest in a partnership where they moderate, because they manage another', async () => {
    const portal = await openTestPortal('sqlite');
    const partnershipId = await aPartnership(portal);
    const otherId = await aPartnership(portal, 'otherside');
    const organisationId = await anOrganisation(portal, partnershipId);
    const declared = await aViewer(portal, { role: 'moderator', partnershipId });
    const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
    const both = asOne(
      await aViewer(portal, { role: 'moderator', partnershipId }),
      await aViewer(portal, { role: 'business-manager', partnershipId: otherId }),
    );
    const interestId = portal.newId();
    await portal.database.db
      .insertInto('declared_interest')
      .values({
        id: interestId,
        partnership_id: partnershipId,
        organisation_id: organisationId,
        person_id: declared.personId,
        text: 'A member of the family works there',
        declared_at: portal.stamp().now,
        ended_at: null,
      })
      .execute();
    await expect(endInterest(portal, both, { interestId })).rejects.toThrow('Page not found');
    await endInterest(portal, manager, { interestId });
    await portal.close();
  });
});
