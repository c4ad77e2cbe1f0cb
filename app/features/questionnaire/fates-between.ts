import {
  type CarryLink,
  type CarryPlan,
  composePlans,
  gravestFate,
  planOf,
  retiredCodes,
  stricterRule,
} from '../../../standards/carry-forward.ts';
import type { Edition, Fate, Succession } from '../../../standards/contract.ts';
import { proposeSuccession } from '../../../standards/diff.ts';
import { notApplicableCode } from '../../../standards/vocabulary.ts';
import { listInWords } from '../../platform/words.ts';

/** What became of every question between two editions, and who says so. */
export interface FatesBetween extends Pick<Succession, 'fates' | 'scales' | 'choices'> {
  /** `written`: one succession by a person; `composed`: several; `guessed`: worked out by the computer alone. */
  readonly basis: 'written' | 'composed' | 'guessed';
  readonly basisWords: string;
  readonly summary: string | null;
}

/** What one succession says, each carry rule as it will be applied: an answer that was split is never kept whole. */
export function writtenFates(succession: Succession, from: Edition, to: Edition): FatesBetween {
  const { links } = planOf(succession, from, to);
  return {
    basis: 'written',
    basisWords: 'What became of each question was decided by the people who wrote the newer edition.',
    summary: succession.summary ?? null,
    fates: succession.fates.map((fate) => ({ ...fate, carry: carryOf(fate, links) })),
    scales: succession.scales,
    choices: succession.choices,
  };
}

/**
 * What several successions say together. `editions` are those the chain passes, the first and the last among them, in
 * order: one more than there are successions.
 */
export function composedFates(chain: readonly Succession[], editions: readonly Edition[]): FatesBetween {
  const plans = chain.map((succession, at) => {
    const [from, to] = [editions[at], editions[at + 1]];
    if (!from || !to) throw new RangeError('A chain of successions needs every edition that it passes');
    return planOf(succession, from, to);
  });
  const plan = plans.reduce(composePlans);
  const last = editions.at(-1);
  const first = editions[0];
  if (!first || !last) throw new RangeError('A chain of successions has a beginning and an end');
  const steps = chain.map(({ from, to }) => `${from} to ${to}`);
  return {
    basis: 'composed',
    basisWords: `What became of each question was put together from ${chain.length} steps that people wrote: ${listInWords(steps)}.`,
    summary: chain.flatMap(({ summary }) => summary ?? []).join('\n\n') || null,
    fates: fatesOf(plan, last, stricterCodes(chain)),
    ...mapsOf(plan, first, last),
  };
}

/** What the computer makes of two editions where nobody has written a succession. */
export function guessedFates(from: Edition, to: Edition): FatesBetween {
  const { fates, scales, choices } = proposeSuccession(from, to);
  return {
    basis: 'guessed',
    basisWords:
      'Nobody has reviewed this comparison. It pairs questions by their codes, or by their wording where a code is new; it cannot tell whether a new wording asks for more, and it knows of no splits and merges.',
    summary: null,
    // The notes of a proposal are for the person who completes it.
    fates: fates.map(({ note, ...fate }) =>
      fate.from[0] !== undefined && fate.to[0] !== undefined && fate.from[0] !== fate.to[0]
        ? { ...fate, note: 'Paired by wording alone.' }
        : fate,
    ),
    scales,
    choices,
  };
}

function carryOf(fate: Fate, links: readonly CarryLink[]): Fate['carry'] {
  const rules = links
    .filter(({ from, to }) => fate.from.includes(from) && fate.to.includes(to))
    .map(({ rule }) => rule);
  return rules.length === 0 ? fate.carry : rules.reduce(stricterRule);
}

/** Codes of the last edition whose wording came to ask for more on the way. */
function stricterCodes(chain: readonly Succession[]): ReadonlySet<string> {
  return chain.reduce<ReadonlySet<string>>(
    (before, { fates }) =>
      new Set(fates.flatMap(({ from, to, stricter }) => (stricter || from.some((code) => before.has(code)) ? to : []))),
    new Set(),
  );
}

function fatesOf(plan: CarryPlan, last: Edition, stricter: ReadonlySet<string>): Fate[] {
  const into = Map.groupBy(plan.links, ({ to }) => to);
  const outOf = Map.groupBy(plan.links, ({ from }) => from);
  const split = new Set<string>();
  const fates = last.standards.flatMap(({ questions }) =>
    questions.flatMap(({ code }): Fate[] => {
      const links = into.get(code) ?? [];
      const [link] = links;
      if (!link) return [{ from: [], to: [code], fate: 'added', stricter: false, carry: 'ask-again' }];
      if (links.length > 1) return [fateOfLinks('merged', links, stricter)];
      const halves = (outOf.get(link.from) ?? []).filter(({ to }) => into.get(to)?.length === 1);
      if (halves.length === 1) return [fateOfLinks(gravestFate(link.fates), links, stricter)];
      if (split.has(link.from)) return [];
      split.add(link.from);
      return [fateOfLinks('split', halves, stricter)];
    }),
  );
  const notes = new Map(plan.deadEnds.map((end) => [end.from, end.notes]));
  const withdrawn = retiredCodes(plan).map(
    (code): Fate => ({
      from: [code],
      to: [],
      fate: 'withdrawn',
      stricter: false,
      carry: 'retire',
      ...noteOf(notes.get(code) ?? []),
    }),
  );
  return [...fates, ...withdrawn];
}

const fateOfLinks = (fate: Fate['fate'], links: readonly CarryLink[], stricter: ReadonlySet<string>): Fate => ({
  from: [...new Set(links.map(({ from }) => from))],
  to: [...new Set(links.map(({ to }) => to))],
  fate,
  stricter: links.some(({ to }) => stricter.has(to)),
  carry: links.map(({ rule }) => rule).reduce(stricterRule),
  ...noteOf(links.flatMap(({ notes }) => notes)),
});

const noteOf = (notes: readonly string[]) => (notes.length > 0 ? { note: [...new Set(notes)].join('\n\n') } : {});

/** The maps of points and choices that a whole chain amounts to, where they change anything. */
function mapsOf(plan: CarryPlan, first: Edition, last: Edition): Pick<Succession, 'scales' | 'choices'> {
  const before = answersOf(first);
  const after = answersOf(last);
  const scales = new Map<string, Succession['scales'][number]>();
  const choices: Succession['choices'] = [];
  for (const { from, to, rule, value } of plan.links) {
    const [old, young] = [before.get(from), after.get(to)];
    if (value.kind !== 'codes' || (rule !== 'keep' && rule !== 'keep-and-confirm') || !old || !young) continue;
    const codes = Object.fromEntries(Object.entries(value.codes).filter(([code]) => code !== notApplicableCode));
    if (Object.entries(codes).every(([was, is]) => was === is)) continue;
    if (old.type === 'rating' && young.type === 'rating')
      scales.set(`${old.scale} ${young.scale}`, { from: old.scale, to: young.scale, points: codes });
    else choices.push({ from, to, choices: codes });
  }
  return { scales: [...scales.values()], choices };
}

const answersOf = (edition: Edition) =>
  new Map(edition.standards.flatMap(({ questions }) => questions.map(({ code, answer }) => [code, answer])));
