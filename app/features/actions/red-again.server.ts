/** Closed, then red again: closed actions whose question is at the worst point of its scale in a return sent later. */
import type { Reader } from '../../../db/client.server.ts';
import { findCarryPlan } from '../questionnaire/carry-plans.server.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { pointsWorstFirst } from '../questionnaire/ratings.ts';
import type { RedBy } from './rules.ts';
import { type ActionScope, actionsInScope } from './scope.server.ts';

export interface RedAgain {
  readonly actionId: string;
  readonly reference: string;
  readonly holder: string;
  readonly submissionId: string;
  readonly cycle: string;
  readonly standardCode: string;
  readonly questionCode: string;
  readonly by: RedBy;
}

/** More than anybody can look at; those of the newest returns come first. */
const most = 2000;

/**
 * The closed actions in scope whose question (their own, or one of a finding that was joined), wherever an edition has moved
 * it, is rated worst in the newest version of a return that was sent after the action was closed. What was looked at again
 * since and holds, and what another action follows, has been answered and is left out. While a return is rated blind its
 * ratings count only once moderation is finished; an organisation is shown its own ratings alone.
 *
 * @param narrow one action, or one submission
 */
export async function listRedAgain(db: Reader, scope: ActionScope, narrow: Narrow = {}): Promise<RedAgain[]> {
  const ways = await editionWays(db, scope, narrow);
  const rows = await ratedLater(db, scope, narrow, ways);
  const found = new Map<string, RedAgain>();
  for (const row of rows) {
    const way = ways.find(({ from, to }) => from === (row.fromEdition ?? row.toEdition) && to === row.toEdition);
    if (!way?.links.has(`${row.wasCode} ${row.questionCode}`)) continue;
    const point = way.worst.get(row.scale_code);
    const reads = scope.partnerships?.partnershipIds.includes(row.partnership_id) ?? false;
    const by = point === undefined ? undefined : redBy(row, point, reads);
    const key = `${row.actionId} ${row.submissionId} ${row.questionCode}`;
    if (by === undefined || found.has(key)) continue;
    const { actionId, reference, holder, submissionId, cycle, standardCode, questionCode } = row;
    found.set(key, { actionId, reference, holder, submissionId, cycle, standardCode, questionCode, by });
  }
  return [...found.values()];
}

interface Rated {
  readonly self_point: string | null;
  readonly moderated_point: string | null;
  readonly agreed_point: string | null;
  readonly blind: number | null;
  readonly moderation: string | null;
}

function redBy(row: Rated, worst: string, readsPartnership: boolean): RedBy | undefined {
  if (!readsPartnership) return row.self_point === worst ? 'self' : undefined;
  if (row.agreed_point === worst) return 'agreed';
  if (row.blind === 1 && row.moderation !== 'finished') return undefined;
  if (row.moderated_point === worst) return 'moderated';
  return row.self_point === worst ? 'self' : undefined;
}

type Narrow = { readonly actionId?: string; readonly submissionId?: string };

/** Closed actions with each question that they are about, beside every return of the organisation that was sent later. */
function closedAndSentLater(db: Reader, scope: ActionScope, { actionId, submissionId }: Narrow) {
  return actionsInScope(db, scope)
    .innerJoin(
      (eb) =>
        eb
          .selectFrom('action as first')
          .select(['first.id as action_id', 'first.question_code', 'first.submission_id', 'first.cycle_id'])
          .where('first.question_code', 'is not', null)
          .unionAll(
            eb
              .selectFrom('action_finding')
              .select(['action_id', 'question_code', 'submission_id', 'cycle_id'])
              .where('question_code', 'is not', null)
              .where('declined_at', 'is', null),
          )
          .as('subject'),
      (join) => join.onRef('subject.action_id', '=', 'action.id'),
    )
    .leftJoin('submission as own', 'own.id', 'subject.submission_id')
    .leftJoin('cycle as own_cycle', 'own_cycle.id', 'subject.cycle_id')
    .innerJoin('submission as later', (join) =>
      join
        .onRef('later.organisation_id', '=', 'action.organisation_id')
        .onRef('later.partnership_id', '=', 'action.partnership_id')
        .onRef('later.submitted_at', '>', 'action.closed_at'),
    )
    .where('action.status', '=', 'closed')
    .where('later.superseded_at', 'is', null)
    .where((eb) =>
      eb.and([
        ...(actionId === undefined ? [] : [eb('action.id', '=', actionId)]),
        ...(submissionId === undefined ? [] : [eb('later.id', '=', submissionId)]),
      ]),
    );
}

/** How the questions of one edition go to another, and the worst point of each scale there. */
interface EditionWay {
  readonly from: string;
  readonly to: string;
  /** "before now" */
  readonly links: ReadonlySet<string>;
  readonly renamed: readonly (readonly [before: string, now: string])[];
  readonly worst: ReadonlyMap<string, string>;
}

async function editionWays(db: Reader, scope: ActionScope, narrow: Narrow): Promise<EditionWay[]> {
  const pairs = await closedAndSentLater(db, scope, narrow)
    .select((eb) => [
      eb.fn.coalesce('own.edition_id', 'own_cycle.edition_id', 'later.edition_id').as('from'),
      'later.edition_id as to',
    ])
    .distinct()
    .execute();
  return Promise.all(
    pairs.map(async ({ from, to }) => {
      const links = (await findCarryPlan(db, from, to))?.links ?? [];
      return {
        from,
        to,
        links: new Set(links.map((link) => `${link.from} ${link.to}`)),
        renamed: links.filter((link) => link.from !== link.to).map((link) => [link.from, link.to] as const),
        worst: await worstPoints(db, to),
      };
    }),
  );
}

/** The ratings that may tell, each with how its return is moderated. */
async function ratedLater(db: Reader, scope: ActionScope, narrow: Narrow, ways: readonly EditionWay[]) {
  if (ways.length === 0) return [];
  const renamed = new Map(ways.flatMap((way) => way.renamed).map((pair) => [pair.join(' '), pair]));
  const worst = [...new Set(ways.flatMap((way) => [...way.worst.values()]))];
  return closedAndSentLater(db, scope, narrow)
    .innerJoin('cycle as later_cycle', 'later_cycle.id', 'later.cycle_id')
    .innerJoin('organisation', 'organisation.id', 'action.organisation_id')
    .innerJoin('submission_rating as rated', 'rated.submission_id', 'later.id')
    .leftJoin('cycle_moderation', 'cycle_moderation.cycle_id', 'later.cycle_id')
    .leftJoin('moderation', 'moderation.submission_id', 'later.id')
    .select((eb) => [
      'action.id as actionId',
      'action.reference',
      'action.partnership_id',
      'organisation.name as holder',
      'later.id as submissionId',
      'later.edition_id as toEdition',
      eb.fn.coalesce('own.edition_id', 'own_cycle.edition_id').as('fromEdition'),
      'subject.question_code as wasCode',
      'later_cycle.name as cycle',
      'rated.standard_code as standardCode',
      'rated.question_code as questionCode',
      'rated.scale_code',
      'rated.self_point',
      'rated.moderated_point',
      'rated.agreed_point',
      'cycle_moderation.blind',
      'moderation.status as moderation',
    ])
    .where((eb) =>
      eb.or([
        eb('rated.question_code', '=', eb.ref('subject.question_code')),
        ...[...renamed.values()].map(([before, now]) =>
          eb.and([eb('subject.question_code', '=', before), eb('rated.question_code', '=', now)]),
        ),
      ]),
    )
    .where((eb) =>
      eb.or([
        eb('rated.self_point', 'in', worst),
        eb('rated.moderated_point', 'in', worst),
        eb('rated.agreed_point', 'in', worst),
      ]),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('action as follower')
            .select('follower.id')
            .whereRef('follower.partnership_id', '=', 'action.partnership_id')
            .whereRef('follower.follows_id', '=', 'action.id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('action_update')
            .select('action_update.id')
            .whereRef('action_update.action_id', '=', 'action.id')
            .where('action_update.kind', '=', 'impact-seen')
            .whereRef('action_update.made_at', '>', 'later.submitted_at'),
        ),
      ),
    )
    .orderBy('later.submitted_at', 'desc')
    .orderBy('action.reference')
    .orderBy('rated.question_code')
    .limit(most)
    .execute();
}

/** The worst point of each scale of an edition. */
async function worstPoints(db: Reader, editionId: string): Promise<ReadonlyMap<string, string>> {
  const { scales } = await getEdition(db, editionId);
  return new Map(
    [...scales].flatMap(([code, scale]) => {
      const [worst] = pointsWorstFirst(scale);
      return worst ? [[code, worst.code] as const] : [];
    }),
  );
}
