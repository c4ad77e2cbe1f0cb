import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import {
  endCalendarAddress,
  makeCalendarAddress,
  mostReadsAnHour,
} from '../../../app/features/accounts/commands/calendar-address.server.ts';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { getCalendarFeed } from '../../../app/features/reports/calendar-feed.server.ts';
import { aSession } from '../../builders/a-session.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const tokenOf = (address: string) => /\/calendar\/(.+)\.ics$/.exec(address)?.[1] ?? '';

async function titlesAt(portal: TestPortal, address: string): Promise<string[]> {
  const feed = await getCalendarFeed(portal, tokenOf(address));
  if (feed === 'too-many') throw new Error('Read too often');
  expect(feed.text).not.toMatch(/one place|Keep one log/);
  return new ICAL.Component(ICAL.parse(feed.text))
    .getAllSubcomponents('vevent')
    .map((event) => String(event.getFirstPropertyValue('summary')));
}

describeEachDatabase('the secret address of a calendar', (open) => {
  it('gives a person their sessions and due dates, until it is renewed, ended, or they have left', async () => {
    const portal = await open();
    const { manager, chair, agencies } = await aSession(portal);
    const [council, police] = agencies;
    if (!council || !police) throw new Error('The session has two agencies');
    const { reference } = await createAction(portal, manager, {
      organisation: council.organisationId,
      challenge: null,
      submission: null,
      question: null,
      finding: 'Notes are in three places',
      what: 'Keep one log',
      successMeasure: 'All notes in one place',
      owner: council.lead.personId,
      ownerName: null,
      dueOn: '2027-03-01',
      priority: 'high',
    });
    const first = await makeCalendarAddress(portal, council.lead);
    expect(await titlesAt(portal, first)).toEqual([
      'Spring challenge session: Brookmere Council',
      `Action ${reference} is due: Brookmere Council`,
    ]);
    expect(await titlesAt(portal, await makeCalendarAddress(portal, police.lead))).toEqual([
      'Spring challenge session: Brookmere Police',
    ]);
    expect(await titlesAt(portal, await makeCalendarAddress(portal, chair))).toEqual(['Spring challenge session']);
    const stored = await portal.database.db.selectFrom('calendar_feed').select('token_hash').execute();
    expect(stored.map(({ token_hash }) => token_hash)).not.toContain(tokenOf(first));
    const second = await makeCalendarAddress(portal, council.lead);
    await expect(getCalendarFeed(portal, tokenOf(first))).rejects.toThrow('Page not found');
    expect(await titlesAt(portal, second)).toHaveLength(2);
    await portal.database.db
      .updateTable('role_grant')
      .set({ to_on: portal.stamp().today })
      .where('person_id', '=', council.lead.personId)
      .execute();
    await expect(getCalendarFeed(portal, tokenOf(second))).rejects.toThrow('Page not found');
    const last = await makeCalendarAddress(portal, police.lead);
    await endCalendarAddress(portal, police.lead);
    await expect(getCalendarFeed(portal, tokenOf(last))).rejects.toThrow('Page not found');
  });

  it('is read so many times an hour and no more', async () => {
    const portal = await open();
    const { chair } = await aSession(portal);
    const token = tokenOf(await makeCalendarAddress(portal, chair));
    await portal.database.db
      .updateTable('calendar_feed')
      .set({ window_reads: mostReadsAnHour - 1 })
      .execute();
    expect(await getCalendarFeed(portal, token)).toHaveProperty('text');
    expect(await getCalendarFeed(portal, token)).toBe('too-many');
    portal.setTime('2027-01-15T12:00:00Z');
    expect(await getCalendarFeed(portal, token)).toHaveProperty('text');
  });
});
