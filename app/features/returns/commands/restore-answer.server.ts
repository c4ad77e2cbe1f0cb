import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { readAnswer } from '../facts.ts';
import { type SaveOutcome, saveAnswers } from './save-answers.server.ts';

/**
 * Makes an earlier text of an answer, or one that lost a conflict, the answer again: an ordinary save, so what stood
 * before stays in the history. `revision` is the one the person saw standing.
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
  const scope = organisationScope(viewer, 'return.answer');
  const row = await portal.database.db
    .selectFrom('answer_revision')
    .select(['question_code', 'value'])
    .where('id', '=', input.revisionId)
    .where('return_id', '=', input.returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  return saveAnswers(portal, viewer, {
    returnId: input.returnId,
    standardCode: input.standardCode,
    answers: [{ questionCode: row.question_code, value: readAnswer(row.value), revision: input.revision }],
  });
}
