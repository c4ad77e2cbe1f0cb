import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import type { DetailKind } from '../../evidence/child-details.ts';
import { detailsOfNew } from '../../evidence/commands/post-evidence.server.ts';
import {
  type EvidenceFormProblems,
  existingChosen,
  readEvidenceForm,
} from '../../evidence/commands/submit-evidence.server.ts';
import type { UploadForm } from '../../evidence/read-upload.server.ts';
import { evidenceKind } from '../../evidence/schema.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { partScope, refuseOutside } from '../parts.server.ts';
import { getReturn } from '../queries.server.ts';
import { questionAnchor } from '../standard-fields.ts';
import { attachNewEvidence, chooseEvidence } from './attach-evidence.server.ts';

export type QuestionEvidenceOutcome =
  | { readonly ok: true; readonly to: string; readonly found: readonly DetailKind[] }
  | EvidenceFormProblems;

/** What the forms of a question's evidence page do: tick pieces of the library, upload a file, or add a link. */
export async function submitQuestionEvidence(
  portal: Portal,
  viewer: Viewer,
  { returnId, questionCode }: { readonly returnId: string; readonly questionCode: string },
  upload: UploadForm,
): Promise<QuestionEvidenceOutcome> {
  const { db } = portal.database;
  const agencyReturn = await getReturn(db, organisationScope(viewer, 'evidence.add'), returnId);
  const compiled = await getEdition(db, agencyReturn.editionId, agencyReturn.editionSha256);
  const placed = compiled.questions.get(questionCode);
  if (!placed) throw notFound();
  refuseOutside(await partScope(db, viewer, 'return.answer', { returnId, part: placed.standard.code }), agencyReturn);
  const address = { returnId, questionCode };
  const { form } = upload;
  const texts = (name: string) => form.getAll(name).filter((entry) => typeof entry === 'string');
  let takenBack: boolean;
  let found: readonly DetailKind[] = [];
  const existing = existingChosen(upload);
  if (existing !== undefined) {
    ({ takenBack } = await chooseEvidence(portal, viewer, { ...address, shown: [], chosen: [existing] }));
  } else if (form.get('intent') === 'choose') {
    const choice = { ...address, shown: texts('shown'), chosen: texts('chosen') };
    ({ takenBack } = await chooseEvidence(portal, viewer, choice));
  } else {
    const kind = evidenceKind(form.get('kind'));
    const read = await readEvidenceForm(portal, viewer, agencyReturn.organisationId, kind, upload, {
      asks: true,
    });
    if (!read.ok) return read;
    found = detailsOfNew(read.evidence, portal.stamp().today);
    ({ takenBack } = await attachNewEvidence(portal, viewer, { ...address, evidence: read.evidence }));
  }
  const said = takenBack ? '?taken-back=1' : '';
  return {
    ok: true,
    found,
    to: `/returns/${returnId}/standards/${placed.standard.code}${said}#${questionAnchor(questionCode)}`,
  };
}
