import { verifyChains } from '../../features/audit/queries.server.ts';
import type { CliCommand } from '../command.ts';

export const command: CliCommand = {
  name: 'audit',
  summary: 'verifies the chains of events',
  usage:
    'Usage: npm run los -- audit verify\n\nWalks every chain of events and names each place where an event was edited, deleted, inserted or swapped.\nExit code 1 when there is one.',
  async run(args, { print, error, portal }) {
    if (args[0] !== 'verify') {
      error(this.usage);
      return 2;
    }
    const { database } = await portal();
    let shown = 0;
    const report = await verifyChains(database.db, (events) => {
      if (events - shown >= 10_000) {
        shown = events;
        print(`${events} events checked`);
      }
    });
    for (const fault of report.faults) error(`${fault.chain}: event ${fault.seq} ${fault.fault}`);
    print(`${report.events} events in ${report.chains} chains, ${report.faults.length} faults`);
    return report.faults.length === 0 ? 0 : 1;
  },
};
