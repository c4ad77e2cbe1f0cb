import type { Trx } from '../../../db/client.server.ts';
import type { EscalationRow, EscalationStepRow } from '../../../db/schema/escalation.table.ts';
import type { Portal, Stamp } from '../../platform/portal.ts';
import { recordEvents } from '../audit/record-events.server.ts';
import type { Subject } from './ladder.ts';
import { listLate } from './late.server.ts';
import { inBatches, ownerOf } from './raising.server.ts';
import { whyNotLate } from './why-not-late.server.ts';

/** An escalation that has not ended. */
export type Running = Pick<
  EscalationRow,
  | 'id'
  | 'partnership_id'
  | 'organisation_id'
  | 'subject'
  | 'subject_id'
  | 'due_on'
  | 'level'
  | 'level_on'
  | 'waiting_level'
  | 'status'
  | 'paused_until'
>;

const columns = [
  'id',
  'partnership_id',
  'organisation_id',
  'subject',
  'subject_id',
  'due_on',
  'level',
  'level_on',
  'waiting_level',
  'status',
  'paused_until',
] as const;

/** What has been raised in a partnership and has not ended, with what a person ended for the date in force. */
export const listRunning = (trx: Trx, partnershipId: string, subject: Subject): Promise<Running[]> =>
  trx
    .selectFrom('escalation')
    .select(columns)
    .where('partnership_id', '=', partnershipId)
    .where('subject', '=', subject)
    .where((eb) => eb.or([eb('status', 'in', ['open', 'paused']), eb('ended_because', '=', 'by-hand')]))
    .orderBy('opened_at')
    .execute();

type Ended = Pick<Running, 'id' | 'partnership_id' | 'organisation_id'> & {
  readonly because: NonNullable<EscalationRow['ended_because']>;
};

/** Ends escalations, many at once, and sets aside the letters that were not released. What has ended is passed over. */
export async function endAll(
  trx: Trx,
  stamp: Stamp,
  asked: readonly Ended[],
  by: { readonly personId: string; readonly note: string } | null = null,
): Promise<void> {
  const ended: Ended[] = [];
  for (const [because, same] of Map.groupBy(asked, (one) => one.because))
    await inBatches(same, async (part) => {
      const rows = await trx
        .updateTable('escalation')
        .set((eb) => ({
          status: 'ended' as const,
          ended_because: because,
          ended_on: stamp.today,
          waiting_level: null,
          waiting_since: null,
          paused_until: null,
          paused_because: null,
          revision: eb('revision', '+', 1),
        }))
        .where(
          'id',
          'in',
          part.map(({ id }) => id),
        )
        .where('status', '<>', 'ended')
        .returning('id')
        .execute();
      const ids = rows.map(({ id }) => id);
      if (ids.length === 0) return;
      ended.push(...part.filter(({ id }) => ids.includes(id)));
      await trx
        .updateTable('escalation_letter')
        .set((eb) => ({ status: 'set-aside' as const, revision: eb('revision', '+', 1) }))
        .where('escalation_id', 'in', ids)
        .where('status', '=', 'draft')
        .execute();
    });
  await addSteps(
    trx,
    stamp,
    ended.map((one) => ({
      ...one,
      kind: 'ended' as const,
      note: by?.note ?? one.because,
      made_by: by?.personId ?? null,
    })),
  );
  await recordEvents(
    trx,
    stamp,
    ended.map((one) => ({
      type: 'escalation.ended',
      owner: ownerOf(one),
      actorId: by?.personId ?? null,
      subject: { kind: 'escalation', id: one.id },
      detail: { because: one.because },
    })),
  );
}

type NewStep = Pick<Running, 'id' | 'partnership_id' | 'organisation_id'> &
  Pick<EscalationStepRow, 'kind'> &
  Partial<Pick<EscalationStepRow, 'note' | 'made_by' | 'level' | 'level_name'>>;

/** Adds steps to the history of escalations; those of the system have no person. */
export const addSteps = (trx: Trx, stamp: Stamp, steps: readonly NewStep[]): Promise<void> =>
  inBatches(steps, (part) =>
    trx
      .insertInto('escalation_step')
      .values(
        part.map((step) => ({
          id: stamp.newId(),
          partnership_id: step.partnership_id,
          organisation_id: step.organisation_id,
          escalation_id: step.id,
          kind: step.kind,
          level: step.level ?? null,
          level_name: step.level_name ?? null,
          told: null,
          by_hand: step.made_by ? 1 : 0,
          note: step.note ?? null,
          made_by: step.made_by ?? null,
          made_on: stamp.today,
          made_at: stamp.now,
        })),
      )
      .execute(),
  );

/** Ends what has been raised about things of a kind that are late no more. Gives the late things and what still runs. */
export async function settleSubject(trx: Trx, stamp: Stamp, partnershipId: string, subject: Subject) {
  const late = await listLate(trx, subject, { partnershipId, today: stamp.today });
  const dueOf = new Map(late.map(({ id, dueOn }) => [id, dueOn]));
  const all = await listRunning(trx, partnershipId, subject);
  const moved = all.filter(({ status, subject_id, due_on }) => status !== 'ended' && dueOf.get(subject_id) !== due_on);
  if (moved.length > 0) {
    const why = await whyNotLate(
      trx,
      subject,
      moved.map(({ subject_id, due_on }) => ({ id: subject_id, dueOn: due_on })),
    );
    await endAll(
      trx,
      stamp,
      moved.map((one) => ({ ...one, because: why.get(one.subject_id) ?? 'not-waited-for' })),
    );
  }
  const gone = new Set(moved.map(({ id }) => id));
  return {
    late,
    running: all.filter(({ id, subject_id, due_on }) => !gone.has(id) && dueOf.get(subject_id) === due_on),
  };
}

/**
 * Ends, within the minute, what was raised about work that has moved since. Called with the look for daily work; it takes
 * no lock for writing while there is nothing to end.
 */
export async function endMovedEscalations(portal: Portal): Promise<void> {
  const { db } = portal.database;
  for (const { partnership_id, subject } of await db
    .selectFrom('escalation')
    .select(['partnership_id', 'subject'])
    .distinct()
    .where('status', 'in', ['open', 'paused'])
    .execute()) {
    const { today } = portal.stamp();
    const running = await db
      .selectFrom('escalation')
      .select(['subject_id', 'due_on'])
      .where('partnership_id', '=', partnership_id)
      .where('subject', '=', subject)
      .where('status', 'in', ['open', 'paused'])
      .execute();
    const late = await listLate(db, subject, { partnershipId: partnership_id, today });
    const dueOf = new Map(late.map(({ id, dueOn }) => [id, dueOn]));
    if (running.some(({ subject_id, due_on }) => dueOf.get(subject_id) !== due_on))
      await portal.database.transaction(async (trx) => {
        await settleSubject(trx, portal.stamp(), partnership_id, subject);
      });
  }
}
