import { listInWords } from '../../platform/words.ts';
import { detailWords, findInTexts } from '../evidence/child-details.ts';
import { detailsOf } from '../evidence/details-of.ts';
import { staleInWords } from '../evidence/freshness.ts';
import type { TagsById } from '../partnerships/tags.server.ts';
import { answerWords, besideWords } from '../questionnaire/answer-words.ts';
import type { AttachedEvidence, StandardPage, StandardQuestion } from './standard-page.ts';

/**
 * The page of a standard with what a person should look at again: answers that seem to say who a child is, evidence
 * that is too old or due for review. Nothing of it stops anybody from saving.
 */
export function withNotes(page: StandardPage, today: string): StandardPage {
  return {
    ...page,
    questions: page.questions.map((asked) => ({
      ...asked,
      notes: notesOn(asked, today),
      evidence: asked.evidence.map((item) => ({ ...item, notes: notesOnEvidence(item, asked.evidenceMonths, today) })),
    })),
  };
}

/** The page of a standard with the priorities and themes that its partnership asks each question for. */
export const withTags = (page: StandardPage, tags: TagsById): StandardPage => ({
  ...page,
  questions: page.questions.map((asked) => ({ ...asked, tags: tags[asked.question.code] ?? [] })),
});

function notesOnEvidence(item: AttachedEvidence, mostMonths: number | null, today: string): string[] {
  const stale = staleInWords(item, today, mostMonths);
  const found = detailsOf(item, today);
  return [
    ...(stale === null ? [] : [stale]),
    ...(found.length === 0 ? [] : [`Seems to contain ${listInWords(found.map(detailWords))}`]),
  ];
}

function notesOn({ question, value }: StandardQuestion, today: string): string[] {
  const found = findInTexts([...answerWords(question.answer, undefined, value), ...besideWords(value)], today);
  return found.length === 0 ? [] : [detailsNote(found.map(detailWords))];
}

/** "This answer seems to contain an NHS number. Check ..." */
export const detailsNote = (what: readonly string[], of = 'This answer'): string =>
  `${of} seems to contain ${listInWords(what)}. Check that no child or family can be recognised.`;
