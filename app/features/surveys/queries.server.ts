import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import type { SurveyAudience } from './rules.ts';

/** Results of one survey that was held elsewhere. */
export interface Survey {
  readonly id: string;
  readonly partnershipId: string;
  readonly cycleId: string;
  readonly cycleName: string;
  readonly cycleClosed: boolean;
  readonly editionId: string;
  readonly title: string;
  readonly asked: SurveyAudience;
  readonly source: string;
  readonly fromOn: string;
  readonly toOn: string;
  readonly leastAnswers: number;
  /** Agencies see their own figures. */
  readonly shared: boolean;
  readonly withdrawn: { readonly at: string; readonly by: string; readonly because: string } | null;
  readonly revision: number;
}

const surveysIn = (db: Reader, scope: PartnershipScope) =>
  db
    .selectFrom('survey')
    .innerJoin('cycle', 'cycle.id', 'survey.cycle_id')
    .leftJoin('person', 'person.id', 'survey.withdrawn_by')
    .where('survey.partnership_id', 'in', scope.partnershipIds)
    .selectAll('survey')
    .select([
      'cycle.name as cycle_name',
      'cycle.status as cycle_status',
      'cycle.edition_id',
      'person.name as withdrawer',
    ]);

type SurveyColumns = Awaited<ReturnType<ReturnType<typeof surveysIn>['executeTakeFirstOrThrow']>>;

const surveyOf = (row: SurveyColumns): Survey => ({
  id: row.id,
  partnershipId: row.partnership_id,
  cycleId: row.cycle_id,
  cycleName: row.cycle_name,
  cycleClosed: row.cycle_status === 'closed',
  editionId: row.edition_id,
  title: row.title,
  asked: row.asked,
  source: row.source,
  fromOn: row.from_on,
  toOn: row.to_on,
  leastAnswers: row.least_answers,
  shared: row.shared === 1,
  withdrawn:
    row.withdrawn_at === null
      ? null
      : { at: row.withdrawn_at, by: row.withdrawer ?? '', because: row.withdrawn_because ?? '' },
  revision: row.revision,
});

/** A survey of a partnership in scope. Refuses any other as unknown. */
export async function getSurvey(db: Reader, scope: PartnershipScope, surveyId: string): Promise<Survey> {
  const row = await surveysIn(db, scope).where('survey.id', '=', surveyId).executeTakeFirst();
  if (!row) throw notFound();
  return surveyOf(row);
}

/** The surveys of partnerships in scope, newest first, withdrawn ones too, each with how many figures it has. */
export async function listSurveys(
  db: Reader,
  scope: PartnershipScope,
  pageAsked: number,
): Promise<Page<Survey & { readonly figures: number; readonly organisations: number }>> {
  const { total } = await db
    .selectFrom('survey')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  const rows = await surveysIn(db, scope)
    .select((eb) => {
      const current = eb
        .selectFrom('survey_figure')
        .whereRef('survey_figure.survey_id', '=', 'survey.id')
        .where('survey_figure.superseded_at', 'is', null)
        .where('survey_figure.removed', '=', 0);
      return [
        current.select((inner) => inner.fn.countAll<number>().as('of')).as('figures'),
        current
          .select((inner) => inner.fn.count<number>('survey_figure.organisation_id').distinct().as('of'))
          .as('organisations'),
      ];
    })
    .orderBy('survey.to_on', 'desc')
    .orderBy('survey.id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map((row) => ({
      ...surveyOf(row),
      figures: Number(row.figures ?? 0),
      organisations: Number(row.organisations ?? 0),
    })),
    page,
    pageCount,
    total: Number(total),
  };
}

/** Surveys that were brought in and not withdrawn. */
export async function countSurveys(db: Reader, scope: PartnershipScope): Promise<number> {
  const { total } = await db
    .selectFrom('survey')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(total);
}
