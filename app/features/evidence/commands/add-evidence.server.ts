import type { Trx } from '../../../../db/client.server.ts';
import type { NotReceived } from '../../../platform/blobs.server.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { tooManyWords } from '../../../platform/too-many.ts';
import { mayInOrganisation, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { DetailKind } from '../child-details.ts';
import { findDetailsInFile } from '../details-in-file.server.ts';
import { largestFile, readFileKind, tooLarge } from '../file-kind.server.ts';
import { safeFileName } from '../file-name.ts';
import type { UploadedFile } from '../read-upload.server.ts';
import { findStoredFile, openLibrary } from '../same-file.server.ts';
import { chunksOf } from '../scan-file.server.ts';
import { noteScan } from '../scans.server.ts';
import { type EvidenceDetails, titleLimit } from '../schema.ts';

/** A file that is on disk already under its organisation, or a link. */
export type NewEvidence =
  | (EvidenceDetails & { readonly kind: 'link'; readonly url: string })
  | (EvidenceDetails & {
      readonly kind: 'file';
      readonly fileName: string;
      readonly mediaType: string;
      readonly size: number;
      readonly sha256: string;
      /** What was seen in its text that might tell who a child is. */
      readonly detailsFound?: readonly DetailKind[];
    });

export type NewFile = Extract<NewEvidence, { readonly kind: 'file' }>;

export type PreparedFile =
  | { readonly ok: true; readonly evidence: NewFile }
  | { readonly ok: false; readonly errors: FieldErrors };

const notReceived: Readonly<Record<NotReceived, string>> = {
  'too-large': tooLarge,
  'no-room':
    'There is no room left to store files. Nothing was added. Tell the people who run this portal, and try again later',
};

/**
 * Looks at what a file really is and makes its bytes the organisation's, before any row names them. A file that is
 * missing, empty, too large, of a kind that is not accepted, or for which there is no room, comes back as a problem with
 * the field `file`.
 */
export async function prepareFile(
  portal: Portal,
  viewer: Viewer,
  organisationId: string,
  upload: UploadedFile | undefined,
  details: EvidenceDetails,
): Promise<PreparedFile> {
  if (!mayInOrganisation(viewer, 'evidence.add', organisationId)) throw notFound();
  if (upload === undefined) return problem('Choose a file');
  const { bytes } = upload;
  if (typeof bytes === 'object' && 'wait' in bytes) return problem(tooManyWords(bytes.wait));
  const received = bytes instanceof Uint8Array ? await portal.blobs.receive(once(bytes), largestFile) : bytes;
  if (typeof received === 'string') return problem(notReceived[received]);
  const kind = await readFileKind(received, upload.name);
  if (!kind.ok) {
    await received.discard();
    return problem(kind.problem);
  }
  const { mediaType } = kind;
  const fileName = safeFileName(upload.name, kind.extension);
  const detailsFound = await findDetailsInFile(received, mediaType, portal.stamp().today);
  const scanned = await portal.scanner?.scan(chunksOf(received.path));
  if (scanned?.kind === 'infected') {
    await received.discard();
    portal.log.info('malware-refused', { organisationId, name: scanned.name });
    return problem(malware);
  }
  const { sha256, size } = await received.keep(organisationId);
  // The scan is noted before any row names the file, so that it is never open without one.
  if (scanned)
    await portal.database.transaction((trx) =>
      noteScan(trx, portal.stamp(), { organisationId, sha256 }, scanned.kind === 'clean' ? 'clean' : 'waiting'),
    );
  return {
    ok: true,
    evidence: {
      kind: 'file',
      ...details,
      title: titleOf(details, fileName),
      fileName,
      mediaType,
      size,
      sha256,
      detailsFound,
    },
  };
}

/**
 * A new piece of the bytes of another one: what "keep both" means, so that nobody uploads the same file twice. The
 * other one must be in the same library.
 */
export async function prepareCopy(
  portal: Portal,
  viewer: Viewer,
  organisationId: string,
  of: { readonly evidenceId: string; readonly version: number; readonly name: string },
  details: EvidenceDetails,
): Promise<PreparedFile> {
  if (!mayInOrganisation(viewer, 'evidence.add', organisationId)) throw notFound();
  const { db } = portal.database;
  const stored = await findStoredFile(db, openLibrary(viewer, organisationId), of.evidenceId, of.version);
  if (!stored) return problem('Choose the file again');
  const { mediaType, size, sha256, detailsFound } = stored;
  const ending = stored.fileName.slice(stored.fileName.lastIndexOf('.') + 1);
  const fileName = safeFileName(of.name === '' ? stored.fileName : of.name, ending);
  return {
    ok: true,
    evidence: {
      kind: 'file',
      ...details,
      title: titleOf(details, fileName),
      fileName,
      mediaType,
      size,
      sha256,
      detailsFound,
    },
  };
}

const malware =
  'Malware was found in this file, so it was not added and is not kept. Do not open it again, and tell whoever looks after your computers';

const problem = (words: string): PreparedFile => ({ ok: false, errors: { file: [words] } });

const titleOf = ({ title }: EvidenceDetails, fileName: string) =>
  title === '' ? fileName.slice(0, titleLimit) : title;

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** Adds a file or a link to the library of an organisation. Gives its id. */
export async function addEvidence(
  portal: Portal,
  viewer: Viewer,
  input: { readonly organisationId: string; readonly evidence: NewEvidence },
): Promise<string> {
  if (!mayInOrganisation(viewer, 'evidence.add', input.organisationId)) throw notFound();
  return portal.database.transaction((trx) => insertEvidence(trx, portal.stamp(), viewer, input));
}

/** The row and the event, within the transaction of a command that has checked the permission. */
export async function insertEvidence(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  { organisationId, evidence }: { readonly organisationId: string; readonly evidence: NewEvidence },
): Promise<string> {
  const id = stamp.newId();
  const isFile = evidence.kind === 'file';
  await trx
    .insertInto('evidence')
    .values({
      id,
      organisation_id: organisationId,
      title: evidence.title,
      ...contentColumns(stamp, viewer, evidence),
      added_by: viewer.personId,
      added_at: stamp.now,
      removed_at: null,
      revision: 1,
    })
    .execute();
  await recordEvent(trx, stamp, {
    type: 'evidence.added',
    owner: { organisationId },
    actorId: viewer.personId,
    subject: { kind: 'evidence', id },
    detail: isFile ? { kind: 'file', sha256: evidence.sha256, size: evidence.size } : { kind: 'link' },
  });
  return id;
}

/** What a version of a piece of evidence holds, as columns: the file or address, its dates, and who checked it. */
export function contentColumns(stamp: Stamp, viewer: Viewer, evidence: NewEvidence) {
  const file = evidence.kind === 'file' ? evidence : undefined;
  const checked = evidence.nobodyNamed === true;
  return {
    kind: evidence.kind,
    url: evidence.kind === 'link' ? evidence.url : null,
    file_name: file?.fileName ?? null,
    media_type: file?.mediaType ?? null,
    size: file?.size ?? null,
    sha256: file?.sha256 ?? null,
    covers_from: evidence.coversFrom,
    covers_to: evidence.coversTo,
    review_on: evidence.reviewOn ?? null,
    checked_by: checked ? viewer.personId : null,
    checked_at: checked ? stamp.now : null,
    details_found: JSON.stringify(file?.detailsFound ?? []),
  };
}
