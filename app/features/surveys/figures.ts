/** A figure of a survey as pages, packs and rules read it. Pure. */
import type { KeptFigure, SurveyAudience } from './rules.ts';

/** What one organisation's people said to one statement, with the survey it is from. */
export interface SurveyFigure extends KeptFigure {
  /** Names the figure through its corrections. */
  readonly series: string;
  readonly surveyId: string;
  readonly surveyTitle: string;
  readonly asked: SurveyAudience;
  readonly fromOn: string;
  readonly toOn: string;
  readonly leastAnswers: number;
  readonly shared: boolean;
  readonly organisationId: string;
  readonly organisationName: string;
  /** Of the cycle that it was brought in for: what its codes mean. */
  readonly editionId: string;
  readonly standardCode: string;
  /** Null for a figure about the standard as a whole. */
  readonly questionCode: string | null;
  readonly statement: string;
  readonly revision: number;
}

/** The figures beside one question, or beside a standard as a whole. */
export const figuresAbout = <Figure extends Pick<SurveyFigure, 'standardCode' | 'questionCode'>>(
  figures: readonly Figure[],
  standardCode: string,
  questionCode: string | null,
): Figure[] => figures.filter((figure) => figure.standardCode === standardCode && figure.questionCode === questionCode);
