import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type CalendarEntry, calendarFile } from '../../app/platform/calendar.server.ts';

const entry = (parts: Partial<CalendarEntry> = {}): CalendarEntry => ({
  uid: 'action-1@assurance.example.org',
  sequence: 0,
  changedAt: '2026-11-02T09:00:00.000Z',
  title: 'Action ACT-7K3M-Q2WD is due',
  when: { day: '2027-03-28' },
  link: 'https://assurance.example.org/actions/1',
  ...parts,
});

function eventIn(text: string): ICAL.Event {
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
  if (!event) throw new Error('The calendar has no event');
  return new ICAL.Event(event);
}

describe('a calendar file', () => {
  it('gives a whole day as a day, also the one on which the clocks change', () => {
    const text = calendarFile('Actions', [entry()]);
    expect(text).toContain('\r\nDTSTART;VALUE=DATE:20270328\r\n');
    expect(eventIn(text).startDate.isDate).toBe(true);
    expect(eventIn(text).endDate.toString()).toBe('2027-03-29');
  });

  it.each([
    ['2027-03-27', '09:30', '2027-03-27T09:30:00Z', '2027-03-27T10:50:00Z'],
    ['2027-03-28', '09:30', '2027-03-28T08:30:00Z', '2027-03-28T09:50:00Z'],
    ['2026-10-25', '09:30', '2026-10-25T09:30:00Z', '2026-10-25T10:50:00Z'],
    ['2027-07-01', '23:30', '2027-07-01T22:30:00Z', '2027-07-01T23:50:00Z'],
    ['2027-07-02', '00:15', '2027-07-01T23:15:00Z', '2027-07-02T00:35:00Z'],
  ])('gives %s at %s in London as %s', (day, startsAt, from, to) => {
    const event = eventIn(calendarFile('Session', [entry({ when: { day, startsAt, minutes: 80 } })]));
    expect([event.startDate.toString(), event.endDate.toString()]).toEqual([from, to]);
  });

  it('ends its lines with CRLF, folds them at 75 octets, and gives long text back as it was', () => {
    const title = `Brookmere; Leisure, \\ “Dŵr” 👩🏽‍🏫 ${'ääää '.repeat(60)}END:VEVENT`;
    const text = calendarFile('x', [entry({ title, place: 'Line one\nBEGIN:VEVENT\r\nSUMMARY:forged\u0000' })]);
    expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    const calendar = new ICAL.Component(ICAL.parse(text));
    expect(calendar.getAllSubcomponents('vevent')).toHaveLength(1);
    expect(eventIn(text).summary).toBe(title);
    expect(eventIn(text).location).toBe('Line one BEGIN:VEVENT SUMMARY:forged');
  });

  it('says what it is: published, of the portal, with number and state; the same state gives the same bytes', () => {
    const text = calendarFile('Sessions', [entry({ sequence: 4, cancelled: true })]);
    const calendar = new ICAL.Component(ICAL.parse(text));
    expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
    expect(calendar.getFirstPropertyValue('prodid')).toContain('Line of Sight');
    expect(text).toContain('\r\nSEQUENCE:4\r\n');
    expect(text).toContain('\r\nSTATUS:CANCELLED\r\n');
    expect(text).toContain('\r\nDTSTAMP:20261102T090000Z\r\n');
    expect(eventIn(text).uid).toBe('action-1@assurance.example.org');
    expect(calendarFile('Sessions', [entry({ sequence: 4, cancelled: true })])).toBe(text);
  });
});
