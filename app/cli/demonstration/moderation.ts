import { judgementReasons, keyLines } from '../../../db/seed/words.ts';
import type { Scale } from '../../../standards/contract.ts';
import type { Viewer } from '../../features/accounts/viewer.ts';
import { finishModeration } from '../../features/moderation/commands/finish-moderation.server.ts';
import { addKeyLine } from '../../features/moderation/commands/key-lines.server.ts';
import { recordJudgements } from '../../features/moderation/commands/record-judgements.server.ts';
import type { JudgementDraft } from '../../features/moderation/schema.ts';
import { getModerationStandard } from '../../features/moderation/standard.server.ts';
import { needsAction, pointsWorstFirst } from '../../features/questionnaire/ratings.ts';
import type { Portal } from '../../platform/portal.ts';
import { chance, pick } from './chance.ts';
import { editionOf, known, type LaunchedCycle, notApplicable, organisationIdOf, type World } from './world.ts';

export interface ModerationPlan {
  readonly slug: string;
  readonly edition: string;
  readonly cycle: () => LaunchedCycle;
  readonly moderator: () => Viewer;
  /** Day from today of the first sitting; the second is two days later. */
  readonly from: number;
  /** The share of standards that are looked at; below 1 the moderation is not finished. */
  readonly share: number;
  /** The cycle is rated blind: what is asked because of a rating comes up once the rest is rated. */
  readonly blind?: boolean;
}

/** What judging needs to know of a plan. */
type Judging = Pick<ModerationPlan, 'slug' | 'edition' | 'moderator' | 'share' | 'blind'>;

interface Rated {
  readonly standard_code: string;
  readonly question_code: string;
  readonly scale_code: string;
  readonly self_point: string | null;
}

/** The newest version that an organisation sent in a cycle. */
export async function submissionIdOf(
  portal: Portal,
  world: World,
  cycle: LaunchedCycle,
  slug: string,
): Promise<string> {
  const { id } = await portal.database.db
    .selectFrom('submission')
    .select('id')
    .where('return_id', '=', known(cycle.returns.get(organisationIdOf(world, slug)), `return of ${slug}`))
    .where('superseded_at', 'is', null)
    .executeTakeFirstOrThrow();
  return id;
}

/** Plans how a moderator reads a submission: ratings beside the agency's, questions for the panel, and the end. */
export function planModeration(world: World, plan: ModerationPlan): void {
  const { timeline } = world;
  const { slug, from, share } = plan;
  const minute = String(10 + Math.floor(chance(slug, 'moderated at') * 45));
  timeline.at(from, `10:${minute}`, async (portal) => {
    const submissionId = await submissionIdOf(portal, world, plan.cycle(), slug);
    await judgeAll(portal, world, plan, submissionId);
  });
  if (share < 1) return;
  timeline.at(from + 2, `15:${minute}`, async (portal) => {
    const submissionId = await submissionIdOf(portal, world, plan.cycle(), slug);
    await finishModeration(portal, plan.moderator(), { submissionId });
  });
}

/** A moderator rates what an agency sent, standard by standard, and writes what the panel should ask. */
export async function judgeAll(
  portal: Portal,
  world: Pick<World, 'editions'> & { readonly timeline?: Pick<World['timeline'], 'pass'> },
  plan: Judging,
  submissionId: string,
): Promise<void> {
  const ratings = await portal.database.db
    .selectFrom('submission_rating')
    .select(['standard_code', 'question_code', 'scale_code', 'self_point'])
    .where('submission_id', '=', submissionId)
    .execute();
  const byStandard = Map.groupBy(ratings, (rating) => rating.standard_code);
  const codes = editionOf(world, plan.edition)
    .edition.standards.map(({ code }) => code)
    .filter((code) => byStandard.has(code));
  for (const standardCode of codes.slice(0, Math.ceil(codes.length * plan.share))) {
    for (const its of await inSight(portal, plan, submissionId, byStandard.get(standardCode) ?? []))
      await judge(portal, world, plan, submissionId, standardCode, its);
    world.timeline?.pass(3);
  }
  await askThePanel(portal, plan, submissionId, weakest(world, plan, ratings));
}

/** The ratings of a standard as a moderator comes to see them: all at once, or where rated blind, step by step. */
async function inSight(
  portal: Portal,
  { blind, moderator }: Judging,
  submissionId: string,
  ratings: readonly Rated[],
): Promise<(readonly Rated[])[]> {
  const [first] = ratings;
  if (!blind || !first) return [ratings];
  const { questions } = await getModerationStandard(portal.database.db, moderator(), submissionId, first.standard_code);
  const shown = new Set(questions.map(({ code }) => code));
  return [
    ratings.filter(({ question_code }) => shown.has(question_code)),
    ratings.filter(({ question_code }) => !shown.has(question_code)),
  ];
}

async function judge(
  portal: Portal,
  world: Pick<World, 'editions'>,
  plan: Judging,
  submissionId: string,
  standardCode: string,
  ratings: readonly Rated[],
): Promise<void> {
  const judgements = ratings.flatMap((rating): JudgementDraft[] => {
    const scale = scaleOf(world, plan, rating);
    const { self_point: selfPoint, question_code: questionCode } = rating;
    if (selfPoint === null && !plan.blind) return [];
    const worstFirst = pointsWorstFirst(scale).map(({ code }) => code);
    if (selfPoint === null)
      return [{ questionCode, point: worstFirst[1] ?? '', reason: 'The answer says little.', seen: 0 }];
    const move = selfPoint === notApplicable ? 0 : moveOf(plan.slug, questionCode, needsAction(scale, selfPoint));
    const point = worstFirst[worstFirst.indexOf(selfPoint) + move] ?? selfPoint;
    const kind = point === selfPoint ? 'same' : move < 0 ? 'worse' : 'better';
    const says = kind !== 'same' || chance(plan.slug, questionCode, 'says') < 0.12;
    const reason = says ? pick(judgementReasons[kind], plan.slug, questionCode) : '';
    return [{ questionCode, point, reason, seen: 0 }];
  });
  if (judgements.length === 0) return;
  const judged = await recordJudgements(portal, plan.moderator(), { submissionId, standardCode, judgements });
  if (judged.outcome !== 'saved') throw new Error(`A judgement on ${plan.slug} was not saved: ${judged.outcome}`);
}

/** Best ratings are lowered more often than others; now and then one goes up. */
function moveOf(slug: string, questionCode: string, weak: boolean): -1 | 0 | 1 {
  const luck = chance(slug, questionCode, 'moderator');
  if (luck < (weak ? 0.06 : 0.09)) return -1;
  return weak && luck > 0.96 ? 1 : 0;
}

/** Up to four standards with a rating that asks for action, each once. */
const weakest = (world: Pick<World, 'editions'>, plan: Judging, ratings: readonly Rated[]): readonly string[] => [
  ...new Set(
    ratings
      .filter((rating) => needsAction(scaleOf(world, plan, rating), rating.self_point))
      .toSorted((a, b) => chance(plan.slug, a.question_code, 'ask') - chance(plan.slug, b.question_code, 'ask'))
      .map((rating) => rating.standard_code)
      .slice(0, 4),
  ),
];

async function askThePanel(
  portal: Portal,
  { slug, moderator }: Judging,
  submissionId: string,
  standardCodes: readonly string[],
): Promise<void> {
  const first = Math.floor(chance(slug, 'key lines') * keyLines.length);
  for (const [place, standardCode] of standardCodes.entries()) {
    const text = keyLines[(first + place) % keyLines.length];
    if (text !== undefined) await addKeyLine(portal, moderator(), { submissionId, standardCode, text });
  }
}

export const scaleOf = (
  world: Pick<World, 'editions'>,
  { edition }: Pick<ModerationPlan, 'edition'>,
  rating: Rated,
): Scale => known(editionOf(world, edition).scales.get(rating.scale_code), `scale ${rating.scale_code}`);
