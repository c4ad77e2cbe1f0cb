import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { partnership } from '../../../db/seed/brookmere.ts';
import { londonAt } from '../../platform/clock.ts';
import { readConfig } from '../../platform/config.server.ts';
import { isDay } from '../../platform/form-parsing.ts';
import { silentLog } from '../../platform/log.server.ts';
import { openPortal } from '../../portal.server.ts';
import { ensureBuild } from '../build.ts';
import type { CliCommand } from '../command.ts';
import { seedDemonstration } from '../demonstration/seed.ts';
import { installLibrary, prepareDatabase } from '../prepare-database.ts';
import { createCountingMailer } from '../simulation/counting-mailer.ts';
import { monthLines, summaryLines } from '../simulation/print-year.ts';
import { simulateYear } from '../simulation/year.ts';

export const command: CliCommand = {
  name: 'simulate-year',
  summary: 'replays a year of the demonstration partnership with a clock of its own',
  usage: `Usage: npm run los -- simulate-year [--seed WORD] [--from YYYY-MM-01] [--months N] [--json] [--keep FOLDER]

Loads the demonstration into a scratch database of its own and lives through whole months, day by day: reminders, ladders
of escalation, letters; returns that are answered, signed, sent, moderated, challenged in their session and answered with
a letter; actions that are done, checked, sent back and opened again. Everything goes by the commands that people's forms
call. Prints for each month what was sent, escalated, closed and opened again. The same seed and start give the same
result. No message leaves the machine, and the configured database is not opened.

  --seed     how agencies behave (brookmere)
  --from     the first day, the first of a month (2026-09-01)
  --months   how many months, 1 to 24 (12)
  --json     prints the figures as JSON
  --keep     keeps the scratch database in this folder, which must be empty`,
  async run(args, { print, error }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      strict: false,
      options: {
        seed: { type: 'string', default: 'brookmere' },
        from: { type: 'string', default: '2026-09-01' },
        months: { type: 'string', default: '12' },
        json: { type: 'boolean', default: false },
        keep: { type: 'string' },
      },
    });
    const { from, months, seed, keep } = values;
    if (
      positionals.length > 0 ||
      typeof seed !== 'string' ||
      typeof from !== 'string' ||
      !(isDay(from) && from.endsWith('-01')) ||
      !/^([1-9]|1\d|2[0-4])$/.test(String(months))
    ) {
      error(this.usage);
      return 2;
    }
    if (typeof keep === 'string' && existsSync(keep) && readdirSync(keep).length > 0) {
      error(`${keep} is not empty: a year is told in a database of its own`);
      return 1;
    }
    const say = values.json ? error : print;
    await ensureBuild(say);
    const folder = typeof keep === 'string' ? keep : mkdtempSync(join(tmpdir(), 'los-year-'));
    let now = new Date(londonAt(from, '06:00'));
    const config = readConfig({ DATA_DIR: folder, PUBLIC_ORIGIN: 'http://localhost:3000' });
    const portal = openPortal(config, { clock: { now: () => now }, log: silentLog, mailer: createCountingMailer() });
    try {
      await prepareDatabase(portal);
      await installLibrary(portal);
      await seedDemonstration(portal, say);
      // Scratch: what a power cut would lose is told again.
      portal.database.sqlite?.pragma('synchronous = OFF');
      const { id: partnershipId } = await portal.database.db
        .selectFrom('partnership')
        .select('id')
        .where('slug', '=', partnership.slug)
        .executeTakeFirstOrThrow();
      const began = performance.now();
      const setTime = (at: string) => {
        now = new Date(at);
      };
      const year = await simulateYear(
        { portal, setTime },
        {
          partnershipId,
          seed,
          from,
          months: Number(months),
          onMonth: (tally) => {
            for (const line of monthLines(tally)) say(line);
          },
        },
      );
      if (values.json) print(JSON.stringify(year, null, 2));
      else for (const line of summaryLines(year)) print(line);
      say(`Told in ${Math.round((performance.now() - began) / 1000)} s`);
      return 0;
    } finally {
      await portal.close();
      if (typeof keep !== 'string') rmSync(folder, { recursive: true, force: true });
    }
  },
};
