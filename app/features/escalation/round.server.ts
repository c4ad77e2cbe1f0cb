import type { Trx } from '../../../db/client.server.ts';
import type { Stamp } from '../../platform/portal.ts';
import { recordEvents } from '../audit/record-events.server.ts';
import type { MailSettings } from '../notifications/schema.ts';
import type { DaySpan } from '../notifications/sending-times.ts';
import { nextStep } from './climb.ts';
import { type Ladder, type NumberedLevel, type Subject, subjectCodes } from './ladder.ts';
import { getLadder } from './ladders.server.ts';
import type { Late } from './late.server.ts';
import { inBatches, notRaised, ownerOf, type Raised, rowOf, writeRaised } from './raising.server.ts';
import { addSteps, type Running, settleSubject } from './settle.server.ts';
import { type TellPlace, tellRaised } from './tell.server.ts';
import { dutyOf } from './wording.ts';

/** One partnership in one daily round. */
export interface ClimbPlace extends TellPlace {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly settings: MailSettings;
}

/** The school holidays whose days do not count for somebody. */
export const skippedFor = (sector: Late['sector'], ladder: Ladder, settings: MailSettings): readonly DaySpan[] =>
  sector === 'setting' && !ladder.schoolHolidaysCount ? settings.schoolHolidays : [];

interface Waiting {
  readonly late: Late;
  readonly running: Running | undefined;
  readonly level: NumberedLevel;
}

/**
 * Moves whatever is late up its ladder, a level a day at most: what climbs by itself is raised, what waits for a person is
 * put before the manager, and what has moved is ended. Repeated on the same day it changes nothing. Gives how many
 * messages were written.
 */
export async function climbLadders(place: ClimbPlace): Promise<number> {
  const raised: (Raised & { readonly escalationId: string })[] = [];
  const waiting: Waiting[] = [];
  for (const subject of subjectCodes) {
    const step = await climbOne(place, subject);
    raised.push(...step.raised);
    waiting.push(...step.waiting);
  }
  return tellRaised(place, raised, waiting);
}

async function climbOne(place: ClimbPlace, subject: Subject) {
  const { trx, stamp, partnershipId, settings } = place;
  const { ladder } = await getLadder(trx, partnershipId, subject);
  const { late, running } = await settleSubject(trx, stamp, partnershipId, subject);
  const standing = new Map(running.map((one) => [one.subject_id, one]));
  await resume(trx, stamp, running);
  const raised: Raised[] = [];
  const waiting: Waiting[] = [];
  for (const one of late) {
    const before = standing.get(one.id);
    if (before && (before.status === 'ended' || isPaused(before, stamp.today))) continue;
    const step = nextStep(
      { dueOn: one.dueOn, level: before?.level ?? 0, levelOn: before && before.level > 0 ? before.level_on : null },
      ladder,
      dutyOf(one.dutyBasis),
      skippedFor(one.sector, ladder, settings),
    );
    if (!step || step.day > stamp.today) continue;
    if (!step.waits) raised.push({ late: one, level: step.level, escalationId: before?.id });
    else if (before?.waiting_level !== step.level.number)
      waiting.push({ late: one, running: before, level: step.level });
  }
  await putBefore(trx, stamp, partnershipId, waiting);
  return { raised: await writeRaised(trx, stamp, partnershipId, raised), waiting };
}

const isPaused = ({ status, paused_until }: Running, today: string): boolean =>
  status === 'paused' && (paused_until ?? '') >= today;

/** Takes up again what was paused until yesterday. */
async function resume(trx: Trx, stamp: Stamp, running: readonly Running[]): Promise<void> {
  const over = running.filter((one) => one.status === 'paused' && !isPaused(one, stamp.today));
  await inBatches(over, (part) =>
    trx
      .updateTable('escalation')
      .set((eb) => ({
        status: 'open' as const,
        paused_until: null,
        paused_because: null,
        revision: eb('revision', '+', 1),
      }))
      .where(
        'id',
        'in',
        part.map(({ id }) => id),
      )
      .execute(),
  );
  await addSteps(
    trx,
    stamp,
    over.map((one) => ({ ...one, kind: 'resumed' as const })),
  );
  await recordEvents(
    trx,
    stamp,
    over.map((one) => ({
      type: 'escalation.resumed',
      owner: ownerOf(one),
      actorId: null,
      subject: { kind: 'escalation', id: one.id },
    })),
  );
}

/** Marks that a level has come and waits for somebody's press; also where it is the first and there is no row yet. */
async function putBefore(trx: Trx, stamp: Stamp, partnershipId: string, waiting: readonly Waiting[]): Promise<void> {
  const placed = waiting.map((one) => ({ ...one, id: one.running?.id ?? stamp.newId() }));
  await inBatches(
    placed.filter(({ running }) => running === undefined),
    (part) =>
      trx
        .insertInto('escalation')
        .values(
          part.map(({ id, late, level }) => ({
            ...rowOf(stamp, partnershipId, { late, level: notRaised, escalationId: id }),
            waiting_level: level.number,
            waiting_since: stamp.today,
          })),
        )
        .execute(),
  );
  for (const { running, level } of placed)
    if (running)
      await trx
        .updateTable('escalation')
        .set((eb) => ({ waiting_level: level.number, waiting_since: stamp.today, revision: eb('revision', '+', 1) }))
        .where('id', '=', running.id)
        .execute();
  await addSteps(
    trx,
    stamp,
    placed.map(({ id, late, level }) => ({
      id,
      partnership_id: partnershipId,
      organisation_id: late.organisationId,
      kind: 'waiting' as const,
      level: level.number,
      level_name: level.name,
    })),
  );
  await recordEvents(
    trx,
    stamp,
    placed.map(({ id, late, level }) => ({
      type: 'escalation.waiting',
      owner: ownerOf({ partnership_id: partnershipId, organisation_id: late.organisationId }),
      actorId: null,
      subject: { kind: 'escalation', id },
      detail: { level: level.number },
    })),
  );
}
