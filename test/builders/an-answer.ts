import { type AnswerValue, parseDraft } from '../../app/features/questionnaire/answers.ts';
import type { Question, Scale, TableColumn } from '../../standards/contract.ts';

/** An answer that the form itself would accept: the rating given, else the first choice, some figure or some words. */
export function anAnswer(question: Question, scale: Scale | undefined, point?: string): AnswerValue {
  const read = parseDraft(question, scale, draftOf(question, point ?? scale?.points.at(-1)?.code ?? null));
  if ('problems' in read) throw new Error(`${question.code} cannot be answered: ${read.problems[0]}`);
  return read.value;
}

function draftOf({ answer }: Question, point: string | null): object {
  switch (answer.type) {
    case 'rating':
      return { type: 'rating', point, narrative: 'We looked at ten records in June.' };
    case 'yes-no':
      return { type: 'yes-no', value: 'yes', detail: ['when-yes', 'always'].includes(answer.detail) ? 'Twice.' : '' };
    case 'single-choice':
      return { type: 'single-choice', choice: answer.choices[0]?.code ?? null };
    case 'multiple-choice':
      return { type: 'multiple-choice', choices: answer.choices.slice(0, 2).map(({ code }) => code) };
    case 'number':
      return { type: 'number', value: answer.min + 3 };
    case 'percentage':
      return { type: 'percentage', value: 87.5 };
    case 'date':
      return { type: 'date', value: answer.past ? '2026-06-15' : '2027-06-15' };
    case 'text':
      return { type: 'text', text: 'Children told us in June, and we changed it in July.' };
    case 'table':
      return { type: 'table', rows: [Object.fromEntries(answer.columns.map((column) => [column.code, cell(column)]))] };
  }
}

function cell({ type, choices }: TableColumn): string {
  if (type === 'choice') return choices?.[0]?.code ?? '';
  if (type === 'date') return '2026-06-15';
  return type === 'text' ? 'As agreed in June' : '12';
}
