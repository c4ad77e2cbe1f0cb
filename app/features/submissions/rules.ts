import { notApplicableCode } from '../../../standards/vocabulary.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { comparePoints, needsAction } from '../questionnaire/ratings.ts';
import type { ContentQuestion, ReturnContent } from '../returns/content.ts';

/** Whether a question is rated at a point that asks for an action. */
export function asksForAction(compiled: CompiledEdition, question: Pick<ContentQuestion, 'scale' | 'point'>): boolean {
  const scale = question.scale === null ? undefined : compiled.scales.get(question.scale);
  return scale !== undefined && needsAction(scale, question.point);
}

/** How one question differs from the last return that was sent. */
export interface Change {
  readonly standard: string;
  readonly code: string;
  readonly number: string;
  readonly text: string;
  readonly kind: 'better' | 'worse' | 'rating-changed' | 'words-changed' | 'new';
  readonly scale: string | null;
  readonly point: string | null;
  /** The point it had, on a scale of the earlier edition. */
  readonly previous: { readonly scale: string | null; readonly point: string | null } | null;
}

/** Whether a question was answered alike, in the rating and in every word. */
export const isSameAnswer = (a: ContentQuestion, b: ContentQuestion): boolean =>
  a.point === b.point && a.words.join('\n\n') === b.words.join('\n\n') && a.narrative === b.narrative;

/**
 * What changed since an earlier return of the same organisation, by the codes of its questions: worse ratings first,
 * then better ones, then the rest, each in reading order.
 */
export function changesSince(compiled: CompiledEdition, earlier: ReturnContent, now: ReturnContent): Change[] {
  const before = new Map(
    earlier.standards.flatMap(({ questions }) => questions.map((one) => [one.code, one] as const)),
  );
  const changes = now.standards.flatMap((standard) =>
    standard.questions.flatMap((question): Change[] => {
      const was = before.get(question.code);
      const about = {
        standard: standard.code,
        code: question.code,
        number: question.number,
        text: question.text,
        scale: question.scale,
        point: question.point,
        previous: was ? { scale: was.scale, point: was.point } : null,
      };
      if (!was) return [{ ...about, kind: 'new' }];
      if (was.point !== question.point) return [{ ...about, kind: movement(compiled, was, question) }];
      return isSameAnswer(was, question) ? [] : [{ ...about, kind: 'words-changed' }];
    }),
  );
  const order = ['worse', 'better', 'rating-changed', 'words-changed', 'new'];
  return changes.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

/** Which way a rating went between two answers to one question. */
export function movement(
  compiled: CompiledEdition,
  was: ContentQuestion,
  is: ContentQuestion,
): 'better' | 'worse' | 'rating-changed' {
  const scale = is.scale === null || is.scale !== was.scale ? undefined : compiled.scales.get(is.scale);
  const known = (point: string | null): point is string =>
    point === notApplicableCode || scale?.points.some(({ code }) => code === point) === true;
  if (!scale || !known(was.point) || !known(is.point)) return 'rating-changed';
  const compared = comparePoints(scale, is.point, was.point);
  return compared === 'better' || compared === 'worse' ? compared : 'rating-changed';
}

/** The start of a reference, from the code of the set: `S11` for `section-11`, `EY` for `early-years`. */
export const referencePrefix = (setCode: string): string =>
  setCode
    .split('-')
    .map((word) => (/^\d/.test(word) ? word : word.charAt(0).toUpperCase()))
    .join('');

/** Whether a return came after its last day in London. */
export const isLate = (submittedOn: string, dueOn: string): boolean => submittedOn > dueOn;
