import { type FieldErrors, parseForm, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { formText } from '../../../platform/typed-text.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import {
  type EvidenceFormProblems,
  existingChosen,
  readEvidenceForm,
} from '../../evidence/commands/submit-evidence.server.ts';
import type { UploadForm } from '../../evidence/read-upload.server.ts';
import { fileDetailsSchema, linkSchema } from '../../evidence/schema.ts';
import { attachWay } from '../attach-way.ts';
import { getStandardEvidence } from '../standard-evidence.server.ts';
import { attachToSeveral, type SeveralQuestions } from './attach-evidence.server.ts';

export type StandardEvidenceOutcome = { readonly ok: true; readonly to: string } | EvidenceFormProblems;

/** What the form of the page does: attaches a piece of the library, a new file or a link to the questions ticked. */
export async function submitStandardEvidence(
  portal: Portal,
  viewer: Viewer,
  { returnId, standardCode }: { readonly returnId: string; readonly standardCode: string },
  upload: UploadForm,
): Promise<StandardEvidenceOutcome> {
  const { db } = portal.database;
  const page = await getStandardEvidence(db, viewer, { returnId, standardCode, search: '', page: 1 });
  const asked = new Set(page.questions.map(({ code }) => code));
  const questionCodes = upload.form.getAll('questions').flatMap((code) => (typeof code === 'string' ? [code] : []));
  const errors: FieldErrors =
    questionCodes.length === 0
      ? { questions: ['Tick at least one question'] }
      : questionCodes.every((code) => asked.has(code))
        ? {}
        : { questions: ['One of these questions is not asked any more: look at the ticks and send the form again'] };
  const read = await readDocument(portal, viewer, page.agencyReturn.organisationId, upload, errors);
  if ('ok' in read) return read;
  const { changed, takenBack } = await attachToSeveral(portal, viewer, {
    returnId,
    standardCode,
    questionCodes,
    evidence: read,
  });
  const said = takenBack ? 'taken-back=1' : `attached=${changed}`;
  return { ok: true, to: `/returns/${returnId}/standards/${standardCode}?${said}` };
}

/** The document that the form names, or all that is wrong with the form. A file is not stored beside another problem. */
async function readDocument(
  portal: Portal,
  viewer: Viewer,
  organisationId: string,
  upload: UploadForm,
  errors: FieldErrors,
): Promise<SeveralQuestions['evidence'] | EvidenceFormProblems> {
  const { form } = upload;
  const way = attachWay(form.get('kind'), false);
  const refused = (more: FieldErrors): EvidenceFormProblems => ({
    ok: false,
    errors: { ...errors, ...more },
    values: typedValues(form),
  });
  const chosen = way === 'choose' ? formText(form, 'chosen') : existingChosen(upload);
  const hasErrors = Object.keys(errors).length > 0;
  if (chosen !== undefined) return hasErrors ? refused({}) : { id: chosen };
  if (way === 'choose') return refused({ chosen: ['Choose the document to attach'] });
  if (hasErrors) {
    const parsed = parseForm(way === 'link' ? linkSchema : fileDetailsSchema, form);
    return refused(parsed.ok ? {} : parsed.errors);
  }
  const read = await readEvidenceForm(portal, viewer, organisationId, way, upload, { asks: true });
  return read.ok ? { added: read.evidence } : read;
}
