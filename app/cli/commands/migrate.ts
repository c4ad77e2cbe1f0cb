import type { CliCommand } from '../command.ts';
import { prepareDatabase } from '../prepare-database.ts';

export const command: CliCommand = {
  name: 'migrate',
  summary: 'brings the database to the newest schema',
  usage:
    'Usage: npm run los -- migrate\n\nApplies every schema step that is missing. On SQLite the file is copied beside itself first.',
  async run(_args, { print, portal }) {
    const opened = await portal();
    const applied = await prepareDatabase(opened);
    print(applied.length === 0 ? 'The schema is up to date.' : `Applied: ${applied.join(', ')}`);
    return 0;
  },
};
