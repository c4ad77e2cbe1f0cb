import type { Reader } from '../../../../db/client.server.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import type { Step } from './steps.ts';
import { type Timer, timerOf } from './timer.ts';

/** What a session under way shows now. */
export interface LiveState {
  readonly slotId: string;
  readonly step: Step;
  readonly timer: Timer;
  readonly closed: boolean;
  readonly revision: number;
}

/** The state of a session; undefined before it is opened. */
export async function findLiveState(
  db: Reader,
  scope: PartnershipScope,
  sessionId: string,
): Promise<LiveState | undefined> {
  const row = await db
    .selectFrom('live_session')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  return row
    ? {
        slotId: row.slot_id,
        step: { about: row.about, line: row.key_line_id },
        timer: timerOf(row),
        closed: row.closed_at !== null,
        revision: row.revision,
      }
    : undefined;
}

/**
 * A text that changes with everything that anybody sees of a session: what is shown, the record, who came, actions.
 * One statement on indexes; asked several times a second while somebody watches.
 */
export async function versionOfSession(db: Reader, scope: PartnershipScope, sessionId: string): Promise<string> {
  const row = await db
    .selectFrom('challenge_session as session')
    .leftJoin('live_session as live', 'live.session_id', 'session.id')
    .select(['session.status', 'live.revision as live'])
    .select((eb) => [
      eb
        .selectFrom('challenge')
        .select((entries) => entries.fn.sum<number | null>('challenge.revision').as('entries'))
        .whereRef('challenge.session_id', '=', 'session.id')
        .whereRef('challenge.partnership_id', '=', 'session.partnership_id')
        .as('entries'),
      eb
        .selectFrom('action')
        .innerJoin('challenge', 'challenge.id', 'action.challenge_id')
        .select((actions) => actions.fn.countAll<number>().as('actions'))
        .whereRef('challenge.session_id', '=', 'session.id')
        .whereRef('action.partnership_id', '=', 'session.partnership_id')
        .as('actions'),
    ])
    .where('session.id', '=', sessionId)
    .where('session.partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  return [row.status, row.live ?? 0, Number(row.entries ?? 0), Number(row.actions ?? 0)].join('-');
}

/** The agency that is heard now; null while no session is under way. */
export async function findHeardNow(
  db: Reader,
  scope: PartnershipScope,
  sessionId: string,
): Promise<{ readonly slotId: string; readonly organisation: string } | null> {
  const row = await db
    .selectFrom('live_session')
    .innerJoin('session_slot', 'session_slot.id', 'live_session.slot_id')
    .innerJoin('organisation', 'organisation.id', 'session_slot.organisation_id')
    .select(['session_slot.id as slotId', 'organisation.name as organisation'])
    .where('live_session.session_id', '=', sessionId)
    .where('live_session.partnership_id', 'in', scope.partnershipIds)
    .where('live_session.closed_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}
