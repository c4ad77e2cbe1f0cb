import { expect, it } from 'vitest';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { newActionSchema, otherOwner } from '../../../app/features/actions/schema.ts';
import { listGroupActions } from '../../../app/features/registers/group-log.server.ts';
import { readGroupLogFilter } from '../../../app/features/registers/group-log.ts';
import { getTracker } from '../../../app/features/registers/tracker.server.ts';
import { aGroup, aPriority } from '../../builders/a-group.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

const today = '2026-11-02';

describeEachDatabase('the action log of a group', (open) => {
  it('holds its own actions and those that it follows, with the meeting, and so does the tracker of their priority', async () => {
    const portal = await open();
    const { db } = portal.database;
    const partnershipId = await aPartnership(portal);
    const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
    const organisation = await anOrganisation(portal, partnershipId, { name: 'Fenshire Police' });
    const group = await aGroup(portal, manager);
    const priority = await aPriority(portal, manager);
    const give = (what: string, parts: Record<string, string>) =>
      createAction(
        portal,
        manager,
        newActionSchema.parse({
          challenge: '',
          submission: '',
          question: '',
          source: 'other',
          finding: 'Found',
          what,
          successMeasure: 'Seen',
          owner: otherOwner,
          ownerName: 'Chair',
          dueOn: '2027-01-31',
          priority: 'medium',
          partnershipPriority: priority,
          ...parts,
        }),
      );
    await give('Own', { group, sourceOn: '2026-10-20' });
    await give('Followed', { group, organisation, dueOn: '2026-10-31' });
    await give('Elsewhere', { organisation });
    const listed = async (query: string, partnershipIds: readonly [string] = [partnershipId]) =>
      (
        await listGroupActions(db, { partnershipIds }, group, readGroupLogFilter(new URLSearchParams(query)), today, 1)
      ).items.map(({ what, organisation: whose, agreedOn, overdue }) => ({ what, whose, agreedOn, overdue }));
    const followed = { what: 'Followed', whose: 'Fenshire Police', agreedOn: null, overdue: true };
    const own = { what: 'Own', whose: null, agreedOn: '2026-10-20', overdue: false };
    expect(await listed('')).toEqual([followed, own]);
    expect(await listed('whose=own')).toEqual([own]);
    expect(await listed('whose=followed')).toEqual([followed]);
    expect(await listed('', [await aPartnership(portal, 'otherside')])).toEqual([]);
    const { actions } = await getTracker(db, manager, { partnershipIds: [partnershipId] }, priority, today);
    expect(actions.map(({ words, whose }) => [words, whose])).toEqual([
      ['Followed', 'Fenshire Police'],
      ['Elsewhere', 'Fenshire Police'],
      ['Own', 'Neglect sub-group'],
    ]);
  });
});
