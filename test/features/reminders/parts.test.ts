import { expect, it } from 'vitest';
import { runReminderRound } from '../../../app/features/reminders/round.server.ts';
import { stillWanted } from '../../../app/features/reminders/still-wanted.server.ts';
import { askColleague } from '../../../app/features/returns/commands/ask-colleague.server.ts';
import { markReady } from '../../../app/features/returns/commands/ready-part.server.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aReturnAtWork } from '../returns/a-return-at-work.ts';

const at = async (portal: TestPortal, day: string) => {
  portal.setTime(`${day}T09:00:00Z`);
  await runReminderRound(portal, { day });
};

const reminded = async (portal: TestPortal) => {
  const rows = await portal.database.db
    .selectFrom('outbox_message')
    .select(['to_address', 'body', 'about_id'])
    .where('template', '=', 'section-due')
    .orderBy('id')
    .execute();
  return rows;
};

async function aPartHanded(portal: TestPortal) {
  const work = await aReturnAtWork(portal);
  const kim = await aViewer(portal, { role: 'contributor', organisationId: work.organisationId }, 'Kim Osei');
  const person = { kind: 'known', personId: kim.personId } as const;
  // A Friday.
  const asking = { parts: ['training'], person, by: '2026-11-20', note: 'Not for a mail' };
  await askColleague(portal, work.sam, { returnId: work.returnId, asking });
  return { ...work, kim };
}

describeEachDatabase('a reminder of a part of a return', (open) => {
  it('goes to its holder two working days before its day and on the working day after, each once', async () => {
    const portal = await open();
    const { kim } = await aPartHanded(portal);
    for (const day of ['2026-11-16', '2026-11-17']) await at(portal, day);
    expect(await reminded(portal)).toEqual([]);
    for (const day of ['2026-11-18', '2026-11-18', '2026-11-19', '2026-11-20']) await at(portal, day);
    expect((await reminded(portal)).map(({ to_address }) => to_address)).toEqual([kim.email]);
    for (const day of ['2026-11-23', '2026-11-24']) await at(portal, day);
    const both = await reminded(portal);
    expect(both.map(({ body }) => body.match(/(is|was) due on 20 November 2026/)?.[1])).toEqual(['is', 'was']);
    expect(both.map(({ body }) => body).join()).not.toContain('Not for a mail');
  });

  it('is not written to somebody who has left', async () => {
    const portal = await open();
    const { kim } = await aPartHanded(portal);
    const { db } = portal.database;
    await db.updateTable('role_grant').set({ to_on: '2026-11-10' }).where('person_id', '=', kim.personId).execute();
    await at(portal, '2026-11-17');
    await at(portal, '2026-11-18');
    expect(await reminded(portal)).toEqual([]);
  });

  it('is not written once the part is ready, and is taken back when it still waits', async () => {
    const portal = await open();
    const { kim, returnId } = await aPartHanded(portal);
    await at(portal, '2026-11-17');
    await at(portal, '2026-11-18');
    const [message] = await reminded(portal);
    const isWanted = () =>
      portal.database.transaction((trx) =>
        stillWanted(trx, {
          template: 'section-due',
          aboutKind: 'delegation',
          aboutId: message?.about_id ?? '',
          today: '2026-11-18',
        }),
      );
    expect(await isWanted()).toBe(true);
    await markReady(portal, kim, { returnId, part: 'training' });
    expect(await isWanted()).toBe(false);
    await at(portal, '2026-11-23');
    expect(await reminded(portal)).toHaveLength(1);
  });
});
