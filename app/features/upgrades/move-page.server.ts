import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import { getCycle } from '../cycles/queries.server.ts';
import type { Cycle } from '../cycles/schema.ts';
import type { LastReturn } from './last-returns.server.ts';
import { moveRows } from './move-return.ts';
import { composeTarget, listMoveTargets, type MoveTarget, plansOfMove, seenOf } from './move-target.server.ts';
import { listMoves, type MoveOfCycle } from './moves.server.ts';
import { listOpenActions } from './open-actions.server.ts';
import type { FateTotal, PlannerAgency, PlannerQuestion } from './planner.ts';
import { totalsOf } from './planner.ts';
import type { Preview } from './preview.ts';
import { questionRows } from './question-rows.ts';
import { listUnsent, readOpenReturns } from './return-rows.server.ts';
import { agencyRows, countsByQuestion } from './sums.ts';

/** What a move would do, over the returns that have not been sent. Counts alone: what they say stays theirs. */
export interface MovePreview {
  readonly target: MoveTarget;
  readonly totals: readonly FateTotal[];
  readonly questions: readonly PlannerQuestion[];
  readonly agencies: readonly PlannerAgency[];
  /** Returns that wait for signatures or have them: a move voids those. */
  readonly signing: number;
}

export interface MovePage {
  readonly cycle: Cycle;
  readonly targets: readonly MoveTarget[];
  readonly unsent: number;
  readonly sent: number;
  /** Names the returns that the page shows, for the press. */
  readonly seen: string;
  readonly moves: readonly MoveOfCycle[];
  readonly preview: MovePreview | undefined;
}

/** The page that moves open returns; with an edition chosen, what the move would do. Refuses one that cannot be chosen as unknown. */
export async function getMovePage(
  portal: Portal,
  scope: PartnershipScope,
  cycleId: string,
  asked: string | null,
): Promise<MovePage> {
  const { db } = portal.database;
  const cycle = await getCycle(db, scope, cycleId);
  if (cycle.status === 'draft') throw notFound();
  const targets = cycle.status === 'open' ? await listMoveTargets(db, cycle) : [];
  const unsent = await listUnsent(db, cycle);
  const { count } = await db
    .selectFrom('agency_return')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('partnership_id', '=', cycle.partnershipId)
    .where('cycle_id', '=', cycle.id)
    .executeTakeFirstOrThrow();
  const chosen = asked ? targets.find(({ id }) => id === asked) : targets.length === 1 ? targets[0] : undefined;
  return {
    cycle,
    targets,
    unsent: unsent.length,
    sent: Number(count) - unsent.length,
    seen: seenOf(unsent),
    moves: await listMoves(db, cycle),
    preview: chosen && unsent.length > 0 ? await previewMove(portal, cycle, chosen, unsent) : undefined,
  };
}

async function previewMove(
  portal: Portal,
  cycle: Cycle,
  target: MoveTarget,
  unsent: Awaited<ReturnType<typeof listUnsent>>,
): Promise<MovePreview> {
  const { db } = portal.database;
  const composed = await composeTarget(db, cycle, target.id, portal.stamp().today);
  const { compiled } = composed;
  const ways = await plansOfMove(
    db,
    unsent.map(({ editionId }) => editionId),
    composed,
  );
  const previews = new Map<string, Preview>();
  for await (const open of readOpenReturns(
    db,
    cycle.partnershipId,
    unsent.map(({ id }) => id),
  )) {
    const way = ways.get(open.row.edition_id);
    if (!way) continue;
    const { outcomes, evidenceLost } = moveRows({ id: '', ...way, compiled }, open);
    previews.set(open.row.id, { answers: outcomes, evidenceLost });
  }
  const actions = await listOpenActions(db, cycle.partnershipId);
  const returns = unsent.map(
    ({ id, organisationId, editionId, name, kind }): LastReturn => ({
      organisationId,
      name,
      kind,
      submissionId: id,
      editionId,
    }),
  );
  const plans = [...ways].map(([editionId, { plan, old }]) => ({ editionId, plan, old }));
  const questions = plans.flatMap(({ editionId, plan, old }) =>
    questionRows(
      editionId,
      plan,
      old,
      compiled,
      countsByQuestion(
        returns.filter((one) => one.editionId === editionId),
        previews,
        actions,
      ),
    ),
  );
  const origins = plans.map(({ editionId, old }) => ({ editionId, edition: old.edition.edition }));
  return {
    target,
    totals: totalsOf(questions),
    questions,
    agencies: agencyRows({ last: returns, plans, previews, actions, compiled, origins }),
    signing: unsent.filter(({ status }) => status === 'awaiting-sign-off' || status === 'signed').length,
  };
}
