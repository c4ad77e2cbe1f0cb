import { approveEscalationLetter, releaseEscalationLetter } from '../../features/escalation/commands/letters.server.ts';
import { raiseNow } from '../../features/escalation/commands/steer.server.ts';
import { getEscalationLetterDesk } from '../../features/escalation/letter/letter-desk.server.ts';
import { climbLadders } from '../../features/escalation/round.server.ts';
import { getPartnershipMail } from '../../features/notifications/settings.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { known, partnerAt, type World } from './world.ts';

/** What is late climbs; the longest of it reaches the chief officer by a letter, the next has its letter drafted. */
export function planEscalation(world: World): void {
  const { timeline } = world;
  timeline.at(-7, '08:10', (portal) => climb(portal, world));
  timeline.at(-3, '09:40', async (portal) => {
    const [first, second] = await lateActions(portal, world);
    for (const id of [known(first, 'late action'), second ?? known(first, 'late action')])
      await raiseToLetter(portal, world, id);
  });
  timeline.at(-2, '13:20', async (portal) => {
    const { db } = portal.database;
    const letter = await db
      .selectFrom('escalation_letter')
      .select('id')
      .where('partnership_id', '=', world.partnershipId)
      .orderBy('created_at')
      .orderBy('id')
      .limit(1)
      .executeTakeFirstOrThrow();
    const chair = partnerAt(world, 'helen.marchetti');
    const read = await getEscalationLetterDesk(portal, chair, letter.id);
    await approveEscalationLetter(portal, chair, letter.id, read);
    await releaseEscalationLetter(portal, partnerAt(world, 'priya.nair'), letter.id, read);
  });
}

async function climb(portal: Portal, { partnershipId }: World): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const { settings } = await getPartnershipMail(trx, partnershipId);
    await climbLadders({ trx, stamp: portal.stamp(), origin: portal.config.publicOrigin, partnershipId, settings });
  });
}

/** The actions that are late, the longest first. */
async function lateActions(portal: Portal, { partnershipId }: World): Promise<string[]> {
  const rows = await portal.database.db
    .selectFrom('action')
    .select('id')
    .where('partnership_id', '=', partnershipId)
    .where('organisation_id', 'is not', null)
    .where('status', 'in', ['open', 'in-progress'])
    .where('due_on', '<', portal.stamp().today)
    .orderBy('due_on')
    .orderBy('what')
    .execute();
  return rows.map(({ id }) => id);
}

/** Raises by hand until a letter is drafted. */
async function raiseToLetter(portal: Portal, world: World, id: string): Promise<void> {
  for (;;) {
    const row = await portal.database.db
      .selectFrom('escalation')
      .select(['revision', 'level'])
      .where('subject_id', '=', id)
      .where('status', '<>', 'ended')
      .executeTakeFirst();
    if ((row?.level ?? 0) >= 3) return;
    const press = { revision: row?.revision ?? 0, note: 'The board asked where this stands.' };
    await raiseNow(portal, partnerAt(world, 'priya.nair'), { subject: 'action', id }, press);
  }
}
