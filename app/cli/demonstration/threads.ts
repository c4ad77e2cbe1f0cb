/** What agencies and the partnership write to each other this year, and the return that is sent a second time. */
import { threadWords } from '../../../db/seed/thread-words.ts';
import { organisationScope } from '../../features/accounts/viewer.ts';
import { finishModeration } from '../../features/moderation/commands/finish-moderation.server.ts';
import { agreeWithRatings } from '../../features/moderation/commands/record-judgements.server.ts';
import { takeOverJudgements } from '../../features/moderation/commands/take-over.server.ts';
import { takeOverKeyLines } from '../../features/moderation/commands/take-over-key-lines.server.ts';
import { pointsWorstFirst } from '../../features/questionnaire/ratings.ts';
import { saveAnswers } from '../../features/returns/commands/save-answers.server.ts';
import { readAnswer } from '../../features/returns/facts.ts';
import { sendForSignOff } from '../../features/submissions/commands/send-for-sign-off.server.ts';
import { submitReturn } from '../../features/submissions/commands/submit-return.server.ts';
import { askForCorrection } from '../../features/submissions/versions/commands/correction.server.ts';
import { reopenReturn } from '../../features/submissions/versions/commands/reopen-return.server.ts';
import { askQuery } from '../../features/threads/commands/ask-query.server.ts';
import { postInsideComment } from '../../features/threads/commands/inside-comments.server.ts';
import { postSharedComment, replyToQuery } from '../../features/threads/commands/shared-comments.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { submissionIdOf } from './moderation.ts';
import { sign } from './returns.ts';
import {
  editionOf,
  findViewer,
  known,
  type LaunchedCycle,
  notApplicable,
  organisationIdOf,
  partnerAt,
  viewerAt,
  type World,
} from './world.ts';

interface Plan {
  readonly edition: string;
  readonly cycle: () => LaunchedCycle;
}

const returnIdOf = (world: World, { cycle }: Plan, slug: string) =>
  known(cycle().returns.get(organisationIdOf(world, slug)), `return of ${slug}`);

/** Plans everything that is written about this year's returns. */
export function planThreads(world: World, plan: Plan): void {
  planSecondVersion(world, plan, 'lanternfield-homes');
  planOpenQuestions(world, plan);
  planTalk(world, plan, 'hartsmere-community');
}

/** A question is answered, the return is sent back, corrected, signed and sent again, and moderated again. */
function planSecondVersion(world: World, plan: Plan, slug: string): void {
  const { timeline } = world;
  const lead = () => viewerAt(world, slug, 'safeguarding-lead');
  const moderator = () => partnerAt(world, 'tom.ashdown');
  let place: { standard: string; question: string } | undefined;
  let queryId = '';
  timeline.at(-13, '16:45', async (portal) => {
    const submissionId = await submissionIdOf(portal, world, plan.cycle(), slug);
    place = await bestRated(portal, world, plan, submissionId);
    const asked = await askQuery(portal, moderator(), {
      submissionId,
      ...place,
      form: { queryText: threadWords.question, replyBy: timeline.day(-8) },
    });
    if (!asked.ok) throw new Error('The question to the agency was not asked');
    queryId = asked.queryId;
  });
  timeline.at(-10, '09:20', async (portal) => {
    const returnId = returnIdOf(world, plan, slug);
    await replyToQuery(portal, lead(), 'agency', { returnId, queryId, text: threadWords.answer });
  });
  timeline.at(-10, '13:30', async (portal) => {
    const opened = await reopenReturn(portal, partnerAt(world, 'priya.nair'), {
      returnId: returnIdOf(world, plan, slug),
      form: {
        reason: threadWords.sendBack,
        standards: [known(place, 'place of a question').standard],
        reviseBy: timeline.day(-4),
      },
    });
    if (!opened.ok) throw new Error('The return was not opened again');
  });
  timeline.at(-6, '10:10', async (portal) => {
    await lower(portal, world, plan, slug, known(place, 'place of a question'));
    await sendForSignOff(portal, lead(), { returnId: returnIdOf(world, plan, slug) });
  });
  timeline.at(-6, '12:30', async (portal) => {
    for (const { code } of editionOf(world, plan.edition).edition.signOff)
      await sign(portal, world, slug, returnIdOf(world, plan, slug), code);
    const sent = await submitReturn(portal, lead(), { returnId: returnIdOf(world, plan, slug) });
    if (sent.outcome !== 'submitted') throw new Error('The second version was not sent');
  });
  timeline.at(-4, '16:05', async (portal) => {
    const submissionId = await submissionIdOf(portal, world, plan.cycle(), slug);
    await takeOverKeyLines(portal, moderator(), { submissionId });
    const standards = await portal.database.db
      .selectFrom('submission_rating')
      .select('standard_code')
      .distinct()
      .where('submission_id', '=', submissionId)
      .orderBy('standard_code')
      .execute();
    for (const { standard_code: standardCode } of standards) {
      await takeOverJudgements(portal, moderator(), { submissionId, standardCode });
      await agreeWithRatings(portal, moderator(), { submissionId, standardCode });
      timeline.pass(1);
    }
    await finishModeration(portal, moderator(), { submissionId });
  });
}

/** The question that the agency rated highest. */
async function bestRated(portal: Portal, world: World, { edition }: Plan, submissionId: string) {
  const { scales } = editionOf(world, edition);
  const rows = await portal.database.db
    .selectFrom('submission_rating')
    .select(['standard_code', 'question_code', 'scale_code', 'self_point'])
    .where('submission_id', '=', submissionId)
    .orderBy('standard_code')
    .orderBy('question_code')
    .execute();
  const [found] = rows
    .filter(({ question_code }) => !question_code.startsWith('overall'))
    .map((row) => {
      const scale = scales.get(row.scale_code);
      const points = scale ? pointsWorstFirst(scale).map(({ code }) => code) : [];
      return { ...row, rank: points.indexOf(row.self_point ?? '') };
    })
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank);
  const { standard_code: standard, question_code: question } = known(found, 'rating to ask about');
  return { standard, question };
}

/** One step down, with the words that say why. */
async function lower(
  portal: Portal,
  world: World,
  plan: Plan,
  slug: string,
  { standard, question }: { readonly standard: string; readonly question: string },
): Promise<void> {
  const lead = viewerAt(world, slug, 'safeguarding-lead');
  const returnId = returnIdOf(world, plan, slug);
  const { organisationIds } = organisationScope(lead, 'return.answer');
  const row = await portal.database.db
    .selectFrom('answer')
    .select(['value', 'revision'])
    .where('return_id', '=', returnId)
    .where('organisation_id', 'in', organisationIds)
    .where('question_code', '=', question)
    .executeTakeFirstOrThrow();
  const value = readAnswer(row.value);
  const asked = editionOf(world, plan.edition).questions.get(question)?.question.answer;
  const scale = asked?.type === 'rating' ? editionOf(world, plan.edition).scales.get(asked.scale) : undefined;
  if (value.type !== 'rating' || value.point === notApplicable || !scale) throw new Error('Not a rating to lower');
  const points = pointsWorstFirst(scale).map(({ code }) => code);
  const point = points[points.indexOf(value.point ?? '') - 1] ?? value.point;
  const narrative = `${value.narrative} ${threadWords.revised}`.trim();
  const saved = await saveAnswers(portal, lead, {
    returnId,
    standardCode: standard,
    answers: [{ questionCode: question, value: { ...value, point, narrative }, revision: row.revision }],
    mark: 'complete',
  });
  if (saved.answers[0]?.outcome !== 'saved') throw new Error('The correction was not saved');
}

/** One question that waits for its answer, and one request to correct a return that waits for the manager. */
function planOpenQuestions(world: World, plan: Plan): void {
  const { timeline } = world;
  timeline.at(-3, '16:10', async (portal) => {
    const submissionId = await submissionIdOf(portal, world, plan.cycle(), 'brookmere-council');
    const place = await bestRated(portal, world, plan, submissionId);
    await askQuery(portal, partnerAt(world, 'tom.ashdown'), {
      submissionId,
      ...place,
      form: { queryText: threadWords.openQuestion, replyBy: timeline.day(7) },
    });
  });
  timeline.at(-2, '09:30', async (portal) => {
    await askForCorrection(portal, viewerAt(world, 'fenlow-icb', 'safeguarding-lead'), {
      returnId: returnIdOf(world, plan, 'fenlow-icb'),
      form: { reason: threadWords.correction, standards: [] },
    });
  });
}

/** Colleagues write to each other while they fill in a return, and ask the partnership about a question of the set. */
function planTalk(world: World, plan: Plan, slug: string): void {
  const { timeline } = world;
  const lead = () => viewerAt(world, slug, 'safeguarding-lead');
  const helper = () => findViewer(world, slug, 'contributor') ?? lead();
  const place = () => ({ returnId: returnIdOf(world, plan, slug), standard: 'induction-training', question: '' });
  timeline.at(-3, '09:05', async (portal) => {
    await postInsideComment(portal, lead(), { ...place(), text: threadWords.inside[0] });
    timeline.pass(40);
  });
  timeline.at(-3, '11:15', async (portal) => {
    await postInsideComment(portal, helper(), { ...place(), text: threadWords.inside[1] });
    await postSharedComment(portal, lead(), 'agency', { ...place(), text: threadWords.beforeSending });
  });
  timeline.at(-1, '11:30', async (portal) => {
    await postSharedComment(portal, partnerAt(world, 'priya.nair'), 'partnership', {
      ...place(),
      text: threadWords.reply,
    });
  });
}
