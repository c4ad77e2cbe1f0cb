import { expect, it } from 'vitest';
import { viewerOf } from '../../../app/features/accounts/queries.server.ts';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { getDownload } from '../../../app/features/evidence/download.server.ts';
import { getModeratorsPage, listAssignments } from '../../../app/features/moderation/assignments.server.ts';
import {
  assignModerator,
  takeBackModerator,
} from '../../../app/features/moderation/commands/assign-moderator.server.ts';
import { declareInterest, endInterest } from '../../../app/features/moderation/commands/declare-interest.server.ts';
import { finishModeration } from '../../../app/features/moderation/commands/finish-moderation.server.ts';
import { recordJudgements } from '../../../app/features/moderation/commands/record-judgements.server.ts';
import { listInterests } from '../../../app/features/moderation/interests.server.ts';
import { getModerationOverview } from '../../../app/features/moderation/overview.server.ts';
import { listPeerReturns } from '../../../app/features/moderation/peer-returns.server.ts';
import { listModerationQueue } from '../../../app/features/moderation/queue.server.ts';
import { endPartnershipRole } from '../../../app/features/organisations/commands/partnership-people.server.ts';
import { linkSite } from '../../../app/features/organisations/groups/link-sites.server.ts';
import { getReturnCopy } from '../../../app/features/submissions/pages.server.ts';
import { anOrganisation, aViewer } from '../../builders/a-partnership.ts';
import { aSession } from '../../builders/a-session.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

/** Somebody with a role in an agency who also moderates for the partnership as a peer. */
async function aPeer(portal: TestPortal, partnershipId: string, organisationId: string, name = 'Pat Peer') {
  const { personId, email } = await aViewer(portal, { role: 'peer-moderator', partnershipId }, name);
  const { now, today } = portal.stamp();
  await portal.database.db
    .insertInto('role_grant')
    .values({
      id: portal.newId(),
      person_id: personId,
      role: 'safeguarding-lead',
      organisation_id: organisationId,
      from_on: today,
      created_at: now,
    })
    .execute();
  return viewerOf(portal.database.db, { id: personId, name, email }, today);
}

async function aWorld(portal: TestPortal) {
  const session = await aSession(portal);
  const [council, police] = session.agencies;
  if (!council || !police) throw new Error('The session has two agencies');
  const peer = await aPeer(portal, session.partnershipId, police.organisationId);
  const { submissionId } = council;
  const give = (person: Viewer, to = submissionId) =>
    assignModerator(portal, session.manager, { submissionId: to, personId: person.personId });
  const rate = (viewer: Viewer, point = 'amber') =>
    recordJudgements(portal, viewer, {
      submissionId,
      standardCode: 'a1',
      judgements: [{ questionCode: 'a1-board', point, reason: 'Two meetings.', seen: 0 }],
    });
  return { ...session, council, police, peer, submissionId, give, rate };
}

const notFound = { code: 'not-found' };

describeEachDatabase('giving returns to moderators', (open) => {
  it('opens to a peer the return they were given once they have declared, and nothing else', async () => {
    const portal = await open();
    const { council, police, peer, submissionId, give, rate } = await aWorld(portal);
    const { db } = portal.database;
    await expect(getModerationOverview(db, peer, submissionId)).rejects.toMatchObject(notFound);
    expect(await give(peer)).toEqual({ ok: true });
    expect((await listPeerReturns(db, peer, 1)).items).toMatchObject([{ submissionId, declared: false }]);
    await expect(getModerationOverview(db, peer, submissionId)).rejects.toMatchObject(notFound);
    await expect(rate(peer)).rejects.toMatchObject(notFound);
    await declareInterest(portal, peer, { submissionId, interest: 'none', text: '' });
    expect(await getModerationOverview(db, peer, submissionId)).toMatchObject({ peer: true, mayWriteKeyLines: false });
    expect(await rate(peer)).toEqual({ outcome: 'saved', recorded: 1 });
    await expect(getModerationOverview(db, peer, police.submissionId)).rejects.toMatchObject(notFound);
    await expect(getReturnCopy(portal, peer, council.returnId)).rejects.toMatchObject(notFound);
    await expect(finishModeration(portal, peer, { submissionId })).rejects.toMatchObject(notFound);
    await expect(listModerationQueue(db, { viewer: peer, today: portal.stamp().today }, {}, 1)).rejects.toMatchObject(
      notFound,
    );
  });

  it('opens to a peer the files of that return alone', async () => {
    const portal = await open();
    const { council, peer, partnershipId, submissionId, give } = await aWorld(portal);
    const { db } = portal.database;
    const file = await db
      .selectFrom('evidence')
      .select('id')
      .where('organisation_id', '=', council.organisationId)
      .executeTakeFirstOrThrow();
    await db
      .updateTable('evidence')
      .set({ kind: 'file', url: null, file_name: 'm.txt', media_type: 'text/plain', sha256: '0'.repeat(64), size: 1 })
      .where('id', '=', file.id)
      .execute();
    const { organisationId } = council;
    await db
      .insertInto('submission_evidence')
      .values({
        partnership_id: partnershipId,
        organisation_id: organisationId,
        submission_id: submissionId,
        evidence_id: file.id,
      })
      .execute();
    await give(peer);
    await expect(getDownload(db, peer, file.id)).rejects.toMatchObject(notFound);
    await declareInterest(portal, peer, { submissionId, interest: 'none', text: '' });
    expect(await getDownload(db, peer, file.id)).toMatchObject({ fileName: 'm.txt' });
  });

  it('refuses the own organisation, one of the same trust, a declared interest, and somebody without the role', async () => {
    const portal = await open();
    const { manager, partnershipId, council, police, peer, moderator, chair, give } = await aWorld(portal);
    expect(await give(peer, police.submissionId)).toMatchObject({
      errors: { person: ['Pat Peer has a role in Brookmere Police: choose somebody else'] },
    });
    const trust = await anOrganisation(portal, partnershipId, { name: 'Harbour Trust', kind: 'academy-trust' });
    const school = await anOrganisation(portal, partnershipId, { name: 'Alder School', kind: 'academy' });
    const { db } = portal.database;
    const link = (siteId: string) => linkSite(portal, manager, { siteId, groupId: trust, fromOn: '2026-09-01' });
    expect((await link(school)).ok).toBe(true);
    // A council is no site of a trust on the pages; what counts here is the link.
    const linked = await db.selectFrom('organisation_site').selectAll().executeTakeFirstOrThrow();
    await db
      .insertInto('organisation_site')
      .values({ ...linked, id: portal.newId(), site_id: council.organisationId })
      .execute();
    const colleague = await aPeer(portal, partnershipId, school, 'Cal Colleague');
    expect(await give(colleague)).toMatchObject({
      errors: { person: [expect.stringContaining('a role in the trust or group of Brookmere Council')] },
    });
    const page = await getModeratorsPage(db, manager, council.submissionId, portal.stamp().today);
    expect(page.candidates.find(({ name }) => name === 'Cal Colleague')?.conflict).toContain('trust or group');
    for (const person of [chair, police.lead])
      expect(await give(person)).toMatchObject({
        errors: { person: [expect.stringContaining('Choose somebody who')] },
      });
    await give(moderator);
    await declareInterest(portal, moderator, {
      submissionId: council.submissionId,
      interest: 'some',
      text: 'My sister works there.',
    });
    expect(await give(moderator)).toMatchObject({
      errors: { person: ['Sam Patel declared an interest in Brookmere Council: choose somebody else'] },
    });
    await expect(
      assignModerator(portal, moderator, { submissionId: council.submissionId, personId: moderator.personId }),
    ).rejects.toMatchObject(notFound);
  });

  it('ends with an interest, which is kept on record, and stops the person from rating', async () => {
    const portal = await open();
    const { manager, moderator, council, partnershipId, submissionId, give, rate } = await aWorld(portal);
    const { db } = portal.database;
    const scope = { partnershipIds: [partnershipId] } as const;
    await give(moderator);
    await declareInterest(portal, moderator, { submissionId, interest: 'some', text: 'I worked there.' });
    expect((await listAssignments(db, scope, [council.returnId], portal.stamp().today)).size).toBe(0);
    await expect(rate(moderator)).rejects.toMatchObject({
      message: expect.stringContaining('You declared an interest in Brookmere Council'),
    });
    const [interest] = (await listInterests(db, manager, 1)).items;
    expect(interest).toMatchObject({ person: 'Sam Patel', text: 'I worked there.', endedAt: null });
    await endInterest(portal, manager, { interestId: interest?.id ?? '' });
    expect((await listInterests(db, moderator, 1)).items).toMatchObject([{ own: true, endedAt: expect.any(String) }]);
    expect(await rate(moderator)).toMatchObject({ outcome: 'saved' });
  });

  it('is not asked for any more once the return is closed', async () => {
    const portal = await open();
    const { moderator, council, submissionId } = await aWorld(portal);
    const { db } = portal.database;
    expect((await getModerationOverview(db, moderator, submissionId)).mayDeclare).toBe(true);
    await db.updateTable('agency_return').set({ status: 'closed' }).where('id', '=', council.returnId).execute();
    expect((await getModerationOverview(db, moderator, submissionId)).mayDeclare).toBe(false);
    const declaration = { submissionId, interest: 'some', text: 'I worked there.' } as const;
    await expect(declareInterest(portal, moderator, declaration)).rejects.toThrow('This return is closed');
  });

  it('goes back to the queue when a moderator leaves, with their ratings kept under their name', async () => {
    const portal = await open();
    const { manager, moderator, submissionId, give, rate } = await aWorld(portal);
    const { db } = portal.database;
    await give(moderator);
    await rate(moderator);
    const queue = () => listModerationQueue(db, { viewer: manager, today: portal.stamp().today }, {}, 1);
    const its = async () => (await queue()).page.items.find((one) => one.submissionId === submissionId);
    expect((await its())?.moderators).toMatchObject([{ name: 'Sam Patel', left: false }]);
    await endPartnershipRole(portal, manager, { personId: moderator.personId, role: 'moderator' });
    expect((await its())?.moderators).toMatchObject([{ name: 'Sam Patel', left: true }]);
    const page = await getModerationOverview(db, manager, submissionId);
    expect(page.moderators).toMatchObject([{ name: 'Sam Patel', ratings: 2 }]);
    await takeBackModerator(portal, manager, { submissionId, personId: moderator.personId });
    await takeBackModerator(portal, manager, { submissionId, personId: moderator.personId });
    expect((await its())?.moderators).toEqual([]);
  });
});
