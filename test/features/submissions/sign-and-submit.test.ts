import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { sendReturnBack } from '../../../app/features/submissions/commands/send-back.server.ts';
import { sendForSignOff } from '../../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { signReturn } from '../../../app/features/submissions/commands/sign-return.server.ts';
import { submitReturn } from '../../../app/features/submissions/commands/submit-return.server.ts';
import { snapshotSchema } from '../../../app/features/submissions/schema.ts';
import { canonicalJson } from '../../../standards/canonical-json.ts';
import { answer, attachLink, aWorld, hashShown, rated, submitted, type World } from '../../builders/a-filled-return.ts';
import { anOrganisation, aViewer } from '../../builders/a-partnership.ts';
import { anEdition, aQuestion, aStandard } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const agencies = anEdition({
  set: 'section-11',
  standards: [aStandard('a1', [aQuestion('board-lead'), aQuestion('board-reports')]), aStandard('a2')],
});
const schools = anEdition({
  set: 'section-175',
  sector: 'setting',
  signOff: [
    { code: 'headteacher', title: 'Headteacher', declaration: 'I have read this.' },
    { code: 'chair-of-governors', title: 'Chair of governors', declaration: 'We have read this.' },
  ],
});
const allGreen = { 'board-lead': rated('green'), 'board-reports': rated('green'), 'a2-rating': rated('amber') };

async function statusOf(portal: TestPortal, { returnId }: World) {
  const row = await portal.database.db
    .selectFrom('agency_return')
    .select(['status', 'submitted_at'])
    .where('id', '=', returnId)
    .executeTakeFirstOrThrow();
  return row.status;
}
const signatureRows = (portal: TestPortal, { returnId }: World) =>
  portal.database.db
    .selectFrom('sign_off')
    .selectAll()
    .where('return_id', '=', returnId)
    .orderBy('signed_at')
    .execute();
const eventTypes = async (portal: TestPortal, { returnId }: World) => {
  const rows = await portal.database.db
    .selectFrom('event')
    .select('type')
    .where('subject_id', '=', returnId)
    .orderBy('seq')
    .execute();
  return rows.map(({ type }) => type).filter((type) => type !== 'answer.saved');
};
const messages = (portal: TestPortal, template: string) =>
  portal.database.db.selectFrom('outbox_message').selectAll().where('template', '=', template).execute();

async function waiting(portal: TestPortal): Promise<{ world: World; senior: Viewer }> {
  const world = await aWorld(portal, agencies);
  const senior = await aViewer(portal, { role: 'senior-lead', organisationId: world.organisationId }, 'Sam Senior');
  await answer(portal, world, allGreen);
  await sendForSignOff(portal, world.lead, { returnId: world.returnId });
  return { world, senior };
}

describeEachDatabase('asking for signatures', (open) => {
  it('refuses while something is missing, and says how much', async () => {
    const portal = await open();
    const world = await aWorld(portal, agencies);
    await answer(portal, world, { 'board-lead': rated('green') });
    await expect(sendForSignOff(portal, world.lead, { returnId: world.returnId })).rejects.toThrow(
      '2 things still missing',
    );
    expect(await statusOf(portal, world)).toBe('in-progress');
  });

  it('tells every holder of the signing role, once however often it is pressed', async () => {
    const portal = await open();
    const { world, senior } = await waiting(portal);
    expect(await sendForSignOff(portal, world.lead, { returnId: world.returnId })).toEqual({
      asked: false,
      nobodyHolds: [],
    });
    expect(await statusOf(portal, world)).toBe('awaiting-sign-off');
    const sent = await messages(portal, 'ready-to-sign');
    expect(sent.map(({ person_id }) => person_id)).toEqual([senior.personId]);
    expect(sent[0]?.body).toContain(`/returns/${world.returnId}/sign-off`);
    expect(await eventTypes(portal, world)).toEqual(['return.sent-for-sign-off']);
  });

  it('names the roles that nobody holds', async () => {
    const portal = await open();
    const world = await aWorld(portal, agencies);
    await answer(portal, world, allGreen);
    const sent = await sendForSignOff(portal, world.lead, { returnId: world.returnId });
    expect(sent.nobodyHolds).toEqual(['Senior lead']);
  });

  it('is for the lead of this organisation alone', async () => {
    const portal = await open();
    const world = await aWorld(portal, agencies);
    const other = await anOrganisation(portal, world.partnershipId);
    const { organisationId, partnershipId } = world;
    for (const viewer of [
      await aViewer(portal, { role: 'safeguarding-lead', organisationId: other }),
      await aViewer(portal, { role: 'contributor', organisationId }),
      await aViewer(portal, { role: 'business-manager', partnershipId }),
    ])
      await expect(sendForSignOff(portal, viewer, { returnId: world.returnId })).rejects.toMatchObject({
        code: 'not-found',
      });
    await expect(sendForSignOff(portal, world.lead, { returnId: 'unknown' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describeEachDatabase('signing', (open) => {
  it('records the hash that was read, and completes with the last signature', async () => {
    const portal = await open();
    const { world, senior } = await waiting(portal);
    const contentHash = await hashShown(portal, world);
    const input = { returnId: world.returnId, signatory: 'senior-lead', contentHash } as const;
    expect(await signReturn(portal, senior, input)).toEqual({ outcome: 'signed', complete: true });
    expect(await statusOf(portal, world)).toBe('signed');
    expect(await signReturn(portal, senior, input)).toEqual({ outcome: 'already-signed' });
    const rows = await signatureRows(portal, world);
    expect(rows.map((row) => [row.name, row.content_hash, row.voided_at])).toEqual([['Sam Senior', contentHash, null]]);
  });

  it('signs nothing when the return has changed since the page was shown', async () => {
    const portal = await open();
    const { world, senior } = await waiting(portal);
    const contentHash = 'f'.repeat(64);
    const input = { returnId: world.returnId, signatory: 'senior-lead', contentHash } as const;
    expect(await signReturn(portal, senior, input)).toEqual({ outcome: 'changed' });
    expect(await signatureRows(portal, world)).toEqual([]);
    expect(await statusOf(portal, world)).toBe('awaiting-sign-off');
  });

  it('needs two people for a school: the head and the chair of governors', async () => {
    const portal = await open();
    const world = await aWorld(portal, schools, { kind: 'maintained-school', phase: 'primary' });
    const { organisationId, returnId } = world;
    await answer(portal, world, { 'a1-rating': rated('green') });
    await sendForSignOff(portal, world.lead, { returnId });
    const head = await aViewer(portal, { role: 'headteacher', organisationId }, 'Hana Head');
    const chair = await aViewer(portal, { role: 'chair-of-governors', organisationId }, 'Chris Chair');
    const both: Viewer = { ...head, organisationRoles: [...head.organisationRoles, ...chair.organisationRoles] };
    const contentHash = await hashShown(portal, world);
    const sign = (viewer: Viewer, signatory: 'headteacher' | 'chair-of-governors') =>
      signReturn(portal, viewer, { returnId, signatory, contentHash });
    expect(await sign(both, 'headteacher')).toEqual({ outcome: 'signed', complete: false });
    expect(await statusOf(portal, world)).toBe('awaiting-sign-off');
    await expect(sign(both, 'chair-of-governors')).rejects.toThrow('Two signatures need two people');
    await expect(sign(head, 'chair-of-governors')).rejects.toMatchObject({ code: 'not-found' });
    await expect(submitReturn(portal, world.lead, { returnId })).rejects.toMatchObject({ code: 'not-now' });
    expect(await sign(chair, 'chair-of-governors')).toEqual({ outcome: 'signed', complete: true });
    const sent = await submitReturn(portal, world.lead, { returnId });
    expect(sent).toMatchObject({ outcome: 'submitted', reference: expect.stringMatching(/^S175-/) });
  });

  it('is voided in sight of everybody by an edit', async () => {
    const portal = await open();
    const { world, senior } = await waiting(portal);
    const contentHash = await hashShown(portal, world);
    await signReturn(portal, senior, { returnId: world.returnId, signatory: 'senior-lead', contentHash });
    await answer(portal, world, { 'board-lead': rated('amber', 'We looked again.') });
    expect(await statusOf(portal, world)).toBe('in-progress');
    const [row] = await signatureRows(portal, world);
    expect(row?.voided_at).not.toBeNull();
    expect(row?.void_reason).toMatch(/changed/);
    expect(await hashShown(portal, world)).not.toBe(contentHash);
    await expect(submitReturn(portal, world.lead, { returnId: world.returnId })).rejects.toMatchObject({
      code: 'not-now',
    });
  });

  it('is voided when a change slipped past, such as a new title of some evidence', async () => {
    const portal = await open();
    const world = await aWorld(portal, agencies);
    const senior = await aViewer(portal, { role: 'senior-lead', organisationId: world.organisationId });
    await answer(portal, world, allGreen);
    await attachLink(portal, world, 'board-lead', 'Board minutes');
    await sendForSignOff(portal, world.lead, { returnId: world.returnId });
    const contentHash = await hashShown(portal, world);
    await signReturn(portal, senior, { returnId: world.returnId, signatory: 'senior-lead', contentHash });
    await portal.database.db.updateTable('evidence').set({ title: 'Minutes of the board' }).execute();
    expect(await submitReturn(portal, world.lead, { returnId: world.returnId })).toEqual({ outcome: 'changed' });
    expect(await statusOf(portal, world)).toBe('in-progress');
    expect((await signatureRows(portal, world))[0]?.voided_at).not.toBeNull();
    expect(await eventTypes(portal, world)).toContain('signature.voided');
  });

  it('can be refused: the return goes back with a note and earlier signatures are voided', async () => {
    const portal = await open();
    const { world, senior } = await waiting(portal);
    await sendReturnBack(portal, senior, { returnId: world.returnId, note: 'Please look at A1 again.' });
    expect(await statusOf(portal, world)).toBe('in-progress');
    expect(await messages(portal, 'sent-back')).toHaveLength(1);
    const request = await portal.database.db.selectFrom('sign_off_request').selectAll().executeTakeFirstOrThrow();
    expect(request).toMatchObject({ outcome: 'sent-back', note: 'Please look at A1 again.' });
    await expect(sendReturnBack(portal, senior, { returnId: world.returnId, note: 'Again' })).rejects.toMatchObject({
      code: 'not-now',
    });
    await expect(sendReturnBack(portal, world.lead, { returnId: world.returnId, note: 'x' })).rejects.toMatchObject({
      code: 'not-found',
    });
    await sendForSignOff(portal, world.lead, { returnId: world.returnId });
    expect(await messages(portal, 'ready-to-sign')).toHaveLength(2);
  });
});

describeEachDatabase('sending', (open) => {
  it('freezes what was signed, with a hash that verifies and rows that match', async () => {
    const portal = await open();
    const world = await aWorld(portal, agencies);
    await attachLink(portal, world, 'board-lead', 'Board minutes');
    const { submissionId, reference } = await submitted(portal, world, allGreen);
    const { db } = portal.database;
    const row = await db.selectFrom('submission').selectAll().where('id', '=', submissionId).executeTakeFirstOrThrow();
    const snapshot = snapshotSchema.parse(JSON.parse(row.snapshot));
    expect(createHash('sha256').update(row.snapshot).digest('hex')).toBe(row.sha256);
    expect(canonicalJson(snapshot)).toBe(row.snapshot);
    expect(createHash('sha256').update(canonicalJson(snapshot.content)).digest('hex')).toBe(snapshot.contentHash);
    expect(snapshot.signatures).toMatchObject([{ name: 'Sam Senior', contentHash: snapshot.contentHash }]);
    expect(row.reference).toBe(reference);
    expect(reference).toMatch(/^S11-[2-9B-Z]{4}-[2-9B-Z]{4}$/);
    const ratings = await db.selectFrom('submission_rating').selectAll().orderBy('question_code').execute();
    expect(ratings.map((one) => [one.question_code, one.self_point, one.moderated_point])).toEqual([
      ['a2-rating', 'amber', null],
      ['board-lead', 'green', null],
      ['board-reports', 'green', null],
    ]);
    const standards = await db.selectFrom('submission_standard').selectAll().orderBy('standard_code').execute();
    expect(standards.map((one) => [one.standard_code, one.scale_code, one.self_point])).toEqual([
      ['a1', 'rag', 'green'],
      ['a2', 'rag', 'amber'],
    ]);
    expect(await db.selectFrom('submission_evidence').selectAll().execute()).toHaveLength(1);
    expect(await db.selectFrom('moderation').select('status').execute()).toEqual([{ status: 'waiting' }]);
    expect(await statusOf(portal, world)).toBe('submitted');
    expect(await eventTypes(portal, world)).toEqual(['return.sent-for-sign-off', 'return.signed', 'return.submitted']);
    expect((await verifyChains(db)).faults).toEqual([]);
    expect(await messages(portal, 'submitted')).toHaveLength(2);
  });

  it('happens once, however often and however many at a time press the button', async () => {
    const portal = await open();
    const { world, senior } = await waiting(portal);
    const contentHash = await hashShown(portal, world);
    await signReturn(portal, senior, { returnId: world.returnId, signatory: 'senior-lead', contentHash });
    const sent = await Promise.all(
      Array.from({ length: 4 }, () => submitReturn(portal, world.lead, { returnId: world.returnId })),
    );
    expect(new Set(sent.map((one) => one.outcome === 'submitted' && one.reference)).size).toBe(1);
    expect(sent.filter((one) => one.outcome === 'submitted' && one.first)).toHaveLength(1);
    expect(await portal.database.db.selectFrom('submission').select('id').execute()).toHaveLength(1);
    expect(await messages(portal, 'submitted')).toHaveLength(2);
  });

  it('lets nothing that happens later change what was said', async () => {
    const portal = await open();
    const world = await aWorld(portal, agencies);
    const { submissionId } = await submitted(portal, world, allGreen);
    await expect(answer(portal, world, { 'board-lead': rated('red') })).rejects.toMatchObject({ code: 'not-now' });
    await portal.database.db.updateTable('organisation').set({ name: 'A new name' }).execute();
    const row = await portal.database.db
      .selectFrom('submission')
      .select(['snapshot', 'sha256'])
      .where('id', '=', submissionId)
      .executeTakeFirstOrThrow();
    expect(createHash('sha256').update(row.snapshot).digest('hex')).toBe(row.sha256);
    expect(row.snapshot).not.toContain('A new name');
  });

  it('is allowed late, and says so', async () => {
    const portal = await open();
    const { world, senior } = await waiting(portal);
    const contentHash = await hashShown(portal, world);
    await signReturn(portal, senior, { returnId: world.returnId, signatory: 'senior-lead', contentHash });
    portal.setTime('2026-12-12T00:30:00Z');
    await submitReturn(portal, world.lead, { returnId: world.returnId });
    const event = await portal.database.db
      .selectFrom('event')
      .select('detail')
      .where('type', '=', 'return.submitted')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(event.detail)).toMatchObject({ late: true });
  });

  it('is for the lead of this organisation alone', async () => {
    const portal = await open();
    const { world, senior } = await waiting(portal);
    const stranger = await aViewer(portal, {
      role: 'safeguarding-lead',
      organisationId: await anOrganisation(portal, world.partnershipId),
    });
    for (const viewer of [senior, stranger])
      await expect(submitReturn(portal, viewer, { returnId: world.returnId })).rejects.toMatchObject({
        code: 'not-found',
      });
  });
});
