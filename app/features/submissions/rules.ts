import { notApplicableCode } from '../../../standards/vocabulary.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { comparePoints, needsAction, pointsWorstFirst } from '../questionnaire/ratings.ts';
import type { ContentEvidence, ContentQuestion, ReturnContent } from '../returns/content.ts';

/** Evidence counts as old when what it covers, or its date, ended more than this many days before today. */
export const freshForDays = 365;

/** Something a reader may ask about. It never stops a return from being sent. */
export interface Warning {
  /** The return in which it stands, where that is not the page's own. */
  readonly returnId?: string;
  readonly standard: string;
  readonly question: string;
  readonly number: string;
  readonly text: string;
  readonly problem: 'no-evidence' | 'old-evidence';
  readonly words: string;
  /** The piece of evidence that is old; null where there is none. */
  readonly evidence: string | null;
}

/** The day a piece of evidence ends: the end of what it covers, else its beginning; null when it is not dated. */
export const evidenceEnd = (file: Pick<ContentEvidence, 'coversFrom' | 'coversTo'>): string | null =>
  file.coversTo ?? file.coversFrom;

/** Whether a piece of evidence is old on a day, `YYYY-MM-DD`; evidence without a date is not called old. */
export function isOldEvidence(file: Pick<ContentEvidence, 'coversFrom' | 'coversTo'>, today: string): boolean {
  const end = evidenceEnd(file);
  return end !== null && Date.parse(today) - Date.parse(end) > freshForDays * 86_400_000;
}

/** Best ratings without evidence, and evidence older than a year, in reading order. */
export function warningsOf(compiled: CompiledEdition, content: ReturnContent, today: string): Warning[] {
  const files = new Map(content.evidence.map((file) => [file.id, file]));
  return content.standards.flatMap((standard) =>
    standard.questions.flatMap((question) => {
      const about = { standard: standard.code, question: question.code, number: question.number, text: question.text };
      const warnings: Warning[] = [];
      if (isBestRating(compiled, question) && question.evidence.length === 0)
        warnings.push({
          ...about,
          problem: 'no-evidence',
          words: 'Best rating, with no evidence attached',
          evidence: null,
        });
      for (const id of question.evidence) {
        const file = files.get(id);
        if (file && isOldEvidence(file, today))
          warnings.push({
            ...about,
            problem: 'old-evidence',
            words: `“${file.title}” is more than a year old`,
            evidence: id,
          });
      }
      return warnings;
    }),
  );
}

function isBestRating(compiled: CompiledEdition, question: ContentQuestion): boolean {
  const scale = question.scale === null ? undefined : compiled.scales.get(question.scale);
  return scale !== undefined && question.point !== null && pointsWorstFirst(scale).at(-1)?.code === question.point;
}

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

const sameAnswer = (a: ContentQuestion, b: ContentQuestion) =>
  a.words.join('\n\n') === b.words.join('\n\n') && a.narrative === b.narrative;

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
      return sameAnswer(was, question) ? [] : [{ ...about, kind: 'words-changed' }];
    }),
  );
  const order = ['worse', 'better', 'rating-changed', 'words-changed', 'new'];
  return changes.toSorted((a, b) => order.indexOf(a.kind) - order.indexOf(b.kind));
}

function movement(compiled: CompiledEdition, was: ContentQuestion, is: ContentQuestion): Change['kind'] {
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
