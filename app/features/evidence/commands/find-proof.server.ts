/** Evidence that is shown with something else than an answer: the proof of an action, the report that a challenge asked for. */
import type { Trx } from '../../../../db/client.server.ts';
import type { FieldErrors, ParsedForm, TypedValues } from '../../../platform/form-parsing.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import type { UploadForm } from '../read-upload.server.ts';
import { evidenceScope, inEvidenceScope } from '../scope.server.ts';
import { insertEvidence, type NewEvidence } from './add-evidence.server.ts';
import { readEvidenceForm } from './submit-evidence.server.ts';

/** The piece and the version of it that is shown; without either, nothing is. */
export interface Proof {
  readonly evidence_id?: string;
  readonly evidence_version?: number;
}

/**
 * The proof that goes with what somebody says: the new evidence, which joins the organisation's library in the same
 * step, else the item named, when it is the organisation's own and still there. Empty for none, undefined for an item
 * that is not there.
 */
export async function findProof(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  organisationId: string,
  evidence: string | null,
  newEvidence: NewEvidence | undefined,
): Promise<Proof | undefined> {
  if (newEvidence)
    return { evidence_id: await insertEvidence(trx, stamp, viewer, { organisationId, evidence: newEvidence }) };
  if (evidence === null) return {};
  const found = await trx
    .selectFrom('evidence')
    .select(['id', 'version'])
    .where('id', '=', evidence)
    .where('organisation_id', '=', organisationId)
    .where(({ eb }) => inEvidenceScope(evidenceScope(viewer, 'evidence.read'))(eb))
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return found && { evidence_id: found.id, evidence_version: found.version };
}

/** A parsed form and the file that came with it: every problem of both at once. */
export async function readWithProof<T>(
  portal: Portal,
  viewer: Viewer,
  organisationId: string,
  upload: UploadForm,
  parsed: ParsedForm<T>,
): Promise<
  | { readonly ok: true; readonly value: T; readonly newEvidence?: NewEvidence }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues }
> {
  if (!upload.file) return parsed;
  const read = await readEvidenceForm(portal, viewer, organisationId, 'file', upload);
  if (parsed.ok && read.ok) return { ok: true, value: parsed.value, newEvidence: read.evidence };
  const problems = [parsed, read].flatMap((one) => (one.ok ? [] : [one]));
  return {
    ok: false,
    errors: Object.assign({}, ...problems.map(({ errors }) => errors)),
    values: problems[0]?.values ?? {},
  };
}
