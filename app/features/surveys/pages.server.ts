import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOfList } from '../../platform/paging.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import {
  mayInOrganisation,
  mayInPartnership,
  organisationScope,
  partnershipScope,
  type Viewer,
} from '../accounts/viewer.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { listFiguresOfSurvey, listLastOwnFigures, listOwnFigures, shownFigure } from './figures.server.ts';
import type { SurveyFigure } from './figures.ts';
import { placeInWords, placesOf } from './places.ts';
import { getSurvey, type Survey } from './queries.server.ts';
import type { KeptFigure } from './rules.ts';

export type Named = { readonly id: string; readonly name: string };

/** A figure with what it is about, in words. */
export type PlacedFigure = SurveyFigure & { readonly about: string };

export interface SurveyPage {
  readonly survey: Survey;
  readonly figures: Page<PlacedFigure>;
  readonly mayChange: boolean;
}

/** What the form of a new survey starts with. */
export interface ProposedSurvey {
  /** Makes two posts of this form one survey. */
  readonly formKey: string;
  readonly cycles: readonly Named[];
}

/** The cycles of the viewer's partnerships that are not closed, newest first, for the form of a new survey. */
export async function proposeSurvey(portal: Portal, viewer: Viewer): Promise<ProposedSurvey> {
  const scope = partnershipScope(viewer, 'survey.change');
  const cycles = await portal.database.db
    .selectFrom('cycle')
    .innerJoin('partnership', 'partnership.id', 'cycle.partnership_id')
    .select(['cycle.id', 'cycle.name', 'partnership.short_name as partnership'])
    .where('cycle.partnership_id', 'in', scope.partnershipIds)
    .where('cycle.status', '<>', 'closed')
    .orderBy('cycle.opens_on', 'desc')
    .orderBy('cycle.id')
    .limit(100)
    .execute();
  const several = scope.partnershipIds.length > 1;
  return {
    formKey: portal.newId(),
    cycles: cycles.map(({ id, name, partnership }) => ({ id, name: several ? `${name} (${partnership})` : name })),
  };
}

/** A survey with its figures; one outside the viewer's partnerships is refused as unknown. */
export async function getSurveyPage(
  db: Reader,
  viewer: Viewer,
  surveyId: string,
  pageAsked: number,
): Promise<SurveyPage> {
  const survey = await getSurvey(db, partnershipScope(viewer, 'survey.read'), surveyId);
  const compiled = await getEdition(db, survey.editionId);
  const figures = await listFiguresOfSurvey(db, survey, pageAsked);
  return {
    survey,
    figures: {
      ...figures,
      items: figures.items.map((figure) => ({ ...figure, about: placeInWords(compiled, figure) })),
    },
    mayChange: survey.withdrawn === null && mayInPartnership(viewer, 'survey.change', survey.partnershipId),
  };
}

/** What surveys say of the viewer's own organisations, as far as their partnerships share it. */
export async function getOwnFiguresPage(db: Reader, viewer: Viewer, pageAsked: number): Promise<Page<PlacedFigure>> {
  const figures = await listOwnFigures(db, organisationScope(viewer, 'survey.read'), pageAsked);
  const editions = new Map(
    await Promise.all(
      [...new Set(figures.items.map(({ editionId }) => editionId))].map(
        async (id) => [id, await getEdition(db, id)] as const,
      ),
    ),
  );
  return {
    ...figures,
    items: figures.items.map((figure) => {
      const compiled = editions.get(figure.editionId);
      return { ...figure, about: compiled ? placeInWords(compiled, figure) : figure.standardCode };
    }),
  };
}

/**
 * What surveys said last about a standard that somebody answers, for whoever may read the figures of the organisation;
 * else nothing.
 */
export async function listFiguresToAnswer(
  db: Reader,
  viewer: Viewer,
  own: { readonly organisationId: string; readonly id: string; readonly editionId: string },
  standardCode: string,
): Promise<SurveyFigure[]> {
  if (!mayInOrganisation(viewer, 'survey.read', own.organisationId)) return [];
  const [setCode = ''] = own.editionId.split('/');
  return listLastOwnFigures(db, { organisationId: own.organisationId, returnId: own.id, setCode }, standardCode);
}

/** A survey that the viewer may change, for its form. A withdrawn one has no form. */
export async function getSurveyToChange(db: Reader, viewer: Viewer, surveyId: string): Promise<Survey> {
  const survey = await getSurvey(db, partnershipScope(viewer, 'survey.change'), surveyId);
  if (survey.withdrawn) throw notFound();
  return survey;
}

export interface NewFigurePage {
  readonly survey: Survey;
  readonly organisations: readonly Named[];
  readonly places: readonly { readonly value: string; readonly label: string }[];
}

/** What the form of a figure by hand offers: members of the partnership, and what the cycle asks. */
export async function getNewFigurePage(db: Reader, viewer: Viewer, surveyId: string): Promise<NewFigurePage> {
  const survey = await getSurveyToChange(db, viewer, surveyId);
  const organisations = await db
    .selectFrom('partnership_member')
    .innerJoin('organisation', 'organisation.id', 'partnership_member.organisation_id')
    .select(['organisation.id', 'organisation.name'])
    .where('partnership_member.partnership_id', '=', survey.partnershipId)
    .where('partnership_member.left_on', 'is', null)
    .orderBy((eb) => eb.fn<string>('lower', ['organisation.name']))
    .orderBy('organisation.id')
    .execute();
  return { survey, organisations, places: placesOf(await getEdition(db, survey.editionId)) };
}

/** One version of a figure, with who wrote it, when and why. */
export interface FigureVersion {
  readonly revision: number;
  /** Null for the version that took it out. */
  readonly figure: KeptFigure | null;
  readonly reason: string;
  readonly by: string;
  readonly at: string;
}

export interface FigurePage {
  readonly survey: Survey;
  readonly series: string;
  readonly organisation: string;
  readonly about: string;
  readonly statement: string;
  /** Newest first. */
  readonly versions: Page<FigureVersion>;
  readonly current: FigureVersion;
  readonly mayChange: boolean;
}

/** One figure with its history. One that is not of this survey, or outside the scope, is refused as unknown. */
export async function getFigurePage(
  db: Reader,
  viewer: Viewer,
  { surveyId, series }: { readonly surveyId: string; readonly series: string },
  pageAsked: number,
): Promise<FigurePage> {
  const survey = await getSurvey(db, partnershipScope(viewer, 'survey.read'), surveyId);
  const rows = await db
    .selectFrom('survey_figure')
    .innerJoin('organisation', 'organisation.id', 'survey_figure.organisation_id')
    .innerJoin('person', 'person.id', 'survey_figure.made_by')
    .selectAll('survey_figure')
    .select(['organisation.name as organisation', 'person.name as by'])
    .where('survey_figure.survey_id', '=', survey.id)
    .where('survey_figure.partnership_id', '=', survey.partnershipId)
    .where('survey_figure.series', '=', series)
    .orderBy('survey_figure.revision', 'desc')
    .execute();
  const [newest] = rows;
  if (!newest) throw notFound();
  const versions = rows.map((row) => ({
    revision: row.revision,
    figure: row.removed === 1 ? null : shownFigure(row, survey.leastAnswers),
    reason: row.reason,
    by: row.by,
    at: row.made_at,
  }));
  const [current] = versions;
  if (!current) throw notFound();
  return {
    survey,
    series,
    organisation: newest.organisation,
    about: placeInWords(await getEdition(db, survey.editionId), {
      standardCode: newest.standard_code,
      questionCode: newest.question_code,
    }),
    statement: newest.statement,
    versions: pageOfList(versions, pageAsked),
    current,
    mayChange:
      survey.withdrawn === null &&
      current.figure !== null &&
      mayInPartnership(viewer, 'survey.change', survey.partnershipId),
  };
}
