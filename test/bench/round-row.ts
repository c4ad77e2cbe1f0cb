import { runReminderRound } from '../../app/features/reminders/round.server.ts';
import { addDays } from '../../app/platform/clock.ts';
import { anActionOf } from '../builders/a-late-action.ts';
import { anOrganisation, aPartnership, aViewer } from '../builders/a-partnership.ts';
import { inFolder, openBenchPortal } from './bench-portal.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import { median, processorTime } from './measure.ts';

const day = '2026-11-23';

/** Processor time of one daily round over so many open actions, a third of them late and on every level. */
const roundOver = (actions: number): Promise<number> =>
  inFolder(async (folder) => {
    const made = await openBenchPortal(folder);
    made.database.sqlite?.pragma('synchronous = OFF');
    const partnershipId = await aPartnership(made);
    await aViewer(made, { role: 'business-manager', partnershipId });
    await aViewer(made, { role: 'independent-chair', partnershipId });
    const owners = [];
    for (let number = 0; number < 60; number += 1) {
      const organisationId = await anOrganisation(made, partnershipId, { kind: 'police' });
      await aViewer(made, { role: 'senior-lead', organisationId });
      owners.push({ organisationId, owner: await aViewer(made, { role: 'safeguarding-lead', organisationId }) });
    }
    for (let number = 0; number < actions; number += 1) {
      const whose = owners[number % owners.length];
      if (whose) await anActionOf(made, { partnershipId, ...whose, dueOn: addDays(day, (number % 90) - 30) });
    }
    await made.close();
    const now = new Date(`${day}T08:00:00.000Z`);
    const portal = await openBenchPortal(folder, undefined, { now: () => now });
    const took = await processorTime(() => runReminderRound(portal, { day }));
    await portal.close();
    return took;
  });

/** How the daily round grows with the open actions: the exponent between a quarter and the whole, 1 where it is linear. */
export async function dailyRound3000({ quick }: BenchOptions): Promise<Figure> {
  const sizes = quick ? ([60, 120, 240] as const) : ([750, 1500, 3000] as const);
  const times: number[] = [];
  for (const size of sizes) {
    const runs: number[] = [];
    for (let run = 0; run < (quick ? 1 : 3); run += 1) runs.push(await roundOver(size));
    times.push(median(runs));
  }
  const [quarter = Number.NaN, half = Number.NaN, whole = Number.NaN] = times;
  const exponent = Math.log(whole / quarter) / Math.log(4);
  return figureOf(
    'daily-round-3000',
    { value: exponent, baseline: Math.log(half / quarter) / Math.log(2), ratio: null },
    `daily-round-3000 (${Math.round(whole)} ms)`,
  );
}
