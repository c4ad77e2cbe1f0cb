import type { Reader } from '../../../db/client.server.ts';
import type { Edition } from '../../../standards/contract.ts';
import { compareEditionNumbers } from '../../../standards/edition-order.ts';
import { type EditionFacts, editionFacts, setInWords } from './edition-facts.ts';
import { type EditionSummary, listEditions, mostEditions } from './editions.server.ts';
import type { Library } from './library.ts';

/** Every set with its history. Editions belong to nobody: anyone signed in may read them. */
export async function getLibrary(db: Reader): Promise<Library> {
  const summaries = await listEditions(db);
  const facts = await factsOf(db, summaries);
  const bySet = Map.groupBy(summaries, ({ id }) => id.slice(0, id.indexOf('/')));
  return {
    cut: summaries.length === mostEditions,
    sets: [...bySet].map(([set, its]) => {
      const numbered = its
        .map((summary) => ({ summary, edition: summary.id.slice(set.length + 1) }))
        .toSorted((a, b) => compareEditionNumbers(b.edition, a.edition));
      return {
        set,
        name: setInWords(set),
        editions: numbered.flatMap(({ summary, edition }, at) => {
          const known = facts.get(summary.sha256);
          return known ? [{ ...summary, ...known, edition, previous: numbered[at + 1]?.edition ?? null }] : [];
        }),
      };
    }),
  };
}

/** Text under a fingerprint never changes, so each is read through once; a process meets few of them. */
const factsBySha = new Map<string, EditionFacts>();

async function factsOf(db: Reader, summaries: readonly EditionSummary[]): Promise<ReadonlyMap<string, EditionFacts>> {
  const unread = summaries.filter(({ sha256 }) => !factsBySha.has(sha256)).map(({ id }) => id);
  for (let from = 0; from < unread.length; from += 20) {
    const rows = await db
      .selectFrom('standard_edition')
      .select(['sha256', 'document'])
      .where('id', 'in', unread.slice(from, from + 20))
      .execute();
    for (const { sha256, document } of rows) factsBySha.set(sha256, editionFacts(JSON.parse(document) as Edition));
  }
  const needed = new Set(summaries.map(({ sha256 }) => sha256));
  const found = new Map([...factsBySha].filter(([sha256]) => needed.has(sha256)));
  if (factsBySha.size > 2 * mostEditions) factsBySha.clear();
  return found;
}
