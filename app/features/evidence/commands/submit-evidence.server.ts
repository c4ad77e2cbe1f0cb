import { type FieldErrors, parseForm, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import type { UploadForm } from '../read-upload.server.ts';
import { fileDetailsSchema, linkSchema } from '../schema.ts';
import { type NewEvidence, prepareFile } from './add-evidence.server.ts';

export type ReadEvidenceForm =
  | { readonly ok: true; readonly evidence: NewEvidence }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };

/**
 * Reads the form of a new piece of evidence, a file or a link, and stores the file. Every problem comes back at once
 * with all that was typed; only the choice of the file itself must be made again, which browsers insist on.
 */
export async function readEvidenceForm(
  portal: Portal,
  viewer: Viewer,
  organisationId: string,
  kind: 'file' | 'link',
  { form, file }: UploadForm,
): Promise<ReadEvidenceForm> {
  if (kind === 'link') {
    const parsed = parseForm(linkSchema, form);
    return parsed.ok ? { ok: true, evidence: { kind, ...parsed.value } } : parsed;
  }
  const parsed = parseForm(fileDetailsSchema, form);
  const details = parsed.ok ? parsed.value : { title: '', coversFrom: null, coversTo: null };
  const prepared = await prepareFile(portal, viewer, organisationId, file, details);
  if (parsed.ok && prepared.ok) return prepared;
  const errors = { ...(parsed.ok ? {} : parsed.errors), ...(prepared.ok ? {} : prepared.errors) };
  return { ok: false, errors, values: typedValues(form) };
}
