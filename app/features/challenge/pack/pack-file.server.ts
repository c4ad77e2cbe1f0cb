import type { Reader } from '../../../../db/client.server.ts';
import type { ChallengePackModel } from '../../../../pdf/models.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { PackStatus } from '../rules.ts';
import { type PackScope, readableBy } from './pack-queries.server.ts';

export interface StoredPack {
  readonly id: string;
  readonly sessionId: string;
  readonly partnershipId: string;
  readonly version: number;
  readonly status: PackStatus;
  /** SHA-256 of the stored model. */
  readonly sha256: string;
  readonly pages: number | null;
  readonly size: number | null;
  readonly pdfSha256: string | null;
  readonly model: ChallengePackModel;
}

/** A pack with all it says, as it was stored. An unknown or foreign id is refused as not found. */
export async function getStoredPack(db: Reader, scope: PackScope, packId: string): Promise<StoredPack> {
  const row = await db
    .selectFrom('challenge_pack')
    .selectAll()
    .where('id', '=', packId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .where(readableBy(scope))
    .executeTakeFirst();
  if (!row) throw notFound();
  return {
    id: row.id,
    sessionId: row.session_id,
    partnershipId: row.partnership_id,
    version: row.version,
    status: row.status,
    sha256: row.sha256,
    pages: row.pages,
    size: row.pdf_size === null ? null : Number(row.pdf_size),
    pdfSha256: row.pdf_sha256,
    // Written by `makePack` from a typed model and never changed after.
    model: JSON.parse(row.model) as ChallengePackModel,
  };
}

/** The stored file of a pack, for sending. Refused as not found until the pack is ready. */
export async function openPackFile(
  portal: Portal,
  scope: PackScope,
  packId: string,
): Promise<{
  readonly stream: ReadableStream<Uint8Array>;
  readonly size: number;
  readonly name: string;
  readonly sha256: string;
}> {
  const row = await portal.database.db
    .selectFrom('challenge_pack')
    .innerJoin('challenge_session', 'challenge_session.id', 'challenge_pack.session_id')
    .select(['challenge_pack.partnership_id', 'pdf_sha256', 'version', 'held_on', 'challenge_pack.edition'])
    .where('challenge_pack.id', '=', packId)
    .where('challenge_pack.partnership_id', 'in', scope.partnershipIds)
    .where(readableBy(scope))
    .where('challenge_pack.status', '=', 'ready')
    .executeTakeFirst();
  if (!row || row.pdf_sha256 === null) throw notFound();
  const file = await portal.blobs.open(row.partnership_id, row.pdf_sha256);
  if (!file) throw notFound();
  return {
    ...file,
    name: `challenge-pack-${row.held_on}-${row.edition === 'panel' ? '' : `${row.edition}-`}version-${row.version}.pdf`,
    sha256: row.pdf_sha256,
  };
}

/** For the command line, which stands outside every partnership: whose session this is. */
export async function findSessionOwner(db: Reader, sessionId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('challenge_session')
    .select('partnership_id')
    .where('id', '=', sessionId)
    .executeTakeFirst();
  return row?.partnership_id;
}

/** For the command line: the bytes of a pack, or in words why there are none. */
export async function readPackFile(
  portal: Portal,
  packId: string,
): Promise<
  { readonly bytes: Uint8Array; readonly pages: number; readonly sha256: string } | { readonly failure: string }
> {
  const row = await portal.database.db
    .selectFrom('challenge_pack')
    .select(['partnership_id', 'status', 'failure', 'pdf_sha256', 'pages'])
    .where('id', '=', packId)
    .executeTakeFirstOrThrow();
  if (row.status !== 'ready' || row.pdf_sha256 === null)
    return { failure: row.failure ?? 'The pack was not compiled. Try again.' };
  const file = await portal.blobs.open(row.partnership_id, row.pdf_sha256);
  if (!file) return { failure: 'The file of this pack is missing from the store.' };
  const bytes = new Uint8Array(await new Response(file.stream).arrayBuffer());
  return { bytes, pages: row.pages ?? 0, sha256: row.pdf_sha256 };
}
