/**
 * What every suite of `npm run test:security` shares: how much of its cases it tries, and the line that says what became
 * of them. Plain `npm test` runs each suite too, with a core of its cases.
 */
import { appendFileSync } from 'node:fs';

/** Set by `test/security/main.ts` alone. */
const figuresFile = process.env.LOS_SECURITY_FIGURES;

/** Whether every case is tried; else the core. */
export const isFullRun = figuresFile !== undefined;

/**
 * The cases to try now: all of them in the full run, else `count` of them, drawn with a seed that never changes, in their
 * order. Refuses to draw nothing: a core without a case would pass whatever the service does.
 *
 * @param kindOf when given, at least one case of each kind is drawn, even if that makes more than `count`
 */
export function casesToTry<T>(
  all: readonly T[],
  count: number,
  kindOf?: (one: T) => string,
  full = isFullRun,
): readonly T[] {
  const drawn = full ? all : draw(all, count, kindOf);
  if (drawn.length === 0) throw new Error('There is no case to try');
  return drawn;
}

function draw<T>(all: readonly T[], count: number, kindOf: ((one: T) => string) | undefined): readonly T[] {
  const next = seededNumbers(20_261_128);
  const shuffled = all.map((one, index) => ({ one, index, at: next() })).toSorted((a, b) => a.at - b.at);
  const taken = new Set<number>();
  if (kindOf) {
    const met = new Set<string>();
    for (const { one, index } of shuffled) {
      const kind = kindOf(one);
      if (!met.has(kind)) taken.add(index);
      met.add(kind);
    }
  }
  for (const { index } of shuffled) if (taken.size < count) taken.add(index);
  return all.filter((_, index) => taken.has(index));
}

/** Numbers from 0 up to 1, the same ones for the same seed (mulberry32). */
export function seededNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/**
 * Says what a suite found, for the end of the run, for instance `hostile files: 312 tried, 0 accepted`. Each suite says at
 * least one, before it asserts, so that the figure of a suite that fails is printed as well.
 */
export function figure(words: string): void {
  if (figuresFile !== undefined) appendFileSync(figuresFile, `${words}\n`);
}
