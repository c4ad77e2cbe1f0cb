import { expect, it } from 'vitest';
import { partnershipScope } from '../../../app/features/accounts/viewer.ts';
import { listAgenciesToChallenge, listCyclesToChallenge } from '../../../app/features/challenge/candidates.server.ts';
import { withdrawAgency } from '../../../app/features/challenge/commands/call-off.server.ts';
import { changeAgenda } from '../../../app/features/challenge/commands/change-agenda.server.ts';
import { recordChallenge } from '../../../app/features/challenge/commands/record-challenge.server.ts';
import {
  changeSession,
  holdSession,
  scheduleSession,
} from '../../../app/features/challenge/commands/schedule-session.server.ts';
import { listUntold, tellAgencies } from '../../../app/features/challenge/commands/tell-agencies.server.ts';
import { getSession, listSessions } from '../../../app/features/challenge/queries.server.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSession, sessionEdition } from '../../builders/a-session.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const today = '2026-11-02';

async function look(portal: TestPortal, { manager, sessionId }: Awaited<ReturnType<typeof aSession>>) {
  const session = await getSession(portal.database.db, partnershipScope(manager, 'session.read'), sessionId, today);
  return {
    session,
    agenda: session.slots.map(({ organisation, startsAt, minutes }) => [organisation, startsAt, minutes]),
  };
}

const messages = (portal: TestPortal) =>
  portal.database.db
    .selectFrom('outbox_message')
    .select(['to_address', 'body'])
    .where('template', 'in', ['session-scheduled', 'session-moved'])
    .where('organisation_id', 'is not', null)
    .orderBy('id')
    .execute();

describeEachDatabase('a challenge session', (open) => {
  it('gives each agency its time in order, and tells its safeguarding lead', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { session, agenda } = await look(portal, parts);
    expect(session).toMatchObject({
      status: 'planned',
      chair: { name: 'Priya Nair' },
      place: 'Civic Hall',
      revision: 1,
    });
    expect(agenda).toEqual([
      ['Brookmere Council', '09:30', 20],
      ['Brookmere Police', '09:50', 20],
    ]);
    expect(session.slots[0]?.expected).toEqual(['Jo Bell']);
    const told = await messages(portal);
    expect(told.map(({ to_address }) => to_address)).toEqual(parts.agencies.map(({ lead }) => lead.email));
    expect(told[1]?.body).toContain('Brookmere Police is expected on 26 February 2027 at 9:50am');
    const events = await portal.database.db
      .selectFrom('event')
      .selectAll()
      .where('type', 'like', 'session.%')
      .execute();
    expect(events.map(({ type, subject_id }) => [type, subject_id])).toEqual([['session.scheduled', parts.sessionId]]);
  });

  it('changes its order, lengths and members, and every time follows', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { manager, moderator, sessionId } = parts;
    const slotOf = async (organisation: string) =>
      (await look(portal, parts)).session.slots.find((slot) => slot.organisation === organisation)?.id ?? '';
    const council = await slotOf('Brookmere Council');
    await changeAgenda(portal, manager, sessionId, { intent: 'down', revision: 1, slot: council });
    expect((await look(portal, parts)).agenda.map(([name, at]) => [name, at])).toEqual([
      ['Brookmere Police', '09:30'],
      ['Brookmere Council', '09:50'],
    ]);
    await changeAgenda(portal, manager, sessionId, {
      intent: 'slot',
      revision: 2,
      slot: await slotOf('Brookmere Police'),
      minutes: 45,
      lead: moderator.personId,
    });
    const longer = await look(portal, parts);
    expect(longer.agenda).toEqual([
      ['Brookmere Police', '09:30', 45],
      ['Brookmere Council', '10:15', 20],
    ]);
    expect(longer.session.slots[0]?.lead?.name).toBe('Sam Patel');
    const third = await anOrganisation(portal, parts.partnershipId, { name: 'Vale Hospitals' });
    await aSubmission(portal, {
      partnershipId: parts.partnershipId,
      cycleId: parts.cycleId,
      organisationId: third,
      edition: sessionEdition,
    });
    await changeAgenda(portal, manager, sessionId, { intent: 'add', revision: 3, organisation: third, minutes: 10 });
    await expect(
      changeAgenda(portal, manager, sessionId, { intent: 'remove', revision: 4, slot: council }),
    ).rejects.toThrow('Withdraw it, and say why, instead');
    await withdrawAgency(portal, manager, sessionId, { revision: 4, slot: council, reason: 'Inspection that week' });
    expect((await look(portal, parts)).agenda).toEqual([
      ['Brookmere Police', '09:30', 45],
      ['Vale Hospitals', '10:15', 10],
    ]);
  });

  it('tells an agency again only when its time is another', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { manager, sessionId } = parts;
    const { session } = await look(portal, parts);
    expect(await listUntold(portal.database.db, session, today)).toEqual([]);
    await changeAgenda(portal, manager, sessionId, { intent: 'down', revision: 1, slot: session.slots[0]?.id ?? '' });
    expect(await listUntold(portal.database.db, session, today)).toEqual(['Brookmere Police', 'Brookmere Council']);
    await tellAgencies(portal, manager, sessionId);
    await tellAgencies(portal, manager, sessionId);
    expect(await listUntold(portal.database.db, session, today)).toEqual([]);
    expect(await messages(portal)).toHaveLength(4);
    const details = { title: 'Spring session', startsAt: '09:30', place: 'Civic Hall', chair: null };
    await changeSession(portal, manager, sessionId, { revision: 2, ...details, heldOn: '2027-02-26' });
    expect(await messages(portal)).toHaveLength(4);
    await changeSession(portal, manager, sessionId, { revision: 3, ...details, heldOn: '2027-03-05' });
    expect(await messages(portal)).toHaveLength(6);
    // Back to a date that they were told of before: it is news again.
    await changeSession(portal, manager, sessionId, { revision: 4, ...details, heldOn: '2027-02-26' });
    expect(await messages(portal)).toHaveLength(8);
  });

  it('refuses a change made on an older page', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { session } = await look(portal, parts);
    const slot = session.slots[0]?.id ?? '';
    await changeAgenda(portal, parts.manager, parts.sessionId, { intent: 'down', revision: 1, slot });
    await expect(
      changeAgenda(portal, parts.chair, parts.sessionId, { intent: 'down', revision: 1, slot }),
    ).rejects.toMatchObject({ code: 'stale-revision' });
    await expect(
      changeSession(portal, parts.chair, parts.sessionId, {
        revision: 1,
        title: 'x',
        heldOn: '2027-02-26',
        startsAt: '10:00',
        place: 'x',
        chair: null,
      }),
    ).rejects.toMatchObject({ code: 'stale-revision' });
  });

  it('is held on its day, and its agenda is closed then', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { manager, sessionId } = parts;
    await expect(holdSession(portal, manager, sessionId, { revision: 1 })).rejects.toThrow('still to come');
    portal.setTime('2027-02-26T12:00:00Z');
    const { session } = await look(portal, parts);
    await holdSession(portal, parts.manager, sessionId, { revision: 1 });
    await expect(holdSession(portal, manager, sessionId, { revision: 2 })).rejects.toThrow('already marked as held');
    await expect(
      changeAgenda(portal, manager, sessionId, { intent: 'up', revision: 2, slot: session.slots[1]?.id ?? '' }),
    ).rejects.toThrow('agenda cannot change');
  });

  it('keeps an agency on the agenda once something is recorded for it, and never loses its last one', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { manager, sessionId } = parts;
    const { session } = await look(portal, parts);
    const [first, second] = session.slots.map(({ id }) => id);
    if (!first || !second) throw new Error('The session has two slots');
    await recordChallenge(
      portal,
      manager,
      { sessionId, slotId: first },
      {
        about: { standardCode: null, questionCode: null },
        askedBy: 'Lay member',
        challenge: 'How do you know?',
        reply: 'We ask.',
        outcome: 'assured',
        agreedPoint: null,
        agreedReason: null,
      },
    );
    const reason = 'Inspection that week';
    await expect(withdrawAgency(portal, manager, sessionId, { revision: 1, slot: first, reason })).rejects.toThrow(
      'already recorded',
    );
    await withdrawAgency(portal, manager, sessionId, { revision: 1, slot: second, reason });
    await expect(withdrawAgency(portal, manager, sessionId, { revision: 2, slot: first, reason })).rejects.toThrow(
      'at least one agency',
    );
  });

  it('takes only agencies that sent a return in its cycle, and a chair of the panel', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const { manager, partnershipId, cycleId, agencies } = parts;
    const silent = await anOrganisation(portal, partnershipId);
    const input = {
      cycle: cycleId,
      title: 'x',
      heldOn: '2027-02-26',
      startsAt: '09:00',
      place: 'x',
      chair: null,
      minutes: 20,
      agencies: [agencies[0]?.organisationId ?? ''],
    };
    await expect(scheduleSession(portal, manager, { ...input, agencies: [silent] })).rejects.toThrow('Page not found');
    await expect(
      scheduleSession(portal, manager, { ...input, chair: agencies[0]?.lead.personId ?? '' }),
    ).rejects.toThrow('Page not found');
    await expect(scheduleSession(portal, parts.moderator, input)).rejects.toThrow('Page not found');
  });

  it('is not found from another partnership', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const elsewhere = await aPartnership(portal, 'elsewhere');
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere });
    const scope = partnershipScope(stranger, 'session.read');
    await expect(getSession(portal.database.db, scope, parts.sessionId, today)).rejects.toThrow('Page not found');
    await expect(holdSession(portal, stranger, parts.sessionId, { revision: 1 })).rejects.toThrow('Page not found');
    await expect(tellAgencies(portal, stranger, parts.sessionId)).rejects.toThrow('Page not found');
    expect((await listSessions(portal.database.db, scope, 1)).total).toBe(0);
    expect(await listCyclesToChallenge(portal.database.db, scope)).toEqual([]);
    expect(await listAgenciesToChallenge(portal.database.db, scope, parts.cycleId)).toEqual([]);
  });

  it('is listed with the others in the same number of statements however many there are', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const scope = partnershipScope(parts.manager, 'session.read');
    portal.takeQueries();
    await listSessions(portal.database.db, scope, 1);
    await getSession(portal.database.db, scope, parts.sessionId, today);
    const few = portal.takeQueries().length;
    for (let count = 0; count < 51; count += 1)
      await scheduleSession(portal, parts.manager, {
        cycle: parts.cycleId,
        title: `Session ${count}`,
        heldOn: '2027-03-01',
        startsAt: '09:00',
        place: 'Civic Hall',
        chair: null,
        minutes: 15,
        agencies: [parts.agencies[0]?.organisationId ?? ''],
      });
    portal.takeQueries();
    const page = await listSessions(portal.database.db, scope, 1);
    await getSession(portal.database.db, scope, parts.sessionId, today);
    expect(portal.takeQueries()).toHaveLength(few);
    expect(page).toMatchObject({ total: 52, pageCount: 2 });
    const second = await listSessions(portal.database.db, scope, 2);
    expect(second.items.at(-1)).toMatchObject({ title: 'Spring challenge session', agencies: 2 });
    expect(await listCyclesToChallenge(portal.database.db, scope)).toMatchObject([{ submissions: 2 }]);
  });
});
