import { expect, it } from 'vitest';
import { command } from '../../../app/cli/commands/simulate-year.ts';
import { createCountingMailer } from '../../../app/cli/simulation/counting-mailer.ts';
import { simulateYear } from '../../../app/cli/simulation/year.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { addDays } from '../../../app/platform/clock.ts';
import { anActionOf } from '../../builders/a-late-action.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { openTestPortal } from '../../setup/each-database.ts';

/** Two months of a small town: eight agencies, each with an action that is late or comes due. */
async function twoMonths(seed: string) {
  const portal = await openTestPortal('sqlite', { mailer: createCountingMailer() });
  try {
    portal.setTime('2026-10-01T08:00:00.000Z');
    const partnershipId = await aPartnership(portal);
    await aViewer(portal, { role: 'business-manager', partnershipId });
    await aViewer(portal, { role: 'independent-chair', partnershipId });
    for (let number = 0; number < 8; number += 1) {
      const organisationId = await anOrganisation(portal, partnershipId, { name: `Agency ${number}`, kind: 'police' });
      const owner = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
      await aViewer(portal, { role: 'senior-lead', organisationId });
      const dueOn = addDays('2026-09-20', number * 4);
      await anActionOf(portal, { partnershipId, organisationId, owner, dueOn });
    }
    portal.database.sqlite?.pragma('synchronous = OFF');
    const year = await simulateYear(
      { portal, setTime: portal.setTime },
      { partnershipId, seed, from: '2026-10-01', months: 2 },
    );
    return { year, faults: (await verifyChains(portal.database.db)).faults };
  } finally {
    await portal.close();
  }
}

it('tells the same year for the same seed, another for another, and never two messages a day to anybody', async () => {
  const first = await twoMonths('brookmere');
  const again = await twoMonths('brookmere');
  const other = await twoMonths('another town');
  expect(again.year).toEqual(first.year);
  expect({ ...other.year, seed: 'brookmere' }).not.toEqual(first.year);
  expect(first.year.months.map(({ month }) => month)).toEqual(['2026-10', '2026-11']);
  expect(first.faults).toEqual([]);
  expect(first.year.mostADay).toBe(1);
  expect(first.year.messages).toBeGreaterThan(10);
  expect(first.year.months.flatMap(({ escalated }) => Object.keys(escalated))).toContain('action 1');
});

it('is refused for months that are no months, and for a folder in use', async () => {
  const said: string[] = [];
  const write = (line: string) => void said.push(line);
  const context = {
    print: write,
    error: write,
    portal: () => Promise.reject(new Error('The configured database is left alone')),
  };
  expect(await command.run(['--months', '0'], context)).toBe(2);
  expect(await command.run(['--keep', import.meta.dirname], context)).toBe(1);
  expect(said.at(-1)).toContain('is not empty');
});
