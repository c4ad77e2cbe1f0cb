import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import {
  getBoardPeoplePage,
  type NamedAudience,
  namedAudiences,
  postBoardPeople,
} from '../../../app/features/escalation/board-people.server.ts';
import { saveLadder } from '../../../app/features/escalation/commands/save-settings.server.ts';
import { raiseNow } from '../../../app/features/escalation/commands/steer.server.ts';
import { anActionOf } from '../../builders/a-late-action.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

/** A partnership whose first level tells the board and the lead partners, and two late actions. */
async function aPlace(portal: TestPortal) {
  const partnershipId = await aPartnership(portal);
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  const lay = await aViewer(portal, { role: 'observer', partnershipId });
  const moderator = await aViewer(portal, { role: 'moderator', partnershipId });
  const organisationId = await anOrganisation(portal, partnershipId, { kind: 'police', name: 'Fenshire Police' });
  const owner = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
  const named: readonly NamedAudience[] = namedAudiences;
  const level = {
    ...({ name: 'Board', days: 5, count: 'working', from: 'due', letter: null, waits: true } as const),
    ...{ told: [...named], onlyFor: [] },
  };
  const ladder = { schoolHolidaysCount: false, levels: [level] };
  await saveLadder(portal, manager, 'action', { revision: 0, ladder });
  const late = () => anActionOf(portal, { partnershipId, organisationId, owner, dueOn: '2026-10-01' });
  return { partnershipId, manager, lay, moderator, owner, first: await late(), second: await late() };
}

const chosen = (people: Readonly<Record<string, readonly Viewer[]>>) => {
  const form = new FormData();
  for (const [audience, some] of Object.entries(people))
    for (const { personId } of some) form.append(`${audience}[]`, personId);
  return form;
};

const press = (portal: TestPortal, manager: Viewer, id: string) =>
  raiseNow(portal, manager, { subject: 'action', id }, { revision: 0, note: 'It is time' });

const told = (portal: TestPortal) =>
  portal.database.db
    .selectFrom('outbox_message')
    .select(['to_address', 'template', 'body'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();

describeEachDatabase('the people of the board', (open) => {
  it('are told where they are named, each once, with the page that they may read; else the manager takes it to them', async () => {
    const portal = await open();
    const { manager, lay, moderator, first, second } = await aPlace(portal);
    await press(portal, manager, first);
    const before = (await told(portal)).filter(({ to_address }) => to_address === manager.email);
    expect(before.at(-1)?.body).toContain('Fenshire Police: to be taken to Board');
    await postBoardPeople(portal, manager, chosen({ board: [lay, moderator], 'lead-partners': [lay] }));
    await press(portal, manager, second);
    const now = (await told(portal)).slice(before.length);
    const board = now.filter(({ template }) => template === 'escalations-to-board');
    expect(board.map(({ to_address }) => to_address).toSorted()).toEqual([lay.email, moderator.email].toSorted());
    for (const { body } of board) {
      expect(body.split('Fenshire Police: raised to Board')).toHaveLength(2);
      expect(body).toContain('/action-plans/board');
    }
    const toManager = now.filter(({ to_address }) => to_address === manager.email);
    expect(toManager.at(-1)?.body).toContain('Fenshire Police: raised to Board');
  });

  it('are chosen by the manager among those who hold a role in the partnership, and nobody who has left is told', async () => {
    const portal = await open();
    const { manager, lay, owner, moderator, first, partnershipId } = await aPlace(portal);
    await postBoardPeople(portal, manager, chosen({ board: [lay, owner] }));
    const page = await getBoardPeoplePage(portal, manager);
    expect(page.chosen).toEqual({ board: [lay.personId], 'lead-partners': [] });
    expect(page.people.map(({ id }) => id)).not.toContain(owner.personId);
    await expect(postBoardPeople(portal, moderator, chosen({ board: [] }))).rejects.toThrow('not found');
    await portal.database.db
      .updateTable('role_grant')
      .set({ to_on: '2026-11-01' })
      .where('partnership_id', '=', partnershipId)
      .where('person_id', '=', lay.personId)
      .execute();
    await press(portal, manager, first);
    expect((await told(portal)).map(({ template }) => template)).not.toContain('escalations-to-board');
  });
});
