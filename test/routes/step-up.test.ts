/** What asks for a fresh proof of who it is, through the routes themselves. */
import { describe, expect, it } from 'vitest';
import { createRequestContext } from '../../app/context.server.ts';
import { sessionCookieName } from '../../app/features/accounts/sessions.ts';
import { listAnswers } from '../../app/features/disclosure/answer/make-answer.server.ts';
import { requestExport } from '../../app/features/exchange/export/exports.server.ts';
import { placeHold } from '../../app/features/retention/commands/hold.server.ts';
import { prepareRun } from '../../app/features/retention/commands/prepare-run.server.ts';
import { sendForSignOff } from '../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { action as makeDisclosure } from '../../app/routes/disclosure/answer.tsx';
import { action as askForExport } from '../../app/routes/exports/exports.tsx';
import { action as handOverFor } from '../../app/routes/organisations/hand-over.tsx';
import { action as newPersonHere } from '../../app/routes/organisations/new-person.tsx';
import { action as organisation } from '../../app/routes/organisations/organisation.tsx';
import { action as colleagues } from '../../app/routes/people/colleagues.tsx';
import { action as handOver } from '../../app/routes/people/hand-over.tsx';
import { action as newPerson } from '../../app/routes/people/new-person.tsx';
import { action as people } from '../../app/routes/people/people.tsx';
import { loader as disclosureFile } from '../../app/routes/resources/disclosure-file.ts';
import { loader as exportFile } from '../../app/routes/resources/export-file.ts';
import { action as holds } from '../../app/routes/retention/holds.tsx';
import { action as line } from '../../app/routes/retention/line.tsx';
import { action as run } from '../../app/routes/retention/run.tsx';
import { action as askColleague } from '../../app/routes/returns/ask-colleague.tsx';
import { action as signOff } from '../../app/routes/returns/sign-off.tsx';
import { action as confirm } from '../../app/routes/sign-in/confirm.tsx';
import { aDisclosure, judged, recordsOf, searched } from '../builders/a-disclosure.ts';
import { answer, aWorld, hashShown, rated } from '../builders/a-filled-return.ts';
import { aViewer } from '../builders/a-partnership.ts';
import { aSessionToken, codeSentTo } from '../builders/a-session-token.ts';
import { anEdition } from '../builders/an-edition.ts';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';

type Handler = (args: never) => Promise<unknown>;

async function waiting() {
  const portal = await openTestPortal('sqlite');
  const world = await aWorld(portal, anEdition());
  const senior = await aViewer(portal, { role: 'senior-lead', organisationId: world.organisationId });
  await answer(portal, world, { 'a1-rating': rated('green') });
  await sendForSignOff(portal, world.lead, { returnId: world.returnId });
  const token = await aSessionToken(portal, senior);
  return { portal, world, senior, token };
}

interface Place {
  handler: Handler;
  path: string;
  token: string;
  params: object;
}

const post = (portal: TestPortal, { form, ...place }: Place & { form: FormData }) =>
  send(portal, place, { method: 'POST', body: form });

async function send(
  portal: TestPortal,
  { handler, path, token, params }: Place,
  init?: RequestInit,
): Promise<Response> {
  const url = new URL(path, portal.config.publicOrigin);
  const headers = new Headers({ cookie: `${sessionCookieName(false)}=${token}` });
  const request = new Request(url, { ...init, headers });
  const context = createRequestContext(request, portal, { requestId: 'test', nonce: 'test' });
  try {
    const answered = await (handler as (args: object) => Promise<unknown>)({ request, url, params, context });
    return answered instanceof Response ? answered : Response.json(answered);
  } catch (thrown) {
    if (thrown instanceof Response) return thrown;
    throw thrown;
  }
}

const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};
const signatures = (portal: TestPortal) => portal.database.db.selectFrom('sign_off').selectAll().execute();

describe('signing', () => {
  it('asks nothing more of somebody who signed in a moment ago', async () => {
    const { portal, world, token } = await waiting();
    const form = formOf({
      intent: 'sign',
      signatory: 'senior-lead',
      contentHash: await hashShown(portal, world),
      declared: 'yes',
    });
    const { returnId } = world;
    const path = `/returns/${returnId}/sign-off`;
    const answered = await post(portal, { handler: signOff, path, token, form, params: { returnId } });
    expect([answered.status, answered.headers.get('location')]).toEqual([302, `${path}?signed=1`]);
    expect(await signatures(portal)).toHaveLength(1);
    await portal.close();
  });

  it('waits for a code with an old session, keeps the whole form, and signs what was read', async () => {
    const { portal, world, senior, token } = await waiting();
    const { returnId } = world;
    const path = `/returns/${returnId}/sign-off`;
    portal.setTime('2026-11-02T09:40:00.000Z');
    const form = formOf({
      intent: 'sign',
      signatory: 'senior-lead',
      contentHash: await hashShown(portal, world),
      declared: 'yes',
    });
    const place = { path, token, params: { returnId } };
    const away = await post(portal, { handler: signOff, form, ...place });
    const to = `/confirm?to=${encodeURIComponent(path)}`;
    expect([away.status, away.headers.get('location')]).toEqual([307, to]);
    expect(await signatures(portal)).toEqual([]);
    const confirming = { handler: confirm, path: to, token, params: {} };
    await post(portal, { form, ...confirming });
    form.set('confirm-intent', 'check');
    form.set('confirm-code', await codeSentTo(portal, senior));
    const back = await post(portal, { form, ...confirming });
    expect([back.status, back.headers.get('location')]).toEqual([307, path]);
    const done = await post(portal, { handler: signOff, form, ...place });
    expect(done.headers.get('location')).toBe(`${path}?signed=1`);
    expect(await signatures(portal)).toMatchObject([{ content_hash: form.get('contentHash') }]);
    await portal.close();
  });

  it('signs nothing when the return changed while the code was on its way', async () => {
    const { portal, world, senior, token } = await waiting();
    const { returnId } = world;
    const path = `/returns/${returnId}/sign-off`;
    const read = await hashShown(portal, world);
    await answer(portal, world, { 'a1-rating': rated('red') });
    await sendForSignOff(portal, world.lead, { returnId });
    portal.setTime('2026-11-02T09:40:00.000Z');
    const form = formOf({ intent: 'sign', signatory: 'senior-lead', contentHash: read, declared: 'yes' });
    const confirming = { handler: confirm, path: `/confirm?to=${path}`, token, params: {} };
    await post(portal, { form, ...confirming });
    form.set('confirm-intent', 'check');
    form.set('confirm-code', await codeSentTo(portal, senior));
    expect((await post(portal, { form, ...confirming })).status).toBe(307);
    await post(portal, { handler: signOff, form, path, token, params: { returnId } });
    expect(await signatures(portal)).toEqual([]);
    await portal.close();
  });

  it('leads to no other site after the code', async () => {
    const { portal, senior, token } = await waiting();
    portal.setTime('2026-11-02T09:40:00.000Z');
    const confirming = { handler: confirm, path: '/confirm?to=//evil.example', token, params: {} };
    await post(portal, { form: formOf({ 'confirm-intent': 'send' }), ...confirming });
    const form = formOf({ 'confirm-intent': 'check', 'confirm-code': await codeSentTo(portal, senior) });
    const back = await post(portal, { form, ...confirming });
    expect([back.status, back.headers.get('location')]).toEqual([302, '/home']);
    await portal.close();
  });
});

describe('taking a copy of everything', () => {
  it('waits for a code with an old session, both to make it and to download it', async () => {
    const portal = await openTestPortal('sqlite');
    const { lead, organisationId } = await aWorld(portal, anEdition());
    const token = await aSessionToken(portal, lead);
    const form = formOf({ organisation: organisationId });
    const asking = { handler: askForExport, path: '/exports', token, form, params: {} };
    const asked = () => portal.database.db.selectFrom('organisation_export').select('id').execute();
    portal.setTime('2026-11-02T09:40:00.000Z');
    const away = await post(portal, asking);
    expect([away.status, away.headers.get('location')]).toEqual([307, '/confirm?to=%2Fexports']);
    expect(await asked()).toEqual([]);
    const { id } = await requestExport(portal, lead, organisationId);
    const file = { handler: exportFile, path: `/exports/${id}.zip`, token, params: { exportId: id } };
    const waiting = await send(portal, file);
    expect([waiting.status, waiting.headers.get('location')]).toEqual([302, '/confirm?to=%2Fexports']);

    const confirming = { handler: confirm, path: '/confirm?to=%2Fexports', token, params: {} };
    await post(portal, { form, ...confirming });
    form.set('confirm-intent', 'check');
    form.set('confirm-code', await codeSentTo(portal, lead));
    expect((await post(portal, { form, ...confirming })).status).toBe(307);
    const done = await post(portal, asking);
    expect([done.status, done.headers.get('location')]).toEqual([302, '/exports']);
    expect(await asked()).toEqual([{ id }]);
    // Not made yet: the route now comes as far as the copy itself.
    await expect(send(portal, file)).rejects.toMatchObject({ code: 'not-found' });
    await portal.close();
  });
});

describe('disposing of records', () => {
  it('waits for a code with an old session: approving a list, lifting a hold, setting a length', async () => {
    const portal = await openTestPortal('sqlite');
    const { lead, organisationId } = await aWorld(portal, anEdition());
    const owner = { kind: 'organisation', id: organisationId } as const;
    const removed = '2024-01-01T00:00:00.000Z';
    await portal.database.db
      .insertInto('organisation_contact')
      .values({
        id: portal.newId(),
        organisation_id: organisationId,
        name: 'Gone',
        created_at: removed,
        removed_at: removed,
      })
      .execute();
    const prepared = await prepareRun(portal, lead, owner, { lines: ['contacts'], reason: 'The yearly clearing' });
    const what = `everything:${organisationId}`;
    const placed = await placeHold(portal, lead, owner, { what, email: '', reason: 'A review' });
    if (!prepared.prepared || !placed.placed) throw new Error('There is nothing to decide');
    const token = await aSessionToken(portal, lead);
    portal.setTime('2026-11-02T09:40:00.000Z');
    const reason = 'The review has ended';
    const places: [Handler, string, object, Record<string, string>][] = [
      [run, `/retention/runs/${prepared.id}`, { runId: prepared.id }, { intent: 'approve' }],
      [holds, '/retention/holds', {}, { hold: placed.id, reason }],
      [line, '/retention/lines/contacts', { line: 'contacts' }, { keep: 'keep', reason }],
    ];
    for (const [handler, path, params, fields] of places) {
      const away = await post(portal, { handler, path, params, token, form: formOf(fields) });
      expect([path, away.status, away.headers.get('location')]).toEqual([
        path,
        307,
        `/confirm?to=${encodeURIComponent(path)}`,
      ]);
    }
    const { db } = portal.database;
    expect(await db.selectFrom('disposal_run').select('status').execute()).toEqual([{ status: 'prepared' }]);
    expect(await db.selectFrom('legal_hold').select('lifted_at').execute()).toEqual([{ lifted_at: null }]);
    expect(await db.selectFrom('retention_length').selectAll().execute()).toEqual([]);
    await portal.close();
  });
});

describe('giving and taking a role', () => {
  it('waits for a code with an old session, and changes nobody’s role before it', async () => {
    const portal = await openTestPortal('sqlite');
    const { lead, partnershipId, organisationId, returnId } = await aWorld(portal, anEdition());
    const manager = await aViewer(portal, { role: 'business-manager', partnershipId }, 'Ann Moss');
    const kim = await aViewer(portal, { role: 'contributor', organisationId }, 'Kim Osei');
    const somebody = { email: 'new.person@example.org', personName: 'Nia Rowe' };
    const onDay = (name: string) => ({ [`${name}-day`]: '10', [`${name}-month`]: '11', [`${name}-year`]: '2026' });
    const handing = { person: kim.personId, leaves: 'no', ...onDay('on') };
    const here = `/organisations/${organisationId}`;
    const places: [Handler, string, typeof lead, Record<string, string>][] = [
      [newPerson, '/people/new', manager, { ...somebody, role: 'moderator' }],
      [people, '/people', manager, { personId: manager.personId, role: 'business-manager' }],
      [newPersonHere, `${here}/people/new`, manager, { ...somebody, role: 'contributor' }],
      [organisation, here, manager, { intent: 'end-role', personId: kim.personId, role: 'contributor' }],
      [handOverFor, `${here}/hand-over`, manager, { ...handing, from: lead.personId }],
      [handOver, `/colleagues/${organisationId}/hand-over`, lead, handing],
      [colleagues, '/colleagues', lead, { organisationId, personId: kim.personId }],
      [
        askColleague,
        `/returns/${returnId}/people/ask`,
        lead,
        { ...somebody, person: 'new', 'parts[]': '@profile', ...onDay('by') },
      ],
    ];
    const tokens = new Map([
      [lead, await aSessionToken(portal, lead)],
      [manager, await aSessionToken(portal, manager)],
    ]);
    const grants = () => portal.database.db.selectFrom('role_grant').selectAll().orderBy('id').execute();
    const before = await grants();
    portal.setTime('2026-11-02T09:40:00.000Z');
    for (const [handler, path, viewer, fields] of places) {
      const place = { handler, path, token: tokens.get(viewer) ?? '', params: { organisationId, returnId } };
      const away = await post(portal, { ...place, form: formOf(fields) });
      expect([path, away.status, away.headers.get('location')]).toEqual([
        path,
        307,
        `/confirm?to=${encodeURIComponent(path)}`,
      ]);
      expect(await grants()).toEqual(before);
    }
    portal.setTime('2026-11-02T09:00:00.000Z');
    for (const [handler, path, viewer, fields] of places.slice(2, 3)) {
      const place = { handler, path, token: tokens.get(viewer) ?? '', params: { organisationId, returnId } };
      expect((await post(portal, { ...place, form: formOf(fields) })).status).toBe(302);
    }
    expect((await grants()).length).toBe(before.length + 1);
    await portal.close();
  });
});

describe('answering a request for disclosure', () => {
  it('waits for a code with an old session, both for making the file and for taking it', async () => {
    const { portal, world } = await waiting();
    const disclosureId = await aDisclosure(portal, world.lead, { searchWords: '', account: world.lead.email });
    await searched(portal, world.lead, disclosureId);
    for (const { id } of await recordsOf(portal, disclosureId)) await judged(portal, world.lead, disclosureId, id);
    const token = await aSessionToken(portal, world.lead);
    const path = `/disclosures/${disclosureId}/answer`;
    const making = { handler: makeDisclosure, path, token, form: formOf({}), params: { disclosureId } };
    portal.setTime('2026-11-02T09:40:00.000Z');
    const to = `/confirm?to=${encodeURIComponent(path)}`;
    const away = await post(portal, making);
    expect([away.status, away.headers.get('location')]).toEqual([307, to]);
    expect(await listAnswers(portal, world.lead, disclosureId)).toEqual([]);
    portal.setTime('2026-11-02T09:10:00.000Z');
    expect((await post(portal, making)).headers.get('location')).toBe(path);
    const [file] = await listAnswers(portal, world.lead, disclosureId);
    const params = { disclosureId, answerId: file?.id ?? '' };
    const taking = { handler: disclosureFile, path: `/disclosures/${disclosureId}/answers/x.zip`, token, params };
    expect((await send(portal, taking)).headers.get('content-type')).toBe('application/zip');
    portal.setTime('2026-11-02T09:40:00.000Z');
    const waits = await send(portal, taking);
    expect([waits.status, waits.headers.get('location')]).toEqual([302, to]);
    await portal.close();
  });
});
