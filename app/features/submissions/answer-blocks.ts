import type { AnswerBlock } from '../../../pdf/models.ts';
import { notApplicableCode } from '../../../standards/vocabulary.ts';
import { cellWords } from '../questionnaire/answer-words.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import type { ContentQuestion } from '../returns/content.ts';
import { markOf } from './marks.ts';

/**
 * One answer of a return's content, in the pieces in which every document and page shows it: the rating or the answer
 * itself, then the words beside it. Says so when nothing was answered.
 */
export function answerBlocks(compiled: CompiledEdition, question: ContentQuestion): AnswerBlock[] {
  const blocks = mainBlocks(compiled, question);
  if (question.narrative !== '') blocks.push({ type: 'text', text: question.narrative });
  else if (question.point !== null && question.point !== notApplicableCode)
    blocks.push({ type: 'none', text: 'No words were written beside this rating' });
  return blocks.length === 0 ? [{ type: 'none', text: 'Not answered' }] : blocks;
}

function mainBlocks(compiled: CompiledEdition, { code, answer, words, scale, point }: ContentQuestion): AnswerBlock[] {
  if (answer === null) return [];
  if (answer.type === 'rating') {
    const mark = markOf(compiled, scale, point);
    return mark ? [{ type: 'rating', mark }] : [{ type: 'none', text: 'No rating chosen' }];
  }
  if (words.length === 0) return [];
  if (answer.type === 'multiple-choice') return [{ type: 'list', items: [...words] }];
  if (answer.type === 'table') {
    const asked = compiled.questions.get(code)?.question.answer;
    if (asked?.type === 'table')
      return [
        {
          type: 'table',
          headings: asked.columns.map(({ heading }) => heading),
          rows: answer.rows.map((row) => asked.columns.map((column) => cellWords(column, row[column.code] ?? ''))),
        },
      ];
  }
  return [{ type: 'text', text: words.join('\n\n') }];
}

/** The number of each question that a piece of evidence supports, by the evidence's id, in reading order. */
export function supportedQuestions(
  standards: readonly { readonly questions: readonly Pick<ContentQuestion, 'number' | 'evidence'>[] }[],
): Map<string, string[]> {
  const supports = new Map<string, string[]>();
  for (const { questions } of standards)
    for (const { number, evidence } of questions)
      for (const id of evidence) supports.set(id, [...(supports.get(id) ?? []), number]);
  return supports;
}
