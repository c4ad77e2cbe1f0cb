import { checkComplete, parseDraft } from '../../app/features/questionnaire/answers.ts';
import { aRandom, aWriter } from '../builders/a-vocabulary.ts';
import { anAnswerTo, libraryEditions, scaleOf } from './bench-edition.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import { paired, processorTime } from './measure.ts';

const wanted = 150;
/** Named, so that the row stays the same row when the library grows. */
const measured = ['section-11/2023.1', 'section-175/2025.1'];

/** 150 answers to the questions of two published editions: parsed, then checked for what is missing. */
export async function validateAnswers({ quick }: BenchOptions): Promise<Figure> {
  const random = aRandom(150);
  const writer = aWriter(random);
  const asked = (await libraryEditions())
    .filter(({ set, edition }) => measured.includes(`${set}/${edition}`))
    .flatMap((edition) =>
      edition.standards.flatMap((standard) =>
        standard.questions.map((question) => ({
          question,
          scale: scaleOf(edition, question),
          input: anAnswerTo(edition, question, random, writer),
        })),
      ),
    )
    .slice(0, wanted);
  if (asked.length < wanted) throw new Error(`The library asks ${asked.length} questions, not ${wanted}`);

  const validate = () => {
    let missing = 0;
    for (const { question, scale, input } of asked) {
      const draft = parseDraft(question, scale, input);
      if ('problems' in draft) throw new Error(`${question.code}: ${draft.problems.join('; ')}`);
      missing += checkComplete(question, scale, draft.value, '2026-11-02').length;
    }
    return missing;
  };
  if (validate() > 0) throw new Error('An answer that should be whole counts as incomplete');

  const inputs = asked.map(({ input }) => input);
  const repeat = quick ? 20 : 500;
  const roundTrip = () => JSON.parse(JSON.stringify(inputs));
  const each = async (work: () => unknown) =>
    (await processorTime(() => {
      for (let time = 0; time < repeat; time += 1) work();
    })) / repeat;
  // The engine compiles what runs often; a server that has been up for a minute has done this many.
  for (let time = 0; time < repeat * 4; time += 1) {
    validate();
    roundTrip();
  }
  return figureOf(
    'validate-answers',
    await paired(
      quick ? 3 : 15,
      () => each(validate),
      () => each(roundTrip),
    ),
  );
}
