import type { Trx } from '../../../db/client.server.ts';
import type { EscalationRow } from '../../../db/schema/escalation.table.ts';
import type { Stamp } from '../../platform/portal.ts';
import type { EventOwner, NewEvent } from '../audit/events.ts';
import { recordEvents } from '../audit/record-events.server.ts';
import type { NumberedLevel } from './ladder.ts';
import type { Late } from './late.server.ts';

/** Something that reaches a level, with the row it stands in; undefined where it is the first time. */
export interface Raised {
  readonly late: Late;
  readonly level: NumberedLevel;
  readonly escalationId: string | undefined;
}

/** Who raised it and why; nobody where the daily round did. */
export interface ByHand {
  readonly personId: string;
  readonly note: string;
}

export type EscalationOwner = Pick<EscalationRow, 'partnership_id' | 'organisation_id'>;

/** Whose chain of events an escalation belongs to. */
export const ownerOf = ({ partnership_id, organisation_id }: EscalationOwner): EventOwner =>
  organisation_id === null
    ? { partnershipId: partnership_id }
    : { organisationId: organisation_id, partnershipId: partnership_id };

/** Rows of one statement: both databases limit how many values a statement may carry. */
const batch = 500;

export async function inBatches<T>(rows: readonly T[], write: (part: T[]) => Promise<unknown>): Promise<void> {
  for (let start = 0; start < rows.length; start += batch) await write(rows.slice(start, start + batch));
}

/**
 * Writes that things reached a level today, many at once: the row, the step, the event. A level is reached once; the
 * database itself refuses a second step. Gives each with its escalation.
 */
export async function writeRaised(
  trx: Trx,
  stamp: Stamp,
  partnershipId: string,
  raised: readonly Raised[],
  byHand: ByHand | null = null,
): Promise<(Raised & { readonly escalationId: string })[]> {
  const settled = raised.map((one) => ({ ...one, escalationId: one.escalationId ?? stamp.newId() }));
  const known = new Set(raised.map(({ escalationId }) => escalationId));
  await inBatches(
    settled.filter(({ escalationId }) => !known.has(escalationId)),
    (part) =>
      trx
        .insertInto('escalation')
        .values(part.map((one) => rowOf(stamp, partnershipId, one)))
        .execute(),
  );
  const climbed = settled.filter(({ escalationId }) => known.has(escalationId));
  for (const [, same] of Map.groupBy(climbed, ({ level }) => `${level.number} ${level.name}`))
    await inBatches(same, async (part) => {
      const level = part[0]?.level;
      if (level)
        await trx
          .updateTable('escalation')
          .set((eb) => ({
            level: level.number,
            level_name: level.name,
            level_on: stamp.today,
            waiting_level: null,
            waiting_since: null,
            status: 'open' as const,
            paused_until: null,
            paused_because: null,
            revision: eb('revision', '+', 1),
          }))
          .where(
            'id',
            'in',
            part.map(({ escalationId }) => escalationId),
          )
          .where('partnership_id', '=', partnershipId)
          .where('status', '<>', 'ended')
          .execute();
    });
  await inBatches(settled, (part) =>
    trx
      .insertInto('escalation_step')
      .values(
        part.map(({ late, level, escalationId }) => ({
          id: stamp.newId(),
          partnership_id: partnershipId,
          organisation_id: late.organisationId,
          escalation_id: escalationId,
          kind: 'raised' as const,
          level: level.number,
          level_name: level.name,
          told: JSON.stringify(level.told),
          by_hand: byHand ? 1 : 0,
          note: byHand?.note ?? null,
          made_by: byHand?.personId ?? null,
          made_on: stamp.today,
          made_at: stamp.now,
        })),
      )
      .execute(),
  );
  await recordEvents(
    trx,
    stamp,
    settled.map(
      ({ late, level, escalationId }): NewEvent => ({
        type: 'escalation.raised',
        owner: ownerOf({ partnership_id: partnershipId, organisation_id: late.organisationId }),
        actorId: byHand?.personId ?? null,
        subject: { kind: 'escalation', id: escalationId },
        detail: { subject: late.subject, subjectId: late.id, level: level.number, byHand: byHand !== null },
      }),
    ),
  );
  return settled;
}

/** Where something stands that waits for the press for its first level. */
export const notRaised = { number: 0, name: 'Not raised yet' } as const;

/** The first row about something that is late. */
export const rowOf = (
  stamp: Stamp,
  partnershipId: string,
  {
    late,
    level,
    escalationId,
  }: {
    readonly late: Late;
    readonly level: { readonly number: number; readonly name: string };
    readonly escalationId: string;
  },
): EscalationRow => ({
  id: escalationId,
  partnership_id: partnershipId,
  organisation_id: late.organisationId,
  subject: late.subject,
  subject_id: late.id,
  action_id: late.subject === 'action' ? late.id : null,
  return_id: late.subject === 'return' ? late.id : null,
  entry_id: late.subject === 'challenge' ? late.id : null,
  outcome_letter_id: late.subject === 'letter' ? late.id : null,
  name: late.name,
  due_on: late.dueOn,
  level: level.number,
  level_name: level.name,
  level_on: stamp.today,
  waiting_level: null,
  waiting_since: null,
  status: 'open',
  paused_until: null,
  paused_because: null,
  ended_because: null,
  ended_on: null,
  opened_at: stamp.now,
  revision: 1,
});
