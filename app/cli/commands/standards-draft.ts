import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, resolve } from 'node:path';
import { proposeSuccession } from '../../../standards/diff.ts';
import { compareEditionNumbers, editionNumberAfter } from '../../../standards/edition-order.ts';
import { jsonSchemaText, type SchemaName, schemaLine } from '../../../standards/json-schema.ts';
import { editionName, loadEditionFile, loadLibrary } from '../../../standards/load.server.ts';
import { draftTextFrom } from '../../../standards/new-edition.server.ts';
import { successionText } from '../../../standards/succession-text.ts';
import { type Out, report, shownPath } from './standards-check.ts';

const standards = resolve(import.meta.dirname, '../../../standards');

/** `standards diff`: proposes a succession between two editions, to the terminal or to a file. */
export async function diff(
  directory: string,
  [from, to]: readonly [string, string],
  target: { file?: string; replace: boolean },
  out: Out,
): Promise<number> {
  const fileOf = (name: string) => (name.endsWith('.yaml') ? name : join(directory, `${name}.yaml`));
  const [before, after] = [await loadEditionFile(fileOf(from)), await loadEditionFile(fileOf(to))];
  if ('problems' in before || 'problems' in after) {
    for (const loaded of [before, after]) if ('problems' in loaded) report(loaded.problems, out);
    return 1;
  }
  const names = [before, after].map(({ edition }) => editionName(edition));
  if (before.edition.set !== after.edition.set)
    return refuse(out, `${names.join(' and ')} are editions of different standards`);
  if (compareEditionNumbers(before.edition.edition, after.edition.edition) >= 0)
    return refuse(out, `${names[1]} does not come after ${names[0]}: name the older edition first`);
  const succession = proposeSuccession(before.edition, after.edition);
  if (target.file === undefined) {
    out.print(successionText(succession, [schemaLine(wayToSchema('succession', join(directory, succession.set)))]));
    return 0;
  }
  const text = successionText(succession, [schemaLine(wayToSchema('succession', dirname(target.file)))]);
  return write(target.file, `${text}\n`, target.replace, out);
}

/** `standards new-edition`: a draft that follows the newest edition of a set, and a succession that leads to it. */
export async function newEdition(
  directory: string,
  [set, from]: readonly [string, string],
  number: string | undefined,
  out: Out,
): Promise<number> {
  const { editions } = await loadLibrary(directory, 'ignore');
  const path = join(directory, set, `${from}.yaml`);
  const origin = await loadEditionFile(path);
  if ('problems' in origin) {
    report(origin.problems, out);
    return 1;
  }
  const ofSet = editions.flatMap(({ edition }) => (edition.set === set ? [edition.edition] : []));
  const newest = ofSet.toSorted(compareEditionNumbers).at(-1) ?? from;
  if (newest !== from)
    return refuse(out, `${set}/${newest} follows ${set}/${from} already: a new edition follows the newest`);
  const next = number ?? editionNumberAfter(from);
  if (!/^\d{4}\.[1-9]\d*$/.test(next))
    return refuse(out, `"${next}" is no edition number: give YEAR.NUMBER, for example 2027.1`);
  if (compareEditionNumbers(next, from) <= 0) return refuse(out, `${next} does not come after ${from}`);

  const draft = join(directory, set, `${next}.yaml`);
  const succession = join(directory, set, `${from}--${next}.yaml`);
  for (const file of [draft, succession])
    if (existsSync(file)) return refuse(out, `${shownPath(file)} is there already, and nothing is written over it`);
  await writeFile(draft, draftTextFrom(await readFile(path, 'utf8'), next, wayToSchema('edition', dirname(draft))));
  const written = await loadEditionFile(draft);
  if ('problems' in written) {
    report(written.problems, out);
    return 1;
  }
  const comments = [
    schemaLine(wayToSchema('succession', dirname(succession))),
    `# What became of each question between ${from} and ${next}. Nothing has changed yet. Once the draft is written, propose`,
    '# the fates anew (standards diff ... --replace) and decide each of them.',
  ];
  await writeFile(succession, `${successionText(proposeSuccession(origin.edition, written.edition), comments)}\n`);
  out.print(`Wrote ${shownPath(draft)}, a draft with everything that ${from} asks`);
  out.print(`Wrote ${shownPath(succession)}, a succession in which nothing has changed`);
  return 0;
}

/** `standards schema`: the JSON Schema by which editors complete the files of a library. */
export async function schema(name: SchemaName, file: string | undefined, out: Out): Promise<number> {
  const text = jsonSchemaText(name);
  if (file !== undefined) return write(file, text, true, out);
  out.print(text.trimEnd());
  return 0;
}

/** The way from a folder to a JSON Schema of the standards room. */
function wayToSchema(name: SchemaName, folder: string): string {
  return relative(resolve(folder), join(standards, `${name}.schema.json`)).replaceAll('\\', '/');
}

async function write(file: string, text: string, replace: boolean, out: Out): Promise<number> {
  if (!replace && existsSync(file))
    return refuse(
      out,
      `${shownPath(file)} is there already. Add --replace to write over it; what was decided in it is lost`,
    );
  await writeFile(file, text);
  out.print(`Wrote ${shownPath(file)}`);
  return 0;
}

function refuse(out: Out, reason: string): number {
  out.error(reason);
  return 1;
}
