/**
 * What every suite of `npm run test:security` shares: how much of its cases it tries, and the figures that say what
 * became of them. Plain `npm test` runs each suite too, with a core of its cases.
 */
import { appendFileSync } from 'node:fs';
import { expect } from 'vitest';

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

/** A number that a suite found, with what it must be. */
export interface Count {
  readonly count: number;
  readonly atLeast?: number;
  readonly atMost?: number;
}

export const atLeast = (fewest: number, count: number): Count => ({ count, atLeast: fewest });
export const none = (count: number): Count => ({ count, atMost: 0 });
/** As many as there are: every one was found, refused, works. */
export const all = (of: number, count: number): Count => ({ count, atLeast: of, atMost: of });

/**
 * Says what a suite found, for the table at the end of the run, for instance `figure('hostile files', { tried:
 * atLeast(300, 485), accepted: none(0) })`. Each suite says at least one, before it asserts, so that the figure of a suite
 * that fails is printed as well. A number that is not what it must be fails the run.
 */
export function figure(name: string, counts: Readonly<Record<string, Count | number>>): void {
  const { testPath = '' } = expect.getState();
  const kept = Object.entries(counts).map(([words, count]) => ({
    words,
    ...(typeof count === 'number' ? { count } : count),
  }));
  if (figuresFile !== undefined) appendFileSync(figuresFile, `${JSON.stringify({ name, testPath, counts: kept })}\n`);
}
