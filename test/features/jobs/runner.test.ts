import { setTimeout as pause } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { queueJob } from '../../../app/features/jobs/commands.server.ts';
import { createJobRunner, type JobHandlers } from '../../../app/features/jobs/runner.server.ts';
import { jobHandlers } from '../../../app/jobs.server.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

async function aJob(portal: TestPortal): Promise<void> {
  await portal.database.transaction((trx) =>
    queueJob(trx, portal.stamp(), { kind: 'compile-pack', payload: { packId: 'p1' } }),
  );
}

const jobOf = (portal: TestPortal) =>
  portal.database.db.selectFrom('job').select(['status', 'attempts', 'leased_until']).executeTakeFirstOrThrow();

/** What the table holds when a process was killed in the middle of a job. */
const leaveRunning = (portal: TestPortal) =>
  portal.database.db
    .updateTable('job')
    .set({ status: 'running', attempts: 1, leased_until: '2026-11-02T09:01:00.000Z' })
    .execute();

function counting(): JobHandlers & { readonly runs: () => number } {
  let runs = 0;
  return {
    ...jobHandlers,
    'compile-pack': async () => {
      runs += 1;
    },
    runs: () => runs,
  };
}

describeEachDatabase('a job whose process was killed', (open) => {
  it('is taken up by the next process: at once where the database is one process’s own, else within a minute', async () => {
    const portal = await open();
    await aJob(portal);
    await leaveRunning(portal);
    const handlers = counting();
    const runner = createJobRunner(portal, handlers);
    await runner.drain();
    if (portal.database.dialect === 'postgres') {
      expect([handlers.runs(), (await jobOf(portal)).status]).toEqual([0, 'running']);
      portal.setTime('2026-11-02T09:01:01.000Z');
      await runner.drain();
    }
    expect(handlers.runs()).toBe(1);
    expect(await jobOf(portal)).toMatchObject({ status: 'done', attempts: 2, leased_until: null });
    await runner.stop();
  });

  it('is not taken from a process that still works on it', async () => {
    const portal = await open();
    await aJob(portal);
    const { promise: working, resolve: finish } = Promise.withResolvers<void>();
    const runner = createJobRunner(portal, { ...jobHandlers, 'compile-pack': () => working }, { renewEvery: 10 });
    runner.wake();
    for (let tries = 0; tries < 200 && (await jobOf(portal)).status !== 'running'; tries += 1) await pause(10);
    for (const minute of ['00:50', '01:40', '02:30']) {
      portal.setTime(`2026-11-02T09:${minute}.000Z`);
      const until = new Date(Date.parse(`2026-11-02T09:${minute}.000Z`) + 60_000).toISOString();
      for (let tries = 0; tries < 200 && (await jobOf(portal)).leased_until !== until; tries += 1) await pause(10);
      expect((await jobOf(portal)).leased_until).toBe(until);
    }
    finish();
    await runner.stop();
    expect(await jobOf(portal)).toMatchObject({ status: 'done', attempts: 1 });
  });
});
