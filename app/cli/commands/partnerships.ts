import { parseArgs } from 'node:util';
import { addPartnership } from '../../features/organisations/commands/add-partnership.server.ts';
import type { CliCommand } from '../command.ts';

export const command: CliCommand = {
  name: 'partnerships',
  summary: 'starts a partnership',
  usage: `Usage: npm run los -- partnerships add SLUG --name NAME [--short-name NAME]

SLUG is how other commands name it: lower-case words and digits joined by hyphens.`,
  async run(args, { print, error, portal }) {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      strict: false,
      options: { name: { type: 'string' }, 'short-name': { type: 'string' } },
    });
    const [verb, slug] = positionals;
    const { name, 'short-name': shortName = name } = values;
    if (
      verb !== 'add' ||
      typeof name !== 'string' ||
      typeof shortName !== 'string' ||
      !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug ?? '')
    ) {
      error(this.usage);
      return 2;
    }
    await addPartnership(await portal(), { name, shortName, slug: slug ?? '' });
    print(`${name} is ready. Add its business manager with: npm run los -- users invite`);
    return 0;
  },
};
