/** Sums of an upgrade over questions and over organisations. Pure. */
import type { CarryPlan } from '../../../standards/carry-forward.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import type { LastReturn } from './last-returns.server.ts';
import type { ActionPlace } from './open-actions.server.ts';
import {
  noOutcomes,
  type OutcomeCounts,
  type PlannerAgency,
  type PlannerOrigin,
  type QuestionCounts,
} from './planner.ts';
import type { Preview } from './preview.ts';

/** Numbers of one question over returns that were sent on the same edition. */
export function countsByQuestion(
  last: readonly LastReturn[],
  previews: ReadonlyMap<string, Preview>,
  actions: readonly ActionPlace[],
): (code: string, from: readonly string[]) => QuestionCounts {
  const answers = new Map<string, { returns: number; ratings: number; evidence: number }>();
  for (const { submissionId } of last)
    for (const { code, rated, evidence } of previews.get(submissionId ?? '')?.answers ?? []) {
      const sum = answers.get(code) ?? { returns: 0, ratings: 0, evidence: 0 };
      sum.returns += 1;
      sum.ratings += rated ? 1 : 0;
      sum.evidence += evidence;
      answers.set(code, sum);
    }
  const ours = new Set(last.map(({ organisationId }) => organisationId));
  const about = new Map<string, number>();
  for (const { organisationId, questionCode, count } of actions)
    if (questionCode !== null && ours.has(organisationId))
      about.set(questionCode, (about.get(questionCode) ?? 0) + count);
  return (code, from) => ({
    ...(answers.get(code) ?? { returns: 0, ratings: 0, evidence: 0 }),
    actions: [...new Set([code, ...from])].reduce((sum, one) => sum + (about.get(one) ?? 0), 0),
  });
}

interface AgencyParts {
  readonly last: readonly LastReturn[];
  readonly plans: readonly { readonly editionId: string; readonly plan: CarryPlan }[];
  readonly previews: ReadonlyMap<string, Preview>;
  readonly actions: readonly ActionPlace[];
  readonly compiled: CompiledEdition;
  readonly origins: readonly Pick<PlannerOrigin, 'editionId' | 'edition'>[];
}

/** What an upgrade does to each organisation, by name. */
export function agencyRows({ last, plans, previews, actions, compiled, origins }: AgencyParts): PlannerAgency[] {
  const ways = new Map(plans.map(({ editionId, plan }) => [editionId, new Set(plan.links.map(({ from }) => from))]));
  const editions = new Map(origins.map(({ editionId, edition }) => [editionId, edition]));
  const actionsOf = Map.groupBy(actions, ({ organisationId }) => organisationId);
  return last.map(({ organisationId, name, submissionId, editionId }): PlannerAgency => {
    const leading = ways.get(editionId ?? '');
    const preview = previews.get(submissionId ?? '');
    const open = splitActions(actionsOf.get(organisationId) ?? [], compiled, leading);
    return {
      organisationId,
      name,
      edition: editions.get(editionId ?? '') ?? null,
      state: submissionId === null ? 'nothing-sent' : !leading ? 'no-way' : preview ? 'planned' : 'waiting',
      counts: preview ? countOutcomes(preview) : noOutcomes,
      evidenceAlong: preview ? evidenceAlong(preview) : 0,
      evidenceLost: preview?.evidenceLost ?? 0,
      actionsAlong: open.along,
      actionsLost: open.lost,
    };
  });
}

/** How many answers of each outcome. */
export function countOutcomes({ answers }: Pick<Preview, 'answers'>): OutcomeCounts {
  const counts = { ...noOutcomes };
  for (const { outcome } of answers) counts[outcome] += 1;
  return counts;
}

const evidenceAlong = ({ answers }: Preview): number =>
  answers.reduce(
    (sum, { outcome, evidence }) => (outcome === 'again' || outcome === 'retired' ? sum : sum + evidence),
    0,
  );

/** An action comes along while its question leads to one that is asked, or its standard is still there. */
function splitActions(
  actions: readonly ActionPlace[],
  { questions, standards }: CompiledEdition,
  leading: ReadonlySet<string> | undefined,
): { along: number; lost: number } {
  const sum = { along: 0, lost: 0 };
  for (const { questionCode, standardCode, count } of actions) {
    const along =
      questionCode !== null
        ? (leading?.has(questionCode) ?? false) || questions.has(questionCode)
        : standards.has(standardCode ?? '');
    sum[along ? 'along' : 'lost'] += count;
  }
  return sum;
}
