import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { AnswerValue } from '../questionnaire/answer-values.ts';
import { editionId } from '../questionnaire/editions.server.ts';
import { readAnswer } from '../returns/facts.ts';
import type { GroupScope } from './scope.ts';

/** What the group said at one save. */
export interface CentralRevision {
  readonly revision: number;
  readonly value: AnswerValue;
  readonly by: string;
  readonly at: string;
}

/** Every save of a central answer, newest first, a page at a time. Nobody loses what was offered before. */
export async function listCentralHistory(
  db: Reader,
  { groupId }: GroupScope,
  at: { readonly setCode: string; readonly edition: string; readonly questionCode: string },
  asked: number,
): Promise<Page<CentralRevision>> {
  const saves = () =>
    db
      .selectFrom('central_answer_revision as saved')
      .innerJoin('central_answer', (join) =>
        join
          .onRef('central_answer.id', '=', 'saved.central_id')
          .onRef('central_answer.group_id', '=', 'saved.group_id'),
      )
      .where('central_answer.group_id', '=', groupId)
      .where('central_answer.edition_id', '=', editionId({ set: at.setCode, edition: at.edition }))
      .where('central_answer.question_code', '=', at.questionCode);
  const { total } = await saves()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await saves()
    .innerJoin('person', 'person.id', 'saved.saved_by')
    .select(['saved.revision', 'saved.value', 'saved.saved_at as at', 'person.name as by'])
    .orderBy('saved.revision', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map(({ value, ...row }) => ({ ...row, value: readAnswer(value) })),
    page,
    pageCount,
    total: Number(total),
  };
}
