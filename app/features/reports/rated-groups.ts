import type { Edition, Question, Standard } from '../../../standards/contract.ts';
import type { ComparabilityOfEditions } from './comparability.ts';

/** What stands under one heading: a standard with its ratings, those that are gone at the end. */
export interface RatedGroup {
  readonly code: string;
  readonly number: string;
  readonly title: string;
  /** Undefined for what has no standard any more. */
  readonly standard: Standard | undefined;
  readonly rated: readonly { readonly question: Question; readonly number: string }[];
  readonly gone: readonly { readonly question: Question; readonly number: string }[];
}

/** The ratings of two editions by standard, in the order of the newer one; standards that are gone come last. */
export function ratedGroups(
  young: Edition,
  old: Edition,
  { withdrawn }: Pick<ComparabilityOfEditions, 'withdrawn'>,
): RatedGroup[] {
  const ratings = (standard: Standard) =>
    standard.questions.flatMap((question, at) =>
      question.answer.type === 'rating' ? [{ question, number: `${standard.number}.${at + 1}` }] : [],
    );
  const goneIn = (standard: Standard | undefined) =>
    standard ? ratings(standard).filter(({ question }) => withdrawn.includes(question.code)) : [];
  const kept = young.standards.map((standard) => ({
    code: standard.code,
    number: standard.number,
    title: standard.title,
    standard,
    rated: ratings(standard),
    gone: goneIn(old.standards.find(({ code }) => code === standard.code)),
  }));
  const left = old.standards
    .filter(({ code }) => !young.standards.some((standard) => standard.code === code))
    .map(({ code, number, title, ...standard }) => ({
      code,
      number,
      title,
      standard: undefined,
      rated: [],
      gone: goneIn({ code, number, title, ...standard }),
    }));
  return [...kept, ...left].filter(({ rated, gone }) => rated.length + gone.length > 0);
}
