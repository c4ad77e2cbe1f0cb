import type { Reader } from '../../../db/client.server.ts';
import { compareEditionNumbers } from '../../../standards/edition-order.ts';
import type { CompiledEdition } from './compiled-edition.ts';
import { listCoreLinks } from './core.server.ts';
import type { AlsoAsked } from './core-places.ts';
import { setInWords } from './edition-facts.ts';
import { getEdition, mostEditions } from './editions.server.ts';

/**
 * Where other sets ask the same as the questions of an edition, by question code: in their newest published edition, or
 * the newest draft of a set that has published none. A question that this edition no longer has is left out.
 */
export async function listAlsoAsked(
  db: Reader,
  { edition: { set } }: CompiledEdition,
): Promise<Readonly<Record<string, readonly AlsoAsked[]>>> {
  const links = await listCoreLinks(db, set);
  const editions = await newestEditions(db, [...new Set(links.map(({ other }) => other.set))]);
  const places = links.flatMap(({ questionCode, other }) => {
    const newest = editions.get(other.set);
    const number = newest && numberIn(newest.compiled, other.code);
    if (!newest || number === undefined) return [];
    const name = `${setInWords(other.set)} ${number}`;
    return [{ questionCode, name, href: `/standards/${newest.id}#question-${other.code}` }];
  });
  return Object.fromEntries(
    [...Map.groupBy(places, ({ questionCode }) => questionCode)].map(([code, its]) => [
      code,
      its.map(({ name, href }) => ({ name, href })),
    ]),
  );
}

async function newestEditions(
  db: Reader,
  sets: readonly string[],
): Promise<ReadonlyMap<string, { readonly id: string; readonly compiled: CompiledEdition }>> {
  if (sets.length === 0) return new Map();
  const rows = await db
    .selectFrom('standard_edition')
    .select(['id', 'set_code', 'edition', 'status', 'sha256'])
    .where('set_code', 'in', sets)
    .where('partnership_id', 'is', null)
    .limit(mostEditions)
    .execute();
  const newest = new Map<string, { id: string; compiled: CompiledEdition }>();
  for (const [set, its] of Map.groupBy(rows, (row) => row.set_code)) {
    const published = its.filter(({ status }) => status === 'published');
    const [first] = (published.length > 0 ? published : its).toSorted((a, b) =>
      compareEditionNumbers(b.edition, a.edition),
    );
    if (first) newest.set(set, { id: first.id, compiled: await getEdition(db, first.id, first.sha256) });
  }
  return newest;
}

function numberIn({ questions }: CompiledEdition, code: string): string | undefined {
  const placed = questions.get(code);
  if (!placed) return undefined;
  const { standard, question } = placed;
  return `${standard.number}.${standard.questions.indexOf(question) + 1}`;
}
