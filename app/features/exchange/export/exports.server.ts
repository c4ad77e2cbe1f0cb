/** Asking for, listing and downloading the copy of everything of an organisation. */

import type { Reader } from '../../../../db/client.server.ts';
import { addMinutes } from '../../../platform/clock.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { safeFileName } from '../../evidence/file-name.ts';
import { queueJob } from '../../jobs/commands.server.ts';
import { daysKept, type ExportStatus } from './rules.ts';

/**
 * The organisations whose everything a person may take away. The one gate of asking, listing and downloading. The routes
 * that ask and download let a person go on only when they have confirmed lately who they are.
 */
export const exportScope = (viewer: Viewer): OrganisationScope => organisationScope(viewer, 'organisation.export');

/** Where the files are kept: apart from everything the database rests on, so that they can be deleted. */
export const exportsOf = (organisationId: string): string => `export-${organisationId}`;

export interface ExportEntry {
  readonly id: string;
  readonly status: ExportStatus;
  readonly progress: number;
  readonly progressNote: string | null;
  readonly requestedAt: string;
  readonly requestedBy: string | null;
  readonly files: number | null;
  readonly size: number | null;
  readonly sha256: string | null;
  readonly endsAt: string | null;
}

export interface ExportsOfOrganisation {
  readonly organisation: { readonly id: string; readonly name: string };
  readonly exports: readonly ExportEntry[];
}

/** The copies asked for lately, newest first; the last few of each organisation. */
const mostShown = 5;

export async function listExports(db: Reader, viewer: Viewer): Promise<ExportsOfOrganisation[]> {
  const scope = exportScope(viewer);
  const organisations = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', 'in', scope.organisationIds)
    .orderBy('name')
    .execute();
  const all: ExportsOfOrganisation[] = [];
  for (const organisation of organisations)
    all.push({ organisation, exports: await listOf(db, scope, organisation.id) });
  return all;
}

async function listOf(db: Reader, scope: OrganisationScope, organisationId: string): Promise<ExportEntry[]> {
  const rows = await db
    .selectFrom('organisation_export')
    .leftJoin('person', 'person.id', 'organisation_export.requested_by')
    .select([
      'organisation_export.id',
      'status',
      'progress',
      'progress_note as progressNote',
      'requested_at as requestedAt',
      'person.name as requestedBy',
      'files',
      'zip_size as size',
      'zip_sha256 as sha256',
      'ends_at as endsAt',
    ])
    .where('organisation_id', '=', organisationId)
    .where('organisation_id', 'in', scope.organisationIds)
    .orderBy('requested_at', 'desc')
    .orderBy('organisation_export.id', 'desc')
    .limit(mostShown)
    .execute();
  return rows.map((row) => ({ ...row, size: row.size === null ? null : Number(row.size) }));
}

/** Asks for a copy of everything. One that is being made already is the answer to a second press. */
export async function requestExport(
  portal: Portal,
  viewer: Viewer,
  organisationId: string,
): Promise<{ readonly id: string }> {
  const scope = exportScope(viewer);
  if (!scope.organisationIds.includes(organisationId)) throw notFound();
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const id = stamp.newId();
    const added = await trx
      .insertInto('organisation_export')
      .values({
        id,
        organisation_id: organisationId,
        status: 'queued',
        progress: 0,
        requested_by: viewer.personId,
        requested_at: stamp.now,
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst();
    if (!added)
      return trx
        .selectFrom('organisation_export')
        .select('id')
        .where('organisation_id', '=', organisationId)
        .where('status', 'in', ['queued', 'making'])
        .executeTakeFirstOrThrow();
    await queueJob(trx, stamp, { kind: 'export-organisation', payload: { exportId: id }, reference: `export:${id}` });
    await recordEvent(trx, stamp, {
      type: 'export.requested',
      owner: { organisationId },
      actorId: viewer.personId,
      subject: { kind: 'organisation-export', id },
    });
    return added;
  });
}

/** The file of a copy that is ready, until its days are over. That it was taken is recorded. */
export async function openExport(
  portal: Portal,
  viewer: Viewer,
  exportId: string,
): Promise<{ readonly stream: ReadableStream<Uint8Array>; readonly size: number; readonly fileName: string }> {
  const scope = exportScope(viewer);
  const stamp = portal.stamp();
  const row = await portal.database.db
    .selectFrom('organisation_export')
    .innerJoin('organisation', 'organisation.id', 'organisation_export.organisation_id')
    .select(['organisation_export.organisation_id', 'organisation.name', 'zip_sha256', 'made_at'])
    .where('organisation_export.id', '=', exportId)
    .where('organisation_export.organisation_id', 'in', scope.organisationIds)
    .where('organisation_export.status', '=', 'ready')
    .where('ends_at', '>', stamp.now)
    .executeTakeFirst();
  if (!row || row.zip_sha256 === null) throw notFound();
  const found = await portal.blobs.open(exportsOf(row.organisation_id), row.zip_sha256);
  if (!found) throw notFound();
  await portal.database.transaction((trx) =>
    recordEvent(trx, stamp, {
      type: 'export.downloaded',
      owner: { organisationId: row.organisation_id },
      actorId: viewer.personId,
      subject: { kind: 'organisation-export', id: exportId },
      detail: { sha256: row.zip_sha256 },
    }),
  );
  return { ...found, fileName: safeFileName(`${row.name} ${(row.made_at ?? '').slice(0, 10)}`, 'zip') };
}

/** The instant at which a file made at another one is deleted. */
export const endOf = (madeAt: string): string => addMinutes(madeAt, daysKept * 24 * 60);
