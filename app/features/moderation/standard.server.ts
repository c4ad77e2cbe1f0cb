import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import type { PartnershipScope, Viewer } from '../accounts/viewer.ts';
import { evidenceToRead } from '../evidence/words.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import type { ContentQuestion } from '../returns/content.ts';
import { originWords } from '../returns/origin-words.ts';
import { answerBlocks } from '../submissions/answer-blocks.ts';
import { markOf, ratingMark } from '../submissions/marks.ts';
import { listFiguresOfCycle } from '../surveys/figures.server.ts';
import { figuresAbout } from '../surveys/figures.ts';
import { findThresholds } from '../surveys/thresholds.server.ts';
import { getAround } from './around.server.ts';
import { type EarlierJudgement, listEarlierJudgements } from './earlier-version.server.ts';
import { listKeyLines } from './key-lines.server.ts';
import { type LoadedModeration, loadModeration } from './load.server.ts';
import type { ModeratedQuestion, ModerationStandard, PreviousRating, ShownJudgement, StandardLink } from './pages.ts';
import { listStandings, type QuestionStanding } from './panel.server.ts';
import { choicesOf } from './rating-choices.ts';
import {
  findPreviousRatings,
  listQuestionRatings,
  listStandardRatings,
  type QuestionRatingRow,
  type RatingRow,
} from './ratings.server.ts';
import { listReplies, type RatingReply } from './replies.server.ts';
import { moderatedStandardRating } from './rules.ts';
import { type ComparedFigure, compareWithOwn } from './survey-conflicts.ts';

/**
 * One standard of a submission: each question as it was answered, and the ratings beside it. Of a standard that the
 * person rates blind and has not rated yet: the questions, the words and the evidence, and their own ratings alone.
 */
export async function getModerationStandard(
  db: Reader,
  viewer: Viewer,
  submissionId: string,
  standardCode: string,
): Promise<ModerationStandard> {
  const loaded = await loadModeration(db, viewer, submissionId);
  const { submission, sent, compiled, scope, reach, frame, veil } = loaded;
  const { content } = submission.snapshot;
  const at = content.standards.findIndex(({ code }) => code === standardCode);
  const standard = content.standards[at];
  if (!standard) throw notFound();
  const hidden = veil.standards.has(standardCode);
  const rows = await listStandardRatings(db, scope, submissionId);
  const row = hidden ? undefined : rows.find((one) => one.standardCode === standardCode);
  const ratings = (await listQuestionRatings(db, scope, submissionId)).filter(
    (one) => one.standardCode === standardCode && !veil.questions.has(one.questionCode),
  );
  const byQuestion = new Map(ratings.map((rating) => [rating.questionCode, rating]));
  const standings = await listStandings(db, scope, submissionId, [standardCode]);
  const earlier = await listSuperseded(db, scope, submissionId, standardCode, hidden ? viewer.personId : null);
  const previous = frame.blind ? undefined : await findPreviousRatings(db, scope, submission);
  const before = await listEarlierJudgements(db, scope, viewer, { sent, standardCode, ownOnly: hidden });
  const replies = new Map((await listReplies(db, [submissionId])).map((reply) => [reply.questionCode, reply]));
  const around = await getAround(db, viewer, scope, loaded);
  const keyLines = (await listKeyLines(db, scope, [submissionId])).filter((line) => line.standardCode === standardCode);
  const figures = await listFiguresBeside(db, loaded, standardCode, hidden ? null : { ratings, row });
  const files = new Map(content.evidence.map((file) => [file.id, file]));
  const linkTo = (place: number): StandardLink | null => {
    const found = content.standards[place];
    return found ? { code: found.code, number: found.number, title: found.title } : null;
  };
  const isLeft = ({ questionCode }: QuestionRatingRow) => {
    const its = standings.get(questionCode)?.judgements ?? [];
    return reach.assigned ? !its.some(({ moderatorId }) => moderatorId === viewer.personId) : its.length === 0;
  };
  return {
    ...frame,
    standard: {
      code: standard.code,
      number: standard.number,
      title: standard.title,
      summary: compiled.standards.get(standard.code)?.summary ?? '',
      self: markOf(compiled, standard.scale, row?.selfPoint ?? null),
      selfBeside: hidden ? null : markOf(compiled, standard.scale, standard.beside ?? null),
      moderated: markOf(compiled, standard.scale, row?.moderatedPoint ?? null),
      moderatedBeside: hidden
        ? null
        : markOf(compiled, standard.scale, moderatedStandardRating(compiled, standard.code, ratings).beside),
      agreed: markOf(compiled, standard.scale, row?.agreedPoint ?? null),
      previous: previous?.standards.get(standard.code) ?? null,
    },
    figures: figuresAbout(figures, standardCode, null),
    previousCycle: previous?.cycleName ?? null,
    hidden,
    questions: standard.questions.map((question) => ({
      code: question.code,
      number: question.number,
      text: question.text,
      answer:
        hidden && question.scale !== null
          ? [
              {
                type: question.narrative === '' ? 'none' : 'text',
                text: question.narrative || 'No words were written here',
              },
            ]
          : answerBlocks(compiled, question),
      carried: originWords(question),
      evidence: question.evidence.flatMap((id) => {
        const file = files.get(id);
        return file ? [evidenceToRead({ ...file, version: file.version ?? 1 })] : [];
      }),
      rating: ratingOf(compiled, question, byQuestion.get(question.code), {
        hidden,
        viewer,
        standing: standings.get(question.code),
        earlier: earlier.get(question.code) ?? [],
        previous: previous?.questions.get(question.code) ?? null,
        before: before.get(question.code),
        reply: replies.get(question.code) ?? null,
      }),
      queries: around.queries.filter(({ questionCode }) => questionCode === question.code),
      figures: figuresAbout(figures, standardCode, question.code),
    })),
    unjudged: hidden ? 0 : ratings.filter((one) => one.selfPoint !== null && isLeft(one)).length,
    toTakeOver: ratings.filter((one) => isLeft(one) && before.get(one.questionCode)?.unchanged === true).length,
    mayAsk: around.mayAsk,
    keyLines: hidden ? keyLines.filter(({ authorId }) => authorId === viewer.personId) : keyLines,
    before: linkTo(at - 1),
    after: linkTo(at + 1),
  };
}

/**
 * What surveys of the cycle say about a standard of this return. That a figure contradicts the own rating gives it away, so
 * without own ratings none is told to. A peer is from another agency, and sees nobody's figures.
 */
async function listFiguresBeside(
  db: Reader,
  { sent, compiled, reach }: LoadedModeration,
  standardCode: string,
  own: { readonly ratings: readonly QuestionRatingRow[]; readonly row: RatingRow | undefined } | null,
): Promise<ComparedFigure[]> {
  if (reach.peer) return [];
  const cycle = { id: sent.cycleId, partnershipId: sent.partnershipId };
  const ofCycle = await listFiguresOfCycle(db, cycle, { organisationIds: [sent.organisationId] });
  const figures = ofCycle.filter((figure) => figure.standardCode === standardCode);
  if (figures.length === 0) return [];
  const points = own ? [...own.ratings, ...(own.row ? [{ ...own.row, questionCode: null }] : [])] : [];
  return compareWithOwn(figures, points, compiled, await findThresholds(db, cycle));
}

interface AroundRating {
  readonly hidden: boolean;
  readonly viewer: Viewer;
  readonly standing: QuestionStanding | undefined;
  readonly earlier: readonly UnmarkedJudgement[];
  readonly previous: PreviousRating | null;
  readonly before: EarlierJudgement | undefined;
  readonly reply: RatingReply | null;
}

function ratingOf(
  compiled: CompiledEdition,
  question: ContentQuestion,
  row: QuestionRatingRow | undefined,
  { hidden, viewer, standing, earlier, previous, before, reply }: AroundRating,
): ModeratedQuestion['rating'] {
  const scale = row && compiled.scales.get(row.scaleCode);
  if (!row || !scale) return null;
  const shown = ({ point, reason, moderator, madeAt, revision }: UnmarkedJudgement): ShownJudgement => ({
    point,
    reason,
    moderator,
    madeAt,
    revision,
    mark: ratingMark(scale, point),
  });
  const judgements = standing?.judgements ?? [];
  const own = judgements.find(({ moderatorId }) => moderatorId === viewer.personId);
  const panel = hidden ? null : (standing?.panel ?? null);
  return {
    selfPoint: hidden ? null : row.selfPoint,
    self: hidden ? null : markOf(compiled, question.scale, row.selfPoint),
    agreed: hidden ? null : ratingMark(scale, row.agreedPoint),
    previous,
    choices: choicesOf(scale),
    current: own ? shown(own) : null,
    others: hidden ? [] : judgements.filter((one) => one !== own).map(shown),
    panel: panel ? shown({ ...panel, moderator: panel.setBy, madeAt: panel.setAt }) : null,
    reply: hidden ? null : reply,
    before: before ? { ...before, mark: ratingMark(scale, before.point), revision: 0 } : null,
    earlier: earlier.map(shown),
  };
}

type UnmarkedJudgement = Omit<ShownJudgement, 'mark'>;

/** Judgements on the questions of a standard that later ones of the same moderator superseded, newest first. */
async function listSuperseded(
  db: Reader,
  scope: PartnershipScope,
  submissionId: string,
  standardCode: string,
  /** Null for everybody's. */
  moderatorId: string | null,
): Promise<Map<string, UnmarkedJudgement[]>> {
  const rows = await db
    .selectFrom('judgement')
    .innerJoin('person', 'person.id', 'judgement.moderator_id')
    .select([
      'judgement.question_code as questionCode',
      'judgement.point',
      'judgement.reason',
      'judgement.made_at as madeAt',
      'judgement.revision',
      'person.name as moderator',
    ])
    .where('judgement.submission_id', '=', submissionId)
    .where('judgement.partnership_id', 'in', scope.partnershipIds)
    .where('judgement.standard_code', '=', standardCode)
    .where('judgement.superseded_at', 'is not', null)
    .$if(moderatorId !== null, (query) => query.where('judgement.moderator_id', '=', moderatorId ?? ''))
    .orderBy('judgement.made_at', 'desc')
    .orderBy('judgement.revision', 'desc')
    .execute();
  return Map.groupBy(rows, (row) => row.questionCode);
}
