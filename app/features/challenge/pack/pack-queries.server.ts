import type { ExpressionBuilder } from 'kysely';
import type { Reader } from '../../../../db/client.server.ts';
import type { Tables } from '../../../../db/schema/index.ts';
import type { PackEdition } from '../../../../pdf/models.ts';
import { notFound } from '../../../platform/refusals.ts';
import { findPartnershipScope, type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import type { PackStatus } from '../rules.ts';
import { mostListed } from './earlier-versions.ts';

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
  readonly edition: PackEdition;
  /** Of an edition for one agency. */
  readonly organisation: { readonly id: string; readonly name: string } | null;
}

/** Which packs a person may read: those of partnerships, and the chair's edition where the person is the chair. */
export interface PackScope extends PartnershipScope {
  readonly chairOf: readonly string[];
}

/** A viewer who may read no pack at all is told that the page does not exist. */
export const packScope = (viewer: Viewer): PackScope => ({
  ...partnershipScope(viewer, 'pack.read'),
  chairOf: findPartnershipScope(viewer, 'chair-note.read')?.partnershipIds ?? [],
});

/** Leaves out the chair's edition for everybody but the chair. */
export const readableBy =
  ({ chairOf }: PackScope) =>
  (eb: ExpressionBuilder<Tables, 'challenge_pack'>) =>
    eb.or([eb('challenge_pack.edition', '<>', 'chair'), eb('challenge_pack.partnership_id', 'in', ['', ...chairOf])]);

/** The packs of a session, newest first. The session is looked up in scope by the caller. */
export async function listPacks(db: Reader, scope: PackScope, sessionId: string): Promise<PackVersion[]> {
  const rows = await packRows(db, scope)
    .where('challenge_pack.session_id', '=', sessionId)
    .orderBy('challenge_pack.version', 'desc')
    .limit(mostListed)
    .execute();
  return rows.map(packVersionOf);
}

const packRows = (db: Reader, scope: PackScope) =>
  db
    .selectFrom('challenge_pack')
    .leftJoin('person', 'person.id', 'challenge_pack.requested_by')
    .leftJoin('organisation', 'organisation.id', 'challenge_pack.organisation_id')
    .select([
      'challenge_pack.id',
      'challenge_pack.session_id',
      'challenge_pack.partnership_id',
      'challenge_pack.version',
      'challenge_pack.status',
      'progress',
      'progress_note',
      'failure',
      'pages',
      'pdf_size',
      'requested_at',
      'person.name as requested_by',
      'challenge_pack.edition',
      'organisation.id as organisation_id',
      'organisation.name as organisation',
    ])
    .where('challenge_pack.partnership_id', 'in', scope.partnershipIds)
    .where(readableBy(scope));

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
  edition: row.edition,
  organisation:
    row.organisation_id !== null && row.organisation !== null
      ? { id: row.organisation_id, name: row.organisation }
      : null,
});

/** How far one pack has come. An unknown or foreign id is refused as not found. */
export async function getPack(
  db: Reader,
  scope: PackScope,
  packId: string,
): Promise<PackVersion & { readonly sessionId: string; readonly partnershipId: string }> {
  const row = await packRows(db, scope).where('challenge_pack.id', '=', packId).executeTakeFirst();
  if (!row) throw notFound();
  return { ...packVersionOf(row), sessionId: row.session_id, partnershipId: row.partnership_id };
}
