import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { createJobRunner } from '../../../app/features/jobs/runner.server.ts';
import { approveRun, confirmRun } from '../../../app/features/retention/commands/decide-run.server.ts';
import { prepareRun } from '../../../app/features/retention/commands/prepare-run.server.ts';
import { getRetentionOverview } from '../../../app/features/retention/overview.server.ts';
import type { Owner } from '../../../app/features/retention/owner.ts';
import { getRunPage } from '../../../app/features/retention/runs.server.ts';
import { linesOf } from '../../../app/features/retention/schedule.ts';
import { jobHandlers } from '../../../app/jobs.server.ts';
import { aWorld } from '../../routes/world.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

/** Everything of a tenant has come to its end, nine years before. */
async function everythingEnded(portal: TestPortal, partnershipId: string): Promise<void> {
  const { db } = portal.database;
  const at = portal.stamp().now;
  await db
    .updateTable('cycle')
    .set({ status: 'closed', closed_at: at })
    .where('partnership_id', '=', partnershipId)
    .execute();
  await db
    .updateTable('action')
    .set({ status: 'closed', closed_at: at })
    .where('partnership_id', '=', partnershipId)
    .execute();
  await db
    .updateTable('escalation')
    .set({ status: 'ended', ended_because: 'done', ended_on: '2026-11-02', paused_until: null })
    .where('partnership_id', '=', partnershipId)
    .execute();
  await db
    .updateTable('information_request')
    .set({ status: 'closed' })
    .where('partnership_id', '=', partnershipId)
    .execute();
  await db
    .updateTable('risk')
    .set({ status: 'closed', closed_because: 'at-target', closed_on: '2026-11-02' })
    .where('partnership_id', '=', partnershipId)
    .execute();
  await db
    .updateTable('challenge_log_entry')
    .set({ status: 'closed', outcome: 'accepted', closed_on: '2026-11-02' })
    .where('partnership_id', '=', partnershipId)
    .execute();
}

async function clear(portal: TestPortal, owner: Owner, viewer: Viewer, second: Viewer) {
  const run = await prepareRun(portal, viewer, owner, { lines: linesOf(owner.kind), reason: 'The cycle is long over' });
  if (!run.prepared) throw new Error(run.problem);
  await approveRun(portal, viewer, run.id);
  const { status } = await getRunPage(portal.database.db, viewer, run.id, 1);
  if (status === 'approved') await confirmRun(portal, second, run.id);
  await createJobRunner(portal, jobHandlers, { lanes: [['dispose']] }).drain();
  const { reference: _reference, ...page } = await getRunPage(portal.database.db, viewer, run.id, 1);
  return page;
}

describeEachDatabase('a cycle that is long over', (open) => {
  it('goes with everything that hangs on it, owner by owner, and nothing of anybody else goes', async () => {
    const portal = await open();
    const ours = await aWorld(portal, 'brookmere');
    await everythingEnded(portal, ours.partnershipId);
    const { db } = portal.database;
    const { manager, chair, lead, signatory } = ours.viewers;
    const { organisationId } = ours.params;
    if (!manager || !chair || !lead || !signatory || organisationId === undefined) throw new Error('Nobody is there');
    portal.setTime('2035-11-02T09:00:00Z');
    const organisation: Owner = { kind: 'organisation', id: organisationId };
    const partnership: Owner = { kind: 'partnership', id: ours.partnershipId };

    const shown = await getRetentionOverview(portal, lead, organisation);
    const returns = shown.lines.find(({ code }) => code === 'returns');
    // The partnership keeps its moderation of what was sent: the return waits for that.
    expect([returns && returns.due > 0, returns && returns.waiting > 0]).toEqual([true, true]);

    const first = await clear(portal, partnership, manager, chair);
    expect([first.status, first.counts.filter(({ kept }) => kept > 0)]).toEqual(['done', []]);
    for (const table of ['challenge_session', 'moderation', 'action', 'risk', 'escalation', 'outcome_letter'] as const)
      expect([table, await db.selectFrom(table).selectAll().execute()]).toEqual([table, []]);

    const evidence = await db
      .selectFrom('evidence')
      .select(['id', 'sha256'])
      .where('organisation_id', '=', organisationId)
      .where('sha256', 'is not', null)
      .executeTakeFirstOrThrow();
    const file = evidence.sha256 ?? '';
    const other = await db.selectFrom('evidence').selectAll().where('id', '=', evidence.id).executeTakeFirstOrThrow();
    const kept = portal.newId();
    await db
      .insertInto('evidence')
      .values({ ...other, id: kept, added_at: '2035-01-01T00:00:00.000Z', version_at: '2035-01-01T00:00:00.000Z' })
      .execute();
    const second = await clear(portal, organisation, lead, signatory);
    expect(second.status).toBe('done');
    const left = await db
      .selectFrom('agency_return')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .execute();
    expect(left).toEqual([]);
    expect(
      await db.selectFrom('submission').select('id').where('organisation_id', '=', organisationId).execute(),
    ).toEqual([]);
    expect(
      await db.selectFrom('agency_return').select('id').where('id', '=', ours.draftReturnId).execute(),
    ).toHaveLength(1);
    expect(
      await db.selectFrom('evidence').select('id').where('organisation_id', '=', organisationId).execute(),
    ).toEqual([{ id: kept }]);
    expect(await portal.blobs.open(organisationId, file)).toBeDefined();
    await db.updateTable('evidence').set({ removed_at: '2020-01-01T00:00:00.000Z' }).where('id', '=', kept).execute();
    await clear(portal, organisation, lead, signatory);
    expect(await portal.blobs.open(organisationId, file)).toBeUndefined();
    expect((await verifyChains(db)).faults).toEqual([]);
  });
});
