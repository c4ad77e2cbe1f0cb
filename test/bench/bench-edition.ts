import { join } from 'node:path';
import type { AnswerValue } from '../../app/features/questionnaire/answers.ts';
import { type Edition, editionSchema, type Question, type Scale } from '../../standards/contract.ts';
import { loadLibrary } from '../../standards/load.server.ts';
import type { Writer } from '../builders/a-vocabulary.ts';

const libraryDir = join(import.meta.dirname, '../../standards/library');

/** The published editions of the library, as they ship. */
export async function libraryEditions(): Promise<readonly Edition[]> {
  const { editions, problems } = await loadLibrary(libraryDir);
  if (problems.length > 0) throw new Error('The library of standards has problems; see los standards lint');
  return editions.flatMap(({ edition }) => (edition.status === 'published' ? [edition] : []));
}

/**
 * A form of a hundred questions, ten to a standard unless told otherwise, all asked of everybody: the first hundred of
 * Section 11 (2023.1) as they are worded, with their guidance, sources and mix of answer types, regrouped and without conditions.
 */
export async function aFormOfHundred(perStandard: 10 | 100 = 10): Promise<Edition> {
  const section11 = (await libraryEditions()).find(({ set, edition }) => set === 'section-11' && edition === '2023.1');
  if (!section11) throw new Error('The library has no section-11/2023.1');
  const questions = section11.standards.flatMap((standard) => standard.questions).slice(0, 100);
  if (questions.length < 100) throw new Error('Section 11 has fewer than a hundred questions');
  const standards = section11.standards.slice(0, 100 / perStandard).map(({ code, title, summary }, place) => ({
    code,
    title,
    summary,
    number: `B${place + 1}`,
    questions: questions
      .slice(place * perStandard, (place + 1) * perStandard)
      .map(({ appliesTo: _, ...question }) => question),
  }));
  return editionSchema.parse({
    ...section11,
    set: `bench-${perStandard}`,
    edition: '2026.1',
    profile: [],
    rules: [],
    standards,
  });
}

/** The scale of a rating question; undefined for the others. */
export const scaleOf = (edition: Edition, { answer }: Question): Scale | undefined =>
  answer.type === 'rating' ? edition.scales.find(({ code }) => code === answer.scale) : undefined;

/** About 450 bytes beside each answer that takes words. */
const narrativeWords = 70;

/** A whole answer to a question of any type, such as a careful person gives. */
export function anAnswerTo(edition: Edition, question: Question, random: () => number, writer: Writer): AnswerValue {
  const { answer } = question;
  const narrative = writer.prose(narrativeWords);
  const oneOf = (codes: readonly string[]) => codes[Math.floor(random() * codes.length)] ?? '';
  switch (answer.type) {
    case 'rating': {
      const points = scaleOf(edition, question)?.points ?? [];
      return { type: 'rating', point: oneOf(points.map(({ code }) => code)), narrative };
    }
    case 'yes-no':
      return { type: 'yes-no', value: random() < 0.5 ? 'yes' : 'no', detail: narrative };
    case 'single-choice':
      return { type: 'single-choice', choice: oneOf(answer.choices.map(({ code }) => code)), narrative };
    case 'multiple-choice':
      return { type: 'multiple-choice', choices: answer.choices.slice(0, 2).map(({ code }) => code), narrative };
    case 'number':
      return { type: 'number', value: Math.max(answer.min, Math.min(answer.max, 12)), narrative };
    case 'percentage':
      return { type: 'percentage', value: Math.floor(random() * 101), narrative };
    case 'date':
      return { type: 'date', value: '2026-03-14', narrative };
    case 'text':
      return { type: 'text', text: narrative.slice(0, answer.maxLength) };
    case 'table': {
      const cells = () =>
        Object.fromEntries(
          answer.columns.map(({ code, type, choices }) => {
            if (type === 'choice') return [code, oneOf((choices ?? []).map((choice) => choice.code))];
            if (type === 'date') return [code, '2026-03-14'];
            return [code, type === 'text' ? writer.words(4).join(' ') : '7'];
          }),
        );
      return { type: 'table', rows: [cells(), cells(), cells()] };
    }
  }
}
