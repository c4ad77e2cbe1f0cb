import { readJournalState } from '../../features/retention/journal.server.ts';
import { replayJournal } from '../../features/retention/replay.server.ts';
import { countOf } from '../../platform/words.ts';
import type { CliCommand } from '../command.ts';

export const command: CliCommand = {
  name: 'retention',
  summary: 'does again, after a restore, what the journal of disposals says was disposed of',
  usage: `Usage: npm run los -- retention status
       npm run los -- retention replay [--dry-run]

\`status\` says whether the journal of disposals (DISPOSAL_JOURNAL) knows of more than the database.
\`replay\` deletes again, and makes nameless again, what a restore from an older backup has brought back. With --dry-run it
says how much that is and changes nothing. Stop the portal first. Exit code 1 when something could not be done.`,
  async run([verb, ...options], { print, error, portal: open }) {
    if (verb !== 'status' && verb !== 'replay') {
      error(this.usage);
      return 2;
    }
    const portal = await open();
    const state = await readJournalState(portal);
    if (state.is === 'another') {
      error(state.words);
      return 1;
    }
    if (verb === 'status') {
      print(
        {
          level: 'The journal and the database know of the same disposals.',
          behind: 'The database knows of disposals that are not in the journal yet; the next start writes them.',
          ahead: 'The journal knows of disposals that the database does not: run retention replay.',
        }[state.is],
      );
      return state.is === 'ahead' ? 1 : 0;
    }
    const dryRun = options.includes('--dry-run');
    const { entries, records } = await replayJournal(portal, { dryRun });
    print(
      `${countOf(entries, 'entry', 'entries')} of the journal, ${countOf(records, 'record')} ${dryRun ? 'would go' : 'gone'} again`,
    );
    return 0;
  },
};
