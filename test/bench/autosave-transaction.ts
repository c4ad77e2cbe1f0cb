import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type BetterSqlite3 from 'better-sqlite3';
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { type SaveAnswersInput, saveAnswers } from '../../app/features/returns/commands/save-answers.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { openSqlite } from '../../db/sqlite-driver.ts';
import { aFormOfHundred } from './bench-edition.ts';
import { databaseFile, inFolder, openBenchPortal } from './bench-portal.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import { milliseconds, paired } from './measure.ts';
import { aFilledCycle, autosavesOf } from './savers.ts';

interface Autosave {
  readonly viewer: Viewer;
  readonly input: SaveAnswersInput;
}

/** One statement as Kysely sent it. */
interface Sent {
  readonly sql: string;
  readonly parameters: readonly unknown[];
}

const savers = 20;

/**
 * `saveAnswers` itself, one save after another, against better-sqlite3 doing the same statements with the same
 * parameters in the same order. Three copies of one file: on the first the statements are written down, on the other
 * two the clock runs.
 */
export function autosaveTransaction({ quick }: BenchOptions): Promise<Figure> {
  const pairs = quick ? 2 : 11;
  const savesOfOne = quick ? 20 : 400;
  return inFolder(async (folder) => {
    const edition = await aFormOfHundred();
    const template = await openBenchPortal(folder);
    const people = await aFilledCycle(template, edition, quick ? 3 : savers);
    await template.close();
    const copyOf = (name: string) => {
      mkdirSync(join(folder, name));
      copyFileSync(databaseFile(folder), databaseFile(join(folder, name)));
      return join(folder, name);
    };
    const autosaves = autosavesOf(edition, people, (pairs + 1) * savesOfOne, 7);
    const recorded = await recordStatements(copyOf('recorded'), autosaves);
    const ours = await openBenchPortal(copyOf('ours'));
    const raw = openSqlite(databaseFile(copyOf('raw')));
    const nextOfOurs = taking(autosaves, savesOfOne);
    const nextOfRaw = taking(recorded, savesOfOne);
    const replay = replayer(raw);
    const perSecond = async (work: () => Promise<void> | void) => (savesOfOne * 1000) / (await milliseconds(work));
    try {
      const measured = await paired(
        pairs,
        () => perSecond(() => saveAll(ours, nextOfOurs())),
        () => perSecond(() => nextOfRaw().forEach(replay)),
      );
      checkSame(ours, raw);
      return figureOf('autosave-transaction', measured);
    } finally {
      raw.close();
      await ours.close();
    }
  });
}

async function saveAll(portal: Portal, autosaves: readonly Autosave[]): Promise<void> {
  for (const { viewer, input } of autosaves) {
    const { answers } = await saveAnswers(portal, viewer, input);
    if (answers[0]?.outcome !== 'saved') throw new Error('An autosave of the benchmark was not saved');
  }
}

/** Does every save once and gives the statements of each. */
async function recordStatements(folder: string, autosaves: readonly Autosave[]): Promise<Sent[][]> {
  let sent: Sent[] = [];
  const portal = await openBenchPortal(folder, ({ query }) => {
    sent.push({ sql: query.sql, parameters: query.parameters });
  });
  const recorded: Sent[][] = [];
  for (const autosave of autosaves) {
    sent = [];
    await saveAll(portal, [autosave]);
    recorded.push(sent);
  }
  await portal.close();
  return recorded;
}

/** The least that SQLite can be asked to do for a save: statements prepared once, no query builder, no promises. */
function replayer(sqlite: BetterSqlite3.Database): (save: readonly Sent[]) => void {
  const statements = new Map<string, BetterSqlite3.Statement<unknown[]>>();
  const statementOf = (sql: string) => {
    const known = statements.get(sql) ?? sqlite.prepare<unknown[]>(sql);
    statements.set(sql, known);
    return known;
  };
  return (save) => {
    for (const { sql, parameters } of save) {
      const statement = statementOf(sql);
      if (statement.reader) statement.all(...parameters);
      else statement.run(...parameters);
    }
  };
}

/** Gives the next so many of a list at each call. */
function taking<T>(all: readonly T[], count: number): () => readonly T[] {
  let from = 0;
  return () => {
    from += count;
    return all.slice(from - count, from);
  };
}

/** Both files hold the same answers at the same revisions, or the figure would compare two different works. */
function checkSame(ours: Portal, raw: BetterSqlite3.Database): void {
  const sql = 'select return_id, question_code, value, revision from answer order by return_id, question_code';
  if (JSON.stringify(ours.database.sqlite?.prepare(sql).all()) !== JSON.stringify(raw.prepare(sql).all()))
    throw new Error('The replay did not write what the saves wrote');
}
