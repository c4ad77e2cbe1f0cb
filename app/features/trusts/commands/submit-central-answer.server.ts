import { type FieldErrors, parseForm, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { type NewEvidence, prepareFile } from '../../evidence/commands/add-evidence.server.ts';
import type { UploadForm } from '../../evidence/read-upload.server.ts';
import { fileDetailsSchema } from '../../evidence/schema.ts';
import { checkComplete, parseDraft } from '../../questionnaire/answers.ts';
import { editionId, getSharedEdition } from '../../questionnaire/editions.server.ts';
import { answerFieldValues, type FieldValues, fieldNames, readAnswerFields } from '../../questionnaire/form-fields.ts';
import { groupScope } from '../scope.ts';
import type { EditionOfGroup } from './mark-questions.server.ts';
import { saveCentralAnswer } from './save-central-answer.server.ts';

export type SubmittedCentral =
  | { readonly ok: true; readonly changed: boolean }
  | {
      readonly ok: false;
      readonly errors: FieldErrors;
      /** What was typed, to show again. */
      readonly typed: FieldValues;
      readonly chosen: readonly string[];
      /** The fields about the file. */
      readonly values: TypedValues;
      /** Somebody else saved first: the page shows theirs beside what was typed, and the next save goes over it. */
      readonly stale: boolean;
    };

/**
 * What the form of a central answer does: reads the answer by the rules of the question, wants it complete, takes a file
 * along if there is one, and saves. Every problem comes back at once with all that was typed.
 */
export async function submitCentralAnswer(
  portal: Portal,
  viewer: Viewer,
  at: EditionOfGroup & { readonly questionCode: string },
  { form, file }: UploadForm,
): Promise<SubmittedCentral> {
  const { groupId, setCode, edition, questionCode } = at;
  groupScope(viewer, 'group.answer', groupId);
  const { compiled } = await getSharedEdition(portal.database.db, editionId({ set: setCode, edition }));
  const question = compiled.questions.get(questionCode)?.question;
  if (!question) throw notFound();
  const input = readAnswerFields(question, form);
  if (!input) throw notFound();
  const scale = question.answer.type === 'rating' ? compiled.scales.get(question.answer.scale) : undefined;
  const draft = parseDraft(question, scale, input);
  const problems =
    'problems' in draft
      ? draft.problems
      : checkComplete({ ...question, required: true }, scale, draft.value, portal.stamp().today);
  const chosen = form.getAll('evidence').filter((entry) => typeof entry === 'string');
  const back = { typed: answerFieldValues(question, input), chosen, values: typedValues(form) };
  const errors: FieldErrors = problems.length > 0 ? { [fieldNames(question).main]: [...problems] } : {};
  let added: NewEvidence | undefined;
  if (file) {
    const details = parseForm(fileDetailsSchema, form);
    if (!details.ok) Object.assign(errors, details.errors);
    else if (problems.length === 0) {
      const prepared = await prepareFile(portal, viewer, groupId, file, details.value);
      if (prepared.ok) added = prepared.evidence;
      else Object.assign(errors, prepared.errors);
    } else errors.file = ['Choose the file again: it was not kept, because something else is to be put right'];
  }
  if ('problems' in draft || Object.keys(errors).length > 0) return { ok: false, errors, ...back, stale: false };
  const typedRevision = Number(form.get('revision') ?? 0);
  const saved = await saveCentralAnswer(portal, viewer, {
    ...at,
    value: draft.value,
    evidence: chosen,
    added,
    revision: Number.isSafeInteger(typedRevision) && typedRevision >= 0 ? typedRevision : 0,
  });
  if (saved.outcome !== 'stale') return { ok: true, changed: saved.outcome === 'saved' };
  const words =
    'Somebody else of your trust saved this answer since you opened the page. Theirs is shown below: save again to put yours over it';
  return { ok: false, errors: { [fieldNames(question).main]: [words] }, ...back, stale: true };
}
