import { expect, it } from 'vitest';
import { issueLetter } from '../../../app/features/challenge/commands/issue-letter.server.ts';
import { getLetterDesk } from '../../../app/features/challenge/letter/letter-queries.server.ts';
import { listModeratorComments } from '../../../app/features/challenge/letter/moderator-comments.server.ts';
import { aCycle, aReturn } from '../../builders/a-partnership.ts';
import { aSession, sessionEdition } from '../../builders/a-session.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

/** A session whose first agency was judged, and the agency's return of the cycle after. */
async function aYearLater(portal: TestPortal) {
  const parts = await aSession(portal);
  const [agency, other] = parts.agencies;
  if (!agency || !other) throw new Error('The session has agencies');
  const cycleId = await aCycle(portal, parts.partnershipId, 'test-set/2026.1', 'Section 11, 2027');
  const returnId = await aReturn(portal, {
    partnershipId: parts.partnershipId,
    cycleId,
    organisationId: agency.organisationId,
    edition: sessionEdition,
  });
  const { organisationId } = agency;
  const agencyReturn = { id: returnId, organisationId, editionId: 'test-set/2026.1' };
  const comments = (organisation = organisationId) =>
    listModeratorComments(portal.database.db, { organisationIds: [organisation] }, agencyReturn);
  return { parts, agency, other, comments };
}

describeEachDatabase('what a moderator wrote last time', (open) => {
  it('stands beside the question once the letter is issued, and not a moment before', async () => {
    const portal = await open();
    const { parts, agency, comments } = await aYearLater(portal);
    expect(await comments()).toEqual({});
    const { bodySha256 } = await getLetterDesk(portal, parts.manager, agency.submissionId);
    await issueLetter(portal, parts.manager, agency.submissionId, { bodySha256 });
    expect(await comments()).toMatchObject({
      'a1-policy': [
        {
          mark: { word: 'Partly in place' },
          reason: 'The policy has no date.',
          from: 'brookmere Safeguarding Children Partnership',
          cycleName: 'Section 11, 2026',
        },
      ],
    });
    expect(JSON.stringify(await comments())).not.toContain('Sam Patel');
  });

  it('stands there too where the return was closed, and is nobody else’s', async () => {
    const portal = await open();
    const { agency, other, comments } = await aYearLater(portal);
    await portal.database.db
      .updateTable('agency_return')
      .set({ status: 'closed' })
      .where('id', '=', agency.returnId)
      .execute();
    expect(Object.keys(await comments())).toEqual(['a1-policy']);
    expect(await comments(other.organisationId)).toEqual({});
  });
});
