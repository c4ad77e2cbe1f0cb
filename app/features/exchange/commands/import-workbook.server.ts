import { createHash } from 'node:crypto';
import type { Reader } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { readWorkbookCells } from '../../../platform/workbook-cells.server.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getReturnForEdit, holdReturn } from '../../returns/commands/edit-return.server.ts';
import { saveInReturn } from '../../returns/commands/save-answers.server.ts';
import type { LoadedReturn } from '../../returns/content.server.ts';
import { isEditable } from '../../returns/rules.ts';
import {
  type AnswerToImport,
  answersToImport,
  type CurrentAnswers,
  type PlannedAnswer,
  planImport,
} from '../workbook/dry-run.ts';
import { loadCurrent, loadForImport, problemOfIdentity } from '../workbook/load.server.ts';
import { identityOf, readAnswers, type WorkbookReading } from '../workbook/read-answers.ts';

/** An upload that nobody applied stays for somebody to come back to, for this many hours. */
const hoursKept = 24;

/** Uploads are kept apart from everything the database rests on, so that they can be deleted. */
const uploadsOf = (returnId: string): string => `workbook-${returnId}`;

/** What an upload would do, and what names exactly that. */
export interface WorkbookDryRun {
  readonly loaded: LoadedReturn;
  readonly current: CurrentAnswers;
  readonly planned: readonly PlannedAnswer[];
  /** The same workbook on the same answers has the same. */
  readonly outcome: string;
}

type Problem = { readonly problem: string };

/**
 * Keeps an uploaded workbook between the two steps, and deletes what was left lying a day ago. Refuses, in words, a file
 * that is no workbook of this return. Nothing of the return changes.
 */
export async function keepWorkbook(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  bytes: Uint8Array,
): Promise<{ readonly sha256: string } | Problem> {
  const loaded = await loadForImport(portal.database.db, viewer, returnId);
  if (!isEditable(loaded.status)) throw sent();
  const reading = await readUpload(bytes, loaded);
  if ('problem' in reading) return reading;
  const uploads = uploadsOf(returnId);
  await portal.blobs.removeOlder(uploads, new Date(portal.clock.now().getTime() - hoursKept * 3_600_000));
  const { sha256 } = await portal.blobs.put(uploads, bytes);
  return { sha256 };
}

const sent = () => notNow('This return has been sent, so its answers can no longer be changed');

/** Deletes a kept workbook that nobody wants to apply. */
export async function discardWorkbook(portal: Portal, viewer: Viewer, returnId: string, sha256: string): Promise<void> {
  await loadForImport(portal.database.db, viewer, returnId);
  if (isHash(sha256)) await portal.blobs.remove(uploadsOf(returnId), sha256);
}

const isHash = (sha256: string) => /^[0-9a-f]{64}$/.test(sha256);
const gone =
  'This workbook has been imported already, or it was checked more than a day ago. Nothing was changed: upload it again if you still need it';

/** What a kept workbook would do to the return as it is now. */
export async function previewWorkbook(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  sha256: string,
): Promise<WorkbookDryRun | Problem> {
  const loaded = await loadForImport(portal.database.db, viewer, returnId);
  const bytes = await openKept(portal, returnId, sha256);
  if (!bytes) return { problem: gone };
  return dryRunOf(portal.database.db, viewer, loaded, await readUpload(bytes, loaded));
}

/**
 * Applies a kept workbook: everything that the dry run showed, or nothing, in one transaction, by the rules of an ordinary
 * save. Refused while a cell is refused, while a conflict has no choice, and when the return has changed since the dry run.
 * Whatever loses a conflict stays in the history. The workbook is deleted when it is done, so a second press does nothing.
 */
export async function applyWorkbook(
  portal: Portal,
  viewer: Viewer,
  input: {
    readonly returnId: string;
    readonly sha256: string;
    readonly outcome: string;
    readonly choices: ReadonlyMap<string, 'mine' | 'theirs'>;
  },
): Promise<{ readonly saved: number } | Problem> {
  const { returnId, sha256 } = input;
  const before = await loadForImport(portal.database.db, viewer, returnId);
  const bytes = await openKept(portal, returnId, sha256);
  if (!bytes) return { problem: gone };
  const reading = await readUpload(bytes, before);
  if ('problem' in reading) return reading;
  const scope = organisationScope(viewer, 'return.answer');
  const applied = await portal.database.transaction(async (trx): Promise<{ readonly saved: number } | Problem> => {
    const agencyReturn = await getReturnForEdit(trx, scope, returnId);
    await holdReturn(trx, agencyReturn);
    const dryRun = await dryRunOf(trx, viewer, await loadForImport(trx, viewer, returnId), reading);
    if ('problem' in dryRun) return dryRun;
    if (dryRun.outcome !== input.outcome)
      return { problem: 'The return has changed since the cells were checked: look at them again, then import' };
    if (dryRun.planned.some(({ outcome }) => outcome === 'refused'))
      return { problem: 'Nothing was imported: mend the refused cells in the workbook, and upload it again' };
    const saves = answersToImport(dryRun.planned, input.choices);
    if (!saves) return { problem: 'Choose which answer to keep wherever both have changed' };
    const stamp = portal.stamp();
    let saved = 0;
    for (const [standardCode, answers] of byStandard(saves, dryRun.current)) {
      const { written } = await saveInReturn(
        { trx, stamp, viewer, agencyReturn },
        { standardCode, answers, editionId: agencyReturn.editionId },
      );
      saved += written.length;
    }
    await recordEvent(trx, stamp, {
      type: 'return.workbook-imported',
      owner: { organisationId: agencyReturn.organisationId },
      actorId: viewer.personId,
      subject: { kind: 'return', id: returnId },
      detail: { file: sha256, answers: saved, conflicts: saves.length - saved },
    });
    return { saved };
  });
  if ('saved' in applied) await portal.blobs.remove(uploadsOf(returnId), sha256);
  return applied;
}

function byStandard(saves: readonly AnswerToImport[], { compiled }: CurrentAnswers): Map<string, AnswerToImport[]> {
  return Map.groupBy(saves, ({ questionCode }) => compiled.questions.get(questionCode)?.standard.code ?? '');
}

async function openKept(portal: Portal, returnId: string, sha256: string): Promise<Uint8Array | undefined> {
  if (!isHash(sha256)) throw notFound();
  const found = await portal.blobs.open(uploadsOf(returnId), sha256);
  return found && new Uint8Array(await new Response(found.stream).arrayBuffer());
}

async function readUpload(bytes: Uint8Array, loaded: LoadedReturn): Promise<WorkbookReading | Problem> {
  const workbook = await readWorkbookCells(bytes);
  if ('problem' in workbook) return workbook;
  const identity = identityOf(workbook.sheets);
  if ('problem' in identity) return identity;
  const problem = problemOfIdentity(identity, loaded);
  return problem === undefined ? readAnswers(workbook.sheets, loaded.compiled) : { problem };
}

async function dryRunOf(
  db: Reader,
  viewer: Viewer,
  loaded: LoadedReturn,
  reading: WorkbookReading | Problem,
): Promise<WorkbookDryRun | Problem> {
  if ('problem' in reading) return reading;
  const current = await loadCurrent(db, organisationScope(viewer, 'return.read'), loaded, reading);
  const planned = planImport(reading, current);
  // What a colleague saves meanwhile to questions that the workbook leaves alone makes no difference.
  const done = planned.filter(({ outcome }) => outcome !== 'same');
  return { loaded, current, planned, outcome: createHash('sha256').update(JSON.stringify(done)).digest('hex') };
}
