import type { Reader } from '../../../db/client.server.ts';
import { notApplicableCode } from '../../../standards/vocabulary.ts';
import { notFound } from '../../platform/refusals.ts';
import type { PartnershipScope, Viewer } from '../accounts/viewer.ts';
import { evidenceToRead } from '../evidence/words.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { pointsWorstFirst } from '../questionnaire/ratings.ts';
import type { ContentQuestion } from '../returns/content.ts';
import { originWords } from '../returns/origin-words.ts';
import { answerBlocks } from '../submissions/answer-blocks.ts';
import { markOf, ratingMark } from '../submissions/marks.ts';
import { getAround } from './around.server.ts';
import { type EarlierJudgement, listEarlierJudgements } from './earlier-version.server.ts';
import { listKeyLines } from './key-lines.server.ts';
import { loadModeration } from './overview.server.ts';
import type { ModeratedQuestion, ModerationStandard, PreviousRating, ShownJudgement, StandardLink } from './pages.ts';
import {
  findPreviousRatings,
  listQuestionRatings,
  listStandardRatings,
  type QuestionRatingRow,
} from './ratings.server.ts';
import { moderatedStandardRating } from './rules.ts';

/** One standard of a submission: each question as it was answered, and the ratings beside it. */
export async function getModerationStandard(
  db: Reader,
  viewer: Viewer,
  submissionId: string,
  standardCode: string,
): Promise<ModerationStandard> {
  const loaded = await loadModeration(db, viewer, submissionId);
  const { submission, compiled, scope, frame } = loaded;
  const { content } = submission.snapshot;
  const at = content.standards.findIndex(({ code }) => code === standardCode);
  const standard = content.standards[at];
  if (!standard) throw notFound();
  const row = (await listStandardRatings(db, scope, submissionId)).find((one) => one.standardCode === standardCode);
  const ratings = (await listQuestionRatings(db, scope, submissionId)).filter(
    (one) => one.standardCode === standardCode,
  );
  const byQuestion = new Map(ratings.map((rating) => [rating.questionCode, rating]));
  const judgements = await listJudgements(db, scope, submissionId, standardCode);
  const previous = await findPreviousRatings(db, scope, submission);
  const before = await listEarlierJudgements(db, scope, submission, standardCode);
  const around = await getAround(db, viewer, scope, loaded);
  const files = new Map(content.evidence.map((file) => [file.id, file]));
  const linkTo = (place: number): StandardLink | null => {
    const found = content.standards[place];
    return found ? { code: found.code, number: found.number, title: found.title } : null;
  };
  return {
    ...frame,
    standard: {
      code: standard.code,
      number: standard.number,
      title: standard.title,
      summary: compiled.standards.get(standard.code)?.summary ?? '',
      self: markOf(compiled, standard.scale, row?.selfPoint ?? null),
      selfBeside: markOf(compiled, standard.scale, standard.beside ?? null),
      moderated: markOf(compiled, standard.scale, row?.moderatedPoint ?? null),
      moderatedBeside: markOf(
        compiled,
        standard.scale,
        moderatedStandardRating(compiled, standard.code, ratings).beside,
      ),
      agreed: markOf(compiled, standard.scale, row?.agreedPoint ?? null),
      previous: previous?.standards.get(standard.code) ?? null,
    },
    previousCycle: previous?.cycleName ?? null,
    questions: standard.questions.map((question) => ({
      code: question.code,
      number: question.number,
      text: question.text,
      answer: answerBlocks(compiled, question),
      carried: originWords(question),
      evidence: question.evidence.flatMap((id) => {
        const file = files.get(id);
        return file ? [evidenceToRead({ ...file, version: file.version ?? 1 })] : [];
      }),
      rating: ratingOf(
        compiled,
        question,
        byQuestion.get(question.code),
        judgements.get(question.code) ?? [],
        previous?.questions.get(question.code) ?? null,
        before.get(question.code),
      ),
      queries: around.queries.filter(({ questionCode }) => questionCode === question.code),
    })),
    unjudged: ratings.filter(({ selfPoint, moderatedPoint }) => selfPoint !== null && moderatedPoint === null).length,
    toTakeOver: ratings.filter(
      ({ questionCode, moderatedPoint }) => moderatedPoint === null && before.get(questionCode)?.unchanged === true,
    ).length,
    mayAsk: around.mayAsk,
    keyLines: (await listKeyLines(db, scope, [submissionId])).filter((line) => line.standardCode === standardCode),
    before: linkTo(at - 1),
    after: linkTo(at + 1),
  };
}

function ratingOf(
  compiled: CompiledEdition,
  question: ContentQuestion,
  row: QuestionRatingRow | undefined,
  judgements: readonly JudgementRow[],
  previous: PreviousRating | null,
  before: EarlierJudgement | undefined,
): ModeratedQuestion['rating'] {
  const scale = row && compiled.scales.get(row.scaleCode);
  if (!row || !scale) return null;
  const best = pointsWorstFirst(scale).toReversed();
  const offered = [...best.map(({ code }) => code), ...(scale.notApplicable.allowed ? [notApplicableCode] : [])];
  const shown = judgements.map(({ superseded, ...one }) => ({
    superseded,
    judgement: { ...one, mark: ratingMark(scale, one.point) },
  }));
  return {
    selfPoint: row.selfPoint,
    self: markOf(compiled, question.scale, row.selfPoint),
    agreed: ratingMark(scale, row.agreedPoint),
    previous,
    choices: offered.flatMap((point) => {
      const mark = ratingMark(scale, point);
      const definition = best.find(({ code }) => code === point)?.definition ?? null;
      return mark ? [{ point, mark, definition }] : [];
    }),
    current: shown.find(({ superseded }) => !superseded)?.judgement ?? null,
    before: before ? { ...before, mark: ratingMark(scale, before.point), revision: 0 } : null,
    earlier: shown.filter(({ superseded }) => superseded).map(({ judgement }) => judgement),
  };
}

type JudgementRow = Omit<ShownJudgement, 'mark'> & { readonly superseded: boolean };

/** Every judgement on the questions of a standard, newest first. */
async function listJudgements(
  db: Reader,
  scope: PartnershipScope,
  submissionId: string,
  standardCode: string,
): Promise<Map<string, JudgementRow[]>> {
  const rows = await db
    .selectFrom('judgement')
    .innerJoin('person', 'person.id', 'judgement.moderator_id')
    .select([
      'judgement.question_code as questionCode',
      'judgement.point',
      'judgement.reason',
      'judgement.made_at as madeAt',
      'judgement.revision',
      'judgement.superseded_at as supersededAt',
      'person.name as moderator',
    ])
    .where('judgement.submission_id', '=', submissionId)
    .where('judgement.partnership_id', 'in', scope.partnershipIds)
    .where('judgement.standard_code', '=', standardCode)
    .orderBy('judgement.revision', 'desc')
    .execute();
  return Map.groupBy(
    rows.map(({ supersededAt, ...row }) => ({ ...row, superseded: supersededAt !== null })),
    (row) => row.questionCode,
  );
}
