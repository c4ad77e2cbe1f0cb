import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { partnershipScope } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { closeReturn } from '../../../app/features/challenge/commands/close-return.server.ts';
import { issueLetter } from '../../../app/features/challenge/commands/issue-letter.server.ts';
import { getLetterDesk } from '../../../app/features/challenge/letter/letter-queries.server.ts';
import { closeCycle } from '../../../app/features/cycles/commands/close-cycle.server.ts';
import { getReturn } from '../../../app/features/cycles/dashboard.server.ts';
import { getHeatmap } from '../../../app/features/cycles/heatmap.server.ts';
import { finishModeration } from '../../../app/features/moderation/commands/finish-moderation.server.ts';
import { agreeWithRatings } from '../../../app/features/moderation/commands/record-judgements.server.ts';
import { listModerationQueue } from '../../../app/features/moderation/queue.server.ts';
import { getHome } from '../../../app/features/reports/home.server.ts';
import { submitReturn } from '../../../app/features/submissions/commands/submit-return.server.ts';
import { getPrintPage, getReceiptPage, getReturnCopy } from '../../../app/features/submissions/pages.server.ts';
import { snapshotSchema } from '../../../app/features/submissions/schema.ts';
import {
  askForCorrection,
  declineCorrection,
  withdrawCorrection,
} from '../../../app/features/submissions/versions/commands/correction.server.ts';
import { reopenReturn } from '../../../app/features/submissions/versions/commands/reopen-return.server.ts';
import { findCorrection, listVersions } from '../../../app/features/submissions/versions/queries.server.ts';
import { reopened, sentAgain } from '../../builders/a-correction.ts';
import { answer, aWorld, rated, submitted, type World } from '../../builders/a-filled-return.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { anEdition, aQuestion, aStandard } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const edition = anEdition({
  set: 'section-11',
  standards: [aStandard('a1', [aQuestion('board-lead'), aQuestion('board-reports')]), aStandard('a2')],
});
const first = { 'board-lead': rated('green'), 'board-reports': rated('green'), 'a2-rating': rated('amber') };
const corrected = { 'board-reports': rated('red', 'We looked again and found gaps.') };

async function sentOnce(portal: TestPortal, slug?: string) {
  const world = await aWorld(portal, edition, slug === undefined ? {} : { slug });
  const manager = await aViewer(
    portal,
    { role: 'business-manager', partnershipId: world.partnershipId },
    'Max Manager',
  );
  const sent = await submitted(portal, world, first);
  return { world, manager, ...sent };
}

async function resent(portal: TestPortal) {
  const once = await sentOnce(portal);
  portal.setTime('2026-11-05T10:00:00Z');
  await reopened(portal, once.world, once.manager);
  portal.setTime('2026-11-05T11:00:00Z');
  const second = await sentAgain(portal, once.world, once.signatory, corrected);
  return { ...once, second };
}

const rowsOf = (portal: TestPortal, { returnId }: World) =>
  portal.database.db
    .selectFrom('submission')
    .selectAll()
    .where('return_id', '=', returnId)
    .orderBy('version')
    .execute();
const statusOf = async (portal: TestPortal, { returnId }: World) =>
  portal.database.db
    .selectFrom('agency_return')
    .select(['status', 'due_on', 'submitted_at'])
    .where('id', '=', returnId)
    .executeTakeFirstOrThrow();
const both = (world: World, manager: Viewer) => ({
  organisation: { organisationIds: [world.organisationId] as const },
  partnership: partnershipScope(manager, 'submission.read'),
});
const form = (reviseBy = '2026-11-20') => ({
  reason: 'Please say how you know.',
  standards: ['a1', 'unknown'],
  reviseBy,
});

describeEachDatabase('a return that is sent back', (open) => {
  it('can be edited again by a new day, while the partnership reads what was sent', async () => {
    const portal = await open();
    const { world, manager, submissionId } = await sentOnce(portal);
    const before = await rowsOf(portal, world);
    expect(await reopenReturn(portal, manager, { returnId: world.returnId, form: form() })).toEqual({ ok: true });
    expect(await statusOf(portal, world)).toMatchObject({ status: 'in-progress', due_on: '2026-11-20' });
    await answer(portal, world, { 'board-lead': rated('red', 'CANARY OF THE DRAFT') });
    expect(await rowsOf(portal, world)).toEqual(before);
    const copy = await getReturnCopy(portal, manager, world.returnId);
    expect(JSON.stringify(copy)).not.toContain('CANARY OF THE DRAFT');
    expect(JSON.stringify(await getPrintPage(portal, manager, world.returnId, { blank: false }))).not.toContain(
      'CANARY',
    );
    expect(await getPrintPage(portal, world.lead, world.returnId, { blank: false })).toMatchObject({ kind: 'filled' });
    expect(await findCorrection(portal.database.db, both(world, manager), world.returnId)).toMatchObject({
      status: 'open',
      asked: null,
      opened: { by: 'Max Manager', reason: 'Please say how you know.' },
      standards: ['a1'],
      reviseBy: '2026-11-20',
    });
    const dashboard = await getReturn(
      portal.database.db,
      { id: world.cycleId, partnershipId: world.partnershipId },
      world.returnId,
      '2026-11-03',
    );
    expect(JSON.stringify(dashboard)).toContain(submissionId);
    expect((await verifyChains(portal.database.db)).faults).toEqual([]);
  });

  it('tells the leads, with a day and not a word of the reason', async () => {
    const portal = await open();
    const { world, manager } = await sentOnce(portal);
    await reopenReturn(portal, manager, { returnId: world.returnId, form: form() });
    const mails = await portal.database.db
      .selectFrom('outbox_message')
      .selectAll()
      .where('template', '=', 'return-reopened')
      .execute();
    expect(mails.map(({ to_address }) => to_address)).toEqual([world.lead.email]);
    expect(mails[0]?.body).toContain('20 November 2026');
    expect(mails[0]?.body).not.toContain('how you know');
  });

  it('is refused to others than the manager, twice, with a day that cannot be, and for an own organisation', async () => {
    const portal = await open();
    const { world, manager } = await sentOnce(portal);
    const { returnId } = world;
    const moderator = await aViewer(portal, { role: 'moderator', partnershipId: world.partnershipId });
    const elsewhere = await aWorld(portal, edition, { slug: 'elsewhere' });
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere.partnershipId });
    for (const viewer of [moderator, stranger, world.lead])
      await expect(reopenReturn(portal, viewer, { returnId, form: form() })).rejects.toThrow('Page not found');
    const own: Viewer = { ...manager, organisationRoles: world.lead.organisationRoles };
    await expect(reopenReturn(portal, own, { returnId, form: form() })).rejects.toThrow('You have a role in');
    expect(await reopenReturn(portal, manager, { returnId, form: form('2026-11-01') })).toMatchObject({ ok: false });
    expect(await reopenReturn(portal, manager, { returnId, form: form('2027-04-01') })).toMatchObject({ ok: false });
    await reopenReturn(portal, manager, { returnId, form: form() });
    await expect(reopenReturn(portal, manager, { returnId, form: form() })).rejects.toThrow('with the agency already');
    await expect(reopenReturn(portal, manager, { returnId: elsewhere.returnId, form: form() })).rejects.toThrow(
      'Page not found',
    );
  });

  it('opens once when it is sent back twice at the same moment', async () => {
    const portal = await open();
    const { world, manager } = await sentOnce(portal);
    const again = () => reopenReturn(portal, manager, { returnId: world.returnId, form: form() });
    const outcomes = await Promise.allSettled([again(), again()]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const events = await portal.database.db
      .selectFrom('event')
      .select('type')
      .where('type', '=', 'return.reopened')
      .execute();
    expect(events).toHaveLength(1);
  });

  it('stays closed to correction after its outcome letter', async () => {
    const portal = await open();
    const { world, manager, submissionId } = await sentOnce(portal);
    const { bodySha256 } = await getLetterDesk(portal, manager, submissionId);
    await issueLetter(portal, manager, submissionId, { bodySha256 });
    const send = () => reopenReturn(portal, manager, { returnId: world.returnId, form: form() });
    await expect(send()).rejects.toThrow('The outcome letter has been issued');
    await closeReturn(portal, manager, world.returnId);
    await expect(send()).rejects.toThrow('This return is closed');
  });
});

describeEachDatabase('a request to correct a sent return', (open) => {
  const ask = (portal: TestPortal, world: World) =>
    askForCorrection(portal, world.lead, {
      returnId: world.returnId,
      form: { reason: 'We mixed up two teams.', standards: ['a1'] },
    });

  it('waits for the manager, whose press opens the return', async () => {
    const portal = await open();
    const { world, manager } = await sentOnce(portal);
    await ask(portal, world);
    await ask(portal, world);
    expect((await statusOf(portal, world)).status).toBe('submitted');
    const scope = both(world, manager);
    expect(await findCorrection(portal.database.db, scope, world.returnId)).toMatchObject({
      status: 'asked',
      asked: { by: 'Lee Lead', reason: 'We mixed up two teams.' },
    });
    await reopenReturn(portal, manager, { returnId: world.returnId, form: form() });
    expect(await findCorrection(portal.database.db, scope, world.returnId)).toMatchObject({
      status: 'open',
      asked: { reason: 'We mixed up two teams.' },
    });
    await expect(withdrawCorrection(portal, world.lead, { returnId: world.returnId })).rejects.toThrow('opened');
  });

  it('can be taken back, and declined with a reason', async () => {
    const portal = await open();
    const { world, manager } = await sentOnce(portal);
    const scope = both(world, manager);
    await ask(portal, world);
    await withdrawCorrection(portal, world.lead, { returnId: world.returnId });
    expect(await findCorrection(portal.database.db, scope, world.returnId)).toMatchObject({ status: 'withdrawn' });
    await ask(portal, world);
    await declineCorrection(portal, manager, { returnId: world.returnId, reason: 'We talk about it in March.' });
    expect(await findCorrection(portal.database.db, scope, world.returnId)).toMatchObject({
      status: 'declined',
      ended: { reason: 'We talk about it in March.' },
    });
    expect((await statusOf(portal, world)).status).toBe('submitted');
  });

  it('is refused before anything was sent, and to somebody who may not send', async () => {
    const portal = await open();
    const world = await aWorld(portal, edition);
    await expect(ask(portal, world)).rejects.toThrow('Page not found');
    const contributor = await aViewer(portal, { role: 'contributor', organisationId: world.organisationId });
    await expect(ask(portal, { ...world, lead: contributor })).rejects.toThrow('Page not found');
  });
});

describeEachDatabase('the second version of a return', (open) => {
  it('stands beside the first, with a reference, a hash and signatures of its own', async () => {
    const portal = await open();
    const { world, submissionId, reference, second } = await resent(portal);
    const [one, two] = await rowsOf(portal, world);
    expect([one?.id, two?.id]).toEqual([submissionId, second.submissionId]);
    expect([one?.version, two?.version]).toEqual([1, 2]);
    expect([one?.superseded_at === null, two?.superseded_at]).toEqual([false, null]);
    expect(two?.reference).not.toBe(reference);
    const [before, after] = [one, two].map((row) => snapshotSchema.parse(JSON.parse(row?.snapshot ?? '')));
    expect(before?.content.standards[0]?.questions.map(({ point }) => point)).toEqual(['green', 'green']);
    expect(after?.content.standards[0]?.questions.map(({ point }) => point)).toEqual(['green', 'red']);
    expect(after).toMatchObject({ version: 2, reference: second.reference });
    expect(after?.signatures[0]?.contentHash).toBe(after?.contentHash);
    expect(before?.signatures[0]?.contentHash).toBe(before?.contentHash);
    expect((await verifyChains(portal.database.db)).faults).toEqual([]);
  });

  it('is sent once, however often it is pressed', async () => {
    const portal = await open();
    const { world, second } = await resent(portal);
    expect(await submitReturn(portal, world.lead, { returnId: world.returnId })).toMatchObject({
      first: false,
      submissionId: second.submissionId,
    });
    expect(await rowsOf(portal, world)).toHaveLength(2);
  });

  it('is not sent before it has been signed again', async () => {
    const portal = await open();
    const { world, manager } = await sentOnce(portal);
    await reopened(portal, world, manager);
    await expect(submitReturn(portal, world.lead, { returnId: world.returnId })).rejects.toThrow('everybody who must');
    expect(await rowsOf(portal, world)).toHaveLength(1);
  });

  it('is what every reader of the return finds, and the first stays to be read', async () => {
    const portal = await open();
    const { world, manager, submissionId, second } = await resent(portal);
    const { db } = portal.database;
    const { returnId, cycleId, partnershipId } = world;
    const queue = await listModerationQueue(db, { viewer: manager, today: '2026-11-05' }, {}, 1);
    expect(queue.page.items.map((entry) => entry.submissionId)).toEqual([second.submissionId]);
    expect(queue.counts.waiting).toBe(1);
    expect((await getHome(db, manager, '2026-11-05')).partnership?.moderation).toEqual({ waiting: 1, inProgress: 0 });
    const cycle = { id: cycleId, partnershipId, editionId: (await rowsOf(portal, world))[0]?.edition_id ?? '' };
    const heatmap = await getHeatmap(db, cycle, { basis: 'self', filter: {}, sort: 'name', page: 1 });
    expect(heatmap.rows.items.map((row) => row.submissionId)).toEqual([second.submissionId]);
    expect(heatmap.editions.map((one) => one.submissions)).toEqual([1]);
    expect(await listVersions(db, both(world, manager), returnId)).toMatchObject([
      { version: 1, submissionId, newest: false },
      { version: 2, submissionId: second.submissionId, newest: true },
    ]);
    expect(await getReceiptPage(portal, manager, returnId)).toMatchObject({ version: 2 });
    expect((await getReturnCopy(portal, manager, returnId, 1)).superseded).toBe(true);
    await expect(getReturnCopy(portal, manager, returnId, 3)).rejects.toThrow('Page not found');
    expect(await findCorrection(db, both(world, manager), returnId)).toMatchObject({ status: 'resent' });
  });

  it('alone is moderated, answered and closed', async () => {
    const portal = await open();
    const { world, manager, submissionId, second } = await resent(portal);
    await expect(agreeWithRatings(portal, manager, { submissionId, standardCode: 'a1' })).rejects.toThrow(
      'A newer version',
    );
    await expect(finishModeration(portal, manager, { submissionId })).rejects.toThrow('A newer version');
    const old = await getLetterDesk(portal, manager, submissionId);
    await expect(issueLetter(portal, manager, submissionId, old)).rejects.toThrow('A newer version');
    await expect(closeReturn(portal, manager, world.returnId)).rejects.toThrow('Issue the outcome letter first');
    const desk = await getLetterDesk(portal, manager, second.submissionId);
    await issueLetter(portal, manager, second.submissionId, desk);
    await closeReturn(portal, manager, world.returnId);
    expect((await statusOf(portal, world)).status).toBe('closed');
  });

  it('keeps a letter and the end of the cycle waiting while it is being written', async () => {
    const portal = await open();
    const { world, manager, submissionId } = await sentOnce(portal);
    await reopened(portal, world, manager);
    const desk = await getLetterDesk(portal, manager, submissionId);
    await expect(issueLetter(portal, manager, submissionId, desk)).rejects.toThrow('The agency is correcting');
    await expect(closeReturn(portal, manager, world.returnId)).rejects.toThrow('Only a return that has been sent');
    expect(await closeCycle(portal, manager, { cycleId: world.cycleId, revision: 1 })).toMatchObject({ ok: false });
  });

  it('holds what was signed when an edit comes at the moment of sending, or is not there', async () => {
    const portal = await open();
    for (const round of [0, 1, 2, 3]) {
      const { world, manager, signatory } = await sentOnce(portal, `round-${round}`);
      await reopened(portal, world, manager);
      const edit = () => answer(portal, world, { 'board-lead': rated('red', `Round ${round}`) });
      const send = () => sentAgain(portal, world, signatory, {});
      await Promise.allSettled(round % 2 === 0 ? [send(), edit()] : [edit(), send()]);
      const [one, two] = await rowsOf(portal, world);
      expect(snapshotSchema.parse(JSON.parse(one?.snapshot ?? '')).content.standards[0]?.questions[0]?.point).toBe(
        'green',
      );
      const { status } = await statusOf(portal, world);
      expect(status === 'submitted').toBe(two !== undefined);
      if (two) {
        const snapshot = snapshotSchema.parse(JSON.parse(two.snapshot));
        expect(snapshot.signatures.map(({ contentHash }) => contentHash)).toEqual([snapshot.contentHash]);
      }
    }
  });
});
