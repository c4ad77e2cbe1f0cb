import {
  type FieldErrors,
  type ParsedForm,
  parseForm,
  type TypedValues,
  typedValues,
} from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { formText } from '../../../platform/typed-text.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import type { UploadForm } from '../read-upload.server.ts';
import { findSameFile, openLibrary } from '../same-file.server.ts';
import { type EvidenceDetails, fileDetailsSchema, linkSchema, type SameFile } from '../schema.ts';
import { type NewEvidence, type PreparedFile, prepareCopy, prepareFile } from './add-evidence.server.ts';

export type EvidenceFormProblems = {
  readonly ok: false;
  readonly errors: FieldErrors;
  readonly values: TypedValues;
  /** The library holds these very bytes: the person says whether to use that piece or keep both. */
  readonly same?: SameFile & { readonly name: string };
};

export type ReadEvidenceForm = { readonly ok: true; readonly evidence: NewEvidence } | EvidenceFormProblems;

/** The piece to use in place of one with the same bytes, once the person has said so; undefined otherwise. */
export function existingChosen({ form, file }: UploadForm): string | undefined {
  return file === undefined && form.get('same') === 'use' ? formText(form, 'sameAs')?.split(':')[0] : undefined;
}

/** What the form says is kept although the library has it: the piece, its version, and the name that the file had. */
function copyChosen({ form, file }: UploadForm) {
  if (file !== undefined || form.get('same') !== 'keep') return undefined;
  const [evidenceId = '', version = ''] = (formText(form, 'sameAs') ?? '').split(':');
  return { evidenceId, version: Number(version), name: formText(form, 'sameName') ?? '' };
}

/**
 * Reads the form of a new piece of evidence, a file or a link, and stores the file. Every problem comes back at once
 * with all that was typed; only the choice of the file itself must be made again, which browsers insist on.
 *
 * @param asks whether the page can ask what to do with a file that the library has already; else it is kept
 */
export async function readEvidenceForm(
  portal: Portal,
  viewer: Viewer,
  organisationId: string,
  kind: 'file' | 'link',
  upload: UploadForm,
  { asks = false }: { readonly asks?: boolean } = {},
): Promise<ReadEvidenceForm> {
  const { form, file } = upload;
  if (kind === 'link') {
    const parsed = parseForm(linkSchema, form);
    return parsed.ok ? { ok: true, evidence: { kind, ...parsed.value } } : parsed;
  }
  const parsed: ParsedForm<EvidenceDetails> = parseForm(fileDetailsSchema, form);
  const details = parsed.ok ? parsed.value : { title: '', coversFrom: null, coversTo: null };
  const copy = copyChosen(upload);
  const prepared: PreparedFile = copy
    ? await prepareCopy(portal, viewer, organisationId, copy, details)
    : await prepareFile(portal, viewer, organisationId, file, details);
  const same =
    asks && !copy && prepared.ok
      ? await findSameFile(portal.database.db, openLibrary(viewer, organisationId), prepared.evidence.sha256)
      : undefined;
  if (parsed.ok && prepared.ok && !same) return prepared;
  const errors = {
    ...(parsed.ok ? {} : parsed.errors),
    ...(prepared.ok ? {} : prepared.errors),
    ...(same ? { file: [sameInWords(same)] } : {}),
  };
  return {
    ok: false,
    errors,
    values: typedValues(form),
    ...(same && prepared.ok ? { same: { ...same, name: prepared.evidence.fileName } } : {}),
  };
}

const sameInWords = ({ title, newest, version }: SameFile) =>
  newest
    ? `You already have this file: “${title}”. Use it, or keep both`
    : `You already have this file: it is version ${version} of “${title}”. Use that evidence as it is now, or keep both`;
