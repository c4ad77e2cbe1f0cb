import type { Trx } from '../../../../../db/client.server.ts';
import type { RiskEntryRow, RiskRow } from '../../../../../db/schema/registers.table.ts';
import type { Saved } from '../../../../platform/page-forms.ts';
import type { Portal, Stamp } from '../../../../platform/portal.ts';
import { notFound } from '../../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../../accounts/viewer.ts';
import { recordEvent } from '../../../audit/commands.server.ts';
import type { EventType } from '../../../audit/events.ts';
import { riskScore } from '../../../challenge-log/rules.ts';
import { problem } from '../../../partnerships/commands/saved.ts';
import { mayMove, otherLevel } from '../rules.ts';
import type { AddControl, ChangeRisk, CloseRisk, MoveLevel, ReopenRisk, ReviewRisk } from '../schema.ts';
import { holderOf, reviewProblem } from './raise-risk.server.ts';

const stale = problem('', 'Somebody else changed this risk while you were writing. Read what is new, then save again');
const closed = problem('', 'This risk has been closed meanwhile. What you wrote stands below: copy it if you need it');

interface At {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly viewer: Viewer;
  readonly risk: RiskRow;
}

/** Records a review: what was found, how great the risk is now, and when it is looked at next. Earlier reviews stay. */
export const reviewRisk = (portal: Portal, viewer: Viewer, riskId: string, input: ReviewRisk): Promise<Saved> =>
  change(portal, viewer, riskId, input.revision, async (at) => {
    if (!mayMove(at.risk.status, 'reviewed')) return closed;
    const wrong = reviewProblem(input.reviewOn, at.stamp.today);
    if (wrong) return wrong;
    const { likelihood, impact, standing, reviewOn, note } = input;
    return write(at, 'reviewed', note, {
      likelihood_now: likelihood,
      impact_now: impact,
      risk_now: riskScore(input),
      status: standing,
      review_on: reviewOn,
    });
  });

/** Changes what a risk says of itself, who answers for it and what it should come down to. */
export const changeRisk = (portal: Portal, viewer: Viewer, riskId: string, input: ChangeRisk): Promise<Saved> =>
  change(portal, viewer, riskId, input.revision, async (at) => {
    if (at.risk.status === 'closed') return closed;
    const held = await holderOf(at.trx, at.stamp, at.risk.partnership_id, input);
    if ('saved' in held) return held;
    return write(at, 'changed', '', {
      category: input.category,
      cause: input.cause,
      risk_event: input.event,
      effect: input.effect,
      assurance: input.assurance,
      target_likelihood: input.targetLikelihood,
      target_impact: input.targetImpact,
      ...held,
    });
  });

/** Raises an operational risk to the strategic level, or takes it back. */
export const moveLevel = (portal: Portal, viewer: Viewer, riskId: string, input: MoveLevel): Promise<Saved> =>
  change(portal, viewer, riskId, input.revision, async (at) =>
    at.risk.status === 'closed' ? closed : write(at, 'moved', input.note, { level: otherLevel(at.risk.level) }),
  );

/** Takes a risk off the register, with the reason. */
export const closeRisk = (portal: Portal, viewer: Viewer, riskId: string, input: CloseRisk): Promise<Saved> =>
  change(portal, viewer, riskId, input.revision, async (at) =>
    mayMove(at.risk.status, 'closed')
      ? write(at, 'closed', input.note, {
          status: 'closed',
          closed_because: input.because,
          closed_on: at.stamp.today,
        })
      : closed,
  );

/** Puts a closed risk on the register again. */
export const reopenRisk = (portal: Portal, viewer: Viewer, riskId: string, input: ReopenRisk): Promise<Saved> =>
  change(portal, viewer, riskId, input.revision, async (at) => {
    if (!mayMove(at.risk.status, 'reopened')) return problem('', 'This risk is open already');
    const wrong = reviewProblem(input.reviewOn, at.stamp.today);
    if (wrong) return wrong;
    return write(at, 'reopened', input.note, {
      status: 'open',
      closed_because: null,
      closed_on: null,
      review_on: input.reviewOn,
    });
  });

/** Adds a control. A planned one may name the action that puts it in place, by its reference. */
export const addControl = (portal: Portal, viewer: Viewer, riskId: string, input: AddControl): Promise<Saved> =>
  change(portal, viewer, riskId, null, async ({ trx, stamp, risk }) => {
    if (risk.status === 'closed') return closed;
    const action =
      input.action === null
        ? null
        : await trx
            .selectFrom('action')
            .select('id')
            .where('partnership_id', '=', risk.partnership_id)
            .where('reference', '=', input.action.toUpperCase())
            .executeTakeFirst();
    if (action === undefined) return problem('action', 'Enter the reference of an action of this partnership');
    const id = stamp.newId();
    await trx
      .insertInto('risk_control')
      .values({
        id,
        partnership_id: risk.partnership_id,
        risk_id: risk.id,
        kind: input.kind,
        words: input.words,
        action_id: action?.id ?? null,
        added_by: viewer.personId,
        added_at: stamp.now,
        ended_at: null,
        ended_by: null,
      })
      .execute();
    await record(trx, stamp, viewer, risk, 'risk.control-added', { control: id, kind: input.kind });
    return { saved: true, id: risk.id };
  });

/** Says that a control is not there any more; it stays on record. */
export const endControl = (portal: Portal, viewer: Viewer, riskId: string, controlId: string): Promise<Saved> =>
  change(portal, viewer, riskId, null, async ({ trx, stamp, risk }) => {
    const ended = await trx
      .updateTable('risk_control')
      .set({ ended_at: stamp.now, ended_by: viewer.personId })
      .where('id', '=', controlId)
      .where('risk_id', '=', riskId)
      .where('partnership_id', '=', risk.partnership_id)
      .where('ended_at', 'is', null)
      .returning('id')
      .executeTakeFirst();
    if (ended) await record(trx, stamp, viewer, risk, 'risk.control-ended', { control: controlId });
    return { saved: true, id: riskId };
  });

/** Holds the risk until the transaction ends. A null revision is for what adds and replaces nothing. */
async function change(
  portal: Portal,
  viewer: Viewer,
  riskId: string,
  seen: number | null,
  run: (at: At) => Promise<Saved>,
): Promise<Saved> {
  const scope = partnershipScope(viewer, 'risk.change');
  return portal.database.transaction(async (trx) => {
    const risk = await trx
      .updateTable('risk')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where('id', '=', riskId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .returningAll()
      .executeTakeFirst();
    if (!risk) throw notFound();
    if (seen !== null && risk.revision !== seen) return stale;
    return run({ trx, stamp: portal.stamp(), viewer, risk });
  });
}

/** Writes what stands now, adds to the history, and records the event. */
async function write(
  { trx, stamp, viewer, risk }: At,
  kind: RiskEntryRow['kind'],
  note: string,
  set: Partial<RiskRow>,
): Promise<Saved> {
  const after = { ...risk, ...set };
  await trx
    .updateTable('risk')
    .set({ ...set, revision: risk.revision + 1 })
    .where('id', '=', risk.id)
    .execute();
  await trx
    .insertInto('risk_entry')
    .values({
      id: stamp.newId(),
      partnership_id: risk.partnership_id,
      risk_id: risk.id,
      kind,
      note,
      level: after.level,
      status: after.status,
      likelihood: after.likelihood_now,
      impact: after.impact_now,
      next_review_on: after.status === 'closed' ? null : after.review_on,
      happened_on: stamp.today,
      made_by: viewer.personId,
      made_at: stamp.now,
    })
    .execute();
  await record(trx, stamp, viewer, risk, `risk.${kind}`, {
    level: after.level,
    status: after.status,
    score: after.risk_now,
  });
  return { saved: true, id: risk.id };
}

const record = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  risk: RiskRow,
  type: EventType,
  detail: Record<string, string | number>,
) =>
  recordEvent(trx, stamp, {
    type,
    owner: { partnershipId: risk.partnership_id },
    actorId: viewer.personId,
    subject: { kind: 'risk', id: risk.id },
    detail,
  });
