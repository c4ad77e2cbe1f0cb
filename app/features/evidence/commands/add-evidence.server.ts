import type { Trx } from '../../../../db/client.server.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { mayInOrganisation, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { readFileKind } from '../file-kind.server.ts';
import { safeFileName } from '../file-name.ts';
import { type FileDetails, type LinkDetails, titleLimit } from '../schema.ts';

/** A file that is on disk already, or a link. */
export type NewEvidence =
  | (LinkDetails & { readonly kind: 'link' })
  | (FileDetails & {
      readonly kind: 'file';
      readonly fileName: string;
      readonly mediaType: string;
      readonly size: number;
      readonly sha256: string;
    });

export type PreparedFile =
  | { readonly ok: true; readonly evidence: NewEvidence }
  | { readonly ok: false; readonly errors: FieldErrors };

/**
 * Looks at what a file really is and stores its bytes under the organisation, before any row names them. A file that
 * is missing, empty, too large or of a kind that is not accepted comes back as a problem with the field `file`.
 */
export async function prepareFile(
  portal: Portal,
  viewer: Viewer,
  organisationId: string,
  upload: { readonly name: string; readonly bytes: Uint8Array } | undefined,
  details: FileDetails,
): Promise<PreparedFile> {
  if (!mayInOrganisation(viewer, 'evidence.add', organisationId)) throw notFound();
  if (upload === undefined) return { ok: false, errors: { file: ['Choose a file'] } };
  const kind = await readFileKind(upload.bytes, upload.name);
  if (!kind.ok) return { ok: false, errors: { file: [kind.problem] } };
  const fileName = safeFileName(upload.name, kind.extension);
  const { sha256, size } = await portal.blobs.put(organisationId, upload.bytes);
  const title = details.title === '' ? fileName.slice(0, titleLimit) : details.title;
  return { ok: true, evidence: { kind: 'file', ...details, title, fileName, mediaType: kind.mediaType, size, sha256 } };
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
      kind: evidence.kind,
      title: evidence.title,
      url: isFile ? null : evidence.url,
      file_name: isFile ? evidence.fileName : null,
      media_type: isFile ? evidence.mediaType : null,
      size: isFile ? evidence.size : null,
      sha256: isFile ? evidence.sha256 : null,
      covers_from: evidence.coversFrom,
      covers_to: evidence.coversTo,
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
