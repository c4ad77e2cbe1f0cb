import type { Trx } from '../../../../db/client.server.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import type { FigurePlace } from '../places.ts';
import { getSurvey, type Survey } from '../queries.server.ts';
import { type KeptFigure, withoutTooFew } from '../rules.ts';

/** A survey that can be changed. Refuses one outside the scope as unknown, and one that was withdrawn. */
export async function getOpenSurvey(trx: Trx, scope: PartnershipScope, surveyId: string): Promise<Survey> {
  const survey = await getSurvey(trx, scope, surveyId);
  if (survey.withdrawn) throw notNow('This survey was withdrawn: its figures stay as they were');
  return survey;
}

/** What names a figure in its survey. */
export interface FigureKey extends FigurePlace {
  readonly organisationId: string;
  readonly statement: string;
}

/** One version of a figure; without figures it is taken out. */
export interface NewVersion extends FigureKey {
  /** The series it continues, with its last revision; undefined for a new one. */
  readonly before: { readonly series: string; readonly revision: number } | undefined;
  readonly figure: KeptFigure | undefined;
  readonly measure: KeptFigure['measure'];
  readonly reason: string;
}

/** Adds a version and lets the one before it count no more. Gives the series. Of too few answers no figure is written. */
export async function writeVersion(
  trx: Trx,
  stamp: Pick<Stamp, 'now' | 'newId'>,
  { survey, madeBy }: { readonly survey: Survey; readonly madeBy: string },
  version: NewVersion,
): Promise<string> {
  const { before, figure } = version;
  const kept = figure && withoutTooFew(figure, survey.leastAnswers);
  if (before)
    await trx
      .updateTable('survey_figure')
      .set({ superseded_at: stamp.now })
      .where('survey_id', '=', survey.id)
      .where('partnership_id', '=', survey.partnershipId)
      .where('series', '=', before.series)
      .where('superseded_at', 'is', null)
      .execute();
  const id = stamp.newId();
  const series = before?.series ?? id;
  await trx
    .insertInto('survey_figure')
    .values({
      id,
      partnership_id: survey.partnershipId,
      survey_id: survey.id,
      organisation_id: version.organisationId,
      series,
      revision: (before?.revision ?? 0) + 1,
      standard_code: version.standardCode,
      question_code: version.questionCode,
      statement: version.statement,
      measure: version.measure,
      too_few: kept?.tooFew ? 1 : 0,
      removed: kept ? 0 : 1,
      invited: kept?.invited ?? null,
      answered: kept?.answered ?? null,
      agreed: kept?.agreed ?? null,
      agree_tenths: kept?.agreeTenths ?? null,
      mean_hundredths: kept?.meanHundredths ?? null,
      scale_low: kept?.scaleLow ?? null,
      scale_high: kept?.scaleHigh ?? null,
      reason: version.reason,
      made_by: madeBy,
      made_at: stamp.now,
      superseded_at: null,
    })
    .execute();
  return series;
}

/** The newest version of a figure by what names it, taken out or not. */
export const findByKey = (
  trx: Trx,
  survey: Pick<Survey, 'id' | 'partnershipId'>,
  { organisationId, standardCode, questionCode, statement }: FigureKey,
) =>
  trx
    .selectFrom('survey_figure')
    .selectAll()
    .where('survey_id', '=', survey.id)
    .where('partnership_id', '=', survey.partnershipId)
    .where('organisation_id', '=', organisationId)
    .where('standard_code', '=', standardCode)
    .where('question_code', questionCode === null ? 'is' : '=', questionCode)
    .where('statement', '=', statement)
    .where('superseded_at', 'is', null)
    .executeTakeFirst();

/** The newest version of a figure of this survey that was not taken out. Refuses any other as unknown. */
export async function getStanding(trx: Trx, survey: Pick<Survey, 'id' | 'partnershipId'>, series: string) {
  const row = await trx
    .selectFrom('survey_figure')
    .selectAll()
    .where('survey_id', '=', survey.id)
    .where('partnership_id', '=', survey.partnershipId)
    .where('series', '=', series)
    .where('superseded_at', 'is', null)
    .where('removed', '=', 0)
    .executeTakeFirst();
  if (!row) throw notFound();
  return row;
}
