import { aLaunch } from '../builders/a-launch.ts';
import { sendWithKills } from '../faults/mail-kills.ts';
import { databaseFile, inFolder, openBenchPortal } from './bench-portal.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';

/**
 * A launch to 700 settings and 60 agencies: how long its mail takes at the pace we keep with Notify, handed to a stand-in
 * on loopback by a worker that is killed three times, and how many messages did not arrive exactly once.
 */
export function launch760({ quick }: BenchOptions): Promise<Figure[]> {
  const size = quick ? { settings: 30, agencies: 6 } : { settings: 700, agencies: 60 };
  const count = size.settings + size.agencies;
  return inFolder(async (folder) => {
    // On the morning of the day on which the workers send.
    const morning = new Date('2026-11-02T09:00:00.000Z');
    const portal = await openBenchPortal(folder, undefined, { now: () => morning });
    await aLaunch(portal, size);
    const rows = await portal.database.db.selectFrom('outbox_message').select('id').execute();
    await portal.close();
    const start = performance.now();
    const taken = await sendWithKills({
      databaseUrl: `sqlite:${databaseFile(folder)}`,
      dataDir: folder,
      count,
      workers: 1,
      inRealTime: true,
    });
    const seconds = (performance.now() - start) / 1000;
    const times = Map.groupBy(taken, (reference) => reference);
    const astray = rows.filter(({ id }) => times.get(id)?.length !== 1).length + Math.abs(rows.length - count);
    return [
      figureOf('launch-760', { value: seconds, baseline: null, ratio: null }),
      figureOf('launch-760-astray', { value: astray, baseline: null, ratio: null }),
    ];
  });
}
