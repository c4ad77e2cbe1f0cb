import { z } from 'zod';
import type { Reader, Trx } from '../../../../db/client.server.ts';
import type { PackBlocks } from '../../../../pdf/models.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getSubmission } from '../../submissions/queries.server.ts';
import { lockSession, lockSlot, staleSession } from '../commands/lock-session.server.ts';
import { type BlockMove, changedBlocks, isAgencyBlock, isWholeBlock, usualBlocks } from './plan.ts';

/** What was chosen for the packs of a session. */
export interface StoredPlan {
  readonly blocks: PackBlocks;
  readonly annexes: Readonly<Record<string, readonly string[]>>;
  /** 0 while nothing was chosen. */
  readonly revision: number;
}

const codes = z.array(z.string());
const annexesSchema = z.record(z.string(), z.array(z.string()));

/** The plan of a session; the usual one while nobody chose. The session is looked up in scope by the caller. */
export async function getPlan(db: Reader, scope: PartnershipScope, sessionId: string): Promise<StoredPlan> {
  const row = await db
    .selectFrom('pack_plan')
    .selectAll()
    .where('session_id', '=', sessionId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!row) return { blocks: usualBlocks, annexes: {}, revision: 0 };
  return {
    blocks: {
      whole: codes.parse(JSON.parse(row.whole)).filter(isWholeBlock),
      agency: codes.parse(JSON.parse(row.agency)).filter(isAgencyBlock),
    },
    annexes: annexesSchema.parse(JSON.parse(row.annexes)),
    revision: row.revision,
  };
}

/** Moves one part of a session's packs, takes it out or puts it in. Refuses unknown parts and a lost race. */
export async function changeBlocks(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  change: { readonly block: string; readonly move: BlockMove; readonly revision: number },
): Promise<void> {
  const scope = partnershipScope(viewer, 'pack.compile');
  const { block, move, revision } = change;
  await portal.database.transaction(async (trx) => {
    const session = await lockSession(trx, scope, sessionId);
    const plan = await getPlan(trx, scope, sessionId);
    if (plan.revision !== revision) throw staleSession();
    const { whole, agency } = plan.blocks;
    const blocks = isWholeBlock(block)
      ? { whole: changedBlocks(whole, block, move), agency }
      : isAgencyBlock(block)
        ? { whole, agency: changedBlocks(agency, block, move) }
        : undefined;
    if (!blocks) throw notFound();
    await write(trx, portal.stamp(), viewer, session.partnership_id, sessionId, { ...plan, blocks }, { block, move });
  });
}

/**
 * Chooses the evidence of one agency that its section lists as annexes, and puts that part into the packs if it is not.
 * Refuses evidence that is not in the agency's return.
 */
export async function chooseAnnexes(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  choice: { readonly slotId: string; readonly evidence: readonly string[] },
): Promise<void> {
  const scope = partnershipScope(viewer, 'pack.compile');
  await portal.database.transaction(async (trx) => {
    const { session, slot } = await lockSlot(trx, scope, sessionId, choice.slotId);
    const { snapshot } = await getSubmission(trx, scope, slot.submission_id);
    const known = new Set(snapshot.content.evidence.map(({ id }) => id));
    if (!choice.evidence.every((id) => known.has(id))) throw notFound();
    const plan = await getPlan(trx, scope, sessionId);
    const { whole, agency } = plan.blocks;
    const next: StoredPlan = {
      ...plan,
      blocks: { whole, agency: choice.evidence.length > 0 ? changedBlocks(agency, 'annexes', 'in') : agency },
      annexes: { ...plan.annexes, [slot.organisation_id]: choice.evidence },
    };
    const detail = { annexes: choice.evidence.length, organisation: slot.organisation_id };
    await write(trx, portal.stamp(), viewer, session.partnership_id, sessionId, next, detail);
  });
}

async function write(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  partnershipId: string,
  sessionId: string,
  plan: StoredPlan,
  detail: Record<string, string | number>,
): Promise<void> {
  const row = {
    whole: JSON.stringify(plan.blocks.whole),
    agency: JSON.stringify(plan.blocks.agency),
    annexes: JSON.stringify(plan.annexes),
    saved_by: viewer.personId,
    saved_at: stamp.now,
    revision: plan.revision + 1,
  };
  if (plan.revision === 0)
    await trx
      .insertInto('pack_plan')
      .values({ session_id: sessionId, partnership_id: partnershipId, ...row })
      .execute();
  else
    await trx
      .updateTable('pack_plan')
      .set(row)
      .where('session_id', '=', sessionId)
      .where('partnership_id', '=', partnershipId)
      .execute();
  await recordEvent(trx, stamp, {
    type: 'pack.planned',
    owner: { partnershipId },
    actorId: viewer.personId,
    subject: { kind: 'session', id: sessionId },
    detail,
  });
}
