import type { Trx } from '../../../../db/client.server.ts';
import type { DisposalRunRow } from '../../../../db/schema/retention.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { EventType } from '../../audit/events.ts';
import { queueJob } from '../../jobs/commands.server.ts';
import { mayRetain, requireRetention } from '../access.server.ts';
import { eventOwnerOf, type Owner } from '../owner.ts';
import { getRunRow } from '../runs.server.ts';

type Run = DisposalRunRow & { owner: Owner };

/** Approves the list of a run: it starts, or waits for a second person where it is long. */
export async function approveRun(portal: Portal, viewer: Viewer, runId: string): Promise<void> {
  await decide(portal, viewer, runId, async (trx, stamp, run) => {
    requireRetention(viewer, 'change', run.owner);
    if (run.status !== 'prepared') throw notNow('This run has been decided already.');
    const now = { approved_by: viewer.personId, approved_at: stamp.now };
    if (run.needs_second === 1) {
      await set(trx, run, { ...now, status: 'approved' });
      return 'disposal.approved';
    }
    await set(trx, run, { ...now, status: 'running' });
    await start(trx, stamp, runId);
    return 'disposal.approved';
  });
}

/** Confirms a long run that somebody else approved: it starts. Refuses whoever approved it. */
export async function confirmRun(portal: Portal, viewer: Viewer, runId: string): Promise<void> {
  await decide(portal, viewer, runId, async (trx, stamp, run) => {
    if (!mayRetain(viewer, 'confirm', run.owner)) throw notFound();
    if (run.status !== 'approved') throw notNow('This run does not wait for a second person.');
    if (run.approved_by === viewer.personId)
      throw notNow('You approved this run yourself. Somebody else has to confirm it.');
    await set(trx, run, { confirmed_by: viewer.personId, confirmed_at: stamp.now, status: 'running' });
    await start(trx, stamp, runId);
    return 'disposal.confirmed';
  });
}

/** Withdraws a run that has not begun. Nothing has gone. */
export async function withdrawRun(portal: Portal, viewer: Viewer, runId: string): Promise<void> {
  await decide(portal, viewer, runId, async (trx, stamp, run) => {
    requireRetention(viewer, 'change', run.owner);
    if (run.status !== 'prepared' && run.status !== 'approved')
      throw notNow('This run has begun or ended: it cannot be withdrawn any more.');
    await set(trx, run, { withdrawn_by: viewer.personId, withdrawn_at: stamp.now, status: 'withdrawn' });
    return 'disposal.withdrawn';
  });
}

const start = (trx: Trx, stamp: Stamp, runId: string) =>
  queueJob(trx, stamp, { kind: 'dispose', payload: { runId }, reference: `dispose:${runId}` });

/** Two people who decide at once: the second finds another revision. */
async function set(trx: Trx, run: Run, change: Partial<DisposalRunRow>): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('disposal_run')
    .set({ ...change, revision: run.revision + 1 })
    .where('id', '=', run.id)
    .where('revision', '=', run.revision)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw notNow('Somebody else decided this run just now. Look at it again.');
}

async function decide(
  portal: Portal,
  viewer: Viewer,
  runId: string,
  body: (trx: Trx, stamp: Stamp, run: Run) => Promise<EventType>,
): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const run = await getRunRow(trx, viewer, runId);
    const type = await body(trx, stamp, run);
    await recordEvent(trx, stamp, {
      type,
      owner: eventOwnerOf(run.owner),
      actorId: viewer.personId,
      subject: { kind: 'disposal-run', id: runId },
    });
  });
}
