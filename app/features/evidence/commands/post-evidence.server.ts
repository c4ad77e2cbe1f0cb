import { parseForm, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { formText } from '../../../platform/typed-text.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import type { DetailKind } from '../child-details.ts';
import { detailsOf } from '../details-of.ts';
import { getEvidence } from '../queries.server.ts';
import type { UploadForm } from '../read-upload.server.ts';
import { evidenceKind, linkVersionSchema } from '../schema.ts';
import { evidenceScope } from '../scope.server.ts';
import { addEvidence, type NewEvidence } from './add-evidence.server.ts';
import { addVersion } from './add-version.server.ts';
import { type EvidenceFormProblems, existingChosen, readEvidenceForm } from './submit-evidence.server.ts';

export type EvidencePosted =
  | {
      readonly ok: true;
      readonly evidenceId: string;
      readonly how: 'added' | 'already' | 'version';
      readonly found: readonly DetailKind[];
    }
  | EvidenceFormProblems;

/** The form of the page "Upload a file" or "Add a link": a new piece in the library, or the one that is there already. */
export async function postNewEvidence(portal: Portal, viewer: Viewer, upload: UploadForm): Promise<EvidencePosted> {
  const scope = organisationScope(viewer, 'evidence.add');
  const existing = existingChosen(upload);
  if (existing !== undefined) {
    const { id } = await getEvidence(portal.database.db, evidenceScope(viewer, 'evidence.read'), existing);
    return { ok: true, evidenceId: id, how: 'already', found: [] };
  }
  const organisationId = formText(upload.form, 'organisationId') ?? scope.organisationIds[0];
  const kind = evidenceKind(upload.form.get('kind'));
  const read = await readEvidenceForm(portal, viewer, organisationId, kind, upload, { asks: true });
  if (!read.ok) return read;
  const evidenceId = await addEvidence(portal, viewer, { organisationId, evidence: read.evidence });
  return { ok: true, evidenceId, how: 'added', found: detailsOfNew(read.evidence, portal.stamp().today) };
}

/** The form of the page "Add a new version": a file or a link that takes the place of the newest version. */
export async function postVersion(
  portal: Portal,
  viewer: Viewer,
  evidenceId: string,
  upload: UploadForm,
): Promise<EvidencePosted> {
  const { form } = upload;
  const item = await getEvidence(portal.database.db, evidenceScope(viewer, 'evidence.change'), evidenceId);
  const kind = evidenceKind(form.get('kind'));
  const read = await readVersion(portal, viewer, item.organisationId, item.title, kind, upload);
  if (!read.ok) return read;
  const after = Number(formText(form, 'after'));
  const added = await addVersion(portal, viewer, { evidenceId, after, evidence: read.evidence });
  if (added.outcome === 'added')
    return { ok: true, evidenceId, how: 'version', found: detailsOfNew(read.evidence, portal.stamp().today) };
  const errors = { [kind === 'file' ? 'file' : 'url']: [sameAsNewest[kind]] };
  return { ok: false, errors, values: typedValues(form) };
}

/** What a new piece seems to hold that might tell who a child is. */
export const detailsOfNew = (evidence: NewEvidence, today: string): DetailKind[] =>
  detailsOf(
    evidence.kind === 'file'
      ? { ...evidence, url: null, detailsFound: evidence.detailsFound ?? [] }
      : { ...evidence, fileName: null, detailsFound: [] },
    today,
  );

const sameAsNewest = {
  file: 'This is the file that you already have as the newest version: choose another one',
  link: 'This is the address that you already have as the newest version: enter another one',
};

async function readVersion(
  portal: Portal,
  viewer: Viewer,
  organisationId: string,
  title: string,
  kind: 'file' | 'link',
  upload: UploadForm,
): Promise<{ readonly ok: true; readonly evidence: NewEvidence } | EvidenceFormProblems> {
  if (kind === 'file') {
    const read = await readEvidenceForm(portal, viewer, organisationId, kind, upload);
    return read.ok ? { ok: true, evidence: { ...read.evidence, title } } : read;
  }
  const parsed = parseForm(linkVersionSchema, upload.form);
  return parsed.ok ? { ok: true, evidence: { kind, title, ...parsed.value } } : parsed;
}
