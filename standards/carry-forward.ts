/**
 * What becomes of the answers to an old edition in a new one, worked out from the successions that people wrote. Pure:
 * it knows questions, scales and choices, and no answers.
 */
import type { CarryRule, Edition, Fate, Question, Scale, Succession } from './contract.ts';
import { notApplicableCode } from './vocabulary.ts';

/** What may be carried to a question that is still asked. */
export type CarriedRule = Exclude<CarryRule, 'retire'>;
/** What happened to a question on the way to another. */
export type LinkFate = Exclude<Fate['fate'], 'added' | 'withdrawn'>;

/**
 * How the part of an answer that was chosen or entered goes over: as it is, code by code (`null` drops a point or
 * choice), or not at all because the question is answered in another way now.
 */
export type ValueMap =
  | { readonly kind: 'same' }
  | { readonly kind: 'codes'; readonly codes: Readonly<Record<string, string | null>> }
  | { readonly kind: 'none' };

/** One way from an old question to a new one. Where several editions lie between, it holds what happened in each. */
export interface CarryLink {
  readonly from: string;
  readonly to: string;
  /** The strictest rule on the way. */
  readonly rule: CarriedRule;
  readonly fates: readonly LinkFate[];
  /** What people wrote about it, oldest first. */
  readonly notes: readonly string[];
  readonly wording: { readonly from: string; readonly to: string };
  readonly value: ValueMap;
}

/** An old question that leads nowhere, at least this way. */
export interface DeadEnd {
  readonly from: string;
  readonly notes: readonly string[];
}

/** From every question of one edition to those of another of the same set. */
export interface CarryPlan {
  readonly set: string;
  readonly from: string;
  readonly to: string;
  /** In the order of the new question's fate, and within one in the order in which its fate names the old ones. */
  readonly links: readonly CarryLink[];
  readonly deadEnds: readonly DeadEnd[];
}

/** From the most to the least that is carried. */
const strictness = ['keep', 'keep-and-confirm', 'prefill-text', 'ask-again'] as const satisfies readonly CarriedRule[];

/** The stricter of two rules: the one that carries less. */
export const stricterRule = (a: CarriedRule, b: CarriedRule): CarriedRule =>
  strictness.indexOf(a) > strictness.indexOf(b) ? a : b;

/**
 * The plan of one succession. Beyond what it says, three things hold whatever a file says: an answer to a question
 * that was split or merged is never kept whole, a stricter wording is never kept without a look, and a rating goes to
 * another scale by a map or not at all. Refuses editions that the succession is not about.
 */
export function planOf(succession: Succession, from: Edition, to: Edition): CarryPlan {
  for (const [edition, end] of [[from, succession.from] as const, [to, succession.to] as const])
    if (edition.set !== succession.set || edition.edition !== end)
      throw new RangeError(`The succession is about ${succession.set}/${end}, not ${edition.set}/${edition.edition}`);
  const before = questionsOf(from);
  const after = questionsOf(to);
  const ways = succession.fates.flatMap((fate) =>
    fate.to.flatMap((young) => fate.from.map((old) => ({ fate, old, young }))),
  );
  const links = ways.flatMap(({ fate, old, young }): CarryLink[] => {
    const [origin, question] = [before.get(old), after.get(young)];
    if (!origin || !question || fate.carry === 'retire' || !isLinkFate(fate.fate)) return [];
    const several = ways.filter((way) => way.old === old || way.young === young).length > 1;
    return [
      {
        from: old,
        to: young,
        rule: stricterRule(fate.carry, several ? 'prefill-text' : fate.stricter ? 'keep-and-confirm' : 'keep'),
        fates: [fate.fate],
        notes: fate.note === undefined ? [] : [fate.note],
        wording: { from: origin.text, to: question.text },
        value: valueMap(succession, origin, question, from, to),
      },
    ];
  });
  const linked = new Set(links.map((link) => link.from));
  const notesOf = (code: string) =>
    succession.fates.flatMap((fate) => (fate.from.includes(code) && fate.note !== undefined ? [fate.note] : []));
  const deadEnds = [...before.keys()]
    .filter((code) => !linked.has(code))
    .map((code) => ({ from: code, notes: notesOf(code) }));
  return { set: succession.set, from: succession.from, to: succession.to, links, deadEnds };
}

/** From an edition to itself: every answer is kept. */
export function planWithin(edition: Edition): CarryPlan {
  const links = [...questionsOf(edition).values()].map((question) => sameLink(question, edition, edition));
  return { set: edition.set, from: edition.edition, to: edition.edition, links, deadEnds: [] };
}

/**
 * A plan with what no succession speaks of: questions that a partnership added to two editions of its own. Their answers
 * are kept where the question is the same to the letter, under the same code and answered alike; the others are retired.
 */
export function withAddedQuestions(plan: CarryPlan, from: Edition, to: Edition): CarryPlan {
  const planned = new Set([...plan.links, ...plan.deadEnds].map((one) => one.from));
  const added = [...questionsOf(from)].filter(([code]) => !planned.has(code));
  const after = questionsOf(to);
  const same = ([code, { text, answer }]: [string, Question]) => {
    const next = after.get(code);
    return next?.text === text && JSON.stringify(next.answer) === JSON.stringify(answer);
  };
  return {
    ...plan,
    links: [...plan.links, ...added.filter(same).map(([, question]) => sameLink(question, from, to))],
    deadEnds: [...plan.deadEnds, ...added.filter((one) => !same(one)).map(([code]) => ({ from: code, notes: [] }))],
  };
}

function sameLink(question: Question, from: Edition, to: Edition): CarryLink {
  return {
    from: question.code,
    to: question.code,
    rule: 'keep',
    fates: ['unchanged'],
    notes: [],
    wording: { from: question.text, to: question.text },
    value: valueMap({ scales: [], choices: [] }, question, question, from, to),
  };
}

/** The first plan, then the second. It does not matter in which order three are put together. Refuses a gap between them. */
export function composePlans(first: CarryPlan, second: CarryPlan): CarryPlan {
  if (first.set !== second.set || first.to !== second.from)
    throw new RangeError(`A plan to ${first.set}/${first.to} cannot go on from ${second.set}/${second.from}`);
  const into = Map.groupBy(first.links, (link) => link.to);
  return {
    set: first.set,
    from: first.from,
    to: second.to,
    links: second.links.flatMap((later) =>
      (into.get(later.from) ?? []).map((earlier) => ({
        from: earlier.from,
        to: later.to,
        rule: stricterRule(earlier.rule, later.rule),
        fates: [...earlier.fates, ...later.fates],
        notes: [...earlier.notes, ...later.notes],
        wording: { from: earlier.wording.from, to: later.wording.to },
        value: composeMaps(earlier.value, later.value),
      })),
    ),
    deadEnds: [
      ...first.deadEnds,
      ...second.deadEnds.flatMap((end) =>
        (into.get(end.from) ?? []).map((earlier) => ({ from: earlier.from, notes: [...earlier.notes, ...end.notes] })),
      ),
    ],
  };
}

/**
 * The successions that lead from one edition to another, in order: the fewest that do, because a succession that a
 * person wrote for the whole way knows more than several put together. Empty when the editions are one; undefined
 * when no way leads there.
 */
export function findChain<S extends Pick<Succession, 'from' | 'to'>>(
  successions: readonly S[],
  from: string,
  to: string,
): S[] | undefined {
  const reached = new Set([from]);
  let ends: { at: string; chain: S[] }[] = [{ at: from, chain: [] }];
  while (ends.length > 0) {
    const arrived = ends.find(({ at }) => at === to);
    if (arrived) return arrived.chain;
    ends = ends.flatMap(({ at, chain }) =>
      successions.flatMap((next) => {
        if (next.from !== at || reached.has(next.to)) return [];
        reached.add(next.to);
        return [{ at: next.to, chain: [...chain, next] }];
      }),
    );
  }
  return undefined;
}

/** Codes of the old questions that lead to nothing that is asked now. */
export function retiredCodes(plan: CarryPlan): string[] {
  const linked = new Set(plan.links.map(({ from }) => from));
  return [...new Set(plan.deadEnds.map(({ from }) => from))].filter((code) => !linked.has(code));
}

/** One word for what happened on the way: the one that changed the question most. */
export const gravestFate = (fates: readonly LinkFate[]): LinkFate =>
  linkFates.find((fate) => fates.includes(fate)) ?? 'unchanged';

const linkFates = ['merged', 'split', 'reworded', 'moved', 'renumbered', 'unchanged'] as const satisfies LinkFate[];
const isLinkFate = (fate: Fate['fate']): fate is LinkFate => linkFates.some((one) => one === fate);

const questionsOf = (edition: Edition): Map<string, Question> =>
  new Map(edition.standards.flatMap(({ questions }) => questions.map((question) => [question.code, question])));

function composeMaps(first: ValueMap, second: ValueMap): ValueMap {
  if (first.kind === 'none' || second.kind === 'none') return { kind: 'none' };
  if (first.kind === 'same') return second;
  if (second.kind === 'same') return first;
  const { codes } = second;
  return {
    kind: 'codes',
    codes: Object.fromEntries(
      Object.entries(first.codes).map(([code, next]) => [
        code,
        next !== null && Object.hasOwn(codes, next) ? (codes[next] ?? null) : null,
      ]),
    ),
  };
}

type Maps = Pick<Succession, 'scales' | 'choices'>;

function valueMap(maps: Maps, origin: Question, question: Question, from: Edition, to: Edition): ValueMap {
  const [old, young] = [origin.answer, question.answer];
  if (old.type === 'rating' && young.type === 'rating')
    return { kind: 'codes', codes: pointMap(maps, scaleOf(from, old.scale), scaleOf(to, young.scale)) };
  if (
    (old.type === 'single-choice' && young.type === 'single-choice') ||
    (old.type === 'multiple-choice' && young.type === 'multiple-choice')
  ) {
    const written = maps.choices.find((map) => map.from === origin.code && map.to === question.code)?.choices ?? {};
    const offered = new Set(young.choices.map(({ code }) => code));
    const next = (code: string) => (Object.hasOwn(written, code) ? (written[code] ?? null) : code);
    return {
      kind: 'codes',
      codes: Object.fromEntries(
        old.choices.map(({ code }) => {
          const mapped = next(code);
          return [code, mapped !== null && offered.has(mapped) ? mapped : null];
        }),
      ),
    };
  }
  if (old.type === 'table' && young.type === 'table') return { kind: holdsEveryColumn(old, young) ? 'same' : 'none' };
  return { kind: old.type === young.type ? 'same' : 'none' };
}

const scaleOf = (edition: Edition, code: string) => edition.scales.find((scale) => scale.code === code);

/** Not-applicable is a point like any other here: it goes over where both scales offer it. */
function pointMap(maps: Maps, from: Scale | undefined, to: Scale | undefined): Record<string, string | null> {
  if (!from || !to) return {};
  const written = maps.scales.find((map) => map.from === from.code && map.to === to.code)?.points;
  const offered = new Set(to.points.map(({ code }) => code));
  const alike = samePoints(from, to);
  const next = (code: string) => {
    const mapped = written ? (written[code] ?? null) : alike ? code : null;
    return mapped !== null && offered.has(mapped) ? mapped : null;
  };
  return {
    ...Object.fromEntries(from.points.map(({ code }) => [code, next(code)])),
    [notApplicableCode]: from.notApplicable.allowed && to.notApplicable.allowed ? notApplicableCode : null,
  };
}

/** Same codes at the same places in the same direction: a rating means the same without a map. */
function samePoints(from: Scale, to: Scale): boolean {
  const shape = ({ best, points }: Scale) =>
    [best, ...points.map(({ code, order }) => `${order} ${code}`).toSorted()].join();
  return shape(from) === shape(to);
}

type TableAnswer = Extract<Question['answer'], { type: 'table' }>;

/** Every old cell has its place in the new table. */
const holdsEveryColumn = (old: TableAnswer, young: TableAnswer): boolean =>
  old.maxRows <= young.maxRows &&
  old.columns.every((column) => {
    const next = young.columns.find(({ code }) => code === column.code);
    const offered = new Set(next?.choices?.map(({ code }) => code));
    return next?.type === column.type && (column.choices ?? []).every(({ code }) => offered.has(code));
  });
