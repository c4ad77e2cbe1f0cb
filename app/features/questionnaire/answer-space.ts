import type { AnswerSpace } from '../../../pdf/models.ts';
import type { AnswerType, Edition, ProfileQuestion, TableColumn } from '../../../standards/contract.ts';
import { countOf } from '../../platform/words.ts';
import { pointsWorstFirst } from './ratings.ts';

const plain = { choices: [], columns: [], prompt: null } satisfies Partial<AnswerSpace>;

/** How a question is answered, in words, with what can be ticked and where there is room to write. */
export function answerSpace(answer: AnswerType, edition: Edition): AnswerSpace {
  switch (answer.type) {
    case 'rating': {
      const scale = edition.scales.find(({ code }) => code === answer.scale);
      const words = scale ? pointsWorstFirst(scale).map(({ word }) => word) : [];
      const notApplicable = scale?.notApplicable.allowed ? [scale.notApplicable.word] : [];
      return {
        ...plain,
        how: `A rating on the scale “${scale?.name ?? answer.scale}”, with words`,
        choices: [...words.toReversed(), ...notApplicable],
        prompt: 'How you know, and what difference it makes for children',
      };
    }
    case 'yes-no':
      return { ...plain, how: yesNoWords[answer.detail], choices: ['Yes', 'No'], prompt: detailPrompts[answer.detail] };
    case 'single-choice':
      return { ...plain, how: 'One choice', choices: answer.choices.map(choiceWords) };
    case 'multiple-choice':
      return { ...plain, how: 'Any number of choices', choices: answer.choices.map(choiceWords) };
    case 'number':
      return { ...plain, how: numberWords(answer), prompt: answer.unit ? `Number (${answer.unit})` : 'Number' };
    case 'percentage':
      return { ...plain, how: 'A percentage from 0 to 100', prompt: 'Per cent' };
    case 'date':
      return { ...plain, how: answer.past ? 'A date that is not in the future' : 'A date', prompt: 'Day, month, year' };
    case 'text':
      return { ...plain, how: textWords(answer.maxLength), prompt: 'Your answer' };
    case 'table':
      return {
        ...plain,
        how: `A table of up to ${countOf(answer.maxRows, 'row')}, one for each ${answer.rowName}`,
        columns: answer.columns.map((column) => ({ heading: column.heading, holds: columnWords(column) })),
      };
  }
}

/** The same for a question of the profile page. */
export function profileSpace(answer: ProfileQuestion['answer']): AnswerSpace {
  switch (answer.type) {
    case 'yes-no':
      return { ...plain, how: 'Yes or no', choices: ['Yes', 'No'] };
    case 'number':
      return { ...plain, how: `A whole number from 0 to ${grouped(answer.max)}`, prompt: 'Number' };
    case 'single-choice':
      return { ...plain, how: 'One choice', choices: answer.choices.map(choiceWords) };
    case 'multiple-choice':
      return { ...plain, how: 'Any number of choices', choices: answer.choices.map(choiceWords) };
    case 'text':
      return { ...plain, how: textWords(answer.maxLength), prompt: 'Your answer' };
  }
}

const yesNoWords = {
  never: 'Yes or no',
  'when-yes': 'Yes or no, with details after yes',
  'when-no': 'Yes or no, with details after no',
  always: 'Yes or no, with details',
} as const;

const detailPrompts = {
  never: null,
  'when-yes': 'Details, if yes',
  'when-no': 'Details, if no',
  always: 'Details',
} as const;

const choiceWords = ({ text, hint }: { text: string; hint?: string | undefined }) =>
  hint === undefined ? text : `${text}: ${hint}`;

const grouped = (number: number) => number.toLocaleString('en-GB');

const textWords = (maxLength: number) => `Text of up to ${grouped(maxLength)} characters`;

function numberWords({ whole, min, max, unit }: Extract<AnswerType, { type: 'number' }>): string {
  const range = `from ${grouped(min)} to ${grouped(max)}${unit ? ` (${unit})` : ''}`;
  return `${whole ? 'A whole number' : 'A number'} ${range}`;
}

function columnWords({ type, choices, required }: TableColumn): string {
  const kinds = {
    text: 'text',
    number: 'a number',
    percentage: 'a percentage',
    date: 'a date',
    choice: 'one of these',
  };
  const words = choices ? `${kinds[type]}: ${choices.map(({ text }) => text).join('; ')}` : kinds[type];
  return required ? words : `${words}; may be left empty`;
}
