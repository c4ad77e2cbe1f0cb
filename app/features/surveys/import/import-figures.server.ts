import { createHash } from 'node:crypto';
import type { Reader } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { formText } from '../../../platform/typed-text.ts';
import { readWorkbookForm } from '../../../platform/workbook-form.server.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { getOpenSurvey, writeVersion } from '../commands/write-figure.server.ts';
import { shownFigure } from '../figures.server.ts';
import { getSurvey, type Survey } from '../queries.server.ts';
import { type NamedOrganisation, type PlannedFigure, planFigures, type StandingFigure } from './dry-run.ts';
import { type FigureRow, readFigureFile } from './read-cells.server.ts';

/** What a file would do, and what names exactly that: the same file on the same figures has the same. */
export interface FigureDryRun {
  readonly rows: readonly PlannedFigure[];
  readonly outcome: string;
  readonly sha256: string;
}

export interface FigureImportPage {
  readonly survey: Survey;
  readonly dryRun: FigureDryRun | undefined;
  readonly problem: string | undefined;
}

export type PostedFigures =
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'stay'; readonly field: string; readonly problem: string; readonly status: 409 | 413 | 422 };

/** Uploads are kept apart from everything the database rests on, for this many hours, so that they can be deleted. */
const hoursKept = 24;
const uploadsOf = (surveyId: string): string => `survey-${surveyId}`;
const isHash = (sha256: string): boolean => /^[0-9a-f]{64}$/.test(sha256);
const gone =
  'This file has been applied already, or it was checked more than a day ago. Nothing was changed: upload it again if you still need it';

/** The page of the import: a file to choose or, with its hash in the address, what it would do. Writes nothing. */
export async function getFigureImportPage(
  portal: Portal,
  viewer: Viewer,
  surveyId: string,
  sha256: string | null,
): Promise<FigureImportPage> {
  const survey = await getSurvey(portal.database.db, partnershipScope(viewer, 'survey.change'), surveyId);
  if (sha256 === null) return { survey, dryRun: undefined, problem: undefined };
  const reading = await openKept(portal, survey, sha256);
  if ('problem' in reading) return { survey, dryRun: undefined, problem: reading.problem };
  return {
    survey,
    dryRun: { ...(await dryRunOf(portal.database.db, survey, reading.rows)), sha256 },
    problem: undefined,
  };
}

/** What a press on that page does: keep an uploaded file, apply a kept one whole, or throw it away. */
export async function postFigureImport(
  portal: Portal,
  viewer: Viewer,
  surveyId: string,
  request: Request,
): Promise<PostedFigures> {
  const scope = partnershipScope(viewer, 'survey.change');
  const { id } = await getSurvey(portal.database.db, scope, surveyId);
  const here = `/surveys/${id}/import`;
  const read = await readWorkbookForm(request);
  if ('problem' in read) return { kind: 'stay', field: 'file', problem: read.problem, status: read.status };
  const sha256 = formText(read.form, 'kept');
  if (sha256 === undefined) return keepFile(portal, id, read.bytes, here);
  if (formText(read.form, 'intent') === 'discard') {
    if (isHash(sha256)) await portal.blobs.remove(uploadsOf(id), sha256);
    return { kind: 'go', to: here };
  }
  const applied = await apply(portal, viewer, scope, id, {
    sha256,
    outcome: formText(read.form, 'outcome') ?? '',
    reason: (formText(read.form, 'reason') ?? '').trim(),
  });
  return 'problem' in applied
    ? { kind: 'stay', field: applied.field, problem: applied.problem, status: applied.field === '' ? 409 : 422 }
    : { kind: 'go', to: `/surveys/${id}?imported=${applied.written}` };
}

async function keepFile(
  portal: Portal,
  surveyId: string,
  bytes: Uint8Array | undefined,
  here: string,
): Promise<PostedFigures> {
  if (!bytes) return { kind: 'stay', field: 'file', problem: 'Choose a file', status: 422 };
  const reading = await readFigureFile(bytes);
  if ('problem' in reading) return { kind: 'stay', field: 'file', problem: reading.problem, status: 422 };
  const uploads = uploadsOf(surveyId);
  await portal.blobs.removeOlder(uploads, new Date(portal.clock.now().getTime() - hoursKept * 3_600_000));
  const { sha256 } = await portal.blobs.put(uploads, bytes);
  return { kind: 'go', to: `${here}?file=${sha256}` };
}

type Applied = { readonly written: number } | { readonly field: string; readonly problem: string };

/**
 * Applies a kept file: every row or none, in one transaction. Refused while a row is refused, when a figure has changed
 * since the dry run, and without a reason where figures that stand would be corrected.
 */
async function apply(
  portal: Portal,
  viewer: Viewer,
  scope: PartnershipScope,
  surveyId: string,
  asked: { readonly sha256: string; readonly outcome: string; readonly reason: string },
): Promise<Applied> {
  const found = await getSurvey(portal.database.db, scope, surveyId);
  const reading = await openKept(portal, found, asked.sha256);
  if ('problem' in reading) return { field: '', problem: reading.problem };
  const applied = await portal.database.transaction(async (trx): Promise<Applied> => {
    const stamp = portal.stamp();
    // Held before anything is decided, so that nobody comes between the look and the write.
    await trx
      .updateTable('survey')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where('id', '=', surveyId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .execute();
    const survey = await getOpenSurvey(trx, scope, surveyId);
    const { rows, outcome } = await dryRunOf(trx, survey, reading.rows);
    if (outcome !== asked.outcome)
      return { field: '', problem: 'A figure has changed since the rows were checked: look at them again, then apply' };
    if (rows.some((row) => row.outcome === 'refused'))
      return { field: '', problem: 'Nothing was written: put the refused rows right in the file, and upload it again' };
    const toWrite = rows.filter((row) => row.outcome === 'new' || row.outcome === 'corrected');
    const corrected = rows.filter((row) => row.outcome === 'corrected').length;
    if (corrected > 0 && asked.reason === '') return { field: 'reason', problem: 'Enter why figures are corrected' };
    if (asked.reason.length > 500) return { field: 'reason', problem: 'Shorten the reason to 500 characters or fewer' };
    for (const { write, outcome: kind, statement } of toWrite) {
      if (!write) continue;
      const reason = kind === 'corrected' ? asked.reason : '';
      await writeVersion(
        trx,
        stamp,
        { survey, madeBy: viewer.personId },
        { ...write, statement, measure: write.figure.measure, reason },
      );
    }
    await recordEvent(trx, stamp, {
      type: 'survey.figures-imported',
      owner: { partnershipId: survey.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'survey', id: survey.id },
      detail: { file: asked.sha256, added: toWrite.length - corrected, corrected },
    });
    return { written: toWrite.length };
  });
  if ('written' in applied) await portal.blobs.remove(uploadsOf(surveyId), asked.sha256);
  return applied;
}

async function openKept(
  portal: Portal,
  survey: Survey,
  sha256: string,
): Promise<{ readonly rows: readonly FigureRow[] } | { readonly problem: string }> {
  if (!isHash(sha256)) throw notFound();
  const kept = await portal.blobs.open(uploadsOf(survey.id), sha256);
  if (!kept) return { problem: gone };
  return readFigureFile(new Uint8Array(await new Response(kept.stream).arrayBuffer()));
}

async function dryRunOf(db: Reader, survey: Survey, rows: readonly FigureRow[]): Promise<Omit<FigureDryRun, 'sha256'>> {
  const planned = planFigures(rows, {
    compiled: await getEdition(db, survey.editionId),
    organisations: await listNamed(db, survey.partnershipId),
    standing: await listStanding(db, survey),
    leastAnswers: survey.leastAnswers,
  });
  return { rows: planned, outcome: createHash('sha256').update(JSON.stringify(planned)).digest('hex') };
}

/** Members of the partnership by all names that a file may use. */
const listNamed = (db: Reader, partnershipId: string): Promise<NamedOrganisation[]> =>
  db
    .selectFrom('partnership_member')
    .innerJoin('organisation', 'organisation.id', 'partnership_member.organisation_id')
    .select(['organisation.id', 'organisation.name', 'organisation.urn', 'organisation.ods_code as odsCode'])
    .where('partnership_member.partnership_id', '=', partnershipId)
    .where('partnership_member.left_on', 'is', null)
    .execute();

async function listStanding(db: Reader, survey: Survey): Promise<StandingFigure[]> {
  const rows = await db
    .selectFrom('survey_figure')
    .selectAll()
    .where('survey_id', '=', survey.id)
    .where('partnership_id', '=', survey.partnershipId)
    .where('superseded_at', 'is', null)
    .execute();
  return rows.map((row) => ({
    organisationId: row.organisation_id,
    standardCode: row.standard_code,
    questionCode: row.question_code,
    statement: row.statement,
    series: row.series,
    revision: row.revision,
    figure: row.removed === 1 ? undefined : shownFigure(row, survey.leastAnswers),
  }));
}
