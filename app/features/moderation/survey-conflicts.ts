/** What a survey says beside what an organisation says of itself. Pure. */
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import type { SurveyFigure } from '../surveys/figures.ts';
import { agreementOf, type ConflictThresholds, conflictInWords, conflictOf } from '../surveys/rules.ts';

/** The own rating of one question, or of a standard as a whole where there is no question. */
export interface OwnPoint {
  readonly standardCode: string;
  readonly questionCode: string | null;
  readonly scaleCode: string | null;
  readonly selfPoint: string | null;
}

/** A figure with how it contradicts the own rating, in words; null where the two go together. */
export interface ComparedFigure extends SurveyFigure {
  readonly conflict: string | null;
}

/** Each figure of one organisation beside the own rating of what it is about. Pure. */
export function compareWithOwn(
  figures: readonly SurveyFigure[],
  own: readonly OwnPoint[],
  compiled: CompiledEdition,
  thresholds: ConflictThresholds,
): ComparedFigure[] {
  const keyOf = ({ standardCode, questionCode }: Pick<OwnPoint, 'standardCode' | 'questionCode'>) =>
    questionCode === null ? `standard ${standardCode}` : `question ${questionCode}`;
  const byKey = new Map(own.map((point) => [keyOf(point), point]));
  return figures.map((figure) => {
    const point = byKey.get(keyOf(figure));
    const scale = point?.scaleCode ? compiled.scales.get(point.scaleCode) : undefined;
    const conflict = conflictOf(agreementOf(figure), scale, point?.selfPoint ?? null, thresholds);
    return {
      ...figure,
      conflict:
        conflict === null || !scale ? null : conflictInWords(conflict, scale, point?.selfPoint ?? null, thresholds),
    };
  });
}
