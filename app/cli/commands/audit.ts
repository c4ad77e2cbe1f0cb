import { createReadStream, existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { type ChainHead, chainHeads, compareHeads, readHead } from '../../features/audit/heads.server.ts';
import { type ChainFault, verifyChains } from '../../features/audit/queries.server.ts';
import { verifyLines } from '../../features/audit/record-file.server.ts';
import { countOf } from '../../platform/words.ts';
import type { CliCommand } from '../command.ts';

export const command: CliCommand = {
  name: 'audit',
  summary: 'verifies the chains of events, and compares them with what was kept elsewhere',
  usage: `Usage: npm run los -- audit verify
       npm run los -- audit verify-file FILE
       npm run los -- audit heads
       npm run los -- audit compare FILE

\`verify\` walks every chain of events and names each place where an event was edited, deleted, inserted or swapped, or where
a chain no longer holds the entry that an issued document names. It says how far it is every 10,000 events, and may run
while the portal does.
\`verify-file\` does the same with a record that somebody took away as JSON lines. It needs no database.
\`heads\` prints where each chain ends now, one JSON line each. Keep them on another machine.
\`compare\` looks whether the chains still hold what FILE names: lines of \`heads\`, or the log of the portal, which writes
them every working day. A chain that was cut off or rebuilt verifies by itself, and shows here.
Exit code 1 when something is wrong.`,
  async run(args, { print, error, portal }) {
    const [verb, file] = args;
    const conclude = (faults: readonly ChainFault[], summary: string) => {
      for (const fault of faults) error(`${fault.chain}: event ${fault.seq} ${fault.fault}`);
      print(`${summary}, ${countOf(faults.length, 'fault')}`);
      return faults.length === 0 ? 0 : 1;
    };
    if (verb === 'verify') {
      const { database } = await portal();
      let shown = 0;
      const onProgress = (events: number) => {
        if (events - shown < 10_000) return;
        shown = events;
        print(`${events} events checked`);
      };
      const report = await database.readTogether((trx) => verifyChains(trx, onProgress));
      return conclude(report.faults, `${countOf(report.events, 'event')} in ${countOf(report.chains, 'chain')}`);
    }
    if (verb === 'heads') {
      const { database } = await portal();
      for await (const head of chainHeads(database.db)) print(JSON.stringify(head));
      return 0;
    }
    if ((verb !== 'verify-file' && verb !== 'compare') || file === undefined) {
      error(this.usage);
      return 2;
    }
    if (!existsSync(file)) {
      error(`There is no file ${file}`);
      return 2;
    }
    if (verb === 'verify-file') {
      const { events, faults } = await verifyLines(linesOf(file));
      return conclude(faults, countOf(events, 'event'));
    }
    const kept: ChainHead[] = [];
    for await (const line of linesOf(file)) {
      const head = readHead(line);
      if (head) kept.push(head);
    }
    const { database } = await portal();
    return conclude(await compareHeads(database.db, kept), countOf(kept.length, 'kept entry', 'kept entries'));
  },
};

const linesOf = (file: string): AsyncIterable<string> =>
  createInterface({ input: createReadStream(file), crlfDelay: Number.POSITIVE_INFINITY });
