import { isAnswered } from '../questionnaire/answer-state.ts';
import { isBlank } from '../questionnaire/answer-text.ts';
import type { AnswerValue } from '../questionnaire/answer-values.ts';

/**
 * One answer that holds the words of two, for somebody to edit: texts stand one under the other, ticks and rows are put
 * together, and of two choices mine stands unless I made none.
 */
export function mergeAnswers(mine: AnswerValue, theirs: AnswerValue): AnswerValue {
  if (mine.type !== theirs.type) return mine;
  const base = { ...theirs, ...(isAnswered(mine) ? mine : {}), ...wordsOf(mine, theirs) };
  if (mine.type === 'multiple-choice' && theirs.type === 'multiple-choice')
    return { ...base, type: mine.type, choices: [...new Set([...mine.choices, ...theirs.choices])] };
  if (mine.type === 'table' && theirs.type === 'table') {
    const seen = new Set(mine.rows.map((row) => JSON.stringify(row)));
    return {
      ...base,
      type: mine.type,
      rows: [...mine.rows, ...theirs.rows.filter((row) => !seen.has(JSON.stringify(row)))],
    };
  }
  if (mine.type === 'text' && theirs.type === 'text') return { type: 'text', text: joined(mine.text, theirs.text) };
  return base;
}

function wordsOf(mine: AnswerValue, theirs: AnswerValue): object {
  const words: Record<string, string> = {};
  for (const field of ['narrative', 'detail', 'notApplicableReason'] as const) {
    const text = joined(textAt(mine, field), textAt(theirs, field));
    if (text !== '' || field in mine) words[field] = text;
  }
  return words;
}

function textAt(value: AnswerValue, field: string): string {
  const text: unknown = Object.entries(value).find(([name]) => name === field)?.[1];
  return typeof text === 'string' ? text : '';
}

function joined(mine: string, theirs: string): string {
  if (isBlank(theirs) || mine.trim() === theirs.trim()) return mine;
  return isBlank(mine) ? theirs : `${mine}\n\n${theirs}`;
}
