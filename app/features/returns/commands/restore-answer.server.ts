import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { parseDraft } from '../../questionnaire/answers.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { readAnswer } from '../facts.ts';
import { partScope } from '../parts.server.ts';
import { type SaveOutcome, saveAnswers } from './save-answers.server.ts';

/**
 * Makes an earlier text of an answer, or one that lost a conflict, the answer again: an ordinary save, so what stood
 * before stays in the history. `revision` is the one the person saw standing. Refuses, in words, a text that does not
 * answer the question as it is asked now, because the return has moved to another edition since.
 */
export async function restoreAnswer(
  portal: Portal,
  viewer: Viewer,
  input: {
    readonly returnId: string;
    readonly standardCode: string;
    readonly revisionId: string;
    readonly revision: number;
  },
): Promise<SaveOutcome> {
  const part = { returnId: input.returnId, part: input.standardCode };
  const scope = await partScope(portal.database.db, viewer, 'return.answer', part);
  const row = await portal.database.db
    .selectFrom('answer_revision')
    .innerJoin('agency_return', 'agency_return.id', 'answer_revision.return_id')
    .select(['answer_revision.question_code', 'answer_revision.value', 'agency_return.edition_id'])
    .where('answer_revision.id', '=', input.revisionId)
    .where('answer_revision.return_id', '=', input.returnId)
    .where('answer_revision.organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  const { questions, scales } = await getEdition(portal.database.db, row.edition_id);
  const placed = questions.get(row.question_code);
  if (placed?.standard.code !== input.standardCode) throw notFound();
  const { question } = placed;
  const value = readAnswer(row.value);
  const scale = question.answer.type === 'rating' ? scales.get(question.answer.scale) : undefined;
  if ('problems' in parseDraft(question, scale, value))
    throw notNow('This text answers the question as it was asked before: answer it again instead');
  return saveAnswers(portal, viewer, {
    returnId: input.returnId,
    standardCode: input.standardCode,
    editionId: row.edition_id,
    answers: [{ questionCode: row.question_code, value, revision: input.revision }],
  });
}
