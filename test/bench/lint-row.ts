import type { Condition, Edition, Succession } from '../../standards/contract.ts';
import { lintEdition, lintSuccession } from '../../standards/lint.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard, aSuccession } from '../builders/an-edition.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import { paired, processorTime } from './measure.ts';

export const perStandard = 10;

/** An edition for settings, which have the most sorts of respondent, in which every question stands under a condition. */
export function largeEdition(edition: string, standards: number): Edition {
  const at = (standard: number, question: number) => `s${standard}-q${question}`;
  const conditionOf = (standard: number, question: number): Condition => {
    if (question === 0) return { flag: 'boarders' };
    if (question % 3 === 0) return { all: [{ rule: 'older' }, { answer: at(standard, 0), in: ['red', 'amber'] }] };
    if (question % 3 === 1) return { any: [{ kind: ['childminder'] }, { phase: ['post-16'] }] };
    return { answer: at(standard, question - 1), in: ['green'] };
  };
  return anEdition({
    edition,
    sector: 'setting',
    profile: [aProfileQuestion('boarders')],
    rules: [
      { code: 'older', because: 'you teach older pupils', when: { not: { phase: ['nursery', 'primary'] } } },
      { code: 'closed', because: 'you are closed', when: { duty: ['contract'] } },
    ],
    standards: Array.from({ length: standards }, (_, standard) =>
      aStandard(
        `s${standard}`,
        Array.from({ length: perStandard }, (__, question) =>
          aQuestion(at(standard, question), { appliesTo: conditionOf(standard, question) }),
        ),
        { appliesTo: { not: { rule: 'closed' } } },
      ),
    ),
  });
}

/** What the bench measures lint on: two editions and the succession between them. */
function librarySize(standards: number): { from: Edition; to: Edition; succession: Succession } {
  const from = largeEdition('2026.1', standards);
  const codes = from.standards.flatMap(({ questions }) => questions.map(({ code }) => code));
  return {
    from,
    to: { ...from, edition: '2027.1' },
    succession: aSuccession({
      fates: codes.map((code) => ({ from: [code], to: [code], fate: 'unchanged', carry: 'keep' })),
    }),
  };
}

/** Lint of an edition and of a succession, with twice the questions against once: linear is 2. */
export async function standardsLint({ quick }: BenchOptions): Promise<Figure> {
  const standards = quick ? 5 : 60;
  const [once, twice] = [librarySize(standards), librarySize(2 * standards)];
  const repeat = quick ? 3 : 10;
  const lint = ({ from, to, succession }: typeof once) => {
    const findings = [...lintEdition(from), ...lintSuccession(from, to, succession)];
    if (findings.length > 0) throw new Error(`Lint should find nothing here: ${findings[0]?.reason}`);
  };
  const each = async (size: typeof once) =>
    (await processorTime(() => {
      for (let time = 0; time < repeat; time += 1) lint(size);
    })) / repeat;
  // The engine compiles what runs often; both sizes go the same ways, so either warms up both.
  for (let time = 0; time < repeat * 2; time += 1) lint(twice);
  return figureOf(
    'standards-lint',
    await paired(
      quick ? 3 : 15,
      () => each(twice),
      () => each(once),
    ),
  );
}
