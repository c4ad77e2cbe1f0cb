import type { Reader } from '../../../db/client.server.ts';
import { addDays } from '../../platform/clock.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { findPartnershipScope, mayInSystem, type PartnershipScope, type Viewer } from '../accounts/viewer.ts';
import { recordEvent } from '../audit/commands.server.ts';
import type { EmergencyAccess } from './schema.ts';

/** Whose: that of some partnerships and their members, or of the whole installation for its administrators. */
export type AccessScope = PartnershipScope | 'installation';

const within = (db: Reader, scope: AccessScope) => {
  const query = db.selectFrom('emergency_access as access');
  if (scope === 'installation') return query;
  return query.where((eb) =>
    eb.or([
      eb('access.partnership_id', 'in', scope.partnershipIds),
      eb(
        'access.organisation_id',
        'in',
        eb
          .selectFrom('partnership_member')
          .select('partnership_member.organisation_id')
          .where('partnership_member.partnership_id', 'in', scope.partnershipIds)
          .where('partnership_member.left_on', 'is', null),
      ),
    ]),
  );
};

/** Every emergency access there was, newest first. */
export async function listEmergencyAccess(
  db: Reader,
  scope: AccessScope,
  now: string,
  asked: number,
): Promise<Page<EmergencyAccess>> {
  const { total } = await within(db, scope)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await within(db, scope)
    .innerJoin('person', 'person.id', 'access.person_id')
    .leftJoin('organisation', 'organisation.id', 'access.organisation_id')
    .leftJoin('partnership', 'partnership.id', 'access.partnership_id')
    .select([
      'access.id',
      'access.reason',
      'access.opened_at',
      'access.ends_at',
      'access.ended_at',
      'person.name as person',
      'organisation.name as organisation',
      'partnership.name as partnership',
    ])
    .orderBy('access.opened_at', 'desc')
    .orderBy('access.id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      person: row.person,
      place: row.organisation ?? row.partnership ?? '',
      reason: row.reason,
      openedAt: row.opened_at,
      endsAt: row.ends_at,
      endedAt: row.ended_at,
      open: row.ended_at === null && row.ends_at > now,
    })),
    page,
    pageCount,
    total: Number(total),
  };
}

/** How often emergency access was opened in the last 30 days: on the home of whoever answers for it. */
export async function countRecentAccess(db: Reader, scope: PartnershipScope, today: string): Promise<number> {
  const { total } = await within(db, scope)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('access.opened_at', '>', addDays(today, -30))
    .executeTakeFirstOrThrow();
  return Number(total);
}

/**
 * Ends emergency access before its hour is over: for a system administrator, and for the business manager of what is
 * read. Ending it twice does nothing. Refuses one of another partnership as unknown.
 */
export async function endEmergencyAccess(portal: Portal, viewer: Viewer, id: string): Promise<void> {
  const scope = mayInSystem(viewer, 'emergency-access.open')
    ? 'installation'
    : findPartnershipScope(viewer, 'people.change');
  if (!scope) throw notFound();
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const row = await within(trx, scope)
      .select(['access.id', 'access.organisation_id', 'access.partnership_id', 'access.ended_at', 'access.revision'])
      .where('access.id', '=', id)
      .executeTakeFirst();
    if (!row) throw notFound();
    if (row.ended_at !== null) return;
    await trx
      .updateTable('emergency_access')
      .set({ ended_at: stamp.now, ended_by: viewer.personId, revision: row.revision + 1 })
      .where('id', '=', row.id)
      .where('ended_at', 'is', null)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'emergency-access.ended',
      owner:
        row.organisation_id === null
          ? { partnershipId: row.partnership_id ?? '' }
          : { organisationId: row.organisation_id },
      actorId: viewer.personId,
      subject: { kind: 'emergency-access', id },
    });
  });
}
