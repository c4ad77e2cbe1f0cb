/** What the page of a session says beside its agenda: clashes, withdrawals, and who replied what. */
import type { Reader } from '../../../../db/client.server.ts';
import { addClock } from '../rules.ts';

/** An agency that is expected in another session of the partnership at the same time. */
export interface Clash {
  readonly organisation: string;
  readonly session: { readonly id: string; readonly title: string };
  readonly startsAt: string;
}

/** The clashes of a planned session with others of its partnership on its day. One statement. */
export async function listClashes(
  db: Reader,
  session: {
    readonly id: string;
    readonly partnershipId: string;
    readonly heldOn: string;
    readonly slots: readonly {
      readonly organisationId: string;
      readonly organisation: string;
      readonly startsAt: string;
      readonly minutes: number;
    }[];
  },
): Promise<Clash[]> {
  if (session.slots.length === 0) return [];
  const others = await db
    .selectFrom('session_slot')
    .innerJoin('challenge_session', 'challenge_session.id', 'session_slot.session_id')
    .select(['session_slot.organisation_id', 'session_slot.starts_at', 'session_slot.minutes'])
    .select(['challenge_session.id', 'challenge_session.title'])
    .where('challenge_session.partnership_id', '=', session.partnershipId)
    .where('challenge_session.held_on', '=', session.heldOn)
    .where('challenge_session.id', '<>', session.id)
    .where('challenge_session.status', '=', 'planned')
    .where('challenge_session.called_off_at', 'is', null)
    .where(
      'session_slot.organisation_id',
      'in',
      session.slots.map(({ organisationId }) => organisationId),
    )
    .orderBy('session_slot.starts_at')
    .execute();
  return session.slots.flatMap((slot) =>
    others
      .filter(
        (other) =>
          other.organisation_id === slot.organisationId &&
          other.starts_at < addClock(slot.startsAt, slot.minutes) &&
          slot.startsAt < addClock(other.starts_at, other.minutes),
      )
      .map((other) => ({
        organisation: slot.organisation,
        session: { id: other.id, title: other.title },
        startsAt: other.starts_at,
      })),
  );
}

export interface Withdrawal {
  readonly id: string;
  readonly organisation: string;
  readonly startsAt: string;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

/** The agencies that left the agenda of a session, newest first. The caller has the session in scope. */
export async function listWithdrawals(db: Reader, partnershipId: string, sessionId: string): Promise<Withdrawal[]> {
  return db
    .selectFrom('session_withdrawal')
    .innerJoin('organisation', 'organisation.id', 'session_withdrawal.organisation_id')
    .innerJoin('person', 'person.id', 'session_withdrawal.withdrawn_by')
    .select(['session_withdrawal.id', 'organisation.name as organisation', 'session_withdrawal.reason'])
    .select(['session_withdrawal.starts_at as startsAt', 'person.name as by', 'session_withdrawal.withdrawn_at as at'])
    .where('session_withdrawal.partnership_id', '=', partnershipId)
    .where('session_withdrawal.session_id', '=', sessionId)
    .orderBy('session_withdrawal.withdrawn_at', 'desc')
    .limit(100)
    .execute();
}
