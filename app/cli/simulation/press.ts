import { approveEscalationLetter, releaseEscalationLetter } from '../../features/escalation/commands/letters.server.ts';
import { pauseClimb, raiseNow } from '../../features/escalation/commands/steer.server.ts';
import { getEscalationLetterDesk } from '../../features/escalation/letter/letter-desk.server.ts';
import { addDays, daysBetween } from '../../platform/clock.ts';
import { between, chance } from '../demonstration/chance.ts';
import type { Town } from './town.ts';

/** The manager presses what waits, or pauses it after a telephone call; the chair approves letters; they are released. */
export async function pressToday(town: Town): Promise<void> {
  const { portal, manager, chair, seed, partnershipId } = town;
  const { db } = portal.database;
  const { today } = portal.stamp();
  const waiting = await db
    .selectFrom('escalation')
    .leftJoin('organisation', 'organisation.id', 'escalation.organisation_id')
    .select([
      'escalation.id',
      'subject',
      'subject_id',
      'escalation.revision',
      'waiting_level',
      'waiting_since',
      'due_on',
    ])
    .select('organisation.name as organisation')
    .where('partnership_id', '=', partnershipId)
    .where('escalation.status', '=', 'open')
    .where('waiting_level', 'is not', null)
    .orderBy('due_on')
    .orderBy('organisation.name')
    .execute();
  for (const one of waiting) {
    const key = `${one.organisation} ${one.subject} ${one.due_on} ${one.waiting_level}`;
    if (daysBetween(one.waiting_since ?? today, today) < between(1, 6, seed, 'pressed', key)) continue;
    const calls = chance(seed, 'telephoned', key, one.waiting_since ?? '') < 0.25;
    if (calls)
      await pauseClimb(portal, manager, one.id, {
        revision: one.revision,
        note: 'They promised it by telephone.',
        until: addDays(today, 14),
      });
    else
      await raiseNow(
        portal,
        manager,
        { subject: one.subject, id: one.subject_id },
        { revision: one.revision, note: 'Nothing has come.' },
      );
  }
  const drafts = await db
    .selectFrom('escalation_letter')
    .select(['id', 'created_at'])
    .where('partnership_id', '=', partnershipId)
    .where('status', '=', 'draft')
    .orderBy('created_at')
    .execute();
  for (const { id, created_at } of drafts) {
    if (daysBetween(created_at.slice(0, 10), today) < 2) continue;
    const read = await getEscalationLetterDesk(portal, manager, id);
    await approveEscalationLetter(portal, chair, id, read);
    await releaseEscalationLetter(portal, manager, id, read);
  }
}
