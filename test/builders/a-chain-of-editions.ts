/** Editions and successions by chance, for properties that must hold whatever people write. */
import fc, { type GeneratorValue } from 'fast-check';
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

/** A chain of so many editions, each with a sound succession from the one before, and a return on the first. */
export const aChainOfEditions = (count: number): fc.Arbitrary<ChainOfEditions> =>
  fc.gen().map((g) => {
    const editions = Array.from({ length: count }, (_, place) => editionBy(g, `${2020 + place}.1`));
    const successions = editions.slice(1).map((to, place) => successionBy(g, editions[place] ?? to, to));
    const answers = new Map(
      (editions[0]?.standards ?? []).flatMap(({ questions }) =>
        questions.flatMap((question) => (chance(g) ? [[question.code, answerBy(g, question)] as const] : [])),
      ),
    );
    return { editions, successions, answers };
  });

const chance = (g: GeneratorValue) => g(fc.boolean);
const pick = <T>(g: GeneratorValue, from: readonly T[]): T =>
  g(<U>(list: readonly U[]) => fc.constantFrom(...list), from) as T;

function editionBy(g: GeneratorValue, edition: string): Edition {
  const codes = g(() => fc.uniqueArray(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 7 }));
  const questions = codes.map((code) =>
    aQuestion(`q${code}`, {
      text: chance(g) ? `What about q${code}?` : `Otherwise q${code}?`,
      answer: answerTypeBy(g),
    }),
  );
  return anEdition({ edition, scales: [...scales], standards: [aStandard('a1', questions)] });
}

function answerTypeBy(g: GeneratorValue): Question['answer'] {
  const kind = pick(g, ['rating', 'text', 'single-choice', 'multiple-choice', 'yes-no', 'number'] as const);
  switch (kind) {
    case 'rating':
      return { type: kind, scale: pick(g, scales).code };
    case 'text':
      return { type: kind, maxLength: 4000 };
    case 'yes-no':
      return { type: kind, detail: 'always' };
    case 'number':
      return { type: kind, whole: true, min: 0, max: 9_999_999 };
    default: {
      const offered = g(() => fc.subarray(letters, { minLength: 2 }));
      return { type: kind, choices: offered.map((code) => ({ code, text: `Choice ${code}` })) };
    }
  }
}

function successionBy(g: GeneratorValue, from: Edition, to: Edition): Succession {
  const questions = (edition: Edition) =>
    new Map(edition.standards.flatMap((one) => one.questions.map((q) => [q.code, q] as const)));
  const [before, after] = [questions(from), questions(to)];
  const old = g(() => fc.shuffledSubarray([...before.keys()], { minLength: before.size }));
  const young = g(() => fc.shuffledSubarray([...after.keys()], { minLength: after.size }));
  const fates: Succession['fates'] = [];
  const put = (fate: Omit<Succession['fates'][number], 'stricter'>) =>
    fates.push({
      ...fate,
      stricter: false,
      ...(chance(g) ? { note: `A note on ${[...fate.from, ...fate.to].join()}` } : {}),
    });
  while (old.length > 0 || young.length > 0) {
    const kind = pick(g, ['one', 'one', 'split', 'merged', 'withdrawn', 'added'] as const);
    if (kind === 'one' && old.length > 0 && young.length > 0) {
      const [a, b] = [old.splice(0, 1), young.splice(0, 1)];
      const alike = before.get(a[0] ?? '')?.answer.type === after.get(b[0] ?? '')?.answer.type;
      const carry = pick(g, [
        'prefill-text',
        'ask-again',
        ...(alike ? (['keep', 'keep-and-confirm'] as const) : []),
      ] as const);
      put({ from: a, to: b, fate: 'reworded', carry });
    } else if (kind === 'split' && old.length > 0 && young.length > 1)
      put({
        from: old.splice(0, 1),
        to: young.splice(0, 2),
        fate: 'split',
        carry: pick(g, ['prefill-text', 'ask-again', 'keep-and-confirm'] as const),
      });
    else if (kind === 'merged' && old.length > 1 && young.length > 0)
      put({
        from: old.splice(0, 2),
        to: young.splice(0, 1),
        fate: 'merged',
        carry: pick(g, ['prefill-text', 'ask-again'] as const),
      });
    else if (kind === 'withdrawn' && old.length > 0)
      put({ from: old.splice(0, 1), to: [], fate: 'withdrawn', carry: 'retire' });
    else if (young.length > 0 && kind === 'added')
      put({ from: [], to: young.splice(0, 1), fate: 'added', carry: 'ask-again' });
  }
  const mapBy = (codes: readonly string[], next: readonly string[]) =>
    Object.fromEntries(codes.map((code) => [code, chance(g) ? pick(g, next) : null]));
  const points = ({ points: all }: Scale) => all.map(({ code }) => code);
  const choicesOf = (question: Question | undefined) =>
    question && 'choices' in question.answer ? question.answer.choices.map(({ code }) => code) : [];
  return aSuccession({
    from: from.edition,
    to: to.edition,
    fates,
    scales: scales.flatMap((a) =>
      scales.map((b) => ({ from: a.code, to: b.code, points: mapBy(points(a), points(b)) })),
    ),
    choices: fates.flatMap((fate) => {
      const [a, b] = [choicesOf(before.get(fate.from[0] ?? '')), choicesOf(after.get(fate.to[0] ?? ''))];
      if (a.length === 0 || b.length === 0 || chance(g)) return [];
      return [{ from: fate.from[0] ?? '', to: fate.to[0] ?? '', choices: mapBy(a, b) }];
    }),
  });
}

/** Words name their question, so that it shows where they came from. */
function answerBy(g: GeneratorValue, { code, answer }: Question): AnswerValue {
  const words = `Words of ${code}`;
  const narrative = chance(g) ? { narrative: words } : {};
  switch (answer.type) {
    case 'rating': {
      const scale = scales.find((one) => one.code === answer.scale) ?? ragScale;
      const offered = [
        ...scale.points.map((point) => point.code),
        ...(scale.notApplicable.allowed ? ['not-applicable'] : []),
      ];
      const point = chance(g) ? pick(g, offered) : null;
      return {
        type: 'rating',
        point,
        narrative: words,
        ...(point === 'not-applicable' ? { notApplicableReason: `Why not ${code}` } : {}),
      };
    }
    case 'yes-no':
      return { type: 'yes-no', value: pick(g, ['yes', 'no', null] as const), detail: words };
    case 'number':
      return { type: 'number', value: g(fc.nat), ...narrative };
    case 'single-choice':
      return {
        type: 'single-choice',
        choice: pick(
          g,
          answer.choices.map((choice) => choice.code),
        ),
        ...narrative,
      };
    case 'multiple-choice':
      return {
        type: 'multiple-choice',
        choices: answer.choices.map((choice) => choice.code).filter(() => chance(g)),
        ...narrative,
      };
    default:
      return { type: 'text', text: words };
  }
}
