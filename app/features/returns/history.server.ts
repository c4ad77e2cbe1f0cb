import type { Reader } from '../../../db/client.server.ts';
import type { AnswerType, Scale } from '../../../standards/contract.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import type { AnswerValue } from '../questionnaire/answer-values.ts';
import { readAnswer } from './facts.ts';
import type { AgencyReturn } from './schema.ts';
import { getReturnStandard } from './standard-page.server.ts';

/** One text of one answer, as somebody saved it. */
export interface AnswerVersion {
  readonly id: string;
  readonly questionCode: string;
  readonly questionText: string;
  readonly answer: AnswerType;
  readonly scale: Scale | undefined;
  readonly value: AnswerValue;
  readonly savedAt: string;
  readonly savedBy: string;
  /** `conflict`: somebody else was first, and this text was set aside. */
  readonly outcome: 'kept' | 'conflict';
  /** This is the answer as it stands. */
  readonly current: boolean;
  /** It was saved before the return moved to a newer edition: its question may have asked something else. */
  readonly beforeMove: boolean;
  /** The revision to name when this text is made the answer again. */
  readonly standingRevision: number;
}

export interface StandardHistory {
  readonly agencyReturn: AgencyReturn;
  readonly standard: { readonly code: string; readonly number: string; readonly title: string };
  readonly questions: readonly { readonly code: string; readonly text: string }[];
  readonly versions: Page<AnswerVersion>;
}

/** Every text of the answers of one standard, newest first, with those that lost a race; of one question if named. */
export async function getStandardHistory(
  db: Reader,
  scope: OrganisationScope,
  asked: {
    readonly returnId: string;
    readonly standardCode: string;
    readonly questionCode?: string | undefined;
    readonly page: number;
  },
): Promise<StandardHistory> {
  const { agencyReturn, compiled, standard } = await getReturnStandard(db, scope, asked);
  const codes = standard.questions.map(({ code }) => code).filter((code) => code === (asked.questionCode ?? code));
  const matching = () =>
    db
      .selectFrom('answer_revision')
      .where('answer_revision.return_id', '=', agencyReturn.id)
      .where('answer_revision.organisation_id', 'in', scope.organisationIds)
      .where('answer_revision.question_code', 'in', codes.length > 0 ? codes : ['']);
  const { total } = await matching()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked.page);
  const rows = await matching()
    .innerJoin('person', 'person.id', 'answer_revision.saved_by')
    .leftJoin('answer', (join) =>
      join
        .onRef('answer.return_id', '=', 'answer_revision.return_id')
        .onRef('answer.question_code', '=', 'answer_revision.question_code'),
    )
    .select([
      'answer_revision.id',
      'answer_revision.question_code',
      'answer_revision.revision',
      'answer_revision.value',
      'answer_revision.saved_at',
      'answer_revision.outcome',
      'person.name',
      'answer.revision as standing',
      'answer.saved_at as standing_at',
    ])
    .orderBy('answer_revision.saved_at', 'desc')
    .orderBy('answer_revision.revision', 'desc')
    .orderBy('answer_revision.id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const move = await db
    .selectFrom('return_move')
    .innerJoin('edition_move', 'edition_move.id', 'return_move.move_id')
    .select((eb) => eb.fn.max('edition_move.moved_at').as('at'))
    .where('return_move.return_id', '=', agencyReturn.id)
    .where('return_move.organisation_id', 'in', scope.organisationIds)
    .where('return_move.undone_at', 'is', null)
    .executeTakeFirst();
  const movedAt = move?.at ?? null;
  const items = rows.flatMap((row): AnswerVersion[] => {
    const question = compiled.questions.get(row.question_code)?.question;
    if (!question) return [];
    return [
      {
        id: row.id,
        questionCode: row.question_code,
        questionText: question.text,
        answer: question.answer,
        scale: question.answer.type === 'rating' ? compiled.scales.get(question.answer.scale) : undefined,
        value: readAnswer(row.value),
        savedAt: row.saved_at,
        savedBy: row.name,
        outcome: row.outcome,
        // Revisions begin anew where a question was left without an answer by a move, so the time counts too.
        current: row.outcome === 'kept' && row.revision === row.standing && row.saved_at === row.standing_at,
        beforeMove: movedAt !== null && row.saved_at <= movedAt,
        standingRevision: row.standing ?? 0,
      },
    ];
  });
  return {
    agencyReturn,
    standard: { code: standard.code, number: standard.number, title: standard.title },
    questions: standard.questions.map(({ code, text }) => ({ code, text })),
    versions: { items, page, pageCount, total: Number(total) },
  };
}
