import type { RatingMark } from './models.ts';

/* The part of a challenge pack about surveys; read and imported through `models.ts`, which is the only door. */

/** What people said in a survey, beside the ratings of what it is about. */
export type PackSurveyFigure = {
  /** "A4 Speak-up culture", "A4.1 Staff can raise concerns". */
  about: string;
  /** As people read it. */
  statement: string;
  /** "Staff survey 2026 (staff, to 12 October 2026)" */
  survey: string;
  /** "45 of 60 who were asked" */
  answered: string;
  /** "62.2% agreed (28 of 45)", or that too few answered. */
  figure: string;
  /** From 0 to 100, for the bar; null where too few answered. */
  agreement: number | null;
  self: RatingMark | null;
  moderated: RatingMark | null;
  /** That the survey says otherwise than the own rating, in words; null where the two go together. */
  conflict: string | null;
};

/** The finding of the figure of surveys: how many say otherwise than the own rating. */
export const surveyFinding = (conflicts: number, figures: number): string =>
  conflicts === 0
    ? `None of ${figures === 1 ? 'one survey figure' : `${figures} survey figures`} says otherwise than the own rating.`
    : `${conflicts} of ${figures === 1 ? 'one survey figure' : `${figures} survey figures`} ${conflicts === 1 ? 'says' : 'say'} otherwise than the own rating.`;
