import type { PackSurveyFigure } from '../../../../pdf/models.ts';
import { compareWithOwn } from '../../moderation/survey-conflicts.ts';
import type { ContentStandard } from '../../returns/content.ts';
import { agreementOf, answeredInWords, figureInWords } from '../../surveys/rules.ts';
import { surveyInWords } from '../../surveys/words.ts';
import { markOf } from './marks.ts';
import type { PackRecords } from './records.server.ts';

/**
 * What surveys say of one agency beside its ratings, in the order of its return; nothing where none says anything. A figure
 * about something that the agency was not asked is left out, because it stands beside no rating.
 */
export function surveyFigures(
  records: PackRecords,
  slot: PackRecords['slots'][number],
  standards: readonly ContentStandard[],
): { readonly surveyFigures?: PackSurveyFigure[] } {
  const ratings = records.ratings.filter(({ submissionId }) => submissionId === slot.submissionId);
  const compared = compareWithOwn(
    records.figures.filter(({ organisationId }) => organisationId === slot.organisationId),
    ratings.map(({ self, ...rating }) => ({ ...rating, selfPoint: self })),
    records.compiled,
    records.thresholds,
  );
  const beside = (standardCode: string, questionCode: string | null, about: string): PackSurveyFigure[] => {
    const rating = ratings.find((one) => one.standardCode === standardCode && one.questionCode === questionCode);
    const scale = rating?.scaleCode ? records.compiled.scales.get(rating.scaleCode) : undefined;
    return compared
      .filter((figure) => figure.standardCode === standardCode && figure.questionCode === questionCode)
      .map((figure) => ({
        about,
        statement: figure.statement,
        survey: surveyInWords(figure),
        answered: answeredInWords(figure, figure.leastAnswers),
        figure: figureInWords(figure, figure.leastAnswers),
        agreement: agreementOf(figure),
        self: scale ? markOf(scale, rating?.self ?? null) : null,
        moderated: scale ? markOf(scale, rating?.moderated ?? null) : null,
        conflict: figure.conflict,
      }));
  };
  const figures = standards.flatMap((standard) => [
    ...beside(standard.code, null, `${standard.number} ${standard.title}`),
    ...standard.questions.flatMap(({ code, number, text }) => beside(standard.code, code, `${number} ${text}`)),
  ]);
  return figures.length === 0 ? {} : { surveyFigures: figures };
}
