import { expect, it } from 'vitest';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { editAction, reassignAction } from '../../../app/features/actions/commands/edit-action.server.ts';
import { getAction } from '../../../app/features/actions/get-action.server.ts';
import { aPriority } from '../../builders/a-group.ts';
import { anOrganisation, aViewer } from '../../builders/a-partnership.ts';
import { actionFor, aPlaceOfActions } from '../../builders/an-action.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

const today = '2026-11-02';

describeEachDatabase('changing an action', (open) => {
  it('keeps what it said before in its history, and refuses a form that is behind', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { organisationId, manager, moderator, lead } = await aPlaceOfActions(portal);
    const partnershipPriority = await aPriority(portal, manager, 'Early help');
    const { id } = await createAction(portal, manager, actionFor(organisationId, lead));
    const input = {
      revision: 1,
      finding: 'Supervision notes are kept in three places.',
      what: 'Keep all notes in the new system',
      successMeasure: 'An audit of ten files finds all notes',
      priority: 'medium',
      partnershipPriority,
      sponsor: 'other',
      sponsorName: 'Chief nurse',
    } as const;
    for (const other of [moderator, lead])
      await expect(editAction(portal, other, id, input)).rejects.toThrow('Page not found');
    await editAction(portal, manager, id, input);
    const action = await getAction(db, lead, id, today);
    expect(action).toMatchObject({
      what: 'Keep all notes in the new system',
      priority: 'medium',
      sponsor: 'Chief nurse',
      serves: { title: 'Early help' },
      revision: 2,
    });
    expect(action.updates[0]).toMatchObject({ kind: 'changed', by: 'Ann Moss' });
    expect(action.updates[0]?.note).toContain('said before: Keep supervision notes in one place');
    expect(action.updates[0]?.note).not.toContain('What was found');
    expect(await editAction(portal, manager, id, input)).toMatchObject({ saved: false, field: '' });
  });

  it('gives it to somebody else, from the partnership or by the lead inside the organisation', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { partnershipId, organisationId, manager, lead } = await aPlaceOfActions(portal);
    const colleague = await aViewer(portal, { role: 'contributor', organisationId }, 'Nia Holt');
    const elsewhere = await anOrganisation(portal, partnershipId);
    const stranger = await aViewer(portal, { role: 'safeguarding-lead', organisationId: elsewhere });
    const { id } = await createAction(portal, manager, actionFor(organisationId, lead));
    const to = (owner: string, revision: number) => ({
      revision,
      owner,
      ownerName: null,
      note: 'She leads on this now',
    });
    for (const other of [colleague, stranger])
      await expect(reassignAction(portal, other, id, to(colleague.personId, 1))).rejects.toThrow('Page not found');
    await expect(reassignAction(portal, lead, id, to(stranger.personId, 1))).rejects.toThrow('Page not found');
    expect(await reassignAction(portal, lead, id, to(lead.personId, 1))).toMatchObject({
      saved: false,
      field: 'owner',
    });
    await reassignAction(portal, lead, id, to(colleague.personId, 1));
    expect(await getAction(db, colleague, id, today)).toMatchObject({
      owner: 'Nia Holt',
      updates: [{ kind: 'reassigned', note: 'From Jo Bell to Nia Holt. She leads on this now' }],
    });
    await reassignAction(portal, manager, id, to(lead.personId, 2));
    const told = await db
      .selectFrom('outbox_message')
      .select('to_address')
      .where('template', '=', 'action-assigned')
      .orderBy('id')
      .execute();
    expect(told.map(({ to_address }) => to_address)).toEqual([lead.email, colleague.email, lead.email]);
  });
});
