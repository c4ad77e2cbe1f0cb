import type { AnswerValue } from '../../app/features/questionnaire/answer-values.ts';
import { compileEdition, questionnaireFor } from '../../app/features/questionnaire/questionnaire.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import { largeEdition, perStandard } from './lint-row.ts';
import { paired, processorTime } from './measure.ts';

const wanted = 150;

/** A form of so many questions, all under conditions, and a function that types one letter into it. */
function aForm(questions: number): () => number {
  const compiled = compileEdition(largeEdition('2026.1', questions / perStandard));
  const points = ['red', 'amber', 'green'];
  const answers: Record<string, AnswerValue> = {};
  for (const [place, code] of [...compiled.questions.keys()].entries())
    answers[code] = { type: 'rating', point: points[place % 3] ?? null, narrative: 'We asked, and acted on it.' };
  const [first = ''] = Object.keys(answers);
  let typed = 0;
  return () => {
    typed += 1;
    const narrative = 'a'.repeat(typed % 50);
    const facts = {
      kind: 'academy' as const,
      phase: 'secondary' as const,
      duty: 'section-157' as const,
      profile: { boarders: true },
      answers: { ...answers, [first]: { type: 'rating' as const, point: 'amber', narrative } },
    };
    return questionnaireFor(compiled, facts).standards.reduce((sum, standard) => sum + standard.questions.length, 0);
  };
}

/** Which questions are asked, worked out anew at every keystroke: 150 questions against 75, and linear is 2. */
export async function evaluateForm({ quick }: BenchOptions): Promise<Figure> {
  const [type, typeInHalf] = [aForm(wanted), aForm(wanted / 2)];
  if (type() <= typeInHalf() || typeInHalf() === 0) throw new Error('A larger form should ask more questions');
  const repeat = quick ? 20 : 400;
  const each = async (work: () => number) =>
    (await processorTime(() => {
      for (let time = 0; time < repeat; time += 1) work();
    })) / repeat;
  // Both go the same ways, so either warms up both.
  for (let time = 0; time < repeat * 4; time += 1) type();
  return figureOf(
    'evaluate-form-150',
    await paired(
      quick ? 3 : 15,
      () => each(type),
      () => each(typeInHalf),
    ),
  );
}
