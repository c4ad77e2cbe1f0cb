import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { attachNewEvidence } from '../../../app/features/returns/commands/attach-evidence.server.ts';
import { saveAnswers } from '../../../app/features/returns/commands/save-answers.server.ts';
import { listReturns } from '../../../app/features/returns/queries.server.ts';
import { getSharedOverview } from '../../../app/features/returns/shared/overview.server.ts';
import { changeSharing } from '../../../app/features/submissions/commands/change-sharing.server.ts';
import { decideCorrection } from '../../../app/features/submissions/commands/decide-correction.server.ts';
import { sendReturnBack } from '../../../app/features/submissions/commands/send-back.server.ts';
import { sendForSignOff } from '../../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { signReturn } from '../../../app/features/submissions/commands/sign-return.server.ts';
import { submitReturn } from '../../../app/features/submissions/commands/submit-return.server.ts';
import { findCorrectionOffer } from '../../../app/features/submissions/correction-offer.server.ts';
import { getCheckOfRound, getSignOffOfRound } from '../../../app/features/submissions/round-pages.server.ts';
import { snapshotSchema } from '../../../app/features/submissions/schema.ts';
import { getSharePage } from '../../../app/features/submissions/share-page.server.ts';
import { rated } from '../../builders/a-filled-return.ts';
import { answeredOnce, join, localCode, type Several } from '../../builders/several-partnerships.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const today = '2026-11-02';

async function save(
  portal: TestPortal,
  { lead }: Several,
  returnId: string,
  standardCode: string,
  code: string,
  text: string,
) {
  const row = await portal.database.db
    .selectFrom('answer')
    .select('revision')
    .where('return_id', '=', returnId)
    .where('question_code', '=', code)
    .executeTakeFirst();
  const value = code === 'policy' ? ({ type: 'yes-no', value: 'no', detail: '' } as const) : rated('green', text);
  return saveAnswers(portal, lead, {
    returnId,
    standardCode,
    answers: [{ questionCode: code, value, revision: row?.revision ?? 0 }],
  });
}

const link = (title: string) => ({
  kind: 'link' as const,
  title,
  url: 'https://example.org/minutes',
  coversFrom: null,
  coversTo: null,
});

/** Everything answered for both; each partnership's own answer and evidence hold a word of that partnership alone. */
async function answered(portal: TestPortal, slugs?: readonly [string, string, ...string[]]): Promise<Several> {
  const several = await answeredOnce(portal, slugs);
  const [a] = several.asked;
  for (const [standard, code] of [
    ['governance', 'board'],
    ['governance', 'policy'],
    ['training', 'induction'],
  ] as const)
    await save(portal, several, a.returnId, standard, code, 'Said to all');
  for (const { returnId, slug } of several.asked) {
    await save(portal, several, returnId, `local-${slug}`, localCode(slug), `canary-answer-${slug}`);
    await attachNewEvidence(portal, several.lead, {
      returnId,
      questionCode: localCode(slug),
      evidence: link(`canary-evidence-${slug}`),
    });
  }
  await attachNewEvidence(portal, several.lead, {
    returnId: a.returnId,
    questionCode: 'board',
    evidence: link('Minutes for all'),
  });
  const { confirmProfile } = await import('../../../app/features/returns/commands/confirm-profile.server.ts');
  await confirmProfile(portal, several.lead, { returnId: a.returnId, seen: {}, profile: { premises: false } });
  return several;
}

const hashOf = async (portal: TestPortal, { senior, asked: [a] }: Several, returnId = a.returnId) =>
  (await getSignOffOfRound(portal.database.db, senior, returnId, today)).contentHash;

async function sign(portal: TestPortal, several: Several, returnId = several.asked[0].returnId) {
  const contentHash = await hashOf(portal, several, returnId);
  return signReturn(portal, several.senior, { returnId, signatory: 'senior-lead', contentHash });
}

const statuses = async (portal: TestPortal, { asked }: Several) => {
  const rows = await portal.database.db.selectFrom('agency_return').select(['id', 'status']).execute();
  return asked.map(({ returnId }) => rows.find(({ id }) => id === returnId)?.status);
};

const submissions = async (portal: TestPortal) =>
  (await portal.database.db.selectFrom('submission').selectAll().orderBy('return_id').execute()).map((row) => ({
    ...row,
    content: snapshotSchema.parse(JSON.parse(row.snapshot)),
  }));

describeEachDatabase('a return that is answered once for several partnerships', (open) => {
  it('is checked, signed and sent once, and each partnership gets a copy of its own and not a byte of another’s', async () => {
    const portal = await open();
    const several = await answered(portal);
    const { asked, lead } = several;
    const [a, b] = asked;
    expect((await getCheckOfRound(portal.database.db, lead, a.returnId, today)).missing).toEqual([]);
    expect(await sendForSignOff(portal, lead, { returnId: a.returnId })).toMatchObject({ asked: true });
    const mails = await portal.database.db
      .selectFrom('outbox_message')
      .select('template')
      .where('template', '=', 'ready-to-sign')
      .execute();
    expect(mails).toHaveLength(1);
    expect(await statuses(portal, several)).toEqual(['awaiting-sign-off', 'awaiting-sign-off']);
    const page = await getSignOffOfRound(portal.database.db, several.senior, a.returnId, today);
    expect(page.standards.map(({ title }) => title)).toEqual([
      'Standard governance',
      'Standard training',
      'Standard local-procedures',
      expect.stringContaining('Questions of brookmere (brookmere'),
      expect.stringContaining('Questions of fellside (fellside'),
    ]);
    expect(await sign(portal, several)).toEqual({ outcome: 'signed', complete: true });
    const signatures = await portal.database.db.selectFrom('sign_off').select(['return_id', 'content_hash']).execute();
    expect(new Set(signatures.map((row) => row.content_hash)).size).toBe(2);
    expect(await submitReturn(portal, lead, { returnId: a.returnId })).toMatchObject({ first: true, returns: 2 });
    expect(await submitReturn(portal, lead, { returnId: a.returnId })).toMatchObject({ first: false });
    expect(await statuses(portal, several)).toEqual(['submitted', 'submitted']);
    const sent = await submissions(portal);
    expect(sent).toHaveLength(2);
    expect(new Set(sent.map(({ reference }) => reference)).size).toBe(2);
    for (const [own, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const row = sent.find(({ return_id }) => return_id === own.returnId);
      expect(row?.partnership_id).toBe(own.partnershipId);
      expect(
        createHash('sha256')
          .update(row?.snapshot ?? '')
          .digest('hex'),
      ).toBe(row?.sha256);
      expect(row?.snapshot).toContain(`canary-answer-${own.slug}`);
      expect(row?.snapshot).toContain(`canary-evidence-${own.slug}`);
      expect(row?.snapshot).toContain('Minutes for all');
      // Not a word, a name or an id of the other one.
      for (const canary of [other.slug, other.partnershipId, other.cycleId, other.returnId])
        expect(row?.snapshot).not.toContain(canary);
      expect(row?.content.signatures).toMatchObject([{ contentHash: row?.content.contentHash }]);
    }
    expect((await verifyChains(portal.database.db)).faults).toEqual([]);
  });

  it('tells a partnership nothing of the others: no event, message or row of its own names them', async () => {
    const portal = await open();
    const several = await answered(portal);
    const [a, b] = several.asked;
    await sendForSignOff(portal, several.lead, { returnId: a.returnId });
    await sign(portal, several);
    await submitReturn(portal, several.lead, { returnId: a.returnId });
    const { db } = portal.database;
    for (const [own, other] of [
      [a, b],
      [b, a],
    ] as const) {
      const seen = JSON.stringify([
        await db.selectFrom('event').selectAll().where('partnership_id', '=', own.partnershipId).execute(),
        await db.selectFrom('outbox_message').selectAll().where('partnership_id', '=', own.partnershipId).execute(),
        await db.selectFrom('submission').selectAll().where('partnership_id', '=', own.partnershipId).execute(),
        await db
          .selectFrom('submission_evidence')
          .selectAll()
          .where('partnership_id', '=', own.partnershipId)
          .execute(),
      ]);
      for (const canary of [other.slug, other.partnershipId, other.cycleId, other.returnId])
        expect(seen).not.toContain(canary);
    }
  });

  it('holds evidence back from one partnership and gives it to another, and the signatory reads it', async () => {
    const portal = await open();
    const several = await answered(portal);
    const { asked, lead } = several;
    const [a, b] = asked;
    const share = await getSharePage(portal.database.db, lead, a.returnId, today);
    const pieces = (returnId: string) => share.open.find((one) => one.returnId === returnId)?.evidence ?? [];
    expect(pieces(b.returnId).map(({ title, local }) => [title, local])).toEqual([
      ['canary-evidence-fellside', true],
      ['Minutes for all', false],
    ]);
    await sendForSignOff(portal, lead, { returnId: a.returnId });
    await sign(portal, several);
    const shown = pieces(b.returnId).map(({ id }) => id);
    const goes = pieces(b.returnId).flatMap(({ id, local }) => (local ? [id] : []));
    const choice = { receives: [a.returnId, b.returnId], evidence: { [b.returnId]: { shown, goes } } };
    expect(await changeSharing(portal, lead, { returnId: a.returnId, ...choice })).toEqual({
      changed: 1,
      takenBack: true,
    });
    // The choice is part of what that partnership's copy says, so its signature is void and the other one stands.
    expect(await statuses(portal, several)).toEqual(['signed', 'in-progress']);
    // The check page asks for what is still to be signed, though the other copy has its signature.
    expect(await getCheckOfRound(portal.database.db, lead, a.returnId, today)).toMatchObject({ status: 'in-progress' });
    expect(await changeSharing(portal, lead, { returnId: a.returnId, ...choice })).toMatchObject({ changed: 0 });
    await sendForSignOff(portal, lead, { returnId: a.returnId });
    const page = await getSignOffOfRound(portal.database.db, several.senior, a.returnId, today);
    expect(JSON.stringify(page.standards)).toContain('Minutes for all');
    expect(await sign(portal, several)).toMatchObject({ outcome: 'signed' });
    await submitReturn(portal, lead, { returnId: a.returnId });
    const sent = await submissions(portal);
    expect(sent.map(({ snapshot }) => snapshot.includes('Minutes for all'))).toEqual([true, false]);
    const given = await portal.database.db
      .selectFrom('submission_evidence')
      .select('evidence_id')
      .where('partnership_id', '=', b.partnershipId)
      .execute();
    expect(given.map((row) => row.evidence_id)).toEqual(goes);
  });

  it('is sent to one first and to the other later, with what was answered since', async () => {
    const portal = await open();
    const several = await answered(portal);
    const { asked, lead } = several;
    const [a, b] = asked;
    await changeSharing(portal, lead, { returnId: a.returnId, receives: [a.returnId], evidence: {} });
    await sendForSignOff(portal, lead, { returnId: b.returnId });
    expect(await statuses(portal, several)).toEqual(['awaiting-sign-off', 'in-progress']);
    await sign(portal, several);
    expect(await submitReturn(portal, lead, { returnId: a.returnId })).toMatchObject({ returns: 1 });
    await save(portal, several, b.returnId, 'governance', 'board', 'Better known now');
    const [own] = await submissions(portal);
    expect(own?.snapshot).toContain('Said to all');
    expect(await statuses(portal, several)).toEqual(['submitted', 'in-progress']);

    // Offered, never pushed.
    const share = await getSharePage(portal.database.db, lead, b.returnId, today);
    expect(share.sent).toMatchObject([
      {
        returnId: a.returnId,
        reopened: false,
        decided: null,
        corrections: [{ code: 'board', is: expect.arrayContaining(['Better known now']) }],
      },
    ]);
    const mark = share.sent[0]?.mark ?? '';
    const offer = { returnId: a.returnId, mark, decision: 'offered' } as const;
    expect(await decideCorrection(portal, lead, { ...offer, mark: 'x' })).toBe(false);
    expect(await decideCorrection(portal, lead, offer)).toBe(true);
    expect(await decideCorrection(portal, lead, offer)).toBe(true);
    expect((await getSharePage(portal.database.db, lead, a.returnId, today)).sent[0]?.decided).toMatchObject({
      what: 'offered',
      by: 'Lee Lead',
    });
    const told = await portal.database.db
      .selectFrom('event')
      .select(['type', 'detail'])
      .where('partnership_id', '=', a.partnershipId)
      .where('type', '=', 'correction.offered')
      .execute();
    expect(told.map(({ detail }) => JSON.parse(detail))).toEqual([{ answers: 1 }]);
    expect((await submissions(portal))[0]?.snapshot).toBe(own?.snapshot);
    const offered = (partnershipId: string) =>
      findCorrectionOffer(portal.database.db, { partnershipIds: [partnershipId] }, own?.id ?? '');
    expect(await offered(a.partnershipId)).toBe(portal.stamp().now);
    expect(await offered(b.partnershipId)).toBeNull();

    // A further change is another correction, about which nothing was decided.
    await save(portal, several, b.returnId, 'governance', 'board', 'And again');
    expect((await getSharePage(portal.database.db, lead, b.returnId, today)).sent[0]?.decided).toBeNull();
    await sendForSignOff(portal, lead, { returnId: b.returnId });
    await sign(portal, several, b.returnId);
    expect(await submitReturn(portal, lead, { returnId: b.returnId })).toMatchObject({ returns: 1 });
    expect((await submissions(portal)).map(({ snapshot }) => snapshot.includes('And again'))).toEqual([false, true]);
  });

  it('offers a return that was opened again what has changed, question by question', async () => {
    const portal = await open();
    const several = await answered(portal);
    const { asked, lead } = several;
    const [a, b] = asked;
    await changeSharing(portal, lead, { returnId: a.returnId, receives: [a.returnId], evidence: {} });
    await sendForSignOff(portal, lead, { returnId: a.returnId });
    await sign(portal, several);
    await submitReturn(portal, lead, { returnId: a.returnId });
    await save(portal, several, b.returnId, 'governance', 'board', 'Better known now');
    await portal.database.db
      .updateTable('agency_return')
      .set({ status: 'in-progress' })
      .where('id', '=', a.returnId)
      .execute();
    // Open again, and not pushed anything: it stands alone until somebody takes the changes over.
    await save(portal, several, b.returnId, 'training', 'induction', 'Only in Fellside');
    const answers = await portal.database.db
      .selectFrom('answer')
      .selectAll()
      .where('return_id', '=', a.returnId)
      .execute();
    expect(JSON.stringify(answers)).not.toContain('Only in Fellside');
    expect((await getSharePage(portal.database.db, lead, b.returnId, today)).sent).toMatchObject([{ reopened: true }]);
    const joined = await join(portal, several, a.returnId, b.returnId, { board: 'into', induction: 'joining' });
    expect(joined).toMatchObject({ ok: true });
    const after = await portal.database.db
      .selectFrom('answer')
      .select(['question_code', 'value'])
      .where('return_id', '=', a.returnId)
      .where('question_code', 'in', ['board', 'induction'])
      .orderBy('question_code')
      .execute();
    expect(after.map(({ value }) => JSON.parse(value).narrative)).toEqual(['Better known now', 'Said to all']);
  });

  it('goes back to work for what an edit concerns: a shared answer for all, a local one for its own copy', async () => {
    const portal = await open();
    const several = await answered(portal);
    const { asked, lead } = several;
    const [a, b] = asked;
    const signAll = async () => {
      await sendForSignOff(portal, lead, { returnId: a.returnId });
      await sign(portal, several);
      expect(await statuses(portal, several)).toEqual(['signed', 'signed']);
    };
    await signAll();
    const local = await save(portal, several, b.returnId, 'local-fellside', localCode('fellside'), 'Otherwise');
    expect(local.takenBack).toBe(true);
    expect(await statuses(portal, several)).toEqual(['signed', 'in-progress']);
    await signAll();
    const shared = await save(portal, several, b.returnId, 'governance', 'board', 'Otherwise');
    expect(shared.takenBack).toBe(true);
    expect(await statuses(portal, several)).toEqual(['in-progress', 'in-progress']);
    await sendForSignOff(portal, lead, { returnId: a.returnId });
    await sendReturnBack(portal, several.senior, { returnId: a.returnId, note: 'Look again' });
    expect(await statuses(portal, several)).toEqual(['in-progress', 'in-progress']);
  });

  it('is not signed when any of it changed after it was read', async () => {
    const portal = await open();
    const several = await answered(portal);
    const { asked, lead, senior } = several;
    const [a, b] = asked;
    await sendForSignOff(portal, lead, { returnId: a.returnId });
    const contentHash = await hashOf(portal, several);
    await save(portal, several, b.returnId, 'local-fellside', localCode('fellside'), 'Otherwise');
    await sendForSignOff(portal, lead, { returnId: a.returnId });
    const signed = await signReturn(portal, senior, { returnId: a.returnId, signatory: 'senior-lead', contentHash });
    expect(signed).toEqual({ outcome: 'changed' });
    expect(await portal.database.db.selectFrom('sign_off').selectAll().execute()).toEqual([]);
  });

  it('says what is missing once, and what one partnership misses under its name', async () => {
    const portal = await open();
    const { asked, lead } = await answeredOnce(portal);
    const [a, b] = asked;
    const { missing } = await getCheckOfRound(portal.database.db, lead, a.returnId, today);
    expect(missing.map(({ number, href }) => [number, href.split('#')[0]])).toEqual([
      ['Your details', `/returns/${a.returnId}/details`],
      [expect.any(String), `/returns/${a.returnId}/standards/governance`],
      [expect.any(String), `/returns/${a.returnId}/standards/governance`],
      [expect.any(String), `/returns/${a.returnId}/standards/training`],
      [expect.stringMatching(/for brookmere/), `/returns/${a.returnId}/standards/local-brookmere`],
      [expect.stringMatching(/for fellside/), `/returns/${b.returnId}/standards/local-fellside`],
    ]);
    await expect(sendForSignOff(portal, lead, { returnId: a.returnId })).rejects.toThrow(/6 things still missing/);
  });

  it('is one return on the list and one list of tasks, with the last day of each', async () => {
    const portal = await open();
    const { asked, lead, organisationId } = await answeredOnce(portal);
    const [a, b] = asked;
    const scope = { organisationIds: [organisationId] } as const;
    const { items, total } = await listReturns(portal.database.db, scope, 'current');
    expect(total).toBe(1);
    expect(items).toMatchObject([{ id: a.returnId, alsoFor: [{ dueOn: '2026-12-11' }], progress: { standards: 5 } }]);
    const overview = await getSharedOverview(portal.database.db, scope, lead, a.returnId, today);
    expect(overview.tasks.map(({ code, own }) => [code, own?.returnId])).toEqual([
      ['governance', undefined],
      ['training', undefined],
      ['local-procedures', undefined],
      ['local-brookmere', a.returnId],
      ['local-fellside', b.returnId],
    ]);
    expect(overview.shared.recipients).toHaveLength(2);
  });
});

describeEachDatabase('sending to several partnerships and an edit at the same moment', (open) => {
  it('send all of what was signed, or nothing', async () => {
    const portal = await open();
    for (let round = 0; round < 3; round++) {
      const several = await answered(portal, [`m${round}`, `n${round}`]);
      const [a, b] = several.asked;
      await sendForSignOff(portal, several.lead, { returnId: a.returnId });
      await sign(portal, several);
      const edit = () => save(portal, several, b.returnId, 'governance', 'board', `Round ${round}`);
      const send = () => submitReturn(portal, several.lead, { returnId: a.returnId });
      await Promise.allSettled(round % 2 === 0 ? [send(), edit()] : [edit(), send()]);
      const standing = await statuses(portal, several);
      expect([
        ['submitted', 'submitted'],
        ['in-progress', 'in-progress'],
      ]).toContainEqual(standing);
    }
  });
});
