import type { Reader, Trx } from '../../../../db/client.server.ts';
import type { SurveyFigureRow } from '../../../../db/schema/surveys.table.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import { type PostedForm, pageForm, postPageForm, type Saved } from '../../../platform/page-forms.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { EventType } from '../../audit/events.ts';
import { problem, savedMeanwhile } from '../../partnerships/commands/saved.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { placeChosen } from '../places.ts';
import type { Survey } from '../queries.server.ts';
import {
  type CorrectionInput,
  correctionSchema,
  type FigureInput,
  type RemovalInput,
  readFigure,
  removalSchema,
} from '../schema.ts';
import { findByKey, getOpenSurvey, getStanding, writeVersion } from './write-figure.server.ts';

/** Saved, or every problem at its field: nothing was written then. */
export type SavedFigure =
  | { readonly saved: true; readonly id: string }
  | { readonly saved: false; readonly errors: FieldErrors };

const errorsOf = (problems: readonly { readonly field: string; readonly message: string }[]): FieldErrors => {
  const errors: FieldErrors = {};
  for (const { field, message } of problems) errors[field] = [...(errors[field] ?? []), message];
  return errors;
};

/**
 * Adds a figure by hand. Refuses a survey outside the scope as unknown; an organisation that is no member, a place that the
 * edition does not have, figures that do not go together, and a second figure for the same statement, each in words.
 */
export async function addFigure(
  portal: Portal,
  viewer: Viewer,
  surveyId: string,
  input: FigureInput,
): Promise<SavedFigure> {
  const scope = partnershipScope(viewer, 'survey.change');
  return portal.database.transaction(async (trx): Promise<SavedFigure> => {
    const stamp = portal.stamp();
    const survey = await getOpenSurvey(trx, scope, surveyId);
    const at = (field: string, message: string): SavedFigure => ({ saved: false, errors: { [field]: [message] } });
    if (!(await isMember(trx, survey.partnershipId, input.organisation)))
      return at('organisation', 'Choose an organisation of the partnership');
    const place = placeChosen(await getEdition(trx, survey.editionId), input.about);
    if (!place) return at('about', 'Choose a standard or a question of this cycle');
    const read = readFigure(input);
    if ('problems' in read) return { saved: false, errors: errorsOf(read.problems) };
    const key = { ...place, organisationId: input.organisation, statement: input.statement };
    const before = await findByKey(trx, survey, key);
    if (before && before.removed === 0)
      return at('statement', 'There is a figure for this statement already: correct that one');
    const series = await writeVersion(
      trx,
      stamp,
      { survey, madeBy: viewer.personId },
      { ...key, before, figure: read.figure, measure: read.figure.measure, reason: '' },
    );
    await recordFigure(trx, stamp, viewer, survey, 'survey.figure-added', {
      organisation_id: input.organisation,
      series,
    });
    return { saved: true, id: series };
  });
}

/** Either form of the page of one figure. */
export const postFigureForm = (
  portal: Portal,
  viewer: Viewer,
  place: { readonly surveyId: string; readonly series: string },
  form: FormData,
): Promise<PostedForm> =>
  postPageForm(form, {
    correct: pageForm(correctionSchema, (value) => correctFigure(portal, viewer, place, value)),
    remove: pageForm(removalSchema, (value) => removeFigure(portal, viewer, place, value)),
  });

type Place = { readonly surveyId: string; readonly series: string };

/** Puts new figures in the place of those that stand, which are kept, with why. */
export const correctFigure = (portal: Portal, viewer: Viewer, place: Place, input: CorrectionInput): Promise<Saved> =>
  change(portal, viewer, place, input.revision, async (trx, stamp, survey, standing) => {
    const read = readFigure(input);
    if ('problems' in read) {
      const [first] = read.problems;
      return problem(first?.field ?? '', first?.message ?? '');
    }
    await writeVersion(
      trx,
      stamp,
      { survey, madeBy: viewer.personId },
      { ...keyOf(standing), before: standing, figure: read.figure, measure: read.figure.measure, reason: input.reason },
    );
    await recordFigure(trx, stamp, viewer, survey, 'survey.figure-corrected', standing);
    return { saved: true, id: standing.series };
  });

/** Takes a figure out, with why. What it was is kept in its history. */
export const removeFigure = (portal: Portal, viewer: Viewer, place: Place, input: RemovalInput): Promise<Saved> =>
  change(portal, viewer, place, input.revision, async (trx, stamp, survey, standing) => {
    await writeVersion(
      trx,
      stamp,
      { survey, madeBy: viewer.personId },
      { ...keyOf(standing), before: standing, figure: undefined, measure: standing.measure, reason: input.reason },
    );
    await recordFigure(trx, stamp, viewer, survey, 'survey.figure-removed', standing);
    return { saved: true, id: standing.series };
  });

type Work = (trx: Trx, stamp: Stamp, survey: Survey, standing: SurveyFigureRow) => Promise<Saved>;

async function change(portal: Portal, viewer: Viewer, place: Place, revision: number, work: Work): Promise<Saved> {
  const scope = partnershipScope(viewer, 'survey.change');
  return portal.database.transaction(async (trx) => {
    const survey = await getOpenSurvey(trx, scope, place.surveyId);
    const standing = await getStanding(trx, survey, place.series);
    if (standing.revision !== revision) throw savedMeanwhile();
    return work(trx, portal.stamp(), survey, standing);
  });
}

const keyOf = (row: SurveyFigureRow) => ({
  organisationId: row.organisation_id,
  standardCode: row.standard_code,
  questionCode: row.question_code,
  statement: row.statement,
});

const recordFigure = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  survey: Survey,
  type: EventType,
  figure: Pick<SurveyFigureRow, 'organisation_id' | 'series'>,
) =>
  recordEvent(trx, stamp, {
    type,
    owner: { partnershipId: survey.partnershipId },
    actorId: viewer.personId,
    subject: { kind: 'survey', id: survey.id },
    detail: { figure: figure.series, organisation: figure.organisation_id },
  });

async function isMember(db: Reader, partnershipId: string, organisationId: string): Promise<boolean> {
  const member = await db
    .selectFrom('partnership_member')
    .select('id')
    .where('partnership_id', '=', partnershipId)
    .where('organisation_id', '=', organisationId)
    .where('left_on', 'is', null)
    .executeTakeFirst();
  return member !== undefined;
}
