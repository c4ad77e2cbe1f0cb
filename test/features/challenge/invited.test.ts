import ICAL from 'ical.js';
import { expect, it } from 'vitest';
import { partnershipScope } from '../../../app/features/accounts/viewer.ts';
import { callOffSession, withdrawAgency } from '../../../app/features/challenge/commands/call-off.server.ts';
import { changeAgenda } from '../../../app/features/challenge/commands/change-agenda.server.ts';
import { endInvitation, invitePerson } from '../../../app/features/challenge/commands/invite.server.ts';
import { recordAttendance } from '../../../app/features/challenge/commands/record-challenge.server.ts';
import { releasePapers } from '../../../app/features/challenge/commands/release-papers.server.ts';
import {
  answerQuestion,
  replyByAddress,
  replyToInvitation,
} from '../../../app/features/challenge/commands/reply.server.ts';
import { requestPack } from '../../../app/features/challenge/commands/request-pack.server.ts';
import { changeSession, scheduleSession } from '../../../app/features/challenge/commands/schedule-session.server.ts';
import { getAgencySession } from '../../../app/features/challenge/invited/agency-session.server.ts';
import { getInvitationPage } from '../../../app/features/challenge/invited/by-address.server.ts';
import { listInvitations } from '../../../app/features/challenge/invited/invitations.server.ts';
import { refuseUnreleasedPack } from '../../../app/features/challenge/invited/papers.server.ts';
import { getPeoplePage } from '../../../app/features/challenge/invited/people-page.server.ts';
import {
  getInvitationCalendar,
  getSessionCalendar,
} from '../../../app/features/challenge/invited/session-calendar.server.ts';
import { getSession } from '../../../app/features/challenge/queries.server.ts';
import { inviteSchema, replySchema, scheduleSchema } from '../../../app/features/challenge/schema.ts';
import { getSessionPage } from '../../../app/features/challenge/session-page.server.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { aSession, type SessionParts } from '../../builders/a-session.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const today = '2026-11-02';
const yes = {
  reply: 'accepted',
  takesPart: 'in-person',
  question: '',
  substituteName: '',
  substituteEmail: '',
} as const;
const somebody = {
  name: 'Lou Vane',
  email: 'lou.vane@independent.example',
  known: null,
  takesPart: 'by-link',
} as const;

const agenda = async (portal: TestPortal, { manager, sessionId }: SessionParts) =>
  getSession(portal.database.db, partnershipScope(manager, 'session.read'), sessionId, today);

const invited = (portal: TestPortal, { partnershipId, sessionId }: SessionParts) =>
  listInvitations(portal.database.db, partnershipId, sessionId);

/** Templates and addresses of the messages so far, and from now on only those that are new. */
async function newMessages(portal: TestPortal, seen: Set<string>) {
  const rows = await portal.database.db
    .selectFrom('outbox_message')
    .select(['id', 'template', 'to_address', 'body'])
    .where('template', 'like', 'session-%')
    .orderBy('id')
    .execute();
  const fresh = rows.filter(({ id }) => !seen.has(id));
  for (const { id } of rows) seen.add(id);
  return fresh;
}

function entryOf(text: string) {
  const event = new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent');
  if (!event) throw new Error('The calendar has no entry');
  return {
    uid: String(event.getFirstPropertyValue('uid')),
    sequence: Number(event.getFirstPropertyValue('sequence')),
    starts: String(event.getFirstPropertyValue('dtstart')),
    status: String(event.getFirstPropertyValue('status')),
  };
}

const agencyOf = (parts: SessionParts, at: number) => {
  const agency = parts.agencies[at];
  if (!agency) throw new Error('The session has two agencies');
  return agency;
};

describeEachDatabase('the people of a challenge session', (open) => {
  it('are invited once, reply for themselves, and the partnership sees and answers what they ask', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { manager, sessionId } = parts;
    const seen = new Set<string>();
    const [council, police] = [agencyOf(parts, 0), agencyOf(parts, 1)];
    expect((await newMessages(portal, seen)).map(({ template, to_address }) => [template, to_address])).toEqual([
      ['session-panel', parts.chair.email],
      ['session-scheduled', council.lead.email],
      ['session-scheduled', police.lead.email],
    ]);
    const own = (await invited(portal, parts)).find(({ personId }) => personId === council.lead.personId);
    const reply = { ...yes, invitation: own?.id ?? '', revision: own?.revision ?? 0, question: 'May two of us come?' };
    await expect(replyToInvitation(portal, police.lead, sessionId, reply)).rejects.toThrow('Page not found');
    await replyToInvitation(portal, council.lead, sessionId, reply);
    await expect(replyToInvitation(portal, council.lead, sessionId, reply)).rejects.toMatchObject({
      code: 'stale-revision',
    });
    expect((await newMessages(portal, seen)).map(({ template, to_address }) => [template, to_address])).toContainEqual([
      'session-question',
      manager.email,
    ]);
    await answerQuestion(portal, manager, sessionId, { invitation: reply.invitation, answer: 'Yes, two may.' });
    expect((await newMessages(portal, seen)).map(({ body }) => body)).toEqual([expect.not.stringContaining('two may')]);
    const page = await getAgencySession(portal, council.lead, sessionId);
    expect(page.slots).toMatchObject([
      { organisation: 'Brookmere Council', people: [{ reply: 'accepted', answer: 'Yes, two may.', mayReply: true }] },
    ]);
    expect(JSON.stringify(page)).not.toContain('Brookmere Police');
  });

  it('are asked anew when the time moves, but not when only the place does', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const council = agencyOf(parts, 0);
    const mine = async () => (await invited(portal, parts)).find(({ personId }) => personId === council.lead.personId);
    const before = await mine();
    await replyToInvitation(portal, council.lead, parts.sessionId, {
      ...yes,
      invitation: before?.id ?? '',
      revision: before?.revision ?? 0,
    });
    const details = { title: 'Spring session', heldOn: '2027-02-26', startsAt: '09:30', chair: parts.chair.personId };
    await changeSession(portal, parts.manager, parts.sessionId, { revision: 1, ...details, place: 'Town Hall' });
    expect((await mine())?.reply).toBe('accepted');
    await changeSession(portal, parts.manager, parts.sessionId, {
      revision: 2,
      ...details,
      place: 'Town Hall',
      startsAt: '11:00',
    });
    expect((await mine())?.reply).toBe('waiting');
  });

  it('come by an address of their own where they have no account, and send a substitute with apologies', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { manager, sessionId } = parts;
    const council = agencyOf(parts, 0);
    const seen = new Set<string>();
    await newMessages(portal, seen);
    const forCouncil = { ...somebody, capacity: 'agency', organisation: council.organisationId } as const;
    await invitePerson(portal, council.lead, sessionId, forCouncil);
    expect(await invitePerson(portal, council.lead, sessionId, forCouncil)).toMatchObject({ field: 'email' });
    const elsewhere = { ...forCouncil, organisation: agencyOf(parts, 1).organisationId };
    await expect(invitePerson(portal, council.lead, sessionId, elsewhere)).rejects.toThrow('Page not found');
    await expect(
      invitePerson(portal, council.lead, sessionId, { ...somebody, capacity: 'scribe', organisation: null }),
    ).rejects.toThrow('Page not found');
    const [message] = await newMessages(portal, seen);
    const token = /\/sessions\/invited\/(\S+)/.exec(message?.body ?? '')?.[1] ?? '';
    const page = await getInvitationPage(portal, token);
    expect(page).toMatchObject({ invitation: { name: 'Lou Vane' }, time: { startsAt: '09:30' }, mayReply: true });
    expect(JSON.stringify(page)).not.toContain('one place');
    await expect(getInvitationPage(portal, `${page.invitation.id}.${'A'.repeat(43)}`)).rejects.toThrow(
      'Page not found',
    );
    await replyByAddress(portal, token, {
      ...yes,
      invitation: page.invitation.id,
      revision: page.invitation.revision,
      reply: 'declined',
      substituteName: 'Kit Marsh',
      substituteEmail: 'kit.marsh@independent.example',
    });
    const now = await invited(portal, parts);
    expect(now.find(({ name }) => name === 'Kit Marsh')).toMatchObject({ substituteFor: 'Lou Vane', reply: 'waiting' });
    expect((await newMessages(portal, seen)).map(({ to_address }) => to_address)).toEqual([
      'kit.marsh@independent.example',
    ]);
    await endInvitation(portal, manager, sessionId, page.invitation.id);
    await expect(getInvitationPage(portal, token)).rejects.toThrow('Page not found');
  });

  it('take no part in the time of the organisation that they belong to', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { manager, moderator, sessionId, partnershipId } = parts;
    const council = agencyOf(parts, 0);
    await invitePerson(portal, manager, sessionId, {
      ...somebody,
      known: `person:${moderator.personId}`,
      capacity: 'partner',
      organisation: council.organisationId,
      email: '',
    });
    const both = await aViewer(portal, { role: 'independent-chair', partnershipId }, 'Both Hats');
    await portal.database.db
      .insertInto('role_grant')
      .values({
        id: portal.newId(),
        person_id: both.personId,
        role: 'contributor',
        organisation_id: council.organisationId,
        partnership_id: null,
        from_on: '2020-01-01',
        to_on: null,
        granted_by: null,
        created_at: portal.stamp().now,
      })
      .execute();
    expect((await getPeoplePage(portal, manager, sessionId)).conflicts.map(({ name }) => name)).toEqual([
      'Both Hats',
      'Sam Patel',
    ]);
    const [first, second] = (await agenda(portal, parts)).slots;
    const lead = { intent: 'slot', revision: 1, minutes: 20, lead: moderator.personId } as const;
    expect(await changeAgenda(portal, manager, sessionId, { ...lead, slot: first?.id ?? '' })).toMatchObject({
      field: 'lead',
      problem: expect.stringContaining('Sam Patel belongs to Brookmere Council'),
    });
    const nobody = { present: [], others: '' };
    await expect(recordAttendance(portal, both, { sessionId, slotId: first?.id ?? '' }, nobody)).rejects.toThrow(
      'You belong to Brookmere Council',
    );
    await recordAttendance(portal, both, { sessionId, slotId: second?.id ?? '' }, nobody);
  });
});

describeEachDatabase('a challenge session that changes', (open) => {
  it('is called off once for everybody, stays on record, and takes no change any more', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { manager, sessionId } = parts;
    const { db } = portal.database;
    const council = agencyOf(parts, 0);
    const seen = new Set<string>();
    await newMessages(portal, seen);
    const before = entryOf((await getSessionCalendar(db, council.lead, sessionId, portal.config)).text);
    await expect(callOffSession(portal, manager, sessionId, { revision: 7, reason: 'Snow' })).rejects.toMatchObject({
      code: 'stale-revision',
    });
    await callOffSession(portal, manager, sessionId, { revision: 1, reason: 'Snow' });
    await expect(callOffSession(portal, manager, sessionId, { revision: 2, reason: 'Snow' })).rejects.toThrow(
      'has been called off',
    );
    expect((await newMessages(portal, seen)).map(({ template }) => template)).toEqual(
      Array.from({ length: 3 }, () => 'session-called-off'),
    );
    const after = entryOf((await getSessionCalendar(db, council.lead, sessionId, portal.config)).text);
    expect(after).toMatchObject({ uid: before.uid, status: 'CANCELLED' });
    expect(after.sequence).toBeGreaterThan(before.sequence);
    expect((await getAgencySession(portal, council.lead, sessionId)).session.calledOff).toEqual({ reason: 'Snow' });
    await expect(changeAgenda(portal, manager, sessionId, { intent: 'up', revision: 2, slot: '' })).rejects.toThrow(
      'has been called off',
    );
  });

  it('keeps an agency that is withdrawn on record, closes up, and tells its people, the panel and who moved', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { manager, sessionId } = parts;
    const { db } = portal.database;
    const [council, police] = [agencyOf(parts, 0), agencyOf(parts, 1)];
    const seen = new Set<string>();
    await newMessages(portal, seen);
    const before = entryOf((await getSessionCalendar(db, police.lead, sessionId, portal.config)).text);
    const gone = entryOf((await getSessionCalendar(db, council.lead, sessionId, portal.config)).text);
    const [slot] = (await agenda(portal, parts)).slots;
    await withdrawAgency(portal, manager, sessionId, { revision: 1, slot: slot?.id ?? '', reason: 'Inspected' });
    expect((await newMessages(portal, seen)).map(({ template, to_address }) => [template, to_address])).toEqual([
      ['session-called-off', council.lead.email],
      ['session-agenda', parts.chair.email],
      ['session-moved', police.lead.email],
    ]);
    expect((await agenda(portal, parts)).slots).toMatchObject([
      { organisation: 'Brookmere Police', startsAt: '09:30' },
    ]);
    expect((await getSessionPage(portal, manager, sessionId)).withdrawals).toMatchObject([
      { organisation: 'Brookmere Council', startsAt: '09:30', reason: 'Inspected' },
    ]);
    const moved = entryOf((await getSessionCalendar(db, police.lead, sessionId, portal.config)).text);
    expect(moved).toMatchObject({ uid: before.uid, starts: '2027-02-26T09:30:00Z', status: 'CONFIRMED' });
    expect(moved.sequence).toBeGreaterThan(before.sequence);
    const cancelled = entryOf((await getSessionCalendar(db, council.lead, sessionId, portal.config)).text);
    expect(cancelled).toMatchObject({ uid: gone.uid, status: 'CANCELLED' });
    // Put back, it is invited again.
    await changeAgenda(portal, manager, sessionId, {
      intent: 'add',
      revision: 2,
      organisation: council.organisationId,
      minutes: 20,
    });
    expect((await getSessionPage(portal, manager, sessionId)).untold).toEqual(['Brookmere Council']);
  });

  it('shows its papers from their day, or once they are released, and says so once', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { manager, moderator, sessionId } = parts;
    const { db } = portal.database;
    const council = agencyOf(parts, 0);
    const pack = await requestPack(portal, manager, sessionId);
    await db.updateTable('challenge_session').set({ papers_on: '2027-02-05' }).where('id', '=', sessionId).execute();
    const readable = (viewer: typeof moderator, day: string) => refuseUnreleasedPack(db, viewer, pack.id, day);
    await expect(readable(moderator, '2027-02-04')).rejects.toThrow('Page not found');
    await readable(moderator, '2027-02-05');
    await readable(manager, '2027-02-04');
    expect((await getAgencySession(portal, council.lead, sessionId)).papers.released).toBe(false);
    const seen = new Set<string>();
    await newMessages(portal, seen);
    await releasePapers(portal, manager, sessionId, { keyLines: false });
    await releasePapers(portal, manager, sessionId, { keyLines: false });
    expect((await newMessages(portal, seen)).map(({ template }) => template)).toEqual(
      Array.from({ length: 3 }, () => 'session-papers'),
    );
    const quiet = await getAgencySession(portal, council.lead, sessionId);
    expect(quiet).toMatchObject({ papers: { released: true }, slots: [{ keyLines: [] }] });
    await releasePapers(portal, manager, sessionId, { keyLines: true });
    expect((await getAgencySession(portal, council.lead, sessionId)).slots[0]?.keyLines).toEqual([
      'When will all notes be in one place?',
    ]);
    await readable(moderator, '2027-01-01');
  });

  it('warns of an agency that is expected in another session at that time', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const council = agencyOf(parts, 0);
    const other = {
      cycle: parts.cycleId,
      title: 'Second panel',
      heldOn: '2027-02-26',
      place: 'Online',
      chair: null,
      minutes: 20,
      agencies: [council.organisationId],
    };
    const { id } = await scheduleSession(portal, parts.manager, { ...other, startsAt: '09:40' });
    expect((await getSessionPage(portal, parts.manager, id)).clashes).toMatchObject([
      { organisation: 'Brookmere Council', startsAt: '09:30', session: { title: 'Spring challenge session' } },
    ]);
    const apart = await scheduleSession(portal, parts.manager, { ...other, startsAt: '10:00' });
    expect((await getSessionPage(portal, parts.manager, apart.id)).clashes).toEqual([]);
  });

  it('refuses a day that has passed, an agenda that is too long, and a break before the start, each at its field', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { manager, sessionId } = parts;
    const [council] = parts.agencies;
    const base = { cycle: parts.cycleId, title: 'x', startsAt: '09:00', place: 'x', chair: null, minutes: 60 };
    const agencies = [council?.organisationId ?? ''];
    await expect(scheduleSession(portal, manager, { ...base, heldOn: '2026-11-01', agencies })).rejects.toThrow(
      'not in the past',
    );
    await expect(
      scheduleSession(portal, manager, { ...base, heldOn: '2027-03-01', endsAt: '09:30', agencies }),
    ).rejects.toThrow('The agenda takes 1 hour, and the session is 30 minutes long');
    const details = { title: 'x', heldOn: '2027-02-26', startsAt: '09:30', place: 'x', chair: null };
    expect(await changeSession(portal, manager, sessionId, { revision: 1, ...details, endsAt: '10:00' })).toMatchObject(
      { field: 'endsAt' },
    );
    expect(
      await changeSession(portal, manager, sessionId, { revision: 1, ...details, endsAt: '10:10' }),
    ).toBeUndefined();
    const [first, second] = (await agenda(portal, parts)).slots;
    const slot = { intent: 'slot', revision: 2, lead: null, slot: second?.id ?? '' } as const;
    expect(await changeAgenda(portal, manager, sessionId, { ...slot, minutes: 45 })).toMatchObject({
      field: 'minutes',
    });
    expect(await changeAgenda(portal, manager, sessionId, { ...slot, minutes: 20, notBefore: '09:00' })).toMatchObject({
      field: 'notBefore',
    });
    await changeAgenda(portal, manager, sessionId, { ...slot, minutes: 10, notBefore: '10:00' });
    expect((await agenda(portal, parts)).slots.map(({ startsAt }) => startsAt)).toEqual(['09:30', '10:00']);
    expect(first?.startsAt).toBe('09:30');
  });
});

describeEachDatabase('a calendar file of somebody without an account', (open) => {
  it('opens with their address alone', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    await invitePerson(portal, parts.manager, parts.sessionId, {
      ...somebody,
      capacity: 'scrutineer',
      organisation: null,
    });
    const message = await portal.database.db
      .selectFrom('outbox_message')
      .select('body')
      .where('to_address', '=', somebody.email)
      .executeTakeFirstOrThrow();
    const token = /\/sessions\/invited\/(\S+)/.exec(message.body)?.[1] ?? '';
    const { text } = await getInvitationCalendar(portal.database.db, token, portal.config);
    expect(entryOf(text)).toMatchObject({ starts: '2027-02-26T09:30:00Z', status: 'CONFIRMED' });
    await expect(getInvitationCalendar(portal.database.db, `${token}x`, portal.config)).rejects.toThrow(
      'Page not found',
    );
  });
});

it('what is typed about a session is refused at its field, in words', () => {
  const errorsOf = (schema: typeof scheduleSchema | typeof inviteSchema | typeof replySchema, typed: object) =>
    schema.safeParse(typed).error?.issues.map(({ path, message }) => [path.join('.'), message]);
  const session = { cycle: 'c', title: 't', heldOn: '2027-02-26', startsAt: '10am', minutes: '20', agencies: ['a'] };
  expect(errorsOf(scheduleSchema, { ...session, place: 'Hall', endsAt: '9:30am' })).toEqual([
    ['endsAt', 'Enter an end that is later than the start'],
  ]);
  expect(errorsOf(scheduleSchema, session)).toEqual([['place', 'Enter the place, or the link to join']]);
  expect(errorsOf(scheduleSchema, { ...session, joinLink: 'javascript:alert(1)' })?.[0]?.[0]).toBe('joinLink');
  expect(errorsOf(scheduleSchema, { ...session, place: 'Hall', papersOn: '2027-03-01' })?.[0]?.[0]).toBe('papersOn');
  const person = { capacity: 'agency', organisation: 'o', known: '', name: '', email: 'lou@', takesPart: 'by-link' };
  expect(errorsOf(inviteSchema, person)?.map(([field]) => field)).toEqual(['name', 'email']);
  const reply = { invitation: 'i', revision: '1', reply: 'declined', takesPart: 'by-link', substituteName: 'Kit' };
  expect(errorsOf(replySchema, { ...reply, substituteEmail: 'kit' })?.map(([field]) => field)).toEqual([
    'substituteEmail',
  ]);
});
