import type { Reader } from '../../../db/client.server.ts';
import type { Viewer } from '../accounts/viewer.ts';
import type { DetailKind } from './child-details.ts';
import { readDetailKinds } from './queries.server.ts';
import type { SameFile } from './schema.ts';
import { libraryOf } from './scope.server.ts';

/** The library of one organisation; of somebody who does not read it whole, what they added themselves. */
export interface OpenLibrary {
  readonly organisationId: string;
  readonly addedBy?: string | undefined;
}

/** The library as far as it is open to a person. */
export const openLibrary = (viewer: Viewer, organisationId: string): OpenLibrary => ({
  organisationId,
  addedBy: libraryOf(viewer, organisationId).ownOnly?.personId,
});

/** A piece that holds the very same bytes, as far as the library is open to the person: a newest version before an earlier one. */
export async function findSameFile(
  db: Reader,
  { organisationId, addedBy }: OpenLibrary,
  sha256: string,
): Promise<SameFile | undefined> {
  const newest = await db
    .selectFrom('evidence')
    .innerJoin('person', 'person.id', 'evidence.added_by')
    .select(['evidence.id', 'evidence.title', 'evidence.version', 'evidence.added_at', 'person.name'])
    .where('evidence.organisation_id', '=', organisationId)
    .where('evidence.sha256', '=', sha256)
    .$if(addedBy !== undefined, (query) => query.where('evidence.added_by', '=', addedBy ?? ''))
    .where('evidence.removed_at', 'is', null)
    .orderBy('evidence.added_at')
    .limit(1)
    .executeTakeFirst();
  if (newest)
    return {
      evidenceId: newest.id,
      title: newest.title,
      version: newest.version,
      newest: true,
      addedAt: newest.added_at,
      addedBy: newest.name,
    };
  const earlier = await db
    .selectFrom('evidence_version')
    .innerJoin('evidence', 'evidence.id', 'evidence_version.evidence_id')
    .innerJoin('person', 'person.id', 'evidence_version.version_by')
    .select(['evidence.id', 'evidence.title', 'evidence_version.version', 'evidence_version.version_at', 'person.name'])
    .where('evidence_version.organisation_id', '=', organisationId)
    .where('evidence_version.sha256', '=', sha256)
    .$if(addedBy !== undefined, (query) => query.where('evidence.added_by', '=', addedBy ?? ''))
    .where('evidence.removed_at', 'is', null)
    .orderBy('evidence_version.version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return (
    earlier && {
      evidenceId: earlier.id,
      title: earlier.title,
      version: earlier.version,
      newest: false,
      addedAt: earlier.version_at,
      addedBy: earlier.name,
    }
  );
}

/** A stored file of the organisation, by the piece and version that holds it. */
export interface StoredFile {
  readonly mediaType: string;
  readonly size: number;
  readonly sha256: string;
  readonly fileName: string;
  readonly detailsFound: readonly DetailKind[];
}

/** The file of a piece that is in the organisation's library; undefined when there is none. */
export async function findStoredFile(
  db: Reader,
  { organisationId, addedBy }: OpenLibrary,
  evidenceId: string,
  version: number,
): Promise<StoredFile | undefined> {
  const piece = await db
    .selectFrom('evidence')
    .select(['version', 'sha256', 'media_type', 'size', 'file_name', 'details_found'])
    .where('id', '=', evidenceId)
    .where('organisation_id', '=', organisationId)
    .where('removed_at', 'is', null)
    .$if(addedBy !== undefined, (query) => query.where('added_by', '=', addedBy ?? ''))
    .executeTakeFirst();
  if (!piece) return undefined;
  const row =
    piece.version === version
      ? piece
      : await db
          .selectFrom('evidence_version')
          .select(['sha256', 'media_type', 'size', 'file_name', 'details_found'])
          .where('evidence_id', '=', evidenceId)
          .where('organisation_id', '=', organisationId)
          .where('version', '=', version)
          .executeTakeFirst();
  if (row?.sha256 == null || row.media_type === null || row.size === null || row.file_name === null) return undefined;
  return {
    mediaType: row.media_type,
    size: row.size,
    sha256: row.sha256,
    fileName: row.file_name,
    detailsFound: readDetailKinds(row.details_found),
  };
}
