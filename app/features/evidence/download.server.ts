import type { ExpressionBuilder } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import type { Tables } from '../../../db/schema/index.ts';
import { notFound } from '../../platform/refusals.ts';
import { findPartnershipScope, type Viewer } from '../accounts/viewer.ts';
import { findEvidenceScope } from './scope.server.ts';

/** A stored file that a person may download. */
export interface Download {
  readonly organisationId: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
}

/** The number of a version in an address; undefined when it names none. */
export const versionAsked = (typed: string | null): number | undefined =>
  typed !== null && /^[1-9]\d{0,5}$/.test(typed) ? Number(typed) : undefined;

/**
 * The file of a piece of evidence in one version. People of its organisation open every version while the piece is in
 * their library. Those of a partnership open the very versions that were sent there with a return or shown as proof for
 * an action or
 * with the answer to a challenge, and so do its own people once it is removed. Of somebody who does not read the whole library, `handed`
 * says whether it stands in a part of a return that is handed to them. Without a version asked for, it is the newest that this
 * person may open. For everybody else, and for every other version, it does not exist.
 */
export async function getDownload(
  db: Reader,
  viewer: Viewer,
  evidenceId: string,
  asked?: number,
  handed: (db: Reader, viewer: Viewer, evidenceId: string) => Promise<boolean> = async () => false,
): Promise<Download> {
  const own = findEvidenceScope(viewer, 'evidence.read');
  const newest = await db
    .selectFrom('evidence')
    .select([
      'organisation_id',
      'kind',
      'sha256',
      'file_name',
      'media_type',
      'size',
      'removed_at',
      'version',
      'added_by',
    ])
    .where('id', '=', evidenceId)
    .executeTakeFirst();
  if (!newest) throw notFound();
  const reached = own?.organisationIds.includes(newest.organisation_id) ?? false;
  const onlyOwn = own?.ownOnly?.organisationIds.includes(newest.organisation_id) ?? false;
  const isOwn =
    reached &&
    (!onlyOwn ||
      newest.added_by === viewer.personId ||
      (newest.removed_at === null && (await handed(db, viewer, evidenceId))));
  const inLibrary = isOwn && newest.removed_at === null;
  const version = inLibrary
    ? (asked ?? newest.version)
    : await findSentVersion(db, viewer, evidenceId, isOwn ? newest.organisation_id : undefined, asked);
  if (version === undefined) throw notFound();
  const file =
    version === newest.version
      ? newest
      : await db
          .selectFrom('evidence_version')
          .select(['organisation_id', 'kind', 'sha256', 'file_name', 'media_type', 'size'])
          .where('evidence_id', '=', evidenceId)
          .where('organisation_id', '=', newest.organisation_id)
          .where('version', '=', version)
          .executeTakeFirst();
  if (file?.kind !== 'file' || file.sha256 === null || file.file_name === null) throw notFound();
  if (file.media_type === null || file.size === null) throw notFound();
  return {
    organisationId: file.organisation_id,
    sha256: file.sha256,
    fileName: file.file_name,
    mediaType: file.media_type,
    size: file.size,
  };
}

/** The file went with a return that a peer moderates, and they have declared that they have no interest in its agency. */
const isGivenTo = (viewer: Viewer, eb: ExpressionBuilder<Tables, 'submission_evidence'>) =>
  eb.exists(
    eb
      .selectFrom('submission')
      .innerJoin('moderation_assignment as given', (join) =>
        join
          .onRef('given.return_id', '=', 'submission.return_id')
          .onRef('given.partnership_id', '=', 'submission.partnership_id'),
      )
      .select('given.id')
      .whereRef('submission.id', '=', 'submission_evidence.submission_id')
      .where('given.person_id', '=', viewer.personId)
      .where('given.ended_at', 'is', null)
      .where('given.declared_at', 'is not', null),
  );

/** The newest version that left the organisation and that this person may open, or the one asked for if it is such. */
async function findSentVersion(
  db: Reader,
  viewer: Viewer,
  evidenceId: string,
  ownOrganisationId: string | undefined,
  asked: number | undefined,
): Promise<number | undefined> {
  const readers = findPartnershipScope(viewer, 'submission.read')?.partnershipIds ?? [];
  const given = findPartnershipScope(viewer, 'moderation.read-assigned')?.partnershipIds ?? [];
  const verifiers = findPartnershipScope(viewer, 'action.verify')?.partnershipIds ?? [];
  const sent = await db
    .selectFrom('submission_evidence')
    .select('version')
    .where('evidence_id', '=', evidenceId)
    .where((eb) =>
      eb.or([
        ...(readers.length > 0 ? [eb('partnership_id', 'in', readers)] : []),
        ...(given.length > 0 ? [eb.and([eb('partnership_id', 'in', given), isGivenTo(viewer, eb)])] : []),
        ...(ownOrganisationId === undefined ? [] : [eb('organisation_id', '=', ownOrganisationId)]),
      ]),
    )
    .execute();
  const proof = await db
    .selectFrom('action_update')
    .select('evidence_version as version')
    .where('evidence_id', '=', evidenceId)
    .where((eb) =>
      eb.or([
        ...(verifiers.length > 0 ? [eb('partnership_id', 'in', verifiers)] : []),
        ...(ownOrganisationId === undefined ? [] : [eb('organisation_id', '=', ownOrganisationId)]),
      ]),
    )
    .execute();
  const logReaders = findPartnershipScope(viewer, 'challenge-log.read')?.partnershipIds ?? [];
  const reported = await db
    .selectFrom('challenge_log_update')
    .select('evidence_version as version')
    .where('evidence_id', '=', evidenceId)
    .where('evidence_version', 'is not', null)
    .where((eb) =>
      eb.or([
        ...(logReaders.length > 0 ? [eb('partnership_id', 'in', logReaders)] : []),
        ...(ownOrganisationId === undefined ? [] : [eb('organisation_id', '=', ownOrganisationId)]),
      ]),
    )
    .execute();
  const requestReaders = findPartnershipScope(viewer, 'information-request.read')?.partnershipIds ?? [];
  const answered = await db
    .selectFrom('information_request_entry')
    .select('evidence_version as version')
    .where('evidence_id', '=', evidenceId)
    .where('evidence_version', 'is not', null)
    .where((eb) =>
      eb.or([
        ...(requestReaders.length > 0 ? [eb('partnership_id', 'in', requestReaders)] : []),
        ...(ownOrganisationId === undefined ? [] : [eb('organisation_id', '=', ownOrganisationId)]),
      ]),
    )
    .execute();
  const shown = [...reported, ...answered].flatMap(({ version }) => (version === null ? [] : [{ version }]));
  const versions = [...sent, ...proof, ...shown].map(({ version }) => version);
  if (asked !== undefined) return versions.includes(asked) ? asked : undefined;
  return versions.length === 0 ? undefined : Math.max(...versions);
}
