import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { partnershipScope } from '../../../app/features/accounts/viewer.ts';
import { withdrawAgency } from '../../../app/features/challenge/commands/call-off.server.ts';
import { closeSession } from '../../../app/features/challenge/commands/close-session.server.ts';
import { recordChallenge } from '../../../app/features/challenge/commands/record-challenge.server.ts';
import { steerSession } from '../../../app/features/challenge/commands/steer-session.server.ts';
import { ScreenNow } from '../../../app/features/challenge/components/live-screen.tsx';
import { getLivePage } from '../../../app/features/challenge/live/live-page.server.ts';
import { getReadBack } from '../../../app/features/challenge/live/read-back.server.ts';
import { steerSchema } from '../../../app/features/challenge/live/schema.ts';
import { getScreenPage } from '../../../app/features/challenge/live/screen-page.server.ts';
import { findSlotToRecord } from '../../../app/features/challenge/live/slot-to-record.server.ts';
import { streamSession } from '../../../app/features/challenge/live/stream-session.server.ts';
import { secondsLeft, steppedTimer, timerOf, timerWords } from '../../../app/features/challenge/live/timer.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSession } from '../../builders/a-session.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const onTheDay = '2027-02-26T09:30:00.000Z';

const entry = {
  formKey: undefined,
  about: { standardCode: null, questionCode: 'a2-supervision' },
  askedBy: 'Independent chair',
  challenge: 'When will all notes be in one place?',
  reply: 'By the summer.',
  outcome: 'partly-assured',
  agreedPoint: 'amber',
  agreedReason: 'A date is set.',
} as const;

async function opened(open: () => Promise<TestPortal>) {
  const portal = await open();
  portal.setTime(onTheDay);
  const parts = await aSession(portal);
  await steerSession(portal, parts.chair, parts.sessionId, { intent: 'open' });
  const screen = () => getScreenPage(portal, parts.chair, parts.sessionId);
  const press = async (intent: 'next' | 'previous') =>
    steerSession(portal, parts.chair, parts.sessionId, { intent, revision: (await screen()).revision ?? 0 });
  return { portal, ...parts, screen, press };
}

describeEachDatabase('a session under way', (open) => {
  it('waits until it is started, which is not before its day', async () => {
    const portal = await open();
    const { chair, sessionId } = await aSession(portal);
    expect((await getScreenPage(portal, chair, sessionId)).screen).toMatchObject({ stage: 'waiting', now: null });
    await expect(steerSession(portal, chair, sessionId, { intent: 'open' })).rejects.toThrow('still to come');
    await expect(steerSession(portal, chair, sessionId, { intent: 'pause' })).rejects.toThrow(
      'Start the session first',
    );
    portal.setTime(onTheDay);
    await steerSession(portal, chair, sessionId, { intent: 'open' });
    await steerSession(portal, chair, sessionId, { intent: 'open' });
    expect((await getScreenPage(portal, chair, sessionId)).screen).toMatchObject({
      stage: 'open',
      now: { agency: 'Brookmere Council', place: 1, of: 2, asked: null, subject: { kind: 'agency' } },
    });
  });

  it('goes through the questions of the panel, then what is rated low, then to the next agency, and back', async () => {
    const { screen, press } = await opened(open);
    const seen = [];
    for (let step = 0; step < 6; step += 1) {
      await press('next');
      const { now } = (await screen()).screen;
      seen.push([now?.agency, now?.asked ?? (now?.subject.kind === 'question' ? now.subject.number : null)]);
    }
    expect(seen).toEqual([
      ['Brookmere Council', 'When will all notes be in one place?'],
      ['Brookmere Council', 'A1.1'],
      ['Brookmere Council', 'A1.2'],
      ['Brookmere Council', 'A2.1'],
      ['Brookmere Police', null],
      ['Brookmere Police', null],
    ]);
    await press('previous');
    expect((await screen()).screen.now).toMatchObject({
      agency: 'Brookmere Council',
      subject: { kind: 'question', number: 'A2.1', words: ['Notes are in three places.'] },
    });
  });

  it('moves one step when two people press "next" at once', async () => {
    const { portal, manager, chair, sessionId, screen } = await opened(open);
    const { revision } = await screen();
    const press = { intent: 'next', revision: revision ?? 0 } as const;
    await Promise.all([steerSession(portal, chair, sessionId, press), steerSession(portal, manager, sessionId, press)]);
    expect((await screen()).screen.now?.asked).toBe('When will all notes be in one place?');
    expect((await screen()).revision).toBe((revision ?? 0) + 1);
  });

  it('shows only what is on its agenda', async () => {
    const { portal, chair, sessionId, agencies } = await opened(open);
    const show = (fields: object) =>
      steerSession(portal, chair, sessionId, { intent: 'show', slot: '', about: '', line: '', ...fields });
    await expect(show({ slot: agencies[0]?.submissionId })).rejects.toThrow('Page not found');
    const { session } = await getLivePage(portal, chair, sessionId);
    const slot = session.slots[1]?.id ?? '';
    await expect(show({ slot, about: 'question:of-nobody' })).rejects.toThrow('Page not found');
    await expect(show({ slot, line: 'no-such-line' })).rejects.toThrow('Page not found');
    await show({ slot, about: 'standard:a1' });
    expect((await getScreenPage(portal, chair, sessionId)).screen.now).toMatchObject({
      agency: 'Brookmere Police',
      subject: { kind: 'standard', title: 'Leadership and accountability' },
    });
    expect(await findSlotToRecord(portal, chair, sessionId)).toBe(slot);
  });

  it('keeps the agency on the agenda that is on the screen', async () => {
    const { portal, manager, sessionId } = await opened(open);
    const { session } = await getLivePage(portal, manager, sessionId);
    const change = { revision: session.revision, slot: session.slots[0]?.id ?? '', reason: 'They have no time.' };
    await expect(withdrawAgency(portal, manager, sessionId, change)).rejects.toThrow('on the screen now');
  });

  it('tells everybody who watches of each change, with what the screen shows', async () => {
    const { portal, chair, sessionId, press } = await opened(open);
    const scope = partnershipScope(chair, 'session.read');
    const ended = new AbortController();
    const stream = await streamSession(portal, scope, sessionId, { withScreen: true, signal: ended.signal });
    const told: string[] = [];
    const reader = stream.pipeThrough(new TextDecoderStream()).getReader();
    const readUntil = async (words: string) => {
      while (!told.join('').includes(words)) told.push((await reader.read()).value ?? '');
    };
    await readUntil('Brookmere Council');
    await press('next');
    await readUntil('When will all notes be in one place?');
    const { session } = await getLivePage(portal, chair, sessionId);
    const place = { sessionId, slotId: session.slots[0]?.id ?? '' };
    const before = told.join('').match(/"version"/g)?.length ?? 0;
    await recordChallenge(portal, chair, place, entry);
    while ((told.join('').match(/"version"/g)?.length ?? 0) === before) told.push((await reader.read()).value ?? '');
    ended.abort();
    while (!(await reader.read()).done);
  });

  it('names nobody on the screen, and shows neither notes of the panel nor reasons of moderators', async () => {
    const { portal, partnershipId, sessionId, press } = await opened(open);
    const observer = await aViewer(portal, { role: 'observer', partnershipId }, 'Lay Member');
    const pages: string[] = [];
    for (let step = 0; step < 5; step += 1) {
      const { screen, instant, revision } = await getScreenPage(portal, observer, sessionId);
      expect(revision).toBe(null);
      pages.push(renderToStaticMarkup(<ScreenNow model={screen} instant={instant} />));
      await press('next');
    }
    const all = pages.join('\n');
    expect(all).toContain('Notes are in three places.');
    for (const hidden of ['The policy has no date.', 'Sam Patel', 'Ann Moss', 'Priya Nair'])
      expect(all).not.toContain(hidden);
    await expect(steerSession(portal, observer, sessionId, { intent: 'more' })).rejects.toThrow('Page not found');
  });

  it('is unknown to another partnership', async () => {
    const { portal, sessionId } = await opened(open);
    const elsewhere = await aPartnership(portal, 'vale');
    const other = await aViewer(portal, { role: 'independent-chair', partnershipId: elsewhere }, 'Other Chair');
    for (const asked of [
      () => getScreenPage(portal, other, sessionId),
      () => getLivePage(portal, other, sessionId),
      () => getReadBack(portal, other, sessionId),
      () => closeSession(portal, other, sessionId),
      () => steerSession(portal, other, sessionId, { intent: 'more' }),
      () =>
        streamSession(portal, partnershipScope(other, 'session.read'), sessionId, {
          withScreen: true,
          signal: new AbortController().signal,
        }),
    ])
      await expect(asked()).rejects.toThrow('Page not found');
  });

  it('is read back whole and closed once; its screen ends and nothing is shown any more', async () => {
    const { portal, manager, chair, sessionId } = await opened(open);
    const { session } = await getLivePage(portal, chair, sessionId);
    await recordChallenge(portal, manager, { sessionId, slotId: session.slots[0]?.id ?? '' }, entry);
    const readBack = await getReadBack(portal, chair, sessionId);
    expect(readBack.records[0]?.challenges[0]).toMatchObject({ challenge: entry.challenge, agreedPoint: 'amber' });
    expect(readBack.silent).toEqual(['Brookmere Police']);
    const closed = await Promise.all([
      closeSession(portal, chair, sessionId),
      closeSession(portal, manager, sessionId),
    ]);
    expect(closed.filter((one) => one.closed)).toHaveLength(1);
    expect((await getScreenPage(portal, chair, sessionId)).screen).toMatchObject({ stage: 'closed', now: null });
    await expect(steerSession(portal, chair, sessionId, { intent: 'more' })).rejects.toThrow('has been closed');
  });
});

describe('the timer of a session', () => {
  const now = '2027-02-26T10:00:00.000Z';
  const minutes = fc.integer({ min: 1, max: 240 });

  it('has as many minutes as it was given, paused or not, and five more after each press', () => {
    fc.assert(
      fc.property(minutes, fc.integer({ min: 0, max: 20_000 }), fc.nat(4), (length, passed, presses) => {
        const at = new Date(Date.parse(now) + passed * 1000).toISOString();
        const later = new Date(Date.parse(at) + 3_600_000).toISOString();
        const started = timerOf(steppedTimer({ kind: 'none' }, { step: 'start', minutes: length }, now));
        let paused = timerOf(steppedTimer(started, { step: 'pause' }, at));
        expect(secondsLeft(paused, later)).toBe(length * 60 - passed);
        for (let press = 0; press < presses; press += 1)
          paused = timerOf(steppedTimer(paused, { step: 'more' }, later));
        const expected = presses === 0 ? length * 60 - passed : Math.max(0, length * 60 - passed) + presses * 300;
        const going = timerOf(steppedTimer(paused, { step: 'resume' }, later));
        expect(secondsLeft(going, later)).toBe(expected);
      }),
    );
  });

  it('says how much is left, and how much it has run over', () => {
    expect([600, 61, 60, 1, 0, -1, -60, -61].map(timerWords)).toEqual([
      '10 minutes left',
      '2 minutes left',
      '1 minute left',
      '1 minute left',
      '0 minutes left',
      '1 minute over',
      '1 minute over',
      '2 minutes over',
    ]);
  });

  it('takes whole minutes from 1 to 240 and says so', () => {
    for (const typed of ['', '0', '241', 'ten', '1.5', '-3'])
      expect(steerSchema.safeParse({ intent: 'start', minutes: typed }).error?.issues[0]?.message).toBe(
        'Enter the minutes as a number from 1 to 240',
      );
    expect(steerSchema.parse({ intent: 'start', minutes: ' 15 ' })).toEqual({ intent: 'start', minutes: 15 });
  });
});
