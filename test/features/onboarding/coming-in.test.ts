/** How people come in: contacts of the directory by a tick, schools by asking, and who looks that nobody stays too long. */
import { expect, it } from 'vitest';
import { completeSignIn } from '../../../app/features/accounts/commands/complete-sign-in.server.ts';
import {
  askForAccess,
  decideAccessRequest,
  hasDomainOf,
  listAccessRequests,
} from '../../../app/features/onboarding/access-requests.server.ts';
import {
  confirmReview,
  findReviewDue,
  listReviews,
  listRolesToReview,
  reviewAsCsv,
} from '../../../app/features/onboarding/access-review.server.ts';
import { importAndInvite } from '../../../app/features/onboarding/import-and-invite.server.ts';
import {
  listOpenInvitations,
  resendInvitation,
  withdrawInvitation,
} from '../../../app/features/onboarding/invitations.server.ts';
import { inviteContacts, listContactsToInvite } from '../../../app/features/onboarding/invite-contacts.server.ts';
import {
  keepImportFile,
  previewImport,
} from '../../../app/features/organisations/commands/import-organisations.server.ts';
import { addMinutes } from '../../../app/platform/clock.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSessionToken } from '../../builders/a-session-token.ts';
import { askRoute, loadRoute, type RouteEntry, routeTable } from '../../routes/ask-route.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aTemplateFile } from '../organisations/import-files.ts';

async function anArea(portal: TestPortal, slug = 'brookmere') {
  const partnershipId = await aPartnership(portal, slug);
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId }, `Manager of ${slug}`);
  const schoolId = await anOrganisation(portal, partnershipId, {
    name: `Hill School of ${slug}`,
    kind: 'academy',
    phase: 'primary',
  });
  return { partnershipId, manager, schoolId, scope: { partnershipIds: [partnershipId] } as const };
}

async function aContact(portal: TestPortal, organisationId: string, email: string | null, removed = false) {
  const id = portal.newId();
  const { now } = portal.stamp();
  await portal.database.db
    .insertInto('organisation_contact')
    .values({
      id,
      organisation_id: organisationId,
      name: `Contact ${id.slice(-4)}`,
      job_title: null,
      email,
      telephone: null,
      created_at: now,
      removed_at: removed ? now : null,
    })
    .execute();
  return id;
}

/** The link in the newest message of a kind. */
async function linkSent(portal: TestPortal): Promise<string> {
  const row = await portal.database.db
    .selectFrom('outbox_message')
    .select('body')
    .where('template', '=', 'invitation-link')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirstOrThrow();
  return /sign-in\/link\/([\w-]+)/.exec(row.body)?.[1] ?? '';
}
const messages = (portal: TestPortal, template: 'invitation-link' | 'access-asked') =>
  portal.database.db.selectFrom('outbox_message').select('to_address').where('template', '=', template).execute();

describeEachDatabase('invitations from the directory', (open) => {
  it('are offered before they are sent, go to those who are ticked, and to nobody twice', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, schoolId, scope } = await anArea(portal);
    const other = await anArea(portal, 'otherside');
    const { today, now } = portal.stamp();
    const ticked = await aContact(portal, schoolId, 'Head@Hill.example');
    await aContact(portal, schoolId, 'clerk@hill.example');
    const bad = await aContact(portal, schoolId, 'no address');
    await aContact(portal, schoolId, null);
    await aContact(portal, schoolId, 'left@hill.example', true);
    const foreign = await aContact(portal, other.schoolId, 'head@elsewhere.example');
    const offered = await listContactsToInvite(db, scope, today, 1);
    expect(offered.items.map(({ email, problem }) => [email, problem]).toSorted()).toEqual([
      ['Head@Hill.example', null],
      ['clerk@hill.example', null],
      ['no address', 'This is no e-mail address'],
    ]);
    expect(await messages(portal, 'invitation-link')).toEqual([]);
    expect(await inviteContacts(portal, manager, [ticked, ticked, bad, foreign])).toEqual({ invited: 1 });
    expect(await inviteContacts(portal, manager, [ticked])).toEqual({ invited: 0 });
    expect(await messages(portal, 'invitation-link')).toEqual([{ to_address: 'head@hill.example' }]);
    expect((await listContactsToInvite(db, scope, today, 1)).total).toBe(2);
    expect((await listOpenInvitations(db, scope, now, 1)).items).toMatchObject([
      { email: 'head@hill.example', place: 'Hill School of brookmere', sent: 1, over: false },
    ]);
    expect((await listOpenInvitations(db, other.scope, now, 1)).total).toBe(0);
  });

  it('are sent again with a new link, and withdrawn with their role; a foreign one is not found', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, schoolId, scope } = await anArea(portal);
    const other = await anArea(portal, 'otherside');
    await inviteContacts(portal, manager, [await aContact(portal, schoolId, 'head@hill.example')]);
    const [first] = (await listOpenInvitations(db, scope, portal.stamp().now, 1)).items;
    const id = first?.id ?? '';
    const firstLink = await linkSent(portal);
    await expect(resendInvitation(portal, other.manager, id)).rejects.toThrow('Page not found');
    await expect(withdrawInvitation(portal, other.manager, id)).rejects.toThrow('Page not found');
    portal.setTime(addMinutes(portal.stamp().now, 73 * 60));
    expect((await listOpenInvitations(db, scope, portal.stamp().now, 1)).items).toMatchObject([{ over: true }]);
    await resendInvitation(portal, manager, id);
    expect((await listOpenInvitations(db, scope, portal.stamp().now, 1)).items).toMatchObject([
      { over: false, sent: 2 },
    ]);
    const secondLink = await linkSent(portal);
    await expect(completeSignIn(portal, firstLink)).rejects.toThrow('too old');
    await withdrawInvitation(portal, manager, id);
    await expect(completeSignIn(portal, secondLink)).rejects.toThrow('too old');
    expect((await listOpenInvitations(db, scope, portal.stamp().now, 1)).total).toBe(0);
    const held = await db.selectFrom('role_grant').select('to_on').where('organisation_id', '=', schoolId).execute();
    expect(held).toEqual([{ to_on: portal.stamp().today }]);
  });

  it('go out with an import where that is ticked: its dry run says to whom, and all is written or nothing', async () => {
    const portal = await open();
    const { manager, partnershipId, schoolId } = await anArea(portal);
    const name = 'Hill School of brookmere';
    const lead = await aViewer(portal, { role: 'senior-lead', organisationId: schoolId });
    const file = aTemplateFile([
      { name: 'Riverbank', kind: 'voluntary', contact_name: 'Rae Rivers', contact_email: 'Rae@Riverbank.example' },
      { name: 'Nobody there', kind: 'voluntary' },
      { name: 'No address', kind: 'voluntary', contact_name: 'Al Lost', contact_email: '' },
      { name, kind: 'academy', contact_name: 'Has a role', contact_email: lead.email.toUpperCase() },
    ]);
    const kept = await keepImportFile(portal, manager, { bytes: file });
    if (!kept.ok) throw new Error(kept.problem);
    const preview = await previewImport(portal, manager, kept);
    if (!('dryRun' in preview)) throw new Error('The file was not read');
    expect(preview.dryRun).toMatchObject({ invitees: 1, mayApply: true });
    expect(preview.dryRun.rows.map(({ invites }) => invites?.email ?? null)).toEqual([
      'rae@riverbank.example',
      null,
      null,
      null,
    ]);
    const moderator = await aViewer(portal, { role: 'moderator', partnershipId });
    const input = { ...kept, outcome: preview.dryRun.outcome };
    await expect(importAndInvite(portal, moderator, input)).rejects.toThrow('Page not found');
    expect(await importAndInvite(portal, manager, { ...input, outcome: 'another' })).toMatchObject({ ok: false });
    expect(await messages(portal, 'invitation-link')).toEqual([]);
    // As the page does it: the tick travels with the press.
    const route = routeTable.find(({ path }) => path === '/organisations/import') as RouteEntry;
    const { action, loader } = await loadRoute(route.file);
    const token = await aSessionToken(portal, manager);
    const search = `?file=${kept.sha256}`;
    const body = new FormData();
    body.set('outcome', preview.dryRun.outcome);
    body.set('invite', 'yes');
    if (!action || !loader) throw new Error('The page does not answer');
    const done = await askRoute(portal, action, route, { params: {}, token, search, body });
    expect(done).toMatchObject({ text: expect.stringContaining('applied=yes&invited=1') });
    expect(await messages(portal, 'invitation-link')).toEqual([{ to_address: 'rae@riverbank.example' }]);
    const granted = await portal.database.db
      .selectFrom('role_grant')
      .innerJoin('organisation', 'organisation.id', 'role_grant.organisation_id')
      .select(['organisation.name', 'role_grant.role'])
      .where('role_grant.role', '=', 'safeguarding-lead')
      .execute();
    expect(granted).toEqual([{ name: 'Riverbank', role: 'safeguarding-lead' }]);
    expect(await completeSignIn(portal, await linkSent(portal))).toMatchObject({ destination: '/home' });
  });

  it('are open no more once the person has come', async () => {
    const portal = await open();
    const { manager, schoolId, scope } = await anArea(portal);
    await inviteContacts(portal, manager, [await aContact(portal, schoolId, 'head@hill.example')]);
    await completeSignIn(portal, await linkSent(portal));
    expect((await listOpenInvitations(portal.database.db, scope, portal.stamp().now, 1)).total).toBe(0);
  });
});

describeEachDatabase('asking for access', (open) => {
  const asking = {
    urn: '123456',
    name: 'Robin Head',
    role: 'headteacher',
    email: 'head@hill.sch.uk',
  } as const;

  async function aSchool(portal: TestPortal) {
    const area = await anArea(portal);
    await portal.database.db
      .updateTable('organisation')
      .set({ urn: asking.urn, website: 'https://www.hill.sch.uk/contact' })
      .where('id', '=', area.schoolId)
      .execute();
    return area;
  }

  it('lets nobody in before a manager decides, who sees the facts beside it', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, schoolId, scope } = await aSchool(portal);
    await aContact(portal, schoolId, asking.email);
    await askForAccess(portal, asking);
    expect(await db.selectFrom('person').select('id').where('email', '=', asking.email).execute()).toEqual([]);
    const [request] = (await listAccessRequests(db, scope, portal.stamp().today, 1)).items;
    expect(request).toMatchObject({
      name: 'Robin Head',
      school: { name: 'Hill School of brookmere', sameDomain: true, knownContact: true, people: [] },
    });
    expect(await messages(portal, 'access-asked')).toEqual([{ to_address: manager.email }]);
    const other = await anArea(portal, 'otherside');
    const approve = { id: request?.id ?? '', decision: 'approved' } as const;
    await expect(decideAccessRequest(portal, other.manager, approve)).rejects.toThrow('Page not found');
    await decideAccessRequest(portal, manager, approve);
    await decideAccessRequest(portal, manager, approve);
    expect(await messages(portal, 'invitation-link')).toEqual([{ to_address: asking.email }]);
    await completeSignIn(portal, await linkSent(portal));
    expect((await listAccessRequests(db, scope, portal.stamp().today, 1)).total).toBe(0);
  });

  it('gives nothing to somebody who is refused', async () => {
    const portal = await open();
    const { manager, scope } = await aSchool(portal);
    await askForAccess(portal, asking);
    const [request] = (await listAccessRequests(portal.database.db, scope, portal.stamp().today, 1)).items;
    await decideAccessRequest(portal, manager, { id: request?.id ?? '', decision: 'refused' });
    expect(await messages(portal, 'invitation-link')).toEqual([]);
    expect(
      await portal.database.db.selectFrom('person').select('id').where('email', '=', asking.email).execute(),
    ).toEqual([]);
  });

  it('keeps nothing for a school that is not known, and no more than three for one school or one address', async () => {
    const portal = await open();
    const { scope } = await aSchool(portal);
    const waiting = async () => (await listAccessRequests(portal.database.db, scope, portal.stamp().today, 1)).total;
    await askForAccess(portal, { ...asking, urn: '999999' });
    expect(await waiting()).toBe(0);
    for (let number = 0; number < 5; number++)
      await askForAccess(portal, { ...asking, email: `p${number}@hill.sch.uk` });
    expect(await waiting()).toBe(3);
  });

  it('compares the domain of an address with the whole domain of a website', () => {
    expect(hasDomainOf('head@hill.sch.uk', 'http://hill.sch.uk')).toBe(true);
    expect(hasDomainOf('head@mail.hill.sch.uk', 'www.hill.sch.uk/home')).toBe(true);
    expect(hasDomainOf('head@uphill.sch.uk', 'https://www.hill.sch.uk')).toBe(false);
    expect(hasDomainOf('head@hill.sch.uk.example', 'https://hill.sch.uk')).toBe(false);
    expect(hasDomainOf('head@hill.sch.uk', null)).toBe(false);
  });
});

describeEachDatabase('the review of each quarter', (open) => {
  it('shows who has not been here for six months and who is no contact any more, of this area alone', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { schoolId, scope, manager } = await anArea(portal);
    await anArea(portal, 'otherside');
    const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId: schoolId }, 'Lou Lead');
    const gone = await aViewer(portal, { role: 'headteacher', organisationId: schoolId }, 'Gil Gone');
    await aContact(portal, schoolId, gone.email, true);
    await aSessionToken(portal, gone);
    portal.setTime('2027-05-20T09:00:00Z');
    await aSessionToken(portal, lead);
    await aSessionToken(portal, manager);
    const { today } = portal.stamp();
    const roles = (await listRolesToReview(db, scope, { today, page: 1 })).items;
    expect(roles.map(({ name, idle, contactEnded }) => [name, idle, contactEnded])).toEqual([
      ['Gil Gone', true, true],
      ['Lou Lead', false, false],
      ['Manager of brookmere', false, false],
    ]);
    const csv = await reviewAsCsv(db, scope, today);
    expect(csv.split('\r\n').filter(Boolean)).toHaveLength(4);
    expect(csv).not.toContain('otherside');
  });

  it('is due once a quarter, until somebody says with a note that the roles are reviewed', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, scope, partnershipId } = await anArea(portal);
    const due = () => findReviewDue(db, scope, portal.stamp().today);
    expect(await due()).toBe('2026-Q4');
    await confirmReview(portal, manager, { quarter: '2026-Q4', note: 'One role ended' });
    await confirmReview(portal, manager, { quarter: '2026-Q4', note: 'And another' });
    expect(await due()).toBeNull();
    expect(await listReviews(db, scope)).toMatchObject([{ quarter: '2026-Q4', people: 1, note: 'And another' }]);
    const events = await db.selectFrom('event').select('chain').where('type', '=', 'access.reviewed').execute();
    expect(events).toEqual([{ chain: `partnership:${partnershipId}` }, { chain: `partnership:${partnershipId}` }]);
    portal.setTime('2027-01-04T09:00:00Z');
    expect(await due()).toBe('2027-Q1');
    await expect(confirmReview(portal, manager, { quarter: '2026-Q4', note: 'Late' })).rejects.toThrow(
      'Page not found',
    );
  });
});
