import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { CliCommand, CommandContext } from '../command.ts';
import { installLibrary } from '../prepare-database.ts';
import { check, lint } from './standards-check.ts';
import { diff, newEdition, schema } from './standards-draft.ts';

const shipped = resolve(import.meta.dirname, '../../../standards/library');

const usage = `Usage:
  los standards lint [--lock] [DIR]       check every edition, succession and the common core of a library
  los standards check [SET/EDITION]       list the citations that nobody has compared with their source yet
  los standards new-edition SET FROM [--edition YEAR.NUMBER]
                                          write a draft that follows FROM, the newest edition of SET, and a succession
  los standards diff FROM TO [--out FILE [--replace]]
                                          propose a succession between two editions, as YAML
  los standards schema [edition|succession] [--out FILE]
                                          print the JSON Schema by which editors complete the YAML files
  los standards install [DIR]             put every edition of a library into the database, after the same checks as lint

  --library DIR   the library to work in, where it is not the one that ships with the product (standards/library)
  --lock          first add published editions that are not locked yet to editions.lock.json;
                  an entry that is there is never changed
  FROM, TO        an edition of the library (section-11/2023.1) or a file (path/to/2023.1.yaml)

Exit codes: 0 all is well, 1 problems were found, 2 the command was not understood`;

const options = {
  help: { type: 'boolean', short: 'h' },
  library: { type: 'string' },
  lock: { type: 'boolean' },
  edition: { type: 'string' },
  out: { type: 'string' },
  replace: { type: 'boolean' },
} as const;

type Asked = {
  library: string;
  lock: boolean;
  edition: string | undefined;
  out: string | undefined;
  replace: boolean;
};
type Verb = {
  options: readonly (keyof typeof options)[];
  /** Undefined where the words do not fit the verb. */
  run(words: readonly string[], asked: Asked, context: CommandContext): Promise<number> | undefined;
};

const verbs: Readonly<Record<string, Verb>> = {
  lint: {
    options: ['lock', 'library'],
    run: ([directory, ...more], { library, lock }, out) =>
      more.length > 0 ? undefined : lint(directory ?? library, lock, out),
  },
  check: {
    options: ['library'],
    run: ([name, ...more], { library }, out) => (more.length > 0 ? undefined : check(library, name, out)),
  },
  'new-edition': {
    options: ['library', 'edition'],
    run: ([set, from, ...more], { library, edition }, out) =>
      set === undefined || from === undefined || more.length > 0
        ? undefined
        : newEdition(library, [set, from], edition, out),
  },
  diff: {
    options: ['library', 'out', 'replace'],
    run: ([from, to, ...more], { library, out: file, replace }, out) =>
      from === undefined || to === undefined || more.length > 0
        ? undefined
        : diff(library, [from, to], { ...(file === undefined ? {} : { file }), replace }, out),
  },
  schema: {
    options: ['out'],
    run: ([name = 'edition', ...more], { out: file }, out) =>
      (name !== 'edition' && name !== 'succession') || more.length > 0 ? undefined : schema(name, file, out),
  },
  install: {
    options: ['library'],
    run: ([directory, ...more], { library }, context) =>
      more.length > 0 ? undefined : install(directory ?? library, context),
  },
};

/** Checks, drafts, compares and installs editions of standards. Problems go to `error` as `file:line: code: reason`. */
export const command: CliCommand = {
  name: 'standards',
  summary: 'checks, drafts, locks, compares and installs editions of standards',
  usage,
  async run(args, context) {
    const [name = '', ...rest] = args;
    const verb = Object.hasOwn(verbs, name) ? verbs[name] : undefined;
    const read = parsed(rest, verb?.options ?? []);
    if (read === 'help' || name === '--help' || name === '-h') {
      context.print(usage);
      return 0;
    }
    const done = verb && read ? verb.run(read.words, read.asked, context) : undefined;
    if (done !== undefined) return done;
    context.error(usage);
    return 2;
  },
};

function parsed(args: string[], allowed: Verb['options']): { words: string[]; asked: Asked } | 'help' | undefined {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    if (values.help) return 'help';
    const given = Object.keys(values) as (keyof typeof options)[];
    if (given.some((key) => !allowed.includes(key))) return undefined;
    const { library = shipped, lock = false, edition, out, replace = false } = values;
    return { words: positionals, asked: { library, lock, edition, out, replace } };
  } catch {
    return undefined;
  }
}

async function install(directory: string, context: CommandContext): Promise<number> {
  const { installed, problems } = await installLibrary(await context.portal(), directory);
  for (const problem of problems) context.error(problem);
  for (const { id, outcome } of installed) context.print(`${id}: ${outcome}`);
  return problems.length > 0 ? 1 : 0;
}
