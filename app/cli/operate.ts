import { asThePortal } from '../../db/reach.ts';
import { BadConfiguration, readConfig } from '../platform/config.server.ts';
import type { Portal } from '../platform/portal.ts';
import { isRefusal } from '../platform/refusals.ts';
import { openPortal } from '../portal.server.ts';
import type { CliCommand } from './command.ts';
import { prepareDatabase } from './prepare-database.ts';

// React takes its slow build, made for developing, unless this is said before anything loads it.
process.env.NODE_ENV ??= 'production';

/** Loaded when called, so that a small command does not wait for what others need. */
const commands: Record<string, () => Promise<{ command: CliCommand }>> = {
  serve: () => import('./commands/serve.ts'),
  migrate: () => import('./commands/migrate.ts'),
  seed: () => import('./commands/seed.ts'),
  standards: () => import('./commands/standards.ts'),
  organisations: () => import('./commands/organisations.ts'),
  return: () => import('./commands/return.ts'),
  pack: () => import('./commands/pack.ts'),
  'simulate-year': () => import('./commands/simulate-year.ts'),
  audit: () => import('./commands/audit.ts'),
  partnerships: () => import('./commands/partnerships.ts'),
  database: () => import('./commands/database.ts'),
  setup: () => import('./commands/setup.ts'),
  users: () => import('./commands/users.ts'),
  issuers: () => import('./commands/issuers.ts'),
  outbox: () => import('./commands/outbox.ts'),
  retention: () => import('./commands/retention.ts'),
  evidence: () => import('./commands/evidence.ts'),
};

const print = (line: string) => void process.stdout.write(`${line}\n`);
const error = (line: string) => void process.stderr.write(`${line}\n`);

async function help(): Promise<void> {
  print('Usage: npm run los -- <command> [options]\n');
  for (const load of Object.values(commands)) {
    const { command } = await load();
    print(`  ${command.name.padEnd(14)} ${command.summary}`);
  }
  print('\nEach command explains itself with --help.');
}

/** Runs one command of the operator's command line; gives its exit code. */
export async function operate([name, ...args]: string[]): Promise<number> {
  if (name === undefined || name === '--help' || name === 'help') {
    await help();
    return name === undefined ? 2 : 0;
  }
  const load = commands[name];
  if (!load) {
    error(`There is no command '${name}'. 'npm run los -- --help' lists them.`);
    return 2;
  }
  const { command } = await load();
  if (args.includes('--help')) {
    print(command.usage);
    return 0;
  }
  let opened: Promise<Portal> | undefined;
  const open = async () => {
    const portal = openPortal(readConfig(process.env));
    if (name !== 'migrate') await prepareDatabase(portal);
    return portal;
  };
  try {
    const context = {
      print,
      error,
      portal: () => {
        opened ??= open();
        return opened;
      },
    };
    return await asThePortal('a command of the operator', () => command.run(args, context));
  } catch (problem) {
    if (problem instanceof BadConfiguration || isRefusal(problem)) {
      error(problem.message);
      return 1;
    }
    throw problem;
  } finally {
    await opened?.then((portal) => portal.close()).catch(() => undefined);
  }
}
