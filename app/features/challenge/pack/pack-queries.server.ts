import type { Reader } from '../../../../db/client.server.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import type { PackStatus } from '../rules.ts';

export interface PackVersion {
  readonly id: string;
  readonly version: number;
  readonly status: PackStatus;
  readonly progress: number;
  readonly progressNote: string | null;
  readonly failure: string | null;
  readonly pages: number | null;
  readonly size: number | null;
  readonly requestedBy: string | null;
  readonly requestedAt: string;
}

/** The packs of a session, newest first. The session is looked up in scope by the caller. */
export async function listPacks(db: Reader, scope: PartnershipScope, sessionId: string): Promise<PackVersion[]> {
  const rows = await packRows(db, scope)
    .where('challenge_pack.session_id', '=', sessionId)
    .orderBy('challenge_pack.version', 'desc')
    .limit(50)
    .execute();
  return rows.map(packVersionOf);
}

const packRows = (db: Reader, scope: PartnershipScope) =>
  db
    .selectFrom('challenge_pack')
    .leftJoin('person', 'person.id', 'challenge_pack.requested_by')
    .select([
      'challenge_pack.id',
      'challenge_pack.session_id',
      'challenge_pack.partnership_id',
      'version',
      'status',
      'progress',
      'progress_note',
      'failure',
      'pages',
      'pdf_size',
      'requested_at',
      'person.name as requested_by',
    ])
    .where('challenge_pack.partnership_id', 'in', scope.partnershipIds);

type PackRow = Awaited<ReturnType<ReturnType<typeof packRows>['executeTakeFirstOrThrow']>>;

const packVersionOf = (row: PackRow): PackVersion => ({
  id: row.id,
  version: row.version,
  status: row.status,
  progress: row.progress,
  progressNote: row.progress_note,
  failure: row.failure,
  pages: row.pages,
  size: row.pdf_size === null ? null : Number(row.pdf_size),
  requestedBy: row.requested_by,
  requestedAt: row.requested_at,
});

/** How far one pack has come. An unknown or foreign id is refused as not found. */
export async function getPack(
  db: Reader,
  scope: PartnershipScope,
  packId: string,
): Promise<PackVersion & { readonly sessionId: string; readonly partnershipId: string }> {
  const row = await packRows(db, scope).where('challenge_pack.id', '=', packId).executeTakeFirst();
  if (!row) throw notFound();
  return { ...packVersionOf(row), sessionId: row.session_id, partnershipId: row.partnership_id };
}
