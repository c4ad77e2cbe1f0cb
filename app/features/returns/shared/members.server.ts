import type { Reader, Trx } from '../../../../db/client.server.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import type { ReturnStatus } from '../rules.ts';

/** An open return that is answered together with others. */
export interface TogetherReturn {
  readonly id: string;
  readonly partnershipId: string;
  readonly partnershipName: string;
  readonly cycleName: string;
  readonly editionId: string;
  readonly status: ReturnStatus;
  readonly dueOn: string;
  /** Ticked to receive its copy with the next round of signatures. */
  readonly receives: boolean;
}

/**
 * Holds returns that are answered together, by the row that they share, until the end of the transaction. Always before
 * a row of one of them is written: two who edit them, or sign and send them, cannot wait for each other.
 */
export async function holdShared(trx: Trx, sharedReturnId: string): Promise<void> {
  await trx
    .updateTable('shared_return')
    .set((eb) => ({ revision: eb('revision', '+', 1) }))
    .where('id', '=', sharedReturnId)
    .execute();
}

/** The open returns that are answered together, the one whose pages are used first: it is the one opened first. */
export async function listTogether(
  db: Reader,
  scope: OrganisationScope,
  sharedReturnId: string,
): Promise<TogetherReturn[]> {
  const rows = await db
    .selectFrom('agency_return')
    .innerJoin('shared_return_member', 'shared_return_member.return_id', 'agency_return.id')
    .innerJoin('partnership', 'partnership.id', 'agency_return.partnership_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select([
      'agency_return.id',
      'agency_return.partnership_id as partnershipId',
      'partnership.name as partnershipName',
      'cycle.name as cycleName',
      'agency_return.edition_id as editionId',
      'agency_return.status',
      'agency_return.due_on as dueOn',
      'shared_return_member.receives',
    ])
    .where('agency_return.shared_return_id', '=', sharedReturnId)
    .where('agency_return.organisation_id', 'in', scope.organisationIds)
    .orderBy('agency_return.id')
    .execute();
  return rows.map((row) => ({ ...row, receives: row.receives === 1 }));
}

/** The open returns that are answered together with this one, itself among them; empty where it stands alone. */
export async function listTogetherWith(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<TogetherReturn[]> {
  const row = await db
    .selectFrom('agency_return')
    .select('shared_return_id')
    .where('id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  const found = row?.shared_return_id ? await listTogether(db, scope, row.shared_return_id) : [];
  return found.length > 1 ? found : [];
}

/** The return whose pages are used for what this one shares with others; itself where it stands alone. */
export async function findPrimary(db: Reader, scope: OrganisationScope, returnId: string): Promise<string> {
  return (await listTogetherWith(db, scope, returnId))[0]?.id ?? returnId;
}

/** The returns that this one is answered together with now, or was until it was sent; undefined where there were none. */
export async function findSharedId(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('agency_return')
    .leftJoin('shared_return_member', (join) =>
      join
        .onRef('shared_return_member.return_id', '=', 'agency_return.id')
        .on('shared_return_member.ended', '=', 'sent'),
    )
    .select(['agency_return.shared_return_id as now', 'shared_return_member.shared_return_id as before'])
    .where('agency_return.id', '=', returnId)
    .where('agency_return.organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  return row?.now ?? row?.before ?? undefined;
}
