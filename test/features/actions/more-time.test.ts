import { expect, it } from 'vitest';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import {
  askMoreTime,
  decideMoreTime,
  withdrawMoreTime,
} from '../../../app/features/actions/commands/more-time.server.ts';
import { markDone, rescheduleAction } from '../../../app/features/actions/commands/update-action.server.ts';
import { getAction } from '../../../app/features/actions/get-action.server.ts';
import { listWaitingRequests } from '../../../app/features/actions/more-time.server.ts';
import { saveActionSettings } from '../../../app/features/actions/settings.server.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { actionFor, aPlaceOfActions } from '../../builders/an-action.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

const later = '2027-02-10';
const ask = { revision: 1, dueOn: '2027-04-01', note: 'The new system is late' };
const grant = { revision: 2, dueOn: null, note: null };

describeEachDatabase('more time for an action', (open) => {
  it('leaves the action overdue by its old date until the chair grants another, and keeps the old date', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { organisationId, manager, chair, lead } = await aPlaceOfActions(portal);
    const { id } = await createAction(portal, manager, actionFor(organisationId, lead));
    expect(await askMoreTime(portal, lead, id, { ...ask, dueOn: '2027-02-02' })).toMatchObject({ field: 'dueOn' });
    expect(await askMoreTime(portal, lead, id, ask)).toEqual({ saved: true });
    const waiting = await getAction(db, lead, id, later);
    expect(waiting).toMatchObject({
      dueOn: '2027-02-02',
      overdue: true,
      request: { askedFor: '2027-04-01', askedBy: 'Jo Bell', reason: 'The new system is late' },
      may: { askTime: false, withdrawTime: true, decideTime: false },
    });
    await expect(askMoreTime(portal, lead, id, { ...ask, revision: 2 })).rejects.toThrow('asked for already');
    expect((await listWaitingRequests(db, chair, 5)).map(({ actionId }) => actionId)).toEqual([id]);
    await decideMoreTime(portal, chair, id, 'granted', { ...grant, dueOn: '2027-03-15' });
    const granted = await getAction(db, lead, id, later);
    expect(granted).toMatchObject({ dueOn: '2027-03-15', firstDueOn: '2027-02-02', overdue: false, request: null });
    expect(granted.updates.map(({ kind, dueFrom, dueTo }) => [kind, dueFrom, dueTo])).toEqual([
      ['more-time-granted', '2027-02-02', '2027-03-15'],
      ['more-time-asked', '2027-02-02', '2027-04-01'],
    ]);
    const mail = await db.selectFrom('outbox_message').select(['template', 'to_address', 'body']).execute();
    expect(mail.find(({ template }) => template === 'action-time-asked')?.to_address).toBe(chair.email);
    expect(mail.filter(({ body }) => body.includes('new system'))).toEqual([]);
    const stored = await db.selectFrom('action_more_time').selectAll().execute();
    expect(stored).toMatchObject([{ decision: 'granted', asked_for: '2027-04-01', granted_to: '2027-03-15' }]);
  });

  it('is the chair’s to grant, the business manager’s only where the chair says so, and nobody’s for themselves', async () => {
    const portal = await open();
    const { partnershipId, organisationId, manager, chair, moderator, lead } = await aPlaceOfActions(portal);
    const { id } = await createAction(portal, manager, actionFor(organisationId, lead));
    await askMoreTime(portal, lead, id, ask);
    for (const other of [manager, moderator, lead])
      await expect(decideMoreTime(portal, other, id, 'granted', grant)).rejects.toThrow('Page not found');
    expect(await rescheduleAction(portal, manager, id, { revision: 2, dueOn: '2027-04-01', note: 'x' })).toMatchObject({
      saved: false,
      problem: expect.stringContaining('for the chair to grant'),
    });
    const settings = { ratify: [], managerGrantsTime: true, impactMonths: 6 };
    await saveActionSettings(portal, manager, partnershipId, settings);
    await expect(decideMoreTime(portal, manager, id, 'granted', grant)).rejects.toThrow('Page not found');
    await saveActionSettings(portal, chair, partnershipId, settings);
    const both = { ...lead, partnershipRoles: chair.partnershipRoles };
    await expect(decideMoreTime(portal, both, id, 'granted', grant)).rejects.toThrow('your own request');
    expect(await decideMoreTime(portal, manager, id, 'granted', grant)).toEqual({ saved: true });
  });

  it('is refused with a reason, or taken back by whoever asked, or moot once the action is done', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { organisationId, manager, chair, lead } = await aPlaceOfActions(portal);
    const colleague = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Nia Holt');
    const { id } = await createAction(portal, manager, actionFor(organisationId, lead));
    await askMoreTime(portal, lead, id, ask);
    expect(await decideMoreTime(portal, chair, id, 'refused', grant)).toMatchObject({ saved: false, field: 'note' });
    await decideMoreTime(portal, chair, id, 'refused', { ...grant, note: 'Children wait' });
    await askMoreTime(portal, lead, id, { ...ask, revision: 3 });
    await expect(withdrawMoreTime(portal, colleague, id)).rejects.toThrow('Page not found');
    await withdrawMoreTime(portal, lead, id);
    await askMoreTime(portal, lead, id, { ...ask, revision: 5 });
    await markDone(portal, lead, id, { revision: 6, note: 'Done', evidence: null, link: 'https://x.example/a' });
    const rows = await db.selectFrom('action_more_time').select('decision').orderBy('asked_at').orderBy('id').execute();
    expect(rows.map(({ decision }) => decision)).toEqual(['refused', 'withdrawn', 'withdrawn']);
    expect(await getAction(db, lead, id, later)).toMatchObject({ dueOn: '2027-02-02', request: null });
  });
});
