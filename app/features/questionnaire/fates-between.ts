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
  /**
   * `within`: one edition, or two forms of it with a partnership's own questions; `written`: one succession by a person;
   * `composed`: several; `guessed`: worked out by the computer alone.
   */
  readonly basis: 'within' | 'written' | 'composed' | 'guessed';
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
    fates: withOwnQuestions(
      succession.fates.map((fate) => ({ ...fate, carry: carryOf(fate, links) })),
      from,
      to,
    ),
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
    fates: withOwnQuestions(namedBy(chain, fatesOf(plan, last, stricterCodes(chain))), first, last),
    ...mapsOf(plan, first, last),
  };
}

/** Two forms of one edition: the same questions by code, with what a partnership added to either. */
export const fatesWithin = (from: Edition, to: Edition): FatesBetween => ({
  basis: 'within',
  basisWords: `Both rest on edition ${to.edition}; questions that a partnership added are told apart by their codes.`,
  summary: null,
  fates: withOwnQuestions([], from, to),
  scales: [],
  choices: [],
});

/** What the ends of a chain name: a plan also lists what a partnership added, as new or as gone. */
function namedBy(chain: readonly Succession[], fates: readonly Fate[]): Fate[] {
  const [first, last] = [chain[0], chain.at(-1)];
  const old = new Set(first?.fates.flatMap(({ from }) => from));
  const young = new Set(last?.fates.flatMap(({ to }) => to));
  return fates.filter(({ fate, from, to }) => {
    if (fate === 'added') return to.every((code) => young.has(code));
    return fate !== 'withdrawn' || from.every((code) => old.has(code));
  });
}

/** Successions know the library alone: what a partnership added to an edition goes by its code. */
function withOwnQuestions(fates: readonly Fate[], from: Edition, to: Edition): Fate[] {
  const [before, after] = [from, to].map(
    ({ standards }) => new Map(standards.flatMap(({ questions }) => questions.map((one) => [one.code, one] as const))),
  );
  const named = { from: new Set(fates.flatMap((fate) => fate.from)), to: new Set(fates.flatMap((fate) => fate.to)) };
  const kept = [...(after ?? [])].flatMap(([code, question]): Fate[] => {
    if (named.to.has(code)) return [];
    const old = named.from.has(code) ? undefined : before?.get(code);
    if (!old) return [{ from: [], to: [code], fate: 'added', stricter: false, carry: 'ask-again' }];
    const same = old.text === question.text && JSON.stringify(old.answer) === JSON.stringify(question.answer);
    const fate = same
      ? ({ fate: 'unchanged', carry: 'keep' } as const)
      : ({ fate: 'reworded', carry: 'ask-again' } as const);
    return [{ from: [code], to: [code], stricter: false, ...fate }];
  });
  const continued = new Set(kept.flatMap((fate) => fate.from));
  const gone = [...(before?.keys() ?? [])]
    .filter((code) => !named.from.has(code) && !continued.has(code))
    .map((code): Fate => ({ from: [code], to: [], fate: 'withdrawn', stricter: false, carry: 'retire' }));
  return [...fates, ...kept, ...gone];
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
