import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { listAnswers, makeAnswer, openAnswer } from '../../../app/features/disclosure/answer/make-answer.server.ts';
import { postDisclosureForm } from '../../../app/features/disclosure/commands/post-disclosure-form.server.ts';
import { getDisclosure } from '../../../app/features/disclosure/get-disclosure.server.ts';
import { getItem, listItems } from '../../../app/features/disclosure/items.server.ts';
import { countDisclosures, listDisclosures } from '../../../app/features/disclosure/queries.server.ts';
import { readDisclosureFilter } from '../../../app/features/disclosure/schema.ts';
import { disclosureScope, findDisclosureScope } from '../../../app/features/disclosure/scope.server.ts';
import { askForSearch } from '../../../app/features/disclosure/search.server.ts';
import { sourcesOf } from '../../../app/features/disclosure/sources/index.ts';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '../../../app/platform/zip.server.ts';
import { aDisclosure, judged, recordsOf, searched } from '../../builders/a-disclosure.ts';
import { aLoggedChallenge } from '../../builders/a-logged-challenge.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { aPlaceWithRecords, inDraft } from '../../builders/a-place-with-records.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const form = (fields: Record<string, string>): FormData => {
  const made = new FormData();
  for (const [name, value] of Object.entries(fields)) made.set(name, value);
  return made;
};
const day = (name: string, date: string) => {
  const [year = '', month = '', of = ''] = date.split('-');
  return { [`${name}-day`]: of, [`${name}-month`]: month, [`${name}-year`]: year };
};
const post = (portal: TestPortal, viewer: Viewer, id: string, fields: Record<string, string>) =>
  postDisclosureForm(portal, viewer, id, form(fields));
const read = (portal: TestPortal, viewer: Viewer, id: string) =>
  getDisclosure(portal.database.db, viewer, id, portal.stamp().today);

/** Every file of a ZIP by its name. */
async function unzip(stream: ReadableStream<Uint8Array>) {
  const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
  const files = new Map<string, string>();
  for (const entry of await new ZipReader(new Uint8ArrayReader(bytes)).getEntries())
    if (!entry.directory)
      files.set(entry.filename, new TextDecoder().decode(await entry.getData(new Uint8ArrayWriter())));
  return { files, raw: new TextDecoder('latin1').decode(bytes) };
}

describeEachDatabase('requests for disclosure', (open) => {
  it('find what their owner holds: a partnership never a draft, an organisation its own', async () => {
    const portal = await open();
    const { manager, lead } = await aPlaceWithRecords(portal);
    const elsewhere = await aPlaceWithRecords(portal, 'otherside');
    const theirs = await aDisclosure(portal, manager);
    await searched(portal, manager, theirs);
    expect((await recordsOf(portal, theirs)).map(({ source }) => source)).toEqual(['information']);
    const own = await aDisclosure(portal, lead);
    await searched(portal, lead, own);
    expect((await recordsOf(portal, own)).map(({ source }) => source).toSorted()).toEqual([
      'answer',
      'comment',
      'information',
    ]);
    // Again, it adds nothing; a record that reads otherwise now is one more.
    await searched(portal, lead, own);
    expect(await recordsOf(portal, own)).toHaveLength(3);
    await portal.database.db
      .updateTable('agency_comment')
      .set({ text: `${inDraft}, changed` })
      .where('author_id', '=', lead.personId)
      .execute();
    await searched(portal, lead, own);
    expect(await recordsOf(portal, own)).toHaveLength(4);
    expect((await read(portal, lead, own)).search).toMatchObject({ status: 'ready', found: 3, added: 1 });
    const strange = await aDisclosure(portal, elsewhere.manager, { searchWords: 'Nobody At All' });
    await searched(portal, elsewhere.manager, strange);
    expect(await recordsOf(portal, strange)).toEqual([]);
    for (const source of sourcesOf({ partnershipId: 'p' }))
      expect(['answer', 'comment', 'evidence', 'delegation', 'sign-off', 'authority']).not.toContain(source.code);
  });

  it('tell an organisation of a challenge no sooner than the partnership passes it on', async () => {
    const portal = await open();
    const { manager, lead, police } = await aPlaceWithRecords(portal);
    const entry = await aLoggedChallenge(portal, manager, { organisationId: police, reason: 'What Robin Marsh said' });
    const { now, today } = portal.stamp();
    const { db } = portal.database;
    const { partnership_id } = await db
      .selectFrom('challenge_log_entry')
      .select('partnership_id')
      .where('id', '=', entry)
      .executeTakeFirstOrThrow();
    await db
      .insertInto('challenge_log_update')
      .values({
        id: portal.newId(),
        partnership_id,
        organisation_id: police,
        entry_id: entry,
        kind: 'rescored',
        note: 'Robin Marsh may be right',
        happened_on: today,
        made_by: manager.personId,
        made_at: now,
      })
      .execute();
    const passedOn = (at: string | null) =>
      db.updateTable('challenge_log_entry').set({ passed_on_at: at }).where('id', '=', entry).execute();
    const id = await aDisclosure(portal, lead);
    const logged = async () => {
      await searched(portal, lead, id);
      return (await recordsOf(portal, id)).map(({ source }) => source).filter((source) => source.startsWith('log-'));
    };
    await passedOn(null);
    expect(await logged()).toEqual([]);
    await passedOn(now);
    expect((await logged()).toSorted()).toEqual(['log-entry', 'log-update']);
  });

  it('find by account what a person wrote and did, and know no account of other people', async () => {
    const portal = await open();
    const { manager, moderator, lead } = await aPlaceWithRecords(portal);
    const id = await aDisclosure(portal, manager, { searchWords: '', account: manager.email });
    await searched(portal, manager, id);
    const found = await recordsOf(portal, id);
    expect(new Set(found.map(({ source }) => source))).toEqual(new Set(['account', 'information', 'account-events']));
    expect(found.find(({ source }) => source === 'account-events')?.text).toContain('Information asked for');
    expect(found.find(({ source }) => source === 'account')?.text).toContain(manager.email);
    await expect(aDisclosure(portal, manager, { account: lead.email })).rejects.toThrow(/address/);
    expect(await aDisclosure(portal, manager, { account: moderator.email })).toBeTruthy();
  });

  it('are given when every record is decided about, and what is blacked out is in no byte of the file', async () => {
    const portal = await open();
    const { manager } = await aPlaceWithRecords(portal);
    const id = await aDisclosure(portal, manager, { searchWords: 'Robin Marsh\nannual' });
    expect(await makeAnswer(portal, manager, id)).toMatchObject({ problem: 'No records have been found yet.' });
    await searched(portal, manager, id);
    const [first, second] = await recordsOf(portal, id);
    if (!first || !second) throw new Error('Two records are found');
    expect(
      await judged(portal, manager, id, first.id, { passages: ['Jaydon'], exemption: 'third-party' }),
    ).toMatchObject({
      field: 'passages',
    });
    expect(await judged(portal, manager, id, first.id, { passages: ['Jayden Cole'] })).toMatchObject({
      field: 'exemption',
    });
    const blackedOut = {
      passages: ['Jayden Cole'],
      exemption: 'third-party',
      reason: 'The boy is not the one who asks',
    };
    expect(await judged(portal, manager, id, first.id, blackedOut)).toMatchObject({ saved: true });
    expect(await makeAnswer(portal, manager, id)).toMatchObject({
      problem: '1 record has not been decided about.',
    });
    expect(
      await judged(portal, manager, id, second.id, { decision: 'leave-out', exemption: 'not-theirs' }),
    ).toMatchObject({ saved: true });
    expect(await makeAnswer(portal, manager, id)).toMatchObject({ saved: true });
    const [file] = await listAnswers(portal, manager, id);
    expect(file).toMatchObject({ version: 1, included: 1, blackedOut: 1, leftOut: 1 });
    const { files, raw } = await unzip((await openAnswer(portal, manager, id, file?.id ?? '')).stream);
    expect([...files.keys()]).toEqual(['answer.html', 'answer.txt', 'schedule.html']);
    for (const name of ['answer.html', 'answer.txt'])
      expect(files.get(name)).toContain('What was said of Robin Marsh.');
    const everything = [raw, ...files.values()].join('\n');
    for (const gone of ['Jayden', 'annual', 'The boy']) expect(everything).not.toContain(gone);
    expect(files.get('schedule.html')).toContain('It is about somebody else as well');
    expect(files.get('schedule.html')).toContain('The whole record');
    const events = await portal.database.db.selectFrom('event').select('detail').execute();
    expect(JSON.stringify(events)).not.toMatch(/Robin|Jayden|The boy/);
    expect(await verifyChains(portal.database.db)).toMatchObject({ faults: [] });
  });

  it('wait for the second person who was asked, who is another than the one who decided, and for a new check after a change', async () => {
    const portal = await open();
    const { manager, chair, partnershipId } = await aPlaceWithRecords(portal);
    const other = await aViewer(portal, { role: 'business-manager', partnershipId });
    const id = await aDisclosure(portal, manager);
    await searched(portal, manager, id);
    const [item] = await recordsOf(portal, id);
    if (!item) throw new Error('A record is found');
    await expect(read(portal, chair, id)).rejects.toMatchObject({ code: 'not-found' });
    expect(
      await post(portal, manager, id, { intent: 'ask-check', revision: '1', person: manager.personId }),
    ).toMatchObject({
      errors: { person: ['Choose somebody from the list'] },
    });
    expect(
      await post(portal, manager, id, { intent: 'ask-check', revision: '1', person: chair.personId }),
    ).toMatchObject({
      ok: true,
    });
    await judged(portal, manager, id, item.id);
    expect(await makeAnswer(portal, manager, id)).toMatchObject({ problem: 'The second person has not checked yet.' });
    const seen = async () => String((await read(portal, manager, id)).judgedRevision);
    const check = async () => ({ intent: 'checked', judged: await seen(), declared: 'yes' });
    expect(await countDisclosures(portal.database.db, disclosureScope(chair), portal.stamp().today)).toMatchObject({
      toCheck: 1,
    });
    expect(await getItem(portal.database.db, chair, id, item.id)).toMatchObject({ request: { handles: false } });
    await expect(judged(portal, chair, id, item.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(post(portal, other, id, await check())).rejects.toMatchObject({ code: 'not-found' });
    expect(await post(portal, chair, id, await check())).toMatchObject({ ok: true });
    expect(await makeAnswer(portal, manager, id)).toMatchObject({ saved: true });
    await judged(portal, other, id, item.id, { passages: ['Friday'], exemption: 'third-party' });
    expect(await makeAnswer(portal, manager, id)).toMatchObject({
      problem: 'Something has changed since the second person checked.',
    });
    const { revision } = await read(portal, manager, id);
    await post(portal, manager, id, { intent: 'ask-check', revision: String(revision), person: other.personId });
    expect(await post(portal, other, id, await check())).toMatchObject({
      errors: { '': [expect.stringContaining('yourself')] },
    });
  });

  it('pause, go on, take the longer time, are closed with a day, and lose no change of somebody else', async () => {
    const portal = await open();
    const { manager } = await aPlaceWithRecords(portal);
    const id = await aDisclosure(portal, manager, { receivedOn: '2026-11-02' });
    expect(await read(portal, manager, id)).toMatchObject({ dueOn: '2026-12-02' });
    const pause = { intent: 'pause', pausedFor: 'identity', note: 'A passport', ...day('pausedOn', '2026-11-02') };
    expect(await post(portal, manager, id, { ...pause, revision: '1' })).toMatchObject({ ok: true });
    expect(await post(portal, manager, id, { ...pause, revision: '1' })).toMatchObject({ ok: false });
    portal.setTime('2026-11-09T10:00:00Z');
    const resume = { intent: 'resume', ...day('resumedOn', '2026-11-09') };
    expect(await post(portal, manager, id, { ...resume, revision: '2' })).toMatchObject({ ok: true });
    expect(await read(portal, manager, id)).toMatchObject({ countsFrom: '2026-11-09', dueOn: '2026-12-09' });
    const ask = { ...pause, pausedFor: 'clarification', ...day('pausedOn', '2026-11-09') };
    expect(await post(portal, manager, id, { ...ask, revision: '3' })).toMatchObject({ ok: true });
    portal.setTime('2026-11-11T10:00:00Z');
    const again = { intent: 'resume', revision: '4', ...day('resumedOn', '2026-11-11') };
    expect(await post(portal, manager, id, again)).toMatchObject({ ok: true });
    expect(await read(portal, manager, id)).toMatchObject({ daysNotCounted: 2, dueOn: '2026-12-11' });
    expect(await post(portal, manager, id, { intent: 'extend', revision: '5', note: 'Many records' })).toMatchObject({
      ok: true,
    });
    expect(await read(portal, manager, id)).toMatchObject({ dueOn: '2027-02-11', firstDueOn: '2026-12-02' });
    portal.setTime('2027-02-12T10:00:00Z');
    const { db } = portal.database;
    const scope = disclosureScope(manager);
    expect(await countDisclosures(db, scope, '2027-02-12')).toMatchObject({ overdue: 1, next: null });
    const overdue = readDisclosureFilter(new URLSearchParams('overdue=yes'));
    expect((await listDisclosures(db, scope, overdue, '2027-02-12', 1)).items).toMatchObject([{ id, overdue: true }]);
    const close = { intent: 'close', revision: '6', outcome: 'refused', note: 'Told by letter' };
    expect(await post(portal, manager, id, close)).toMatchObject({ ok: true });
    expect(await read(portal, manager, id)).toMatchObject({ status: 'closed', closedOn: '2027-02-12', overdue: false });
    expect(await askForSearch(portal, manager, id)).toMatchObject({ saved: false });
    const foi = await aDisclosure(portal, manager, { kind: 'freedom-of-information' });
    expect(
      await post(portal, manager, foi, { ...pause, revision: '1', ...day('pausedOn', '2027-02-12') }),
    ).toMatchObject({
      errors: { pausedFor: [expect.stringContaining('nobody')] },
    });
    expect(await verifyChains(db)).toMatchObject({ faults: [] });
  });

  it('are nobody else’s to see, search, decide about or take', async () => {
    const portal = await open();
    const place = await aPlaceWithRecords(portal);
    const elsewhere = await aPlaceWithRecords(portal, 'otherside');
    const { db } = portal.database;
    const id = await aDisclosure(portal, place.manager);
    await searched(portal, place.manager, id);
    const [item] = await recordsOf(portal, id);
    if (!item) throw new Error('A record is found');
    await judged(portal, place.manager, id, item.id);
    await makeAnswer(portal, place.manager, id);
    const [file] = await listAnswers(portal, place.manager, id);
    for (const viewer of [elsewhere.manager, place.lead, place.chair, place.senior])
      for (const refused of [
        () => read(portal, viewer, id),
        () => getItem(db, viewer, id, item.id),
        () => post(portal, viewer, id, { intent: 'search' }),
        () => judged(portal, viewer, id, item.id),
        () => makeAnswer(portal, viewer, id),
        () => openAnswer(portal, viewer, id, file?.id ?? ''),
      ])
        await expect(refused()).rejects.toMatchObject({ code: 'not-found' });
    expect(findDisclosureScope(place.moderator)).toBeUndefined();
    expect(findDisclosureScope(place.contributor)).toBeUndefined();
    const other = await aDisclosure(portal, elsewhere.manager);
    await expect(getItem(db, elsewhere.manager, other, item.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(judged(portal, elsewhere.manager, other, item.id)).rejects.toMatchObject({ code: 'not-found' });
    expect((await listItems(db, other, 'all', 1)).total).toBe(0);
  });
});
