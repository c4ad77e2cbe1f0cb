import { existsSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Edition } from '../../../standards/contract.ts';
import {
  editionName,
  type LoadedEdition,
  loadLibrary,
  lockLibrary,
  type Problem,
} from '../../../standards/load.server.ts';
import { loadReadyScales } from '../../../standards/ready-scales.server.ts';
import type { CommandContext } from '../command.ts';

/** Where a command writes: results to `print`, complaints to `error`, a line each. */
export type Out = Pick<CommandContext, 'print' | 'error'>;

/** `standards lint`: everything that is wrong with a library, and what it holds. */
export async function lint(directory: string, lock: boolean, out: Out): Promise<number> {
  if (lock) {
    const locked = await lockLibrary(directory);
    for (const name of 'added' in locked ? locked.added : []) out.print(`Locked ${name}`);
  }
  const { editions, successions, problems } = await loadLibrary(directory);
  const scales = join(directory, '..', 'scales');
  const all = [...problems, ...(existsSync(scales) ? (await loadReadyScales(scales)).problems : [])];
  report(all, out);
  const questions = editions.reduce((sum, { edition }) => sum + questionsOf(edition).length, 0);
  out.print(
    [
      counted(editions.length, 'edition'),
      counted(successions.length, 'succession'),
      counted(questions, 'question'),
      counted(all.length, 'problem'),
    ].join(', '),
  );
  return all.length > 0 ? 1 : 0;
}

/** `standards check`: the citations that nobody has compared with their source yet, of one edition or of all. */
export async function check(directory: string, name: string | undefined, out: Out): Promise<number> {
  const { editions, problems } = await loadLibrary(directory, 'ignore');
  const asked = editions.filter(({ edition }) => name === undefined || editionName(edition) === name);
  if (asked.length === 0) {
    report(problems, out);
    out.error(name === undefined ? 'The library holds no sound edition' : `The library holds no sound edition ${name}`);
    return 1;
  }
  for (const loaded of asked) checkEdition(loaded, out);
  return 0;
}

function checkEdition({ edition }: LoadedEdition, out: Out): void {
  const titles = new Map(edition.documents.map(({ code, title }) => [code, title]));
  const citations = questionsOf(edition).flatMap(({ code, sources }) => sources.map((source) => ({ code, source })));
  const unchecked = citations.filter(({ source }) => !source.checked);
  out.print(
    `${editionName(edition)}: ${unchecked.length} of ${counted(citations.length, 'citation')} not compared with the source`,
  );
  for (const { code, source } of unchecked)
    out.print(`  ${code}: ${titles.get(source.document) ?? source.document}, ${source.reference}`);
}

/** Problems as `file:line: code: reason`, with paths from where the command was called. */
export function report(problems: readonly Problem[], out: Out): void {
  for (const { file, line, code, reason } of problems)
    out.error(`${shownPath(file)}${line === undefined ? '' : `:${line}`}: ${code}: ${reason}`);
}

/** A path from where the command was called, or the whole of it where it leads elsewhere. */
export function shownPath(file: string): string {
  const near = relative(process.cwd(), file);
  return near.startsWith('..') ? file : near;
}

const questionsOf = (edition: Edition) => edition.standards.flatMap(({ questions }) => questions);

const counted = (count: number, what: string) => `${count} ${what}${count === 1 ? '' : 's'}`;
