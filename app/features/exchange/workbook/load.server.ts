import type { Reader } from '../../../../db/client.server.ts';
import { writeFormWorkbook } from '../../../platform/form-workbook.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { WorkbookFormat } from '../../../platform/workbook.server.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { safeFileName } from '../../evidence/file-name.ts';
import type { AnswerValue } from '../../questionnaire/answer-values.ts';
import { listCarried } from '../../returns/carried.server.ts';
import { type LoadedReturn, loadReturnContent } from '../../returns/content.server.ts';
import { readAnswer } from '../../returns/facts.ts';
import type { CurrentAnswers, StandingAnswer } from './dry-run.ts';
import { type Identity, workbookFormat } from './layout.ts';
import type { WorkbookReading } from './read-answers.ts';
import { workbookOf } from './write-workbook.ts';

/** Whose workbook it is, and of what: an upload must say the same. */
export const identityOfReturn = (loaded: LoadedReturn): Identity => ({
  format: workbookFormat,
  organisation: loaded.organisationId,
  return: loaded.returnId,
  edition: loaded.editionId,
  'edition-sha256': loaded.content.edition.sha256,
});

/** The workbook of a return as a file. Refuses a return outside what the viewer may read whole as unknown. */
export async function drawReturnWorkbook(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  format: WorkbookFormat,
): Promise<{ readonly bytes: Uint8Array<ArrayBuffer>; readonly fileName: string }> {
  const scope = organisationScope(viewer, 'return.read');
  const { db } = portal.database;
  const loaded = await loadReturnContent(db, scope, returnId);
  const standing = await listStanding(db, scope, returnId);
  const carried = await listCarried(db, scope, returnId);
  const form = workbookOf({
    compiled: loaded.compiled,
    facts: loaded.facts,
    identity: identityOfReturn(loaded),
    revisions: new Map([...standing].map(([code, { revision }]) => [code, revision])),
    waiting: new Map(
      [...carried].flatMap(([code, { state, value }]) =>
        state === 'waiting' && value ? [[code, value] as const] : [],
      ),
    ),
    organisation: loaded.content.organisation.name,
    cycle: loaded.cycle.name,
    partnership: loaded.partnership.name,
    dueOn: loaded.dueOn,
    madeOn: portal.stamp().now,
  });
  return {
    bytes: await writeFormWorkbook(form, format),
    fileName: safeFileName(`${loaded.cycle.name} workbook`, format),
  };
}

/** Every answer of a return as it stands, with who saved it. */
export async function listStanding(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<Map<string, StandingAnswer>> {
  const rows = await db
    .selectFrom('answer')
    .innerJoin('person', 'person.id', 'answer.saved_by')
    .select(['question_code', 'answer.value', 'answer.revision', 'answer.saved_at', 'person.name'])
    .where('return_id', '=', returnId)
    .where('answer.organisation_id', 'in', scope.organisationIds)
    .execute();
  return new Map(
    rows.map((row) => [
      row.question_code,
      { value: readAnswer(row.value), revision: row.revision, by: row.name, at: row.saved_at },
    ]),
  );
}

/** What an upload is compared with. Inside a transaction that holds the return's row, nothing can come between. */
export async function loadCurrent(
  db: Reader,
  scope: OrganisationScope,
  loaded: LoadedReturn,
  { answers }: WorkbookReading,
): Promise<CurrentAnswers> {
  const standing = await listStanding(db, scope, loaded.returnId);
  const stale = new Map(
    answers.flatMap(({ questionCode, revision }) => {
      const now = standing.get(questionCode)?.revision ?? 0;
      return Number.isInteger(revision) && revision > 0 && revision < now ? [[questionCode, revision] as const] : [];
    }),
  );
  return {
    compiled: loaded.compiled,
    facts: loaded.facts,
    standing,
    seen: await listSeen(db, scope, loaded.returnId, stale),
  };
}

async function listSeen(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
  stale: ReadonlyMap<string, number>,
): Promise<Map<string, AnswerValue>> {
  if (stale.size === 0) return new Map();
  const rows = await db
    .selectFrom('answer_revision')
    .select(['question_code', 'revision', 'value'])
    .where('return_id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .where('question_code', 'in', [...stale.keys()])
    .where('outcome', '=', 'kept')
    .orderBy('saved_at')
    .execute();
  return new Map(
    rows.flatMap((row) =>
      stale.get(row.question_code) === row.revision ? [[row.question_code, readAnswer(row.value)] as const] : [],
    ),
  );
}

/** What is wrong with a workbook for this return, in words; undefined when it was made for it. */
export function problemOfIdentity(identity: Identity, loaded: LoadedReturn): string | undefined {
  const ours = identityOfReturn(loaded);
  if (identity.format !== ours.format)
    return 'This is not a workbook of a return, or it was made by another release: start from a new one';
  if (identity.organisation !== ours.organisation) return 'This workbook was made for another organisation';
  if (identity.return !== ours.return)
    return 'This workbook was made for another return: choose the one of this return';
  if (identity.edition !== ours.edition || identity['edition-sha256'] !== ours['edition-sha256'])
    return 'The return asks another edition of the standards than this workbook: download a new one, and copy your answers into it';
  return undefined;
}

/** A return that the viewer may both read whole and answer. */
export async function loadForImport(db: Reader, viewer: Viewer, returnId: string): Promise<LoadedReturn> {
  const loaded = await loadReturnContent(db, organisationScope(viewer, 'return.read'), returnId);
  if (!organisationScope(viewer, 'return.answer').organisationIds.includes(loaded.organisationId)) throw notFound();
  return loaded;
}
