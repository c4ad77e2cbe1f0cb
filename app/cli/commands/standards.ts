import { existsSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Document, isSeq, visit } from 'yaml';
import { proposeSuccession } from '../../../standards/diff.ts';
import {
  editionName,
  loadEditionFile,
  loadLibrary,
  lockLibrary,
  type Problem,
} from '../../../standards/load.server.ts';
import type { CliCommand, CommandContext } from '../command.ts';
import { installLibrary } from '../prepare-database.ts';

/** Where a command writes: results to `print`, complaints to `error`, a line each. */
type Out = Pick<CommandContext, 'print' | 'error'>;

const library = resolve(import.meta.dirname, '../../../standards/library');

const usage = `Usage:
  los standards lint [--lock] [DIR]   check every edition and succession under DIR (standards/library)
  los standards diff FROM TO          propose a succession between two editions, as YAML
  los standards install [DIR]         put every edition under DIR into the database, after the same checks as lint

  --lock    first add published editions that are not locked yet to editions.lock.json;
            an entry that is there is never changed
  FROM, TO  an edition of the library (section-11/2023.1) or a file (path/to/2023.1.yaml)

Exit codes: 0 all is well, 1 problems were found, 2 the command was not understood`;

/** Checks and compares editions of standards. Problems go to `error` as `file:line: code: reason`. */
export const command: CliCommand = {
  name: 'standards',
  summary: 'checks, locks, compares and installs editions of standards',
  usage,
  async run(args, out) {
    const [verb, ...rest] = args;
    const asked = parsed(rest, verb === 'lint');
    if (asked?.help || verb === '--help' || verb === '-h') {
      out.print(usage);
      return 0;
    }
    if (verb === 'lint' && asked && asked.words.length <= 1) return lint(asked.words[0] ?? library, asked.lock, out);
    if (verb === 'install' && asked && asked.words.length <= 1) return install(asked.words[0] ?? library, out);
    const [from, to, ...more] = asked?.words ?? [];
    if (verb === 'diff' && from !== undefined && to !== undefined && more.length === 0) return diff(from, to, out);
    out.error(usage);
    return 2;
  },
};

type Asked = { words: string[]; lock: boolean; help: boolean };

function parsed(args: string[], mayLock: boolean): Asked | undefined {
  try {
    const help = { help: { type: 'boolean', short: 'h', default: false } } as const;
    const options = mayLock ? ({ ...help, lock: { type: 'boolean', default: false } } as const) : help;
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    return { words: positionals, lock: 'lock' in values && values.lock === true, help: values.help === true };
  } catch {
    return undefined;
  }
}

async function lint(directory: string, lock: boolean, out: Out): Promise<number> {
  if (lock) {
    const locked = await lockLibrary(directory);
    for (const name of 'added' in locked ? locked.added : []) out.print(`Locked ${name}`);
  }
  const { editions, successions, problems } = await loadLibrary(directory);
  report(problems, out);
  const questions = editions.reduce(
    (sum, { edition }) => sum + edition.standards.reduce((count, standard) => count + standard.questions.length, 0),
    0,
  );
  out.print(
    [
      counted(editions.length, 'edition'),
      counted(successions.length, 'succession'),
      counted(questions, 'question'),
      counted(problems.length, 'problem'),
    ].join(', '),
  );
  return problems.length > 0 ? 1 : 0;
}

async function install(directory: string, context: CommandContext): Promise<number> {
  const { installed, problems } = await installLibrary(await context.portal(), directory);
  for (const problem of problems) context.error(problem);
  for (const { id, outcome } of installed) context.print(`${id}: ${outcome}`);
  return problems.length > 0 ? 1 : 0;
}

async function diff(from: string, to: string, out: Out): Promise<number> {
  const [before, after] = await Promise.all([from, to].map((name) => loadEditionFile(fileOf(name))));
  const problems = [before, after].flatMap((loaded) => (loaded && 'problems' in loaded ? loaded.problems : []));
  report(problems, out);
  if (!before || !after || 'problems' in before || 'problems' in after) return 1;
  if (before.edition.set !== after.edition.set) {
    out.error(`${editionName(before.edition)} and ${editionName(after.edition)} are editions of different standards`);
    return 1;
  }
  const succession = proposeSuccession(before.edition, after.edition);
  out.print(succinctYaml(succession));
  return 0;
}

/** YAML with every list of codes on one line. */
function succinctYaml(value: object): string {
  const document = new Document(value);
  visit(document, {
    Pair(_, { key, value: list }) {
      if (isSeq(list) && ['from', 'to'].includes(String(key))) list.flow = true;
    },
  });
  return document.toString({ lineWidth: 0 }).trimEnd();
}

function fileOf(name: string): string {
  return name.endsWith('.yaml') || existsSync(name) ? name : join(library, `${name}.yaml`);
}

function report(problems: readonly Problem[], out: Out): void {
  for (const { file, line, code, reason } of problems) {
    const near = relative(process.cwd(), file);
    const shown = near.startsWith('..') ? file : near;
    out.error(`${shown}${line === undefined ? '' : `:${line}`}: ${code}: ${reason}`);
  }
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? '' : 's'}`;
}
