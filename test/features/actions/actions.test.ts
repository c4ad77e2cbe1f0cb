import { expect, it } from 'vitest';
import { partnershipScope, type Viewer } from '../../../app/features/accounts/viewer.ts';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import {
  decideAction,
  markDone,
  postProgress,
  rescheduleAction,
} from '../../../app/features/actions/commands/update-action.server.ts';
import { exportActions } from '../../../app/features/actions/export.server.ts';
import { getAction } from '../../../app/features/actions/get-action.server.ts';
import { proposeAction } from '../../../app/features/actions/origin.server.ts';
import { countActions, listActionOrganisations, listActions } from '../../../app/features/actions/queries.server.ts';
import { type NewAction, readActionFilter } from '../../../app/features/actions/schema.ts';
import { actionScope } from '../../../app/features/actions/scope.server.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { aCycle, anInstalledEdition, anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import { anEdition } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

async function aSetting(portal: TestPortal) {
  const partnershipId = await aPartnership(portal);
  const organisationId = await anOrganisation(portal, partnershipId, { name: 'Millbrook Housing' });
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId }, 'Ann Moss');
  const moderator = await aViewer(portal, { role: 'moderator', partnershipId }, 'Sam Patel');
  const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Jo Bell');
  const chair = await aViewer(portal, { role: 'independent-chair', partnershipId }, 'Ruth Orme');
  return { partnershipId, organisationId, manager, chair, moderator, lead };
}

const anAction = (organisation: string, owner: Viewer | string, parts: Partial<NewAction> = {}): NewAction => ({
  organisation,
  challenge: null,
  submission: null,
  question: null,
  finding: 'Supervision notes are kept in three places.',
  what: 'Keep supervision notes in one place',
  successMeasure: 'An audit of ten files finds all notes',
  owner: typeof owner === 'string' ? 'other' : owner.personId,
  ownerName: typeof owner === 'string' ? owner : null,
  dueOn: '2027-02-02',
  priority: 'high',
  ...parts,
});

const filter = (query = '') => readActionFilter(new URLSearchParams(query));

describeEachDatabase('actions', (open) => {
  it('are given to an owner, who is told once and by reference', async () => {
    const portal = await open();
    const { organisationId, manager, lead } = await aSetting(portal);
    const { id, reference } = await createAction(portal, manager, anAction(organisationId, lead));
    expect(reference).toMatch(/^ACT-[2-9B-Z]{4}-[2-9B-Z]{4}$/);
    const action = await getAction(portal.database.db, lead, id, '2026-11-02');
    expect(action).toMatchObject({
      owner: 'Jo Bell',
      status: 'open',
      dueOn: '2027-02-02',
      firstDueOn: '2027-02-02',
      overdue: false,
      source: 'other',
      may: { moves: ['progress', 'done'], reschedule: false },
    });
    const messages = await portal.database.db.selectFrom('outbox_message').selectAll().execute();
    expect(messages.map((message) => [message.template, message.to_address])).toEqual([
      ['action-assigned', lead.email],
    ]);
    expect(messages[0]?.body).toContain(reference);
  });

  it('may have an owner without an account, and refuse one who holds no role there', async () => {
    const portal = await open();
    const { organisationId, manager, moderator } = await aSetting(portal);
    const { id } = await createAction(portal, manager, anAction(organisationId, 'Dee Carter'));
    expect(await getAction(portal.database.db, manager, id, '2026-11-02')).toMatchObject({
      owner: 'Dee Carter',
      ownerId: null,
    });
    await expect(createAction(portal, manager, anAction(organisationId, moderator))).rejects.toThrow('Page not found');
  });

  it('are given once when one form is posted twice, and twice when it says something else', async () => {
    const portal = await open();
    const { organisationId, manager, lead } = await aSetting(portal);
    const formKey = portal.newId();
    const first = await createAction(portal, manager, anAction(organisationId, lead, { formKey }));
    const again = await createAction(portal, manager, anAction(organisationId, lead, { formKey }));
    const other = await createAction(portal, manager, anAction(organisationId, lead, { formKey, what: 'Do more' }));
    expect(again.reference).toBe(first.reference);
    expect(other.reference).not.toBe(first.reference);
    expect(await countActions(portal.database.db, actionScope(manager), '2026-11-02')).toMatchObject({ current: 2 });
    expect(await portal.database.db.selectFrom('outbox_message').select('id').execute()).toHaveLength(2);
  });

  it('tell their owner what the partnership decides', async () => {
    const portal = await open();
    const { organisationId, manager, lead, chair } = await aSetting(portal);
    const { id } = await createAction(portal, manager, anAction(organisationId, lead));
    await rescheduleAction(portal, chair, id, { revision: 1, dueOn: '2027-03-01', note: 'New system' });
    await markDone(portal, lead, id, {
      revision: 2,
      note: 'Done',
      evidence: null,
      link: 'https://intranet.example/audit',
    });
    await decideAction(portal, manager, id, 'returned', { revision: 3, note: 'Two files had none' });
    const messages = await portal.database.db
      .selectFrom('outbox_message')
      .select(['to_address', 'body'])
      .where('template', '=', 'action-changed')
      .orderBy('id')
      .execute();
    expect(messages.map(({ to_address }) => to_address)).toEqual([lead.email, lead.email]);
    expect(messages[0]?.body).toContain('is now due on 1 March 2027');
    expect(messages[1]?.body).toContain('has been sent back');
    expect(messages[1]?.body).not.toContain('Two files');
  });

  it('go from progress to done to closed, each step on record and in the chain', async () => {
    const portal = await open();
    const { organisationId, manager, moderator, lead } = await aSetting(portal);
    const { db } = portal.database;
    const { id } = await createAction(portal, manager, anAction(organisationId, lead));
    portal.setTime('2026-11-03T09:00:00Z');
    await postProgress(portal, lead, id, { note: 'Two of three moved', percent: 60, evidence: null });
    portal.setTime('2026-11-04T09:00:00Z');
    expect(
      await markDone(portal, lead, id, {
        revision: 2,
        note: 'All moved; an audit found them',
        evidence: null,
        link: 'https://intranet.example/audit',
      }),
    ).toEqual({ saved: true });
    const waiting = await getAction(db, moderator, id, '2026-11-05');
    expect(waiting).toMatchObject({ status: 'done', percent: 100, may: { moves: ['verified', 'returned'] } });
    portal.setTime('2026-11-05T09:00:00Z');
    await decideAction(portal, moderator, id, 'verified', { revision: 3, note: 'Saw ten files' });
    const closed = await getAction(db, moderator, id, '2026-11-06');
    expect(closed).toMatchObject({
      status: 'closed',
      closedAt: '2026-11-05T09:00:00.000Z',
      may: { moves: ['reopened'] },
    });
    expect(closed.updates.map(({ kind, by }) => [kind, by])).toEqual([
      ['verified', 'Sam Patel'],
      ['done', 'Jo Bell'],
      ['progress', 'Jo Bell'],
    ]);
    const events = await db.selectFrom('event').select('type').where('subject_kind', '=', 'action').execute();
    expect(events.map(({ type }) => type).toSorted()).toEqual([
      'action.created',
      'action.done',
      'action.progressed',
      'action.verified',
    ]);
    expect((await verifyChains(db)).faults).toEqual([]);
  });

  it('are sent back with a reason, and opened again after they were closed', async () => {
    const portal = await open();
    const { organisationId, manager, lead } = await aSetting(portal);
    const { db } = portal.database;
    const { id } = await createAction(portal, manager, anAction(organisationId, lead));
    await markDone(portal, lead, id, {
      revision: 1,
      note: 'Done',
      evidence: null,
      link: 'https://intranet.example/audit',
    });
    await decideAction(portal, manager, id, 'returned', { revision: 2, note: 'Two files had none' });
    expect(await getAction(db, lead, id, '2026-11-02')).toMatchObject({ status: 'in-progress' });
    await markDone(portal, lead, id, {
      revision: 3,
      note: 'Now really',
      evidence: null,
      link: 'https://intranet.example/audit',
    });
    await decideAction(portal, manager, id, 'verified', { revision: 4, note: 'Seen' });
    await decideAction(portal, manager, id, 'reopened', { revision: 5, note: 'It slipped again' });
    expect(await getAction(db, lead, id, '2026-11-02')).toMatchObject({ status: 'in-progress', closedAt: null });
  });

  it('are never closed by their owner nor by whoever marked them as done', async () => {
    const portal = await open();
    const { partnershipId, organisationId, manager } = await aSetting(portal);
    const both: Viewer = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
    const twoHats: Viewer = { ...both, partnershipRoles: [{ role: 'business-manager', partnershipId }] };
    const owned = await createAction(portal, manager, anAction(organisationId, both));
    const other = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
    await markDone(portal, other, owned.id, {
      revision: 1,
      note: 'Done',
      evidence: null,
      link: 'https://intranet.example/audit',
    });
    await expect(decideAction(portal, twoHats, owned.id, 'verified', { revision: 2, note: 'Fine' })).rejects.toThrow(
      'You own this action',
    );
    const marked = await createAction(portal, manager, anAction(organisationId, 'Somebody else'));
    await markDone(portal, twoHats, marked.id, {
      revision: 1,
      note: 'Done',
      evidence: null,
      link: 'https://intranet.example/audit',
    });
    await expect(decideAction(portal, twoHats, marked.id, 'verified', { revision: 2, note: 'Fine' })).rejects.toThrow(
      'You marked this action as done',
    );
    const seen = await getAction(portal.database.db, twoHats, marked.id, '2026-11-02');
    expect(seen.may).toMatchObject({ moves: [], whyNotVerify: expect.stringContaining('Somebody else') });
    expect(seen.status).toBe('done');
  });

  it('refuse moves that their state does not allow, in words', async () => {
    const portal = await open();
    const { organisationId, manager, lead, chair } = await aSetting(portal);
    const { id } = await createAction(portal, manager, anAction(organisationId, lead));
    await expect(decideAction(portal, manager, id, 'verified', { revision: 1, note: 'x' })).rejects.toThrow(
      'Only an action that is marked as done',
    );
    await expect(decideAction(portal, manager, id, 'reopened', { revision: 1, note: 'x' })).rejects.toThrow(
      'Only a closed action',
    );
    await markDone(portal, lead, id, {
      revision: 1,
      note: 'Done',
      evidence: null,
      link: 'https://intranet.example/audit',
    });
    await expect(postProgress(portal, lead, id, { note: 'more', percent: 5, evidence: null })).rejects.toThrow(
      'done or closed',
    );
    await expect(rescheduleAction(portal, chair, id, { revision: 2, dueOn: '2027-05-01', note: 'x' })).rejects.toThrow(
      'cannot change',
    );
  });

  it('write nothing when somebody else was first', async () => {
    const portal = await open();
    const { organisationId, manager, lead, chair } = await aSetting(portal);
    const { id } = await createAction(portal, manager, anAction(organisationId, lead));
    await rescheduleAction(portal, chair, id, { revision: 1, dueOn: '2027-03-01', note: 'A new system is coming' });
    const late = await markDone(portal, lead, id, {
      revision: 1,
      note: 'Done',
      evidence: null,
      link: 'https://intranet.example/audit',
    });
    expect(late).toMatchObject({ saved: false, problem: expect.stringContaining('Somebody else') });
    expect(await getAction(portal.database.db, lead, id, '2026-11-02')).toMatchObject({ status: 'open' });
  });

  it('keep their first due date for ever', async () => {
    const portal = await open();
    const { organisationId, manager, lead, chair } = await aSetting(portal);
    const { id } = await createAction(portal, manager, anAction(organisationId, lead));
    expect(
      await rescheduleAction(portal, chair, id, { revision: 1, dueOn: '2027-02-02', note: 'The same' }),
    ).toMatchObject({ saved: false, field: 'dueOn' });
    await rescheduleAction(portal, chair, id, { revision: 1, dueOn: '2027-03-01', note: 'A new system is coming' });
    expect(await getAction(portal.database.db, lead, id, '2026-11-02')).toMatchObject({
      dueOn: '2027-03-01',
      firstDueOn: '2027-02-02',
      updates: [{ kind: 'rescheduled', dueFrom: '2027-02-02', dueTo: '2027-03-01', note: 'A new system is coming' }],
    });
  });

  it('take as proof only evidence of the organisation itself', async () => {
    const portal = await open();
    const { partnershipId, organisationId, manager, lead } = await aSetting(portal);
    const edition = anEdition();
    await anInstalledEdition(portal, edition);
    const cycleId = await aCycle(portal, partnershipId, 'test-set/2026.1');
    const elsewhere = await anOrganisation(portal, partnershipId);
    const evidence = { 'a1-rating': [{ title: 'Minutes' }] };
    const parts = { partnershipId, cycleId, edition, points: { 'a1-rating': 'green' }, evidence };
    await aSubmission(portal, { ...parts, organisationId });
    await aSubmission(portal, { ...parts, organisationId: elsewhere });
    const items = await portal.database.db.selectFrom('evidence').select(['id', 'organisation_id']).execute();
    const idOf = (owner: string) => items.find((item) => item.organisation_id === owner)?.id ?? '';
    const { id } = await createAction(portal, manager, anAction(organisationId, lead));
    expect(
      await postProgress(portal, lead, id, { note: 'See minutes', percent: 10, evidence: idOf(elsewhere) }),
    ).toMatchObject({ saved: false, field: 'evidence' });
    await postProgress(portal, lead, id, { note: 'See minutes', percent: 10, evidence: idOf(organisationId) });
    expect((await getAction(portal.database.db, manager, id, '2026-11-02')).updates).toMatchObject([
      { kind: 'progress', evidence: { title: 'Minutes' } },
    ]);
  });

  it('are proposed from a submission with finding, owner, measure and three months to act', async () => {
    const portal = await open();
    const { partnershipId, organisationId, manager } = await aSetting(portal);
    const edition = anEdition();
    await anInstalledEdition(portal, edition);
    const cycleId = await aCycle(portal, partnershipId, 'test-set/2026.1');
    const points = { 'a1-rating': 'red' };
    const { submissionId } = await aSubmission(portal, { partnershipId, cycleId, organisationId, edition, points });
    const proposal = await proposeAction(
      portal.database.db,
      partnershipScope(manager, 'action.change'),
      { organisationId: null, challengeId: null, submissionId, questionCode: 'a1-rating' },
      '2026-11-30',
    );
    expect(proposal).toMatchObject({
      about: 'A1 Standard a1',
      what: 'Bring this up to “In place”: What about a1-rating?',
      dueOn: '2027-02-28',
      origin: { source: 'moderation', cycleId, standardCode: 'a1' },
    });
    expect(proposal.owners.find(({ personId }) => personId === proposal.ownerId)?.name).toBe('Jo Bell');
  });

  it('are not found by people of another partnership or organisation, nor by those without the role', async () => {
    const portal = await open();
    const { organisationId, manager, lead } = await aSetting(portal);
    const otherPartnership = await aPartnership(portal, 'elsewhere');
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: otherPartnership });
    const otherOrganisation = await anOrganisation(portal, otherPartnership);
    const outsider = await aViewer(portal, { role: 'safeguarding-lead', organisationId: otherOrganisation });
    const nobody = await aViewer(portal, { none: true });
    const { id } = await createAction(portal, manager, anAction(organisationId, lead));
    for (const viewer of [stranger, outsider, nobody]) {
      await expect(getAction(portal.database.db, viewer, id, '2026-11-02')).rejects.toThrow('Page not found');
    }
    await expect(postProgress(portal, outsider, id, { note: 'x', percent: 1, evidence: null })).rejects.toThrow(
      'Page not found',
    );
    await expect(postProgress(portal, manager, id, { note: 'x', percent: 1, evidence: null })).rejects.toThrow(
      'Page not found',
    );
    for (const viewer of [stranger, lead]) {
      await expect(decideAction(portal, viewer, id, 'verified', { revision: 1, note: 'x' })).rejects.toThrow(
        'Page not found',
      );
    }
    await expect(createAction(portal, stranger, anAction(organisationId, lead))).rejects.toThrow('Page not found');
    await expect(createAction(portal, lead, anAction(organisationId, lead))).rejects.toThrow('Page not found');
    const list = await listActions(portal.database.db, actionScope(stranger), filter('status=all'), '2026-11-02', 1);
    expect(list.total).toBe(0);
  });

  it('are listed by due date with filters, in the same number of statements however many there are', async () => {
    const portal = await open();
    const { partnershipId, organisationId, manager, lead } = await aSetting(portal);
    const second = await anOrganisation(portal, partnershipId, { name: 'Vale Hospitals' });
    const { db } = portal.database;
    await createAction(portal, manager, anAction(organisationId, lead, { dueOn: '2026-12-01' }));
    await createAction(portal, manager, anAction(second, 'Dee', { dueOn: '2026-11-20' }));
    const scope = actionScope(manager);
    portal.takeQueries();
    await listActions(db, scope, filter(), '2026-11-25', 1);
    await listActionOrganisations(db, scope);
    await countActions(db, scope, '2026-11-25');
    const few = portal.takeQueries().length;
    for (let count = 0; count < 52; count += 1)
      await createAction(portal, manager, anAction(organisationId, 'Dee', { dueOn: '2027-01-01' }));
    portal.takeQueries();
    const first = await listActions(db, scope, filter(), '2026-11-25', 1);
    await listActionOrganisations(db, scope);
    await countActions(db, scope, '2026-11-25');
    expect(portal.takeQueries().length).toBe(few);
    expect(first).toMatchObject({ total: 54, pageCount: 2 });
    expect(first.items[0]).toMatchObject({ holder: 'Vale Hospitals', overdue: true });
    const overdue = await listActions(db, scope, filter('overdue=yes'), '2026-11-25', 1);
    expect(overdue.items.map(({ holder }) => holder)).toEqual(['Vale Hospitals']);
    const latest = await listActions(db, scope, filter(`organisation=${organisationId}&sort=-due`), '2026-11-25', 2);
    expect(latest.items.at(-1)?.dueOn).toBe('2026-12-01');
    expect(await countActions(db, scope, '2026-11-25')).toEqual({
      current: 54,
      overdue: 1,
      toCheck: 0,
      toRatify: 0,
      closed: 0,
    });
    const own = await listActions(db, actionScope(lead), filter('sort=nonsense&status=nonsense'), '2026-11-25', 1);
    expect(own.total).toBe(53);
  });

  it('leave as a file that no spreadsheet runs as a formula', async () => {
    const portal = await open();
    const { organisationId, manager, lead } = await aSetting(portal);
    await createAction(portal, manager, anAction(organisationId, lead, { what: '=HYPERLINK("http://example.org")' }));
    const csv = await exportActions(portal.database.db, actionScope(manager), filter(), '2027-02-03');
    expect(csv.startsWith('\uFEFFReference,Organisation')).toBe(true);
    expect(csv).toContain(`"'=HYPERLINK`);
    expect(csv).toContain('Overdue');
    expect(csv).toContain('Millbrook Housing');
  });
});
