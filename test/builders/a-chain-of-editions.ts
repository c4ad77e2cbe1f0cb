/** Editions and successions by chance, for properties that must hold whatever people write. */
import fc from 'fast-check';
import type { AnswerValue } from '../../app/features/questionnaire/answer-values.ts';
import type { Edition, Question, Scale, Succession } from '../../standards/contract.ts';
import { anEdition, aQuestion, aStandard, aSuccession, levelsScale, ragScale } from './an-edition.ts';

export interface ChainOfEditions {
  readonly editions: readonly Edition[];
  /** The first leads from the first edition to the second, and so on. */
  readonly successions: readonly Succession[];
  /** Answers to some questions of the first edition. */
  readonly answers: ReadonlyMap<string, AnswerValue>;
}

const scales: readonly Scale[] = [ragScale, levelsScale];
const letters = ['a', 'b', 'c', 'd'];
const kinds = ['rating', 'rating', 'rating', 'text', 'single-choice', 'multiple-choice', 'yes-no', 'number'] as const;

/** A chain of so many editions, each with a succession from the one before, and a return on the first. */
export const aChainOfEditions = (count: number): fc.Arbitrary<ChainOfEditions> =>
  // A smaller seed is no simpler chain, so nothing is shrunk: the seed of a failure makes the same chain again.
  fc.noShrink(fc.integer({ min: 1, max: 0x7fffffff })).map((seed) => chainBy(dice(seed), count));

type Dice = ReturnType<typeof dice>;

/** A small generator of evenly spread numbers (mulberry32). */
function dice(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
  const pick = <T>(from: readonly [T, ...T[]] | readonly T[]): T => {
    const picked = from[Math.floor(next() * from.length)];
    if (picked === undefined) throw new RangeError('There is nothing to pick from');
    return picked;
  };
  const shuffle = <T>(things: readonly T[]): T[] => {
    const left = [...things];
    return things.flatMap(() => left.splice(Math.floor(next() * left.length), 1));
  };
  return { chance: (share = 0.5) => next() < share, pick, shuffle };
}

function chainBy(by: Dice, count: number): ChainOfEditions {
  const editions = Array.from({ length: count }, (_, place) => editionBy(by, `${2020 + place}.1`));
  const successions = editions.slice(1).map((to, place) => successionBy(by, editions[place] ?? to, to));
  const answers = new Map(
    (editions[0]?.standards ?? []).flatMap(({ questions }) =>
      questions.flatMap((question) => (by.chance(0.8) ? [[question.code, answerBy(by, question)] as const] : [])),
    ),
  );
  return { editions, successions, answers };
}

function editionBy(by: Dice, edition: string): Edition {
  const size = by.pick([1, 4, 5, 6, 7, 8]);
  const questions = by
    .shuffle([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    .slice(0, size)
    .map((code) =>
      // A code is never used again for another meaning, so each edition has codes of its own.
      aQuestion(`q${code}-${edition.slice(0, 4)}`, {
        text: by.chance() ? `What about q${code}?` : `Otherwise q${code}?`,
        answer: answerTypeBy(by, by.chance(0.1) ? by.pick(kinds) : (kinds[code % kinds.length] ?? 'text')),
      }),
    );
  return anEdition({ edition, scales: [...scales], standards: [aStandard('a1', questions)] });
}

function answerTypeBy(by: Dice, type: (typeof kinds)[number]): Question['answer'] {
  switch (type) {
    case 'rating':
      return { type, scale: by.pick(scales).code };
    case 'text':
      return { type, maxLength: 4000 };
    case 'yes-no':
      return { type, detail: 'always' };
    case 'number':
      return { type, whole: true, min: 0, max: 9_999_999 };
    default:
      return {
        type,
        choices: by
          .shuffle(letters)
          .slice(0, by.pick([2, 3, 4]))
          .map((code) => ({ code, text: `Choice ${code}` })),
      };
  }
}

const questionsOf = (edition: Edition) =>
  new Map(
    edition.standards.flatMap(({ questions }) => questions.map((question) => [question.code, question] as const)),
  );

function successionBy(by: Dice, from: Edition, to: Edition): Succession {
  const [before, after] = [questionsOf(from), questionsOf(to)];
  const old = by.shuffle([...before.keys()]);
  const young = by.shuffle([...after.keys()]);
  const fates: Succession['fates'] = [];
  const put = (fate: Omit<Succession['fates'][number], 'stricter'>) =>
    fates.push({
      ...fate,
      stricter: false,
      ...(by.chance() ? { note: `Note ${[...fate.from, ...fate.to].join()}` } : {}),
    });
  while (old.length > 0 || young.length > 0) {
    const kind = by.chance(0.85) ? 'one' : by.pick(['split', 'merged', 'withdrawn', 'added']);
    if (kind === 'one' && old.length > 0 && young.length > 0) {
      const a = old.splice(0, 1);
      const type = before.get(a[0] ?? '')?.answer.type;
      // Questions of one kind are paired where there are any: else hardly an answer would get past one edition.
      const like = young.findIndex((code) => after.get(code)?.answer.type === type);
      const b = young.splice(Math.max(like, 0), 1);
      const kept = ['keep', 'keep', 'keep', 'keep', 'keep-and-confirm', 'keep-and-confirm'] as const;
      const carry = by.pick(
        like < 0 ? (['prefill-text', 'ask-again'] as const) : ([...kept, 'prefill-text', 'ask-again'] as const),
      );
      put({ from: a, to: b, fate: 'reworded', carry });
    } else if (kind === 'split' && old.length > 0 && young.length > 1) {
      const carry = by.pick(['prefill-text', 'ask-again'] as const);
      put({ from: old.splice(0, 1), to: young.splice(0, 2), fate: 'split', carry });
    } else if (kind === 'merged' && old.length > 1 && young.length > 0) {
      const carry = by.pick(['prefill-text', 'ask-again'] as const);
      put({ from: old.splice(0, 2), to: young.splice(0, 1), fate: 'merged', carry });
    } else if (old.length > 0 && (kind === 'withdrawn' || young.length === 0))
      put({ from: old.splice(0, 1), to: [], fate: 'withdrawn', carry: 'retire' });
    else if (young.length > 0) put({ from: [], to: young.splice(0, 1), fate: 'added', carry: 'ask-again' });
  }
  return aSuccession({ from: from.edition, to: to.edition, fates, ...mapsBy(by, fates, before, after) });
}

function mapsBy(
  by: Dice,
  fates: Succession['fates'],
  before: ReadonlyMap<string, Question>,
  after: ReadonlyMap<string, Question>,
): Pick<Succession, 'scales' | 'choices'> {
  const mapBy = (codes: readonly string[], next: readonly string[]) =>
    Object.fromEntries(codes.map((code) => [code, by.chance(0.8) ? by.pick(next) : null]));
  const points = (scale: Scale) => scale.points.map(({ code }) => code);
  const choicesOf = (question: Question | undefined) =>
    question && 'choices' in question.answer ? question.answer.choices.map(({ code }) => code) : [];
  return {
    scales: scales.flatMap((a) =>
      scales.map((b) => ({ from: a.code, to: b.code, points: mapBy(points(a), points(b)) })),
    ),
    choices: fates.flatMap(({ from: [old = ''], to: [young = ''] }) => {
      const [a, b] = [choicesOf(before.get(old)), choicesOf(after.get(young))];
      // Choices that differ need a map.
      const mayDoWithout = a.length === b.length && a.every((code) => b.includes(code));
      return a.length === 0 || b.length === 0 || (mayDoWithout && by.chance())
        ? []
        : [{ from: old, to: young, choices: mapBy(a, b) }];
    }),
  };
}

/** Words name their question, so that it shows where they came from. */
function answerBy(by: Dice, { code, answer }: Question): AnswerValue {
  const words = `Words of ${code}`;
  const narrative = by.chance() ? { narrative: words } : {};
  switch (answer.type) {
    case 'rating': {
      const scale = scales.find((one) => one.code === answer.scale) ?? ragScale;
      const { points, notApplicable } = scale;
      const offered = [...points.map((point) => point.code), ...(notApplicable.allowed ? ['not-applicable'] : [])];
      const point = by.chance(0.9) ? by.pick(offered) : null;
      const reason = point === 'not-applicable' ? { notApplicableReason: `Why not ${code}` } : {};
      return { type: 'rating', point, narrative: words, ...reason };
    }
    case 'yes-no':
      return { type: 'yes-no', value: by.pick(['yes', 'no', null]), detail: words };
    case 'number':
      return { type: 'number', value: by.pick([0, 12, 400]), ...narrative };
    case 'single-choice':
      return { type: 'single-choice', choice: by.pick(answer.choices).code, ...narrative };
    case 'multiple-choice':
      return {
        type: 'multiple-choice',
        choices: answer.choices.map((choice) => choice.code).filter(() => by.chance()),
        ...narrative,
      };
    default:
      return { type: 'text', text: words };
  }
}
