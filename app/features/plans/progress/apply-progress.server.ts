import { createHash } from 'node:crypto';
import type { Reader } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { instantInWords } from '../../../platform/words.ts';
import { readWorkbookCells } from '../../../platform/workbook-cells.server.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { holdOwnAction, moveAction } from '../../actions/commands/hold-action.server.ts';
import { updateWords } from '../../actions/rules.ts';
import { type PlannedRow, planProgress, type StandingAction } from './dry-run.ts';
import { progressFormat } from './layout.ts';
import { type ProgressReading, readProgress } from './read-progress.ts';
import { actionsOf, getProgressOwner, ownerKey, type ProgressOwner } from './scope.server.ts';

/** An upload that nobody applied stays for somebody to come back to, for this many hours. */
const hoursKept = 24;

/** Uploads are kept apart from everything the database rests on, so that they can be deleted. */
const uploadsOf = (owner: ProgressOwner): string => `progress-${ownerKey(owner)}`;

/** What an upload would do, and what names exactly that. */
export interface ProgressDryRun {
  readonly rows: readonly PlannedRow[];
  /** Rows that nothing was written in. */
  readonly empty: number;
  /** The same workbook on the same actions has the same. */
  readonly outcome: string;
}

type Problem = { readonly problem: string };

/**
 * Keeps an uploaded workbook between the two steps, and deletes what was left lying a day ago. Refuses, in words, a file
 * that is no workbook of this plan. No action changes.
 */
export async function keepProgress(
  portal: Portal,
  viewer: Viewer,
  organisationId: string | undefined,
  bytes: Uint8Array,
): Promise<{ readonly sha256: string } | Problem> {
  const owner = await getProgressOwner(portal.database.db, viewer, organisationId);
  const reading = await readUpload(bytes, owner);
  if ('problem' in reading) return reading;
  const uploads = uploadsOf(owner);
  await portal.blobs.removeOlder(uploads, new Date(portal.clock.now().getTime() - hoursKept * 3_600_000));
  const { sha256 } = await portal.blobs.put(uploads, bytes);
  return { sha256 };
}

/** Deletes a kept workbook that nobody wants to apply. */
export async function discardProgress(
  portal: Portal,
  viewer: Viewer,
  organisationId: string | undefined,
  sha256: string,
): Promise<void> {
  const owner = await getProgressOwner(portal.database.db, viewer, organisationId);
  if (isHash(sha256)) await portal.blobs.remove(uploadsOf(owner), sha256);
}

const isHash = (sha256: string) => /^[0-9a-f]{64}$/.test(sha256);
const gone =
  'This workbook has been applied already, or it was checked more than a day ago. Nothing was changed: upload it again if you still need it';

/** What a kept workbook would add to the actions as they are now. Writes nothing. */
export async function previewProgress(
  portal: Portal,
  viewer: Viewer,
  organisationId: string | undefined,
  sha256: string,
): Promise<ProgressDryRun | Problem> {
  const owner = await getProgressOwner(portal.database.db, viewer, organisationId);
  const bytes = await openKept(portal, owner, sha256);
  if (!bytes) return { problem: gone };
  const reading = await readUpload(bytes, owner);
  return 'problem' in reading ? reading : dryRunOf(portal.database.db, owner, reading);
}

export type AppliedProgress =
  | { readonly applied: number }
  /** Nothing was written: this many rows would be left out, and a second press leaves them out. */
  | { readonly leftOut: number }
  | Problem;

/**
 * Applies a kept workbook: the accepted rows of the dry run, in one transaction, each as an update of its action with its
 * event. Where other rows are not accepted, nothing happens until `partial` says that they are left out. Refused when an
 * action has changed since the dry run. The workbook is deleted when it is done, so a second press does nothing.
 */
export async function applyProgress(
  portal: Portal,
  viewer: Viewer,
  input: {
    readonly organisationId: string | undefined;
    readonly sha256: string;
    readonly outcome: string;
    readonly partial: boolean;
  },
): Promise<AppliedProgress> {
  const owner = await getProgressOwner(portal.database.db, viewer, input.organisationId);
  const bytes = await openKept(portal, owner, input.sha256);
  if (!bytes) return { problem: gone };
  const reading = await readUpload(bytes, owner);
  if ('problem' in reading) return reading;
  const applied = await portal.database.transaction(async (trx): Promise<AppliedProgress> => {
    const stamp = portal.stamp();
    // Each row is held before anything is decided, so that nobody comes between the look and the write.
    const keys = reading.filled.map(({ key }) => key).toSorted();
    await holdAll(trx, owner, keys);
    const { rows, outcome } = await dryRunOf(trx, owner, reading);
    if (outcome !== input.outcome)
      return { problem: 'An action has changed since the rows were checked: look at them again, then apply' };
    const accepted = rows.filter((row) => row.outcome === 'accepted');
    if (accepted.length === 0) return { problem: 'No row can be applied: mend the workbook, and upload it again' };
    if (accepted.length < rows.length && !input.partial) return { leftOut: rows.length - accepted.length };
    for (const { actionId, add } of accepted) {
      if (actionId === null || add === null) continue;
      const action = await holdOwnAction(trx, viewer, actionId);
      const { kind, note, percent, rag } = add;
      await moveAction(trx, stamp, viewer, action, kind, { note, percent, rag });
    }
    return { applied: accepted.length };
  });
  if ('applied' in applied) await portal.blobs.remove(uploadsOf(owner), input.sha256);
  return applied;
}

const idsAtOnce = 500;

async function holdAll(trx: Reader, owner: ProgressOwner, ids: readonly string[]): Promise<void> {
  for (let start = 0; start < ids.length; start += idsAtOnce)
    await trx
      .updateTable('action')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where(
        'id',
        'in',
        actionsOf(trx, owner)
          .select('action.id')
          .where('action.id', 'in', ids.slice(start, start + idsAtOnce)),
      )
      .execute();
}

async function openKept(portal: Portal, owner: ProgressOwner, sha256: string): Promise<Uint8Array | undefined> {
  if (!isHash(sha256)) throw notFound();
  const found = await portal.blobs.open(uploadsOf(owner), sha256);
  return found && new Uint8Array(await new Response(found.stream).arrayBuffer());
}

async function readUpload(bytes: Uint8Array, owner: ProgressOwner): Promise<ProgressReading | Problem> {
  const workbook = await readWorkbookCells(bytes);
  if ('problem' in workbook) return workbook;
  const reading = readProgress(workbook.sheets);
  if ('problem' in reading) return reading;
  const { format, owner: key } = reading.identity;
  if (format !== progressFormat)
    return {
      problem:
        'This workbook was made by an older version of the portal, or elsewhere: download a new one on this page',
    };
  return key === ownerKey(owner) ? reading : { problem: `This workbook is not of ${owner.name}: choose theirs` };
}

async function dryRunOf(db: Reader, owner: ProgressOwner, { filled, empty }: ProgressReading): Promise<ProgressDryRun> {
  const standing = await loadStanding(
    db,
    owner,
    filled.map(({ key }) => key),
  );
  const rows = planProgress(filled, standing);
  return { rows, empty, outcome: createHash('sha256').update(JSON.stringify(rows)).digest('hex') };
}

/** The actions that rows name, as far as they are the owner's, each with its newest change. */
async function loadStanding(
  db: Reader,
  owner: ProgressOwner,
  ids: readonly string[],
): Promise<Map<string, StandingAction>> {
  const standing = new Map<string, StandingAction>();
  for (let start = 0; start < ids.length; start += idsAtOnce) {
    const some = ids.slice(start, start + idsAtOnce);
    const rows = await actionsOf(db, owner)
      .select(['id', 'reference', 'what', 'status', 'percent', 'revision'])
      .where('action.id', 'in', some)
      .execute();
    const updates = await db
      .selectFrom('action_update')
      .innerJoin('person', 'person.id', 'action_update.made_by')
      .select(['action_update.action_id', 'action_update.kind', 'action_update.made_at', 'person.name as by'])
      .where('action_update.action_id', 'in', actionsOf(db, owner).select('action.id').where('action.id', 'in', some))
      .orderBy('action_update.made_at')
      .orderBy('action_update.id')
      .execute();
    const newest = new Map(updates.map((update) => [update.action_id, update]));
    for (const row of rows) {
      const update = newest.get(row.id);
      const changed = update ? `${update.by}, ${instantInWords(update.made_at)}: ${updateWords[update.kind]}` : '';
      standing.set(row.id, { ...row, changed });
    }
  }
  return standing;
}
