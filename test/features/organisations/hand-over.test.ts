import { expect, it } from 'vitest';
import { listRoleHolders, viewerOf } from '../../../app/features/accounts/queries.server.ts';
import { mayInOrganisation, type Viewer } from '../../../app/features/accounts/viewer.ts';
import { getHandOverPage, listColleagues } from '../../../app/features/organisations/colleagues.server.ts';
import { cancelHandOver } from '../../../app/features/organisations/commands/cancel-hand-over.server.ts';
import { handOver, postHandOverForm } from '../../../app/features/organisations/commands/hand-over.server.ts';
import { endContributor, endOrganisationRole } from '../../../app/features/organisations/commands/people.server.ts';
import { organisationHome } from '../../../app/features/reports/home-organisation.server.ts';
import { addMinutes } from '../../../app/platform/clock.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { anActionDue } from '../reminders/a-year.ts';

const today = '2026-11-02';

async function anAgency(portal: TestPortal) {
  const partnershipId = await aPartnership(portal);
  const organisationId = await anOrganisation(portal, partnershipId, { name: 'Harbour Youth Trust' });
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Sam Patel');
  const colleague = await aViewer(portal, { role: 'contributor', organisationId }, 'Kim Osei');
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId }, 'Ann Moss');
  return { partnershipId, organisationId, lead, colleague, manager };
}

const again = (portal: TestPortal, { personId: id, name, email }: Viewer, day: string) =>
  viewerOf(portal.database.db, { id, name, email }, day);

const leadsOn = async (portal: TestPortal, organisationId: string, day: string) =>
  (await listRoleHolders(portal.database.db, { organisationId }, day))
    .filter(({ role }) => role === 'safeguarding-lead')
    .map(({ name }) => name);

async function signIn(portal: TestPortal, { personId }: Viewer): Promise<void> {
  const { now } = portal.stamp();
  await portal.database.db
    .insertInto('session')
    .values({
      token_hash: `session-of-${personId}`,
      person_id: personId,
      created_at: now,
      last_seen_at: now,
      expires_at: addMinutes(now, 600),
      ended_at: null,
    })
    .execute();
}

const openSessions = async (portal: TestPortal, { personId }: Viewer) => {
  const rows = await portal.database.db
    .selectFrom('session')
    .select('token_hash')
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .execute();
  return rows.length;
};

const to = (viewer: Viewer) => ({ kind: 'known', personId: viewer.personId }) as const;

describeEachDatabase('handing over the role of safeguarding lead', (open) => {
  it('gives it to a colleague from a day on, and takes it from whoever had it on that same day', async () => {
    const portal = await open();
    const { organisationId, lead, colleague } = await anAgency(portal);
    const handing = { from: '', to: to(colleague), on: '2026-11-10', leaves: 'no' } as const;
    expect(await handOver(portal, lead, { organisationId, handing })).toEqual({ ok: true, signedOut: false });
    expect(await leadsOn(portal, organisationId, '2026-11-09')).toEqual(['Sam Patel']);
    expect(await leadsOn(portal, organisationId, '2026-11-10')).toEqual(['Kim Osei']);
    const before = await again(portal, colleague, '2026-11-09');
    const after = await again(portal, colleague, '2026-11-10');
    expect(mayInOrganisation(before, 'return.delegate', organisationId)).toBe(false);
    expect(mayInOrganisation(after, 'return.delegate', organisationId)).toBe(true);
    const stayed = await again(portal, lead, '2026-11-10');
    expect(stayed.organisationRoles).toEqual([{ role: 'contributor', organisationId }]);
    const scope = { organisationIds: [organisationId] } as const;
    expect((await listColleagues(portal.database.db, scope, today, 1)).items).toMatchObject([
      { name: 'Kim Osei', role: 'contributor' },
      { name: 'Kim Osei', role: 'safeguarding-lead', from: '2026-11-10', to: null },
      { name: 'Sam Patel', role: 'safeguarding-lead', from: null, to: '2026-11-10' },
      { name: 'Sam Patel', role: 'contributor', from: '2026-11-10' },
    ]);
    const messages = await portal.database.db.selectFrom('outbox_message').select(['template', 'to_address']).execute();
    expect(messages).toEqual([{ template: 'handed-over', to_address: colleague.email }]);
    const events = await portal.database.db
      .selectFrom('event')
      .select('type')
      .where('organisation_id', '=', organisationId)
      .where('actor_id', '=', lead.personId)
      .orderBy('seq')
      .execute();
    expect(events.map(({ type }) => type)).toEqual(['role.granted', 'role.handed-over', 'role.ended', 'role.granted']);
  });

  it('signs a leaver out at once, with every role in the organisation', async () => {
    const portal = await open();
    const { organisationId, lead, colleague } = await anAgency(portal);
    await signIn(portal, lead);
    const handing = { from: '', to: to(colleague), on: today, leaves: 'yes' } as const;
    expect(await handOver(portal, lead, { organisationId, handing })).toEqual({ ok: true, signedOut: true });
    expect((await again(portal, lead, today)).organisationRoles).toEqual([]);
    expect(await openSessions(portal, lead)).toBe(0);
    expect(await leadsOn(portal, organisationId, today)).toEqual(['Kim Osei']);
  });

  it('goes to somebody new by e-mail, and through the partnership when the lead has gone already', async () => {
    const portal = await open();
    const { organisationId, lead, colleague, manager } = await anAgency(portal);
    const handing = {
      from: lead.personId,
      to: { kind: 'new', email: 'new.lead@example.org', name: 'Nia Rowe' },
      on: today,
      leaves: 'yes',
    } as const;
    await expect(handOver(portal, colleague, { organisationId, handing })).rejects.toMatchObject({ code: 'not-found' });
    expect(await handOver(portal, manager, { organisationId, handing })).toEqual({ ok: true, signedOut: false });
    expect(await leadsOn(portal, organisationId, today)).toEqual(['Nia Rowe']);
    const stranger = await aViewer(portal, {
      role: 'business-manager',
      partnershipId: await aPartnership(portal, 'otherside'),
    });
    await expect(handOver(portal, stranger, { organisationId, handing })).rejects.toMatchObject({ code: 'not-found' });
  });

  it('never leaves an organisation without a lead, now or from a day to come', async () => {
    const portal = await open();
    const { organisationId, lead, colleague, manager } = await anAgency(portal);
    const end = (viewer: Viewer) =>
      endOrganisationRole(portal, manager, { organisationId, personId: viewer.personId, role: 'safeguarding-lead' });
    await expect(end(lead)).rejects.toMatchObject({ code: 'not-now' });
    const handing = { from: '', to: to(colleague), on: '2026-11-10', leaves: 'no' } as const;
    await handOver(portal, lead, { organisationId, handing });
    // Whoever is to take over cannot be taken away either: the lead of today has an end.
    await expect(end(colleague)).rejects.toMatchObject({ code: 'not-now' });
    await expect(end(lead)).rejects.toMatchObject({ code: 'not-now' });
    portal.setTime('2026-11-10T09:00:00Z');
    expect(await leadsOn(portal, organisationId, '2026-11-10')).toEqual(['Kim Osei']);
  });

  it('can be cancelled until its day, and leaves everything as it was', async () => {
    const portal = await open();
    const { organisationId, lead, colleague, manager } = await anAgency(portal);
    const { db } = portal.database;
    const planned = async (viewer: Viewer) =>
      (await getHandOverPage(db, viewer, organisationId, portal.stamp().today)).planned;
    const grants = () =>
      db
        .selectFrom('role_grant')
        .select(['id', 'person_id', 'role', 'from_on', 'to_on'])
        .where('organisation_id', '=', organisationId)
        .orderBy('id')
        .execute();
    const before = await grants();
    for (const leaves of ['no', 'yes'] as const) {
      const handing = { from: lead.personId, to: to(colleague), on: '2026-11-10', leaves } as const;
      await handOver(portal, manager, { organisationId, handing });
      const [one] = await planned(lead);
      expect(one).toMatchObject({ from: 'Sam Patel', to: 'Kim Osei', on: '2026-11-10', leaves: leaves === 'yes' });
      const handOverId = one?.id ?? '';
      await expect(cancelHandOver(portal, colleague, { organisationId, handOverId })).rejects.toMatchObject({
        code: 'not-found',
      });
      await cancelHandOver(portal, leaves === 'no' ? lead : manager, { organisationId, handOverId });
      expect(await grants()).toEqual(before);
      expect(await planned(manager)).toEqual([]);
      await expect(cancelHandOver(portal, lead, { organisationId, handOverId })).rejects.toMatchObject({
        code: 'not-now',
      });
    }
    expect(await leadsOn(portal, organisationId, '2026-11-10')).toEqual(['Sam Patel']);
    const told = await db
      .selectFrom('outbox_message')
      .select('to_address')
      .where('template', '=', 'hand-over-cancelled')
      .execute();
    expect(told.map(({ to_address }) => to_address).toSorted()).toEqual(
      [colleague.email, colleague.email, lead.email].toSorted(),
    );
    const handing = { from: '', to: to(colleague), on: '2026-11-10', leaves: 'yes' } as const;
    await handOver(portal, lead, { organisationId, handing });
    const [last] = await planned(lead);
    portal.setTime('2026-11-10T09:00:00Z');
    await expect(cancelHandOver(portal, manager, { organisationId, handOverId: last?.id ?? '' })).rejects.toMatchObject(
      { code: 'not-now' },
    );
    expect(await leadsOn(portal, organisationId, '2026-11-10')).toEqual(['Kim Osei']);
  });

  it('puts the actions of whoever left before their successor, from the day on which they left', async () => {
    const portal = await open();
    const partnershipId = await aPartnership(portal);
    const { owner } = await anActionDue(portal, partnershipId, '2026-11-20');
    const organisationId = owner.organisationRoles[0]?.organisationId ?? '';
    const colleague = await aViewer(portal, { role: 'contributor', organisationId }, 'Kim Osei');
    const handing = { from: '', to: to(colleague), on: '2026-11-10', leaves: 'yes' } as const;
    await handOver(portal, owner, { organisationId, handing });
    const left = async (viewer: Viewer, day: string) =>
      (await organisationHome(portal.database.db, await again(portal, viewer, day), day))?.leftActions;
    expect(await left(owner, '2026-11-09')).toEqual([]);
    expect(await left(colleague, '2026-11-10')).toMatchObject([{ owner: owner.name, dueOn: '2026-11-20' }]);
  });

  it('says at its field what is wrong', async () => {
    const portal = await open();
    const { organisationId, lead, colleague } = await anAgency(portal);
    const good = { person: colleague.personId, 'on-day': '10', 'on-month': '11', 'on-year': '2026', leaves: 'no' };
    const cases: [Record<string, string>, string, string][] = [
      [{ person: '' }, 'person', 'Choose who takes over'],
      [{ person: lead.personId }, 'person', 'leads already'],
      [{ person: 'nobody' }, 'person', 'has left'],
      [{ 'on-month': '10' }, 'on', 'today or in the future'],
      [{ 'on-year': '2028' }, 'on', 'within a year'],
      [{ leaves: '' }, 'leaves', 'Say whether they leave'],
      [{ person: 'new', email: 'nowhere', personName: 'N' }, 'email', 'in the correct format'],
      [{ person: 'new', email: colleague.email, personName: 'N' }, 'email', 'is in the organisation already'],
    ];
    for (const [fields, field, words] of cases) {
      const form = new FormData();
      for (const [name, value] of Object.entries({ ...good, ...fields })) form.set(name, value);
      expect(await postHandOverForm(portal, lead, organisationId, form)).toMatchObject({
        ok: false,
        errors: { [field]: [expect.stringContaining(words)] },
      });
    }
    expect(await leadsOn(portal, organisationId, '2026-11-10')).toEqual(['Sam Patel']);
  });

  it('lets a lead end what a contributor may do, and nobody else’s role', async () => {
    const portal = await open();
    const { organisationId, lead, colleague } = await anAgency(portal);
    const signatory = await aViewer(portal, { role: 'senior-lead', organisationId });
    await signIn(portal, colleague);
    await expect(endContributor(portal, lead, { organisationId, personId: signatory.personId })).rejects.toMatchObject({
      code: 'not-found',
    });
    await endContributor(portal, lead, { organisationId, personId: colleague.personId });
    expect((await again(portal, colleague, today)).organisationRoles).toEqual([]);
    expect(await openSessions(portal, colleague)).toBe(0);
  });
});
