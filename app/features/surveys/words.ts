import { dayInWords } from '../../platform/words.ts';
import type { SurveyFigure } from './figures.ts';
import { surveyAudiences } from './rules.ts';

/** "Staff survey 2026 (staff, to 12 October 2026)". */
export const surveyInWords = ({
  surveyTitle,
  asked,
  toOn,
}: Pick<SurveyFigure, 'surveyTitle' | 'asked' | 'toOn'>): string =>
  `${surveyTitle} (${surveyAudiences[asked].toLowerCase()}, to ${dayInWords(toOn)})`;
