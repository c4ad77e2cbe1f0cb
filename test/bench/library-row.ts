import { libraryDir } from '../../app/cli/prepare-database.ts';
import type { Condition, Edition, Standard, Succession } from '../../standards/contract.ts';
import { lintEdition, lintSuccession } from '../../standards/lint.ts';
import { type Library, loadLibrary } from '../../standards/load.server.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import { paired, processorTime } from './measure.ts';

type Sized = { editions: readonly Edition[]; successions: readonly Succession[] };

const again = (code: string) => `${code}-b`;

function conditionAgain(condition: Condition): Condition {
  if ('answer' in condition) return { ...condition, answer: again(condition.answer) };
  if ('all' in condition) return { all: condition.all.map(conditionAgain) };
  if ('any' in condition) return { any: condition.any.map(conditionAgain) };
  return 'not' in condition ? { not: conditionAgain(condition.not) } : condition;
}

const under = (condition: Condition | undefined) => (condition ? { appliesTo: conditionAgain(condition) } : {});

const standardAgain = (standard: Standard): Standard => ({
  ...standard,
  ...under(standard.appliesTo),
  ...(standard.overall === undefined ? {} : { overall: again(standard.overall) }),
  code: again(standard.code),
  number: again(standard.number),
  questions: standard.questions.map((question) => ({
    ...question,
    ...under(question.appliesTo),
    code: again(question.code),
  })),
});

/** The library with every question of it twice, the second under a code of its own. */
const twiceAsLarge = ({ editions, successions }: Sized): Sized => ({
  editions: editions.map((edition) => ({
    ...edition,
    standards: [...edition.standards, ...edition.standards.map(standardAgain)],
  })),
  successions: successions.map((succession) => ({
    ...succession,
    fates: [
      ...succession.fates,
      ...succession.fates.map((fate) => ({ ...fate, from: fate.from.map(again), to: fate.to.map(again) })),
    ],
    choices: [
      ...succession.choices,
      ...succession.choices.map((map) => ({ ...map, from: again(map.from), to: again(map.to) })),
    ],
  })),
});

function lint({ editions, successions }: Sized): void {
  const named = (set: string, number: string) => editions.find((one) => one.set === set && one.edition === number);
  const findings = editions.flatMap(lintEdition);
  for (const succession of successions) {
    const [from, to] = [named(succession.set, succession.from), named(succession.set, succession.to)];
    if (!from || !to) throw new Error(`${succession.set} lacks an edition`);
    findings.push(...lintSuccession(from, to, succession));
  }
  if (findings[0]) throw new Error(`Lint should find nothing here: ${findings[0].code}: ${findings[0].reason}`);
}

const sizedAs = ({ editions, successions }: Library): Sized => ({
  editions: editions.map(({ edition }) => edition),
  successions: successions.map(({ succession }) => succession),
});

/** Lint of the whole library with every question of it twice, against the library as it is: linear is 2. */
export async function libraryLint({ quick }: BenchOptions): Promise<Figure> {
  const once = sizedAs(await loadLibrary(libraryDir));
  const twice = twiceAsLarge(once);
  const repeat = quick ? 1 : 3;
  const each = async (size: Sized) =>
    (await processorTime(() => {
      for (let time = 0; time < repeat; time += 1) lint(size);
    })) / repeat;
  for (let time = 0; time < repeat * 4; time += 1) lint(twice);
  return figureOf(
    'library-lint',
    await paired(
      quick ? 1 : 15,
      () => each(twice),
      () => each(once),
    ),
  );
}
