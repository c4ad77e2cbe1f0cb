/** The sessions that somebody is invited to, or that concern their organisation. */
import type { Reader } from '../../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../../platform/paging.ts';
import { notFound } from '../../../platform/refusals.ts';
import { findOrganisationScope, type Viewer } from '../../accounts/viewer.ts';
import type { Reply } from '../rules.ts';

export interface OwnSession {
  readonly id: string;
  readonly title: string;
  readonly partnership: string;
  readonly organisation: string;
  readonly heldOn: string;
  readonly startsAt: string;
  readonly state: 'planned' | 'held' | 'called-off';
  /** The viewer's own reply; null where they are not invited themselves. */
  readonly reply: Reply | null;
}

/** Slots in reach of a viewer: of their organisations, and, of those in which they are handed parts, where they are invited. */
function slotsInReach(db: Reader, viewer: Viewer) {
  const whole = findOrganisationScope(viewer, 'session.attend');
  const own = findOrganisationScope(viewer, 'session.attend-own');
  if (!whole && !own) return undefined;
  return db
    .selectFrom('session_slot')
    .innerJoin('challenge_session', 'challenge_session.id', 'session_slot.session_id')
    .leftJoin('session_invitation', (join) =>
      join
        .onRef('session_invitation.session_id', '=', 'session_slot.session_id')
        .onRef('session_invitation.organisation_id', '=', 'session_slot.organisation_id')
        .on('session_invitation.capacity', '=', 'agency')
        .on('session_invitation.ended_at', 'is', null)
        .on('session_invitation.person_id', '=', viewer.personId),
    )
    .where((eb) =>
      eb.or([
        ...(whole ? [eb('session_slot.organisation_id', 'in', whole.organisationIds)] : []),
        ...(own
          ? [
              eb.and([
                eb('session_slot.organisation_id', 'in', own.organisationIds),
                eb('session_invitation.id', 'is not', null),
              ]),
            ]
          : []),
      ]),
    );
}

/** Sessions of a viewer's organisations, latest first, a page at a time. Refused as unknown without any role there. */
export async function listOwnSessions(db: Reader, viewer: Viewer, pageAsked: number): Promise<Page<OwnSession>> {
  const reach = slotsInReach(db, viewer);
  if (!reach) throw notFound();
  const { total } = await reach.select((eb) => eb.fn.countAll<number>().as('total')).executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(total, pageAsked);
  const rows = await ownRows(reach)
    .orderBy('challenge_session.held_on', 'desc')
    .orderBy('session_slot.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return { items: rows.map(ownSessionOf), page, pageCount, total };
}

/** The next sessions of a viewer's organisations, soonest first. */
export async function listComingSessions(db: Reader, viewer: Viewer, today: string): Promise<OwnSession[]> {
  const reach = slotsInReach(db, viewer);
  if (!reach) return [];
  const rows = await ownRows(reach)
    .where('challenge_session.status', '=', 'planned')
    .where('challenge_session.called_off_at', 'is', null)
    .where('challenge_session.held_on', '>=', today)
    .orderBy('challenge_session.held_on')
    .orderBy('session_slot.id')
    .limit(3)
    .execute();
  return rows.map(ownSessionOf);
}

const ownRows = (reach: NonNullable<ReturnType<typeof slotsInReach>>) =>
  reach
    .innerJoin('partnership', 'partnership.id', 'challenge_session.partnership_id')
    .innerJoin('organisation', 'organisation.id', 'session_slot.organisation_id')
    .select([
      'challenge_session.id',
      'challenge_session.title',
      'challenge_session.held_on',
      'challenge_session.status',
    ])
    .select(['challenge_session.called_off_at', 'partnership.name as partnership', 'organisation.name as organisation'])
    .select(['session_slot.starts_at', 'session_invitation.reply']);

type OwnRow = Awaited<ReturnType<ReturnType<typeof ownRows>['executeTakeFirstOrThrow']>>;

const ownSessionOf = (row: OwnRow): OwnSession => ({
  id: row.id,
  title: row.title,
  partnership: row.partnership,
  organisation: row.organisation,
  heldOn: row.held_on,
  startsAt: row.starts_at,
  state: row.called_off_at === null ? row.status : 'called-off',
  reply: row.reply,
});
