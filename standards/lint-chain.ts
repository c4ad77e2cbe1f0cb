import { compareEditionNumbers } from './edition-order.ts';

/** A succession by its names alone; `key` is how its caller knows it. */
export type Link<K> = { from: string; to: string; key: K };
/** An edition by its number alone. */
export type ChainedEdition<K> = { edition: string; key: K };
/** Something wrong with the chain: where it stands, and why. */
export type ChainFault<K> = { key: K; at: 'edition' | 'from' | 'to'; reason: string };

/**
 * The editions of one set must hang together as one chain: from each edition to the next, by year and then by number,
 * leads exactly one succession. Named are gaps, overlaps, forks, loops and successions that lead backwards.
 */
export function lintChain<K>(
  set: string,
  editions: readonly ChainedEdition<K>[],
  links: readonly Link<K>[],
): ChainFault<K>[] {
  const ordered = editions.toSorted((a, b) => compareEditionNumbers(a.edition, b.edition));
  const places = new Map(ordered.map(({ edition }, place) => [edition, place]));
  const faults: ChainFault<K>[] = [];
  const covered = new Map<number, Link<K>>();
  for (const link of links) {
    const [start, end] = [places.get(link.from), places.get(link.to)];
    // A succession to or from an edition that is not there is told where it is read.
    if (start === undefined || end === undefined) continue;
    if (end <= start) {
      faults.push({ key: link.key, at: 'to', reason: backwards(link, links) });
      continue;
    }
    const passed = ordered.slice(start + 1, end).map(({ edition }) => edition);
    const twin = covered.get(start);
    if (passed.length > 0)
      faults.push({
        key: link.key,
        at: 'to',
        reason: `There is an overlap: this succession leaps over ${passed.join(', ')}, to which a succession of its own leads. Write one from each edition to the next`,
      });
    else if (twin)
      faults.push({
        key: link.key,
        at: 'from',
        reason: `There is a fork: two successions lead from ${link.from} to ${link.to}. Keep one`,
      });
    else covered.set(start, link);
  }
  for (const [place, { edition, key }] of ordered.entries()) {
    const before = ordered[place - 1];
    if (before && !covered.has(place - 1))
      faults.push({
        key,
        at: 'edition',
        reason: `There is a gap: no succession leads from ${before.edition} to ${edition}. Propose one with: npm run los -- standards diff ${set}/${before.edition} ${set}/${edition}`,
      });
  }
  return faults;
}

function backwards<K>({ from, to }: Link<K>, links: readonly Link<K>[]): string {
  if (from === to) return `There is a loop: this succession leads from ${from} to itself`;
  const way = wayFrom(to, from, links);
  return way
    ? `There is a loop: ${[...way, to].join(' leads to ')}`
    : `This succession leads backwards, from ${from} to ${to}, which is older`;
}

/** The editions on the shortest way along the links, both ends included. */
function wayFrom<K>(start: string, end: string, links: readonly Link<K>[]): string[] | undefined {
  const trails: string[][] = [[start]];
  const seen = new Set([start]);
  for (const trail of trails) {
    const here = trail.at(-1);
    if (here === end) return trail;
    for (const { from, to } of links)
      if (from === here && !seen.has(to)) {
        seen.add(to);
        trails.push([...trail, to]);
      }
  }
  return undefined;
}
