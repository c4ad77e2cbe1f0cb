import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { getActionCalendar } from '../../../app/features/actions/action-calendar.server.ts';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { rescheduleAction } from '../../../app/features/actions/commands/update-action.server.ts';
import { getHome } from '../../../app/features/reports/home.server.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

const origin = 'https://assurance.example.org';

describeEachDatabase('the calendar file of an action', (open) => {
  it('keeps its id and counts up when the due date moves, and says nothing of what must be done', async () => {
    const portal = await open();
    const { db } = portal.database;
    const partnershipId = await aPartnership(portal);
    const organisationId = await anOrganisation(portal, partnershipId, { name: 'Millbrook Housing' });
    const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
    const chair = await aViewer(portal, { role: 'independent-chair', partnershipId });
    const owner = await aViewer(portal, { role: 'contributor', organisationId });
    const other = await aViewer(portal, { role: 'contributor', organisationId });
    const { id, reference } = await createAction(portal, manager, {
      organisation: organisationId,
      challenge: null,
      submission: null,
      question: null,
      finding: 'Notes are kept in three places.',
      what: 'Keep notes in one place',
      successMeasure: 'An audit finds all notes',
      owner: owner.personId,
      ownerName: null,
      dueOn: '2027-02-02',
      priority: 'high',
    });
    const eventOf = async () => {
      const { text, fileName } = await getActionCalendar(db, owner, id, origin);
      expect(text).not.toMatch(/notes|audit finds/i);
      const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
      if (!event) throw new Error('No event');
      return { event, fileName };
    };
    const first = await eventOf();
    expect(first.fileName).toBe(`action-${reference}.ics`);
    expect(first.event.getFirstPropertyValue('dtstart')?.toString()).toBe('2027-02-02');
    expect(first.event.getFirstPropertyValue('url')).toBe(`${origin}/actions/${id}`);
    await rescheduleAction(portal, chair, id, { revision: 1, dueOn: '2027-03-28', note: 'A new system is coming' });
    const second = await eventOf();
    expect(second.event.getFirstPropertyValue('dtstart')?.toString()).toBe('2027-03-28');
    expect(second.event.getFirstPropertyValue('uid')).toBe(first.event.getFirstPropertyValue('uid'));
    expect(Number(second.event.getFirstPropertyValue('sequence'))).toBeGreaterThan(
      Number(first.event.getFirstPropertyValue('sequence')),
    );
    await expect(getActionCalendar(db, other, id, origin)).rejects.toThrow('Page not found');
    const today = portal.stamp().today;
    expect((await getHome(db, owner, today)).ownActions.map((action) => action.id)).toEqual([id]);
    expect((await getHome(db, other, today)).ownActions).toEqual([]);
  });
});
