import { expect, it } from 'vitest';
import { partnershipScope } from '../../../app/features/accounts/viewer.ts';
import { postLetterForm } from '../../../app/features/challenge/commands/post-letter-form.server.ts';
import { postRecordForm } from '../../../app/features/challenge/commands/post-record-form.server.ts';
import { postSessionForm } from '../../../app/features/challenge/commands/post-session-form.server.ts';
import { getSession } from '../../../app/features/challenge/queries.server.ts';
import { getSchedulePage } from '../../../app/features/challenge/schedule-page.server.ts';
import { readClock, scheduleSchema } from '../../../app/features/challenge/schema.ts';
import { getSessionPage } from '../../../app/features/challenge/session-page.server.ts';
import { parseForm } from '../../../app/platform/form-parsing.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSession } from '../../builders/a-session.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

function aForm(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
}

const today = '2026-11-02';

describeEachDatabase('the forms of a session', (open) => {
  it('compile the pack once for one state of affairs, and say so the second time', async () => {
    const portal = await open();
    const { manager, sessionId } = await aSession(portal);
    const first = await postSessionForm(portal, manager, sessionId, aForm({ intent: 'compile' }));
    const again = await postSessionForm(portal, manager, sessionId, aForm({ intent: 'compile' }));
    expect(first).toMatchObject({ ok: true, to: expect.stringMatching(/^\/packs\/[0-9a-z]{26}\/progress$/) });
    expect(again).toMatchObject({ ok: true, to: expect.stringContaining('?unchanged=1') });
  });

  it('say what is wrong with the length of a slot and refuse what nobody drew', async () => {
    const portal = await open();
    const { manager, sessionId } = await aSession(portal);
    const scope = partnershipScope(manager, 'session.read');
    const { slots } = await getSession(portal.database.db, scope, sessionId, today);
    const slot = slots[0]?.id ?? '';
    const form = aForm({ intent: 'slot', revision: '1', slot, minutes: 'long', lead: '' });
    expect(await postSessionForm(portal, manager, sessionId, form)).toMatchObject({
      ok: false,
      errors: { minutes: ['Enter the minutes for each agency as a number from 5 to 240'] },
      values: { slot, minutes: 'long' },
    });
    await expect(postSessionForm(portal, manager, sessionId, aForm({ intent: 'burn' }))).rejects.toThrow(
      'Page not found',
    );
  });

  it('show both texts after a lost race in the record', async () => {
    const portal = await open();
    const { manager, chair, sessionId } = await aSession(portal);
    const scope = partnershipScope(manager, 'session.read');
    const { slots } = await getSession(portal.database.db, scope, sessionId, today);
    const place = { sessionId, slotId: slots[0]?.id ?? '' };
    const entry = { about: '', askedBy: 'Lay member', challenge: 'Who checks?', outcome: 'assured' };
    await postRecordForm(portal, manager, place, aForm({ intent: 'record', ...entry, reply: 'We do.' }));
    const { id } = await portal.database.db.selectFrom('challenge').select('id').executeTakeFirstOrThrow();
    const change = { intent: 'change', challengeId: id, revision: '1', ...entry };
    expect(await postRecordForm(portal, chair, place, aForm({ ...change, reply: 'The board does.' }))).toMatchObject({
      ok: true,
    });
    expect(await postRecordForm(portal, manager, place, aForm({ ...change, reply: 'Nobody does.' }))).toMatchObject({
      ok: false,
      values: { reply: 'Nobody does.' },
      theirs: { reply: 'The board does.', revision: 2, outcome: 'Assured' },
    });
    const attended = aForm({ intent: 'attendance', 'present[]': 'Jo Bell', others: '' });
    expect(await postRecordForm(portal, manager, place, attended)).toMatchObject({ ok: true });
    await expect(postRecordForm(portal, manager, place, aForm({ intent: 'burn' }))).rejects.toThrow('Page not found');
  });

  it('show both texts after a lost race in the letter', async () => {
    const portal = await open();
    const { manager, chair, agencies } = await aSession(portal);
    const submissionId = agencies[0]?.submissionId ?? '';
    const words = { intent: 'save', revision: '0', strengths: '', closing: 'Goodbye' };
    expect(await postLetterForm(portal, chair, submissionId, aForm({ ...words, opening: 'Hello' }))).toMatchObject({
      ok: true,
    });
    expect(await postLetterForm(portal, manager, submissionId, aForm({ ...words, opening: 'Dear all' }))).toMatchObject(
      { ok: false, values: { opening: 'Dear all' }, theirs: { opening: 'Hello', by: 'Priya Nair' } },
    );
    expect(await postLetterForm(portal, manager, submissionId, aForm({ ...words, opening: '' }))).toMatchObject({
      errors: { opening: ['Enter the opening paragraph'] },
    });
  });

  it('offer a new session the only cycle, its agencies and the independent chair', async () => {
    const portal = await open();
    const { manager, cycleId, chair } = await aSession(portal);
    const scope = partnershipScope(manager, 'session.change');
    const { chosen } = await getSchedulePage(portal.database.db, scope, null, today);
    expect(chosen).toMatchObject({
      cycle: { id: cycleId },
      chair: chair.personId,
      agencies: [
        { organisation: 'Brookmere Council', session: 'Spring challenge session' },
        { organisation: 'Brookmere Police' },
      ],
    });
    await expect(getSchedulePage(portal.database.db, scope, 'another', today)).rejects.toThrow('Page not found');
  });

  it('show each person only what they may do', async () => {
    const portal = await open();
    const { manager, moderator, partnershipId, sessionId, agencies } = await aSession(portal);
    const observer = await aViewer(portal, { role: 'observer', partnershipId });
    expect((await getSessionPage(portal, manager, sessionId)).may).toEqual({
      change: true,
      hold: false,
      record: true,
      compile: true,
      readLetters: true,
      writeMinutes: true,
    });
    expect((await getSessionPage(portal, moderator, sessionId)).may).toMatchObject({
      record: false,
      readLetters: true,
    });
    const seen = await getSessionPage(portal, observer, sessionId);
    expect(new Set(Object.values(seen.may))).toEqual(new Set([false]));
    const elsewhere = await aPartnership(portal, 'elsewhere');
    const stranger = await aViewer(portal, { role: 'observer', partnershipId: elsewhere });
    for (const viewer of [stranger, agencies[0]?.lead ?? stranger])
      await expect(getSessionPage(portal, viewer, sessionId)).rejects.toThrow('Page not found');
  });
});

it('a time is read as people type it', () => {
  const typed = ['9:30', '09.30', '9:30am', '2pm', '2:15 PM', '12am', '12:05pm', '14:00'];
  expect(typed.map(readClock)).toEqual(['09:30', '09:30', '09:30', '14:00', '14:15', '00:00', '12:05', '14:00']);
  for (const nonsense of ['', '9', '25:00', '9:75', '13pm', 'noon', '0am']) expect(readClock(nonsense)).toBeUndefined();
});

it('the form of a new session says what to do about each field', () => {
  const parsed = parseForm(scheduleSchema, aForm({ cycle: 'c', minutes: '2', startsAt: 'noon' }));
  expect(parsed.ok ? {} : parsed.errors).toEqual({
    title: ['Enter the name of the session'],
    heldOn: ['Enter the date of the session'],
    startsAt: ['Enter the time it starts, like 9:30am or 14:00'],
    place: ['Enter the place, or the link to join'],
    minutes: ['Enter the minutes for each agency as a number from 5 to 240'],
    agencies: ['Choose at least one agency'],
  });
});
