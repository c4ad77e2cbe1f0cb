import { expect, it } from 'vitest';
import { getActionCalendar } from '../../../app/features/actions/action-calendar.server.ts';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { decideAction, markDone, postProgress } from '../../../app/features/actions/commands/update-action.server.ts';
import { exportActions } from '../../../app/features/actions/export.server.ts';
import { getAction } from '../../../app/features/actions/get-action.server.ts';
import { listActionGroups, listActions } from '../../../app/features/actions/queries.server.ts';
import { newActionSchema, readActionFilter } from '../../../app/features/actions/schema.ts';
import { actionScope } from '../../../app/features/actions/scope.server.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { getHome } from '../../../app/features/reports/home.server.ts';
import { aGroup, aPriority } from '../../builders/a-group.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { actionFor, aPlaceOfActions } from '../../builders/an-action.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

const today = '2026-11-02';
const filter = (query = '') => readActionFilter(new URLSearchParams(query));

describeEachDatabase('an action of a group', (open) => {
  it('stands in the lists, the calendar, the export and the home of its owner under the name of the group', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, moderator, lead } = await aPlaceOfActions(portal);
    const group = await aGroup(portal, manager, 'Quality sub-group');
    const { id } = await createAction(portal, manager, actionFor(null, moderator, { group }));
    expect(await getAction(db, manager, id, today)).toMatchObject({
      organisation: null,
      holder: 'Quality sub-group',
      group: { id: group },
      may: { moves: ['progress', 'done'], addEvidence: false },
    });
    const listed = await listActions(db, actionScope(manager), filter(`group=${group}`), today, 1);
    expect(listed.items).toMatchObject([{ id, organisationId: null, holder: 'Quality sub-group' }]);
    expect(await listActionGroups(db, actionScope(manager))).toEqual([{ id: group, name: 'Quality sub-group' }]);
    const calendar = await getActionCalendar(db, moderator, id, 'https://assurance.example.org');
    expect(calendar.text).toContain('Quality sub-group');
    expect(await exportActions(db, actionScope(manager), filter(), today)).toContain('Quality sub-group');
    expect((await getHome(db, moderator, today)).ownActions.map((action) => action.id)).toEqual([id]);
    expect((await getHome(db, manager, today)).ownActions).toEqual([]);
    await expect(getAction(db, lead, id, today)).rejects.toThrow('Page not found');
  });

  it('is worked on by its owner and the business manager, and closed by somebody else, all in the partnership’s chain', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { partnershipId, manager, chair, moderator, lead } = await aPlaceOfActions(portal);
    const other = await aViewer(portal, { role: 'moderator', partnershipId }, 'Lee Ford');
    const group = await aGroup(portal, manager, 'Quality sub-group');
    const { id } = await createAction(portal, chair, actionFor(null, moderator, { group }));
    const progress = { note: 'Half of it', percent: 50, rag: 'amber', evidence: null } as const;
    await postProgress(portal, moderator, id, progress);
    await postProgress(portal, manager, id, progress);
    for (const stranger of [other, lead, chair])
      await expect(postProgress(portal, stranger, id, progress)).rejects.toThrow('Page not found');
    await markDone(portal, moderator, id, {
      revision: 3,
      note: 'All of it',
      evidence: null,
      link: 'https://x.example/1',
    });
    await expect(decideAction(portal, moderator, id, 'verified', { revision: 4, note: 'x' })).rejects.toThrow(
      'You own',
    );
    await decideAction(portal, other, id, 'verified', { revision: 4, note: 'Seen' });
    expect(await getAction(db, manager, id, today)).toMatchObject({ status: 'closed', rag: 'amber' });
    const chains = await db.selectFrom('event').select('chain').where('subject_id', '=', id).distinct().execute();
    expect(chains).toEqual([{ chain: `partnership:${partnershipId}` }]);
    expect((await verifyChains(db)).faults).toEqual([]);
  });

  it('has an owner of the partnership, and never a group, priority or earlier action of another one', async () => {
    const portal = await open();
    const { partnershipId, organisationId, manager, lead } = await aPlaceOfActions(portal);
    const elsewhere = await aPartnership(portal, 'elsewhere');
    const observer = await aViewer(portal, { role: 'observer', partnershipId });
    const group = await aGroup(portal, manager, 'Quality sub-group');
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere });
    const foreign = await aGroup(portal, stranger);
    const foreignPriority = await aPriority(portal, stranger);
    for (const form of [
      actionFor(null, lead, { group }),
      actionFor(null, observer, { group }),
      actionFor(null, manager, { group: foreign }),
      actionFor(organisationId, lead, { group: foreign }),
      actionFor(organisationId, lead, { partnershipPriority: foreignPriority }),
      actionFor(organisationId, lead, { follows: 'unknown' }),
    ])
      await expect(createAction(portal, manager, form)).rejects.toThrow('Page not found');
  });
});

describeEachDatabase('an action of an organisation', (open) => {
  it('says where it comes from, who sponsors it, when it starts, which group follows it and what it serves', async () => {
    const portal = await open();
    const { organisationId, manager, lead } = await aPlaceOfActions(portal);
    const group = await aGroup(portal, manager, 'Quality sub-group');
    const partnershipPriority = await aPriority(portal, manager, 'Early help');
    const { id } = await createAction(
      portal,
      manager,
      actionFor(organisationId, lead, {
        group,
        source: 'review',
        sourceName: 'Child safeguarding practice review “Alder”',
        sourceOn: '2026-09-14',
        sponsor: 'other',
        sponsorName: 'Chief executive',
        startsOn: '2026-12-01',
        partnershipPriority,
        ratify: 'yes',
      }),
    );
    expect(await getAction(portal.database.db, lead, id, today)).toMatchObject({
      organisation: { id: organisationId },
      group: { id: group, name: 'Quality sub-group' },
      source: 'review',
      sourceName: 'Child safeguarding practice review “Alder”',
      sourceOn: '2026-09-14',
      sponsor: 'Chief executive',
      startsOn: '2026-12-01',
      serves: { id: partnershipPriority, title: 'Early help' },
      ratify: true,
    });
  });

  it('needs an organisation or a group, a name for its source, and a start before its end', () => {
    const typed = {
      finding: 'Found',
      what: 'Do',
      successMeasure: 'Seen',
      owner: 'other',
      ownerName: 'Dee Carter',
      dueOn: '2027-01-15',
      priority: 'high',
      source: 'audit',
      startsOn: '2027-01-16',
      sponsor: 'other',
    };
    const messages = newActionSchema.safeParse(typed).error?.issues.map(({ message }) => message);
    expect(messages).toEqual([
      'Choose the organisation or the group',
      'Enter the name of the executive sponsor',
      'The action cannot start after the date it is due',
      'Enter the name of the source',
    ]);
  });
});
