import { beforeEach, expect, it } from 'vitest';
import { listRoleHolders } from '../../../app/features/accounts/queries.server.ts';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { partnershipScope } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import {
  addContact,
  leavePartnership,
  rejoinPartnership,
  removeContact,
  setOpenOrClosed,
} from '../../../app/features/organisations/commands/membership.server.ts';
import {
  endOrganisationRole,
  inviteToOrganisation,
} from '../../../app/features/organisations/commands/people.server.ts';
import {
  addOrganisation,
  changeOrganisation,
} from '../../../app/features/organisations/commands/save-organisation.server.ts';
import {
  getOrganisation,
  listContacts,
  listMemberships,
  listOrganisations,
} from '../../../app/features/organisations/queries.server.ts';
import { rolesOffered } from '../../../app/features/organisations/rules.ts';
import { invitationFormSchema, organisationFormSchema } from '../../../app/features/organisations/schema.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const aForm = (parts: Record<string, string> = {}) =>
  organisationFormSchema.parse({ name: 'Riverbank Housing', kind: 'housing-provider', ...parts });

describeEachDatabase('the directory of organisations', (open) => {
  let portal: TestPortal;
  let partnershipId: string;
  let manager: Viewer;
  let stranger: Viewer;
  beforeEach(async () => {
    portal = await open();
    partnershipId = await aPartnership(portal);
    manager = await aViewer(portal, { role: 'business-manager', partnershipId });
    stranger = await aViewer(portal, {
      role: 'business-manager',
      partnershipId: await aPartnership(portal, 'elsewhere'),
    });
  });
  const eventTypes = async (subjectId: string) =>
    (
      await portal.database.db
        .selectFrom('event')
        .select('type')
        .where('subject_id', '=', subjectId)
        .orderBy('chain')
        .orderBy('seq')
        .execute()
    ).map(({ type }) => type);
  const add = async (form = aForm()) => {
    const added = await addOrganisation(portal, manager, { form });
    if (!added.ok) throw new Error('not added');
    return added.organisationId;
  };
  const scope = () => partnershipScope(manager, 'organisation.read');

  it('adds an organisation as a member from today, with the duty of its kind', async () => {
    const id = await add();
    const organisation = await getOrganisation(portal.database.db, scope(), id);
    expect(organisation).toMatchObject({
      name: 'Riverbank Housing',
      sector: 'agency',
      dutyBasis: 'contract',
      status: 'open',
      revision: 1,
    });
    expect(await listMemberships(portal.database.db, scope(), id)).toMatchObject([
      { joinedOn: '2026-11-02', leftOn: null, partnershipId },
    ]);
    expect(await eventTypes(id)).toEqual(['organisation.created', 'organisation.joined']);
  });

  it('takes in an organisation that the installation knows by its URN, instead of keeping it twice', async () => {
    const elsewhere = stranger.partnershipRoles[0]?.partnershipId ?? '';
    const school = { name: 'Hollow Lane Primary', kind: 'academy', phase: 'primary', urn: '900001' };
    const first = await addOrganisation(portal, stranger, { form: aForm(school), partnershipId: elsewhere });
    const second = await addOrganisation(portal, manager, { form: aForm(school) });
    expect(second).toMatchObject({ ok: true, joined: true, organisationId: first.ok ? first.organisationId : '' });
    expect(await addOrganisation(portal, manager, { form: aForm(school) })).toMatchObject({
      ok: false,
      errors: { urn: [expect.stringContaining('Hollow Lane Primary already has this URN')] },
    });
  });

  it('shows an organisation to its own partnership alone, and an unknown one the same way', async () => {
    const id = await add();
    const foreign = partnershipScope(stranger, 'organisation.read');
    for (const [who, asked] of [
      [foreign, id],
      [scope(), 'no-such-organisation'],
    ] as const)
      await expect(getOrganisation(portal.database.db, who, asked)).rejects.toMatchObject({ code: 'not-found' });
    expect((await listOrganisations(portal.database.db, foreign, {}, 1)).total).toBe(0);
  });

  it('lets nobody but the business manager of a partnership change its directory', async () => {
    const id = await add();
    const observer = await aViewer(portal, { role: 'observer', partnershipId });
    const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId: id });
    for (const who of [observer, lead, stranger]) {
      const attempts = [
        () => changeOrganisation(portal, who, { organisationId: id, revision: 1, form: aForm({ name: 'Taken over' }) }),
        () => leavePartnership(portal, who, { organisationId: id }),
        () => setOpenOrClosed(portal, who, { organisationId: id, revision: 1, status: 'closed' }),
        () =>
          addContact(portal, who, {
            organisationId: id,
            contact: { name: 'A', jobTitle: null, email: null, telephone: null },
          }),
        () =>
          inviteToOrganisation(portal, who, {
            organisationId: id,
            form: invitationFormSchema.parse({ email: 'x@example.org', personName: 'X', role: 'contributor' }),
          }),
      ];
      for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'not-found' });
    }
    await expect(addOrganisation(portal, observer, { form: aForm() })).rejects.toMatchObject({ code: 'not-found' });
    expect((await getOrganisation(portal.database.db, scope(), id)).name).toBe('Riverbank Housing');
    expect(await listContacts(portal.database.db, id)).toEqual([]);
  });

  it('saves a change once, records which fields, and gives back what is stored to whoever saves second', async () => {
    const id = await add();
    const change = (name: string) =>
      changeOrganisation(portal, manager, { organisationId: id, revision: 1, form: aForm({ name }) });
    expect(await change('Riverbank Homes')).toEqual({ ok: true });
    expect(await change('Riverside Homes')).toMatchObject({
      ok: false,
      current: { name: 'Riverbank Homes', revision: 2 },
    });
    const { detail } = await portal.database.db
      .selectFrom('event')
      .select('detail')
      .where('type', '=', 'organisation.changed')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(detail)).toEqual({ fields: 'name' });
  });

  it('writes nothing when a save changes nothing', async () => {
    const id = await add();
    expect(await changeOrganisation(portal, manager, { organisationId: id, revision: 1, form: aForm() })).toEqual({
      ok: true,
    });
    expect((await getOrganisation(portal.database.db, scope(), id)).revision).toBe(1);
    expect(await eventTypes(id)).toEqual(['organisation.created', 'organisation.joined']);
  });

  it('keeps the history of an organisation that left and came back', async () => {
    const id = await add();
    portal.setTime('2026-12-01T09:00:00Z');
    await leavePartnership(portal, manager, { organisationId: id });
    await expect(leavePartnership(portal, manager, { organisationId: id })).rejects.toMatchObject({
      code: 'not-found',
    });
    expect((await listOrganisations(portal.database.db, scope(), {}, 1)).total).toBe(0);
    expect((await listOrganisations(portal.database.db, scope(), { standing: 'left' }, 1)).total).toBe(1);
    portal.setTime('2027-02-01T09:00:00Z');
    await rejoinPartnership(portal, manager, { organisationId: id });
    await expect(rejoinPartnership(portal, manager, { organisationId: id })).rejects.toMatchObject({ code: 'not-now' });
    expect(await listMemberships(portal.database.db, scope(), id)).toMatchObject([
      { joinedOn: '2027-02-01', leftOn: null },
      { joinedOn: '2026-11-02', leftOn: '2026-12-01' },
    ]);
  });

  it('marks an organisation as closed and open again, and refuses a stale page', async () => {
    const id = await add();
    await setOpenOrClosed(portal, manager, { organisationId: id, revision: 1, status: 'closed' });
    expect(await getOrganisation(portal.database.db, scope(), id)).toMatchObject({
      status: 'closed',
      closedOn: '2026-11-02',
    });
    await expect(
      setOpenOrClosed(portal, manager, { organisationId: id, revision: 1, status: 'open' }),
    ).rejects.toMatchObject({ code: 'stale-revision' });
    await setOpenOrClosed(portal, manager, { organisationId: id, revision: 2, status: 'open' });
    expect(await getOrganisation(portal.database.db, scope(), id)).toMatchObject({ status: 'open', closedOn: null });
  });

  it('adds and removes contacts of that organisation alone', async () => {
    const id = await add();
    const other = await add(aForm({ name: 'Another body' }));
    await addContact(portal, manager, {
      organisationId: id,
      contact: { name: 'Ada Marsh', jobTitle: 'Head of safeguarding', email: 'ada@example.org', telephone: null },
    });
    const [contact] = await listContacts(portal.database.db, id);
    expect(contact).toMatchObject({ name: 'Ada Marsh', email: 'ada@example.org' });
    const contactId = contact?.id ?? '';
    await expect(removeContact(portal, manager, { organisationId: other, contactId })).rejects.toMatchObject({
      code: 'not-found',
    });
    await removeContact(portal, manager, { organisationId: id, contactId });
    expect(await listContacts(portal.database.db, id)).toEqual([]);
  });

  it('gives a person a role by e-mail and tells them once a day', async () => {
    const id = await add();
    const invite = (role: string) =>
      inviteToOrganisation(portal, manager, {
        organisationId: id,
        form: invitationFormSchema.parse({ email: 'Sam@Example.org', personName: 'Sam Reed', role }),
      });
    expect(await invite('safeguarding-lead')).toEqual({ ok: true });
    expect(await invite('safeguarding-lead')).toEqual({ ok: true });
    expect(await invite('headteacher')).toMatchObject({
      ok: false,
      errors: { role: ['Choose what this person does'] },
    });
    const messages = await portal.database.db.selectFrom('outbox_message').selectAll().execute();
    expect(messages).toHaveLength(1);
    expect(messages[0]).toMatchObject({ to_address: 'sam@example.org', template: 'invitation' });
    const today = portal.stamp().today;
    const holders = await listRoleHolders(portal.database.db, { organisationId: id }, today);
    expect(holders).toMatchObject([{ name: 'Sam Reed', role: 'safeguarding-lead' }]);
    expect(await invite('contributor')).toEqual({ ok: true });
    const end = (role: string) =>
      endOrganisationRole(portal, manager, { organisationId: id, personId: holders[0]?.personId ?? '', role });
    await end('contributor');
    await expect(end('safeguarding-lead')).rejects.toMatchObject({ code: 'not-now' });
    expect(await listRoleHolders(portal.database.db, { organisationId: id }, today)).toEqual(holders);
  });

  it('offers each kind the roles of those who sign for it, and never calls a childminder a board-level lead', async () => {
    const kinds = ['voluntary', 'academy', 'early-years', 'childminder'] as const;
    const signing = kinds.map((kind) =>
      rolesOffered(kind)
        .map(({ name }) => name)
        .slice(2),
    );
    expect(signing).toEqual([
      ['Senior board-level lead'],
      ['Headteacher or principal', 'Chair of governors'],
      ['Registered person', 'Headteacher or principal', 'Chair of governors'],
      ['Registered person'],
    ]);
    const childminder = await anOrganisation(portal, partnershipId, { kind: 'childminder' });
    const invite = (role: string) =>
      inviteToOrganisation(portal, manager, {
        organisationId: childminder,
        form: invitationFormSchema.parse({ email: 'mina@example.org', personName: 'Mina Rao', role }),
      });
    expect(await invite('senior-lead')).toMatchObject({ ok: false });
    expect(await invite('registered-person')).toEqual({ ok: true });
    const holders = await listRoleHolders(portal.database.db, { organisationId: childminder }, portal.stamp().today);
    expect(holders).toMatchObject([{ name: 'Mina Rao', role: 'registered-person' }]);
  });

  it('finds organisations by words, kind, sector and phase, a page at a time and always with two queries', async () => {
    for (let place = 0; place < 60; place++)
      await anOrganisation(portal, partnershipId, {
        name: `School ${String(place).padStart(2, '0')}`,
        kind: 'academy',
        phase: place % 2 === 0 ? 'primary' : 'secondary',
      });
    await add();
    const list = (filter: Parameters<typeof listOrganisations>[2], page = 1) =>
      listOrganisations(portal.database.db, scope(), filter, page);
    portal.takeQueries();
    const all = await list({});
    expect(portal.takeQueries()).toHaveLength(2);
    expect(all).toMatchObject({ total: 61, pageCount: 2 });
    expect(all.items).toHaveLength(50);
    expect((await list({}, 2)).items).toHaveLength(11);
    expect((await list({}, 99)).page).toBe(2);
    expect((await list({ search: 'RIVERBANK' })).items.map(({ name }) => name)).toEqual(['Riverbank Housing']);
    expect((await list({ search: '%' })).total).toBe(61);
    expect((await list({ kind: 'academy', phase: 'primary' })).total).toBe(30);
    expect((await list({ sector: 'agency' })).total).toBe(1);
  });

  it('leaves every chain of events whole', async () => {
    const id = await add();
    await changeOrganisation(portal, manager, { organisationId: id, revision: 1, form: aForm({ name: 'New name' }) });
    await leavePartnership(portal, manager, { organisationId: id });
    expect((await verifyChains(portal.database.db)).faults).toEqual([]);
  });
});
