import type { Reader } from '../../../db/client.server.ts';
import type { SurveyFigureRow } from '../../../db/schema/surveys.table.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import type { SurveyFigure } from './figures.ts';
import type { Survey } from './queries.server.ts';
import { withoutTooFew } from './rules.ts';

/** Figures that count, of surveys that were not withdrawn. Whoever calls narrows it to an owner first. */
const figuresNow = (db: Reader) =>
  db
    .selectFrom('survey_figure')
    .innerJoin('survey', 'survey.id', 'survey_figure.survey_id')
    .innerJoin('cycle', 'cycle.id', 'survey.cycle_id')
    .innerJoin('organisation', 'organisation.id', 'survey_figure.organisation_id')
    .where('survey_figure.superseded_at', 'is', null)
    .where('survey_figure.removed', '=', 0)
    .selectAll('survey_figure')
    .select(['survey.title', 'survey.asked', 'survey.from_on', 'survey.to_on', 'survey.least_answers', 'survey.shared'])
    .select(['organisation.name as organisation_name', 'cycle.edition_id']);

type FigureColumns = Awaited<ReturnType<ReturnType<typeof figuresNow>['executeTakeFirstOrThrow']>>;

/** The figures of a row as they may be shown: too few are left out here, before anything else reads them. */
export const shownFigure = (row: SurveyFigureRow, leastAnswers: number) =>
  withoutTooFew(
    {
      measure: row.measure,
      tooFew: row.too_few === 1,
      invited: row.invited,
      answered: row.answered,
      agreed: row.agreed,
      agreeTenths: row.agree_tenths,
      meanHundredths: row.mean_hundredths,
      scaleLow: row.scale_low,
      scaleHigh: row.scale_high,
    },
    leastAnswers,
  );

const figureOf = (row: FigureColumns): SurveyFigure => ({
  ...shownFigure(row, row.least_answers),
  series: row.series,
  surveyId: row.survey_id,
  surveyTitle: row.title,
  asked: row.asked,
  fromOn: row.from_on,
  toOn: row.to_on,
  leastAnswers: row.least_answers,
  shared: row.shared === 1,
  organisationId: row.organisation_id,
  organisationName: row.organisation_name,
  editionId: row.edition_id,
  standardCode: row.standard_code,
  questionCode: row.question_code,
  statement: row.statement,
  revision: row.revision,
});

/** The figures of one survey by organisation, a page at a time. The caller has found the survey within its scope. */
export async function listFiguresOfSurvey(
  db: Reader,
  survey: Pick<Survey, 'id' | 'partnershipId'>,
  pageAsked: number,
): Promise<Page<SurveyFigure>> {
  const ofSurvey = () =>
    figuresNow(db)
      .where('survey_figure.survey_id', '=', survey.id)
      .where('survey_figure.partnership_id', '=', survey.partnershipId);
  const { total } = await ofSurvey()
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  const rows = await ofSurvey()
    .orderBy((eb) => eb.fn<string>('lower', ['organisation.name']))
    .orderBy('survey_figure.standard_code')
    .orderBy('survey_figure.question_code')
    .orderBy('survey_figure.statement')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return { items: rows.map(figureOf), page, pageCount, total: Number(total) };
}

/**
 * The figures to read beside the returns of a cycle: of surveys brought in for it and not withdrawn, newest survey first.
 * Of all organisations, or of those named. The caller has found the cycle within its scope.
 */
export async function listFiguresOfCycle(
  db: Reader,
  cycle: { readonly id: string; readonly partnershipId: string },
  only: { readonly organisationIds?: readonly string[]; readonly sharedOnly?: boolean } = {},
): Promise<SurveyFigure[]> {
  const rows = await figuresNow(db)
    .where('survey.cycle_id', '=', cycle.id)
    .where('survey.partnership_id', '=', cycle.partnershipId)
    .where('survey_figure.partnership_id', '=', cycle.partnershipId)
    .where('survey.withdrawn_at', 'is', null)
    .$if(only.organisationIds !== undefined, (query) =>
      query.where('survey_figure.organisation_id', 'in', ['', ...(only.organisationIds ?? [])]),
    )
    .$if(only.sharedOnly === true, (query) => query.where('survey.shared', '=', 1))
    .orderBy('survey.to_on', 'desc')
    .orderBy('survey.id')
    .orderBy('survey_figure.statement')
    .orderBy('survey_figure.series')
    .execute();
  return rows.map(figureOf);
}

/**
 * What organisations in scope may read of themselves: figures of surveys that the partnership shares, newest survey
 * first, a page at a time.
 */
export async function listOwnFigures(
  db: Reader,
  scope: OrganisationScope,
  pageAsked: number,
): Promise<Page<SurveyFigure>> {
  const own = () => ownFigures(db, scope);
  const { total } = await own()
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  const rows = await own()
    .orderBy('survey.to_on', 'desc')
    .orderBy('survey.id')
    .orderBy('survey_figure.standard_code')
    .orderBy('survey_figure.question_code')
    .orderBy('survey_figure.statement')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return { items: rows.map(figureOf), page, pageCount, total: Number(total) };
}

const ownFigures = (db: Reader, scope: OrganisationScope) =>
  figuresNow(db)
    .where('survey_figure.organisation_id', 'in', scope.organisationIds)
    .where('survey.shared', '=', 1)
    .where('survey.withdrawn_at', 'is', null);

/** Every shared figure of organisations, oldest survey first, for their copy of everything. */
export async function listAllOwnFigures(
  db: Reader,
  scope: OrganisationScope,
): Promise<(SurveyFigure & { readonly partnership: string; readonly source: string })[]> {
  const rows = await ownFigures(db, scope)
    .innerJoin('partnership', 'partnership.id', 'survey.partnership_id')
    .select(['partnership.name as partnership', 'survey.source'])
    .orderBy('survey.to_on')
    .orderBy('survey.id')
    .orderBy('survey_figure.series')
    .execute();
  return rows.map((row) => ({ ...figureOf(row), partnership: row.partnership, source: row.source }));
}

/**
 * The last shared figure of each statement about one standard, for whoever answers it: of any cycle of the same standard
 * set and of the partnership that asks for the return, because codes live across editions. One organisation's own.
 */
export async function listLastOwnFigures(
  db: Reader,
  own: { readonly organisationId: string; readonly returnId: string; readonly setCode: string },
  standardCode: string,
): Promise<SurveyFigure[]> {
  const rows = await ownFigures(db, { organisationIds: [own.organisationId] })
    .where('survey.partnership_id', '=', (eb) =>
      eb
        .selectFrom('agency_return')
        .select('agency_return.partnership_id')
        .where('agency_return.id', '=', own.returnId)
        .where('agency_return.organisation_id', '=', own.organisationId),
    )
    .where('survey.set_code', '=', own.setCode)
    .where('survey_figure.standard_code', '=', standardCode)
    .orderBy('survey.to_on', 'desc')
    .orderBy('survey.id')
    .orderBy('survey_figure.statement')
    .limit(200)
    .execute();
  const seen = new Set<string>();
  return rows.map(figureOf).filter(({ questionCode, asked, statement }) => {
    const key = JSON.stringify([questionCode, asked, statement]);
    return !seen.has(key) && seen.add(key);
  });
}
