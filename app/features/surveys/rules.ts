/** What a figure of a survey says, when it may be shown, and when it says otherwise than an own rating. Pure. */
import type { Scale } from '../../../standards/contract.ts';
import { needsAction, pointsWorstFirst, ratingWord } from '../questionnaire/ratings.ts';

/** Who was asked, in words. */
export const surveyAudiences = {
  staff: 'Staff',
  practitioners: 'Practitioners of several agencies',
  children: 'Children and young people',
  carers: 'Parents and carers',
} as const;
export type SurveyAudience = keyof typeof surveyAudiences;
export const surveyAudienceCodes = Object.keys(surveyAudiences) as [SurveyAudience, ...SurveyAudience[]];

/**
 * Figures from fewer answers are not shown, because people could be recognised. Source: domain.md 2e, Q10 (below 5). A
 * survey may ask for more, never for less.
 */
export const fewestAnswers = 5;
export const mostFewest = 100;

/** A figure as it is kept: nothing where too few answered. */
export interface KeptFigure {
  readonly measure: 'share' | 'mean';
  readonly tooFew: boolean;
  /** How many were asked; null where nobody knows. */
  readonly invited: number | null;
  readonly answered: number | null;
  readonly agreed: number | null;
  /** Per cent who agreed, times ten. */
  readonly agreeTenths: number | null;
  readonly meanHundredths: number | null;
  readonly scaleLow: number | null;
  readonly scaleHigh: number | null;
}

const nothing = { invited: null, answered: null, agreed: null, agreeTenths: null, meanHundredths: null } as const;

/** What is kept of a figure: of too few answers that alone, so that nobody can show it later. */
export const withoutTooFew = (figure: KeptFigure, leastAnswers: number): KeptFigure =>
  figure.tooFew || (figure.answered ?? 0) < leastAnswers ? { ...figure, ...nothing, tooFew: true } : figure;

/**
 * How far people agree, from 0 to 100: the share who agreed, or where on its scale a mean stands. Null where too few
 * answered.
 */
export function agreementOf(figure: KeptFigure): number | null {
  if (figure.tooFew) return null;
  if (figure.agreeTenths !== null) return figure.agreeTenths / 10;
  const { meanHundredths: mean, scaleLow: low, scaleHigh: high } = figure;
  if (mean === null || low === null || high === null || high <= low) return null;
  return Math.round(((mean / 100 - low) / (high - low)) * 1000) / 10;
}

/** "62.2% agreed (28 of 45)", "Mean 3.9 on a scale from 1 to 5, which is 72.5% of the way up". */
export function figureInWords(figure: KeptFigure, leastAnswers: number): string {
  const agreement = agreementOf(figure);
  if (agreement === null) return tooFewWords(leastAnswers);
  if (figure.measure === 'share')
    return figure.agreed === null
      ? `${agreement}% agreed`
      : `${agreement}% agreed (${figure.agreed} of ${figure.answered})`;
  return `Mean ${(figure.meanHundredths ?? 0) / 100} on a scale from ${figure.scaleLow} to ${figure.scaleHigh}, which is ${agreement}% of the way up`;
}

export const tooFewWords = (leastAnswers: number): string => `Not shown: fewer than ${leastAnswers} people answered`;

/** "45 of 60 who were asked", "45". */
export function answeredInWords({ tooFew, answered, invited }: KeptFigure, leastAnswers: number): string {
  if (tooFew || answered === null) return `Fewer than ${leastAnswers}`;
  return invited === null ? String(answered) : `${answered} of ${invited} who were asked`;
}

/** From when on a survey says otherwise, in per cent. */
export interface ConflictThresholds {
  /** Beside the best rating: fewer than this agree. */
  readonly under: number;
  /** Beside a rating that asks for an action: at least this many agree. */
  readonly over: number;
}

/**
 * Until a partnership sets its own. No published figure was found; partnerships that compared took 5% who did not know a
 * policy as worth a question (domain.md, Cambridgeshire 2017). One in four who do not agree is a sign beside the best
 * rating that is not the noise of a small survey; nine in ten who agree is one beside a rating that asks for an action.
 */
export const usualThresholds: ConflictThresholds = { under: 75, over: 90 };

export type SurveyConflict = 'agree-less' | 'agree-more';

/** Whether what people said and what the organisation says of itself do not go together; null where they do. */
export function conflictOf(
  agreement: number | null,
  scale: Scale | undefined,
  selfPoint: string | null,
  { under, over }: ConflictThresholds,
): SurveyConflict | null {
  if (agreement === null || scale === undefined || selfPoint === null) return null;
  if (pointsWorstFirst(scale).at(-1)?.code === selfPoint) return agreement < under ? 'agree-less' : null;
  return needsAction(scale, selfPoint) && agreement >= over ? 'agree-more' : null;
}

/** The conflict in a sentence without its full stop. */
export const conflictInWords = (
  conflict: SurveyConflict,
  scale: Scale,
  selfPoint: string | null,
  { under, over }: ConflictThresholds,
): string =>
  conflict === 'agree-less'
    ? `The survey says otherwise: the own rating is “${ratingWord(scale, selfPoint)}”, and fewer than ${under}% agree`
    : `The survey says otherwise: the own rating is “${ratingWord(scale, selfPoint)}”, and ${over}% or more agree`;
