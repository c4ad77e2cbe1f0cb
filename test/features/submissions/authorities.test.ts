import { describe, expect, it } from 'vitest';
import { viewerOf } from '../../../app/features/accounts/queries.server.ts';
import { organisationScope, type Viewer } from '../../../app/features/accounts/viewer.ts';
import { getAuthoritiesPage } from '../../../app/features/submissions/authorities/authorities-page.server.ts';
import {
  type AuthorityForm,
  authoritySchema,
  authorityState,
  authorityWords,
} from '../../../app/features/submissions/authorities/authority.ts';
import { endAuthority } from '../../../app/features/submissions/authorities/end-authority.server.ts';
import { giveAuthority } from '../../../app/features/submissions/authorities/give-authority.server.ts';
import { sendReturnBack } from '../../../app/features/submissions/commands/send-back.server.ts';
import { sendForSignOff } from '../../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { signReturn } from '../../../app/features/submissions/commands/sign-return.server.ts';
import { submitReturn } from '../../../app/features/submissions/commands/submit-return.server.ts';
import { getReceiptPage, getReturnCopy } from '../../../app/features/submissions/pages.server.ts';
import { snapshotSchema } from '../../../app/features/submissions/schema.ts';
import { getSignOffPage } from '../../../app/features/submissions/sign-off-page.server.ts';
import type { SignatoryCode } from '../../../standards/contract.ts';
import { answer, aWorld, hashShown, rated } from '../../builders/a-filled-return.ts';
import { anOrganisation, aViewer } from '../../builders/a-partnership.ts';
import { anEdition } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const schools = anEdition({
  set: 'section-175',
  sector: 'setting',
  signOff: [
    { code: 'headteacher', title: 'Headteacher', declaration: 'I have read this.' },
    { code: 'chair-of-governors', title: 'Chair of governors', declaration: 'We have read this.' },
  ],
});

const form = (parts: Partial<AuthorityForm> = {}): AuthorityForm => ({
  signatory: 'headteacher',
  email: 'dana@example.org',
  personName: 'Dana Deputy',
  personJobTitle: 'Deputy head',
  fromOn: '2026-11-02',
  toOn: '2026-11-20',
  reason: 'The head is on leave.',
  document: null,
  ...parts,
});

/** A school's return that waits for its head and its chair of governors. */
async function waiting(portal: TestPortal) {
  const world = await aWorld(portal, schools, { kind: 'maintained-school', phase: 'primary' });
  const { organisationId, returnId } = world;
  const head = await aViewer(portal, { role: 'headteacher', organisationId }, 'Hana Head');
  const chair = await aViewer(portal, { role: 'chair-of-governors', organisationId }, 'Chris Chair');
  await answer(portal, world, { 'a1-rating': rated('green') });
  await sendForSignOff(portal, world.lead, { returnId });
  const contentHash = await hashShown(portal, world);
  const sign = (viewer: Viewer, signatory: SignatoryCode) =>
    signReturn(portal, viewer, { returnId, signatory, contentHash });
  return { world, head, chair, sign };
}

/** The person with an address, with the roles of the day on the clock. */
async function person(portal: TestPortal, email: string): Promise<Viewer> {
  const { db } = portal.database;
  const row = await db
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  return viewerOf(db, row, portal.stamp().today);
}

describeEachDatabase('somebody with an authority', (open) => {
  it('signs for the head, and record, receipt, copy and snapshot say for whom and until when', async () => {
    const portal = await open();
    const { world, head, chair, sign } = await waiting(portal);
    const { organisationId, returnId } = world;
    expect(await giveAuthority(portal, head, { organisationId, form: form() })).toMatchObject({ ok: true });
    const dana = await person(portal, 'dana@example.org');
    const page = await getSignOffPage(portal.database.db, dana, returnId, '2026-11-02');
    expect(page).toMatchObject({
      maySignAs: ['headteacher'],
      signsUnder: { headteacher: '2026-11-20' },
      maySendBack: true,
    });
    expect(await sign(dana, 'headteacher')).toEqual({ outcome: 'signed', complete: false });
    expect(await sign(chair, 'chair-of-governors')).toEqual({ outcome: 'signed', complete: true });
    await submitReturn(portal, world.lead, { returnId });
    const row = await portal.database.db.selectFrom('submission').select('snapshot').executeTakeFirstOrThrow();
    const snapshot = snapshotSchema.parse(JSON.parse(row.snapshot));
    const used = { givenBy: 'Hana Head', givenOn: '2026-11-02', validFrom: '2026-11-02', validUntil: '2026-11-20' };
    expect(snapshot.signatures).toMatchObject([
      { signatory: 'headteacher', name: 'Dana Deputy', authority: used },
      { signatory: 'chair-of-governors', name: 'Chris Chair' },
    ]);
    expect(snapshot.signatures[1]).not.toHaveProperty('authority');
    expect(row.snapshot).not.toContain('on leave');
    const words =
      'Headteacher: signed for the headteacher, under the authority given by Hana Head on 2 November 2026, valid until 20 November 2026';
    const moderator = await aViewer(portal, { role: 'moderator', partnershipId: world.partnershipId });
    expect((await getReceiptPage(portal, moderator, returnId)).receipt.signatures[0]).toMatchObject({
      name: 'Dana Deputy, Deputy head',
      role: words,
    });
    expect((await getReturnCopy(portal, world.lead, returnId)).model.signatures[0]?.role).toBe(words);
    const events = await portal.database.db
      .selectFrom('event')
      .select('detail')
      .where('type', '=', 'return.signed')
      .execute();
    const [authority] = await portal.database.db.selectFrom('signing_authority').select('id').execute();
    expect(events.map(({ detail }) => detail).join()).toContain(authority?.id);
  });

  it('is refused before the first day, after the last, and once the authority is ended', async () => {
    const portal = await open();
    const { world, head, sign } = await waiting(portal);
    const { organisationId } = world;
    const given = await giveAuthority(portal, head, {
      organisationId,
      form: form({ fromOn: '2026-11-04', toOn: '2026-11-05' }),
    });
    portal.setTime('2026-11-04T09:00:00.000Z');
    // Somebody whose page was opened while the authority was valid.
    const dana = await person(portal, 'dana@example.org');
    portal.setTime('2026-11-03T09:00:00.000Z');
    await expect(sign(dana, 'headteacher')).rejects.toThrow('is not valid before 4 November 2026');
    portal.setTime('2026-11-06T09:00:00.000Z');
    await expect(sign(dana, 'headteacher')).rejects.toThrow('was valid until 5 November 2026');
    expect((await person(portal, 'dana@example.org')).organisationRoles).toEqual([]);
    portal.setTime('2026-11-05T23:30:00.000Z');
    expect((await person(portal, 'dana@example.org')).organisationRoles).toHaveLength(1);
    await endAuthority(portal, head, { organisationId, authorityId: given.ok ? given.id : '' });
    await endAuthority(portal, head, { organisationId, authorityId: given.ok ? given.id : '' });
    await expect(sign(dana, 'headteacher')).rejects.toThrow('was ended by Hana Head');
    expect((await person(portal, 'dana@example.org')).organisationRoles).toEqual([]);
    expect(await portal.database.db.selectFrom('sign_off').selectAll().execute()).toEqual([]);
  });

  it('is told, where it ended after they were asked, that it has and by whom', async () => {
    const portal = await open();
    const { world, head, sign } = await waiting(portal);
    const { organisationId, returnId } = world;
    const given = await giveAuthority(portal, head, { organisationId, form: form() });
    await endAuthority(portal, head, { organisationId, authorityId: given.ok ? given.id : '' });
    // As every request finds them: with no role there any more.
    const dana = await person(portal, 'dana@example.org');
    expect(dana.organisationRoles).toEqual([]);
    const told = 'was ended by Hana Head';
    const { db } = portal.database;
    await expect(getSignOffPage(db, dana, returnId, '2026-11-02')).rejects.toThrow(told);
    await expect(sign(dana, 'headteacher')).rejects.toThrow(told);
    const elsewhere = await aWorld(portal, schools, { slug: 'elsewhere', kind: 'maintained-school', phase: 'primary' });
    await expect(getSignOffPage(db, dana, elsewhere.returnId, '2026-11-02')).rejects.toMatchObject({
      code: 'not-found',
    });
    expect(await db.selectFrom('sign_off').selectAll().execute()).toEqual([]);
  });

  it('does not sign for two signatories, nor for one they have no authority for', async () => {
    const portal = await open();
    const { world, head, chair, sign } = await waiting(portal);
    const { organisationId } = world;
    await giveAuthority(portal, head, { organisationId, form: form() });
    const dana = await person(portal, 'dana@example.org');
    await expect(sign(dana, 'chair-of-governors')).rejects.toMatchObject({ code: 'not-found' });
    await giveAuthority(portal, chair, { organisationId, form: form({ signatory: 'chair-of-governors' }) });
    expect(await sign(dana, 'headteacher')).toEqual({ outcome: 'signed', complete: false });
    await expect(sign(dana, 'chair-of-governors')).rejects.toThrow('Two signatures need two people');
  });

  it('is told when a return waits, and can send it back', async () => {
    const portal = await open();
    const world = await aWorld(portal, schools, { kind: 'maintained-school', phase: 'primary' });
    const { organisationId, returnId } = world;
    const head = await aViewer(portal, { role: 'headteacher', organisationId });
    await giveAuthority(portal, head, { organisationId, form: form() });
    const dana = await person(portal, 'dana@example.org');
    await answer(portal, world, { 'a1-rating': rated('green') });
    expect((await sendForSignOff(portal, world.lead, { returnId })).nobodyHolds).toEqual(['Chair of governors']);
    const told = await portal.database.db
      .selectFrom('outbox_message')
      .select('person_id')
      .where('template', '=', 'ready-to-sign')
      .execute();
    expect(told.map(({ person_id }) => person_id).toSorted()).toEqual([head.personId, dana.personId].toSorted());
    await sendReturnBack(portal, dana, { returnId, note: 'Please look again.' });
    const status = await portal.database.db.selectFrom('agency_return').select('status').executeTakeFirstOrThrow();
    expect(status).toEqual({ status: 'in-progress' });
  });
});

describeEachDatabase('giving an authority', (open) => {
  it('is for the signatory, and for whoever leads the organisation, and for nobody else', async () => {
    const portal = await open();
    const { world, head, chair } = await waiting(portal);
    const { organisationId } = world;
    const give = (viewer: Viewer, parts: Partial<AuthorityForm> = {}) =>
      giveAuthority(portal, viewer, { organisationId, form: form(parts) });
    expect(await give(chair)).toMatchObject({ ok: true });
    expect(await give(head)).toMatchObject({ ok: true });
    const elsewhere = await anOrganisation(portal, world.partnershipId);
    for (const [viewer, parts] of [
      [head, { signatory: 'chair-of-governors' }],
      [world.lead, {}],
      [await aViewer(portal, { role: 'business-manager', partnershipId: world.partnershipId }), {}],
      [await aViewer(portal, { role: 'headteacher', organisationId: elsewhere }), {}],
      [await person(portal, 'dana@example.org'), {}],
    ] as const)
      await expect(give(viewer, parts)).rejects.toMatchObject({ code: 'not-found' });
  });

  it('refuses, at the field, days that cannot be, the giver, and somebody who signs already', async () => {
    const portal = await open();
    const { world, head, chair } = await waiting(portal);
    const refused = async (viewer: Viewer, parts: Partial<AuthorityForm>) => {
      const given = await giveAuthority(portal, viewer, { organisationId: world.organisationId, form: form(parts) });
      return given.ok ? {} : given.errors;
    };
    expect(await refused(head, { fromOn: '2026-11-01' })).toHaveProperty('fromOn');
    expect(await refused(head, { toOn: '2026-11-01' })).toHaveProperty('toOn');
    expect(await refused(head, { toOn: '2027-11-03' })).toHaveProperty('toOn');
    expect(await refused(head, { email: head.email })).toHaveProperty('email');
    expect(await refused(chair, { email: head.email })).toEqual({
      email: ['This person is headteacher or principal here already'],
    });
    expect(await portal.database.db.selectFrom('signing_authority').selectAll().execute()).toEqual([]);
  });

  it('shows everybody of the organisation who may sign for whom, and lets those end it who could give it', async () => {
    const portal = await open();
    const { world, head, chair } = await waiting(portal);
    const { organisationId, lead } = world;
    const given = await giveAuthority(portal, head, { organisationId, form: form() });
    const authorityId = given.ok ? given.id : '';
    const page = (viewer: Viewer) =>
      getAuthoritiesPage(portal.database.db, viewer, organisationId, { today: '2026-11-02', page: 1 });
    expect(await page(lead)).toMatchObject({
      mayGiveFor: [],
      authorities: { total: 1, items: [{ delegateName: 'Dana Deputy', state: 'running', mayEnd: false }] },
    });
    expect((await page(chair)).mayGiveFor.map(({ code }) => code)).toEqual(['headteacher', 'chair-of-governors']);
    expect((await page(chair)).authorities.items[0]?.mayEnd).toBe(true);
    await expect(endAuthority(portal, lead, { organisationId, authorityId })).rejects.toMatchObject({
      code: 'not-found',
    });
    await endAuthority(portal, chair, { organisationId, authorityId });
    expect((await page(lead)).authorities.items[0]).toMatchObject({ state: 'ended', endedBy: 'Chris Chair' });
    const stranger = await aViewer(portal, { role: 'headteacher', organisationId: await anOrganisation(portal, null) });
    await expect(page(stranger)).rejects.toMatchObject({ code: 'not-found' });
    expect(organisationScope(lead, 'authority.read').organisationIds).toEqual([organisationId]);
  });
});

describe('an authority', () => {
  const authority = { fromOn: '2026-11-02', toOn: '2026-11-20', endedAt: null };
  it('is valid on its first and its last day', () => {
    expect(
      ['2026-11-01', '2026-11-02', '2026-11-20', '2026-11-21'].map((day) => authorityState(authority, day)),
    ).toEqual(['not-yet', 'running', 'running', 'over']);
    expect(authorityState({ ...authority, endedAt: '2026-11-03T09:00:00.000Z' }, '2026-11-03')).toBe('ended');
  });

  it('is named in words that end a sentence', () => {
    const used = { givenBy: 'Sam Senior', givenOn: '2026-11-02', validUntil: '2026-12-31' };
    expect(authorityWords('Senior board-level lead', used)).toBe(
      'for the senior board-level lead, under the authority given by Sam Senior on 2 November 2026, valid until 31 December 2026',
    );
  });

  it('needs a person, two days and a reason, and nothing more', () => {
    const errors = authoritySchema.safeParse({}).error?.issues.map(({ path }) => path.join('.'));
    expect(errors).toEqual(expect.arrayContaining(['signatory', 'email', 'personName', 'fromOn', 'toOn', 'reason']));
    expect(authoritySchema.parse({ ...form(), document: ' ' })).toMatchObject({ document: null });
  });
});
