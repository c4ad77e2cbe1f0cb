import { sql } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import type { TableName } from './map/unit.ts';

/** Every column that names a file of the store by its hash, with its owner there as SQL in which `w` is the row. */
export const fileColumns: readonly { readonly table: TableName; readonly owner: string; readonly sha256: string }[] = [
  { table: 'evidence', owner: 'w.organisation_id', sha256: 'sha256' },
  { table: 'evidence_version', owner: 'w.organisation_id', sha256: 'sha256' },
  { table: 'submission_document', owner: 'w.organisation_id', sha256: 'pdf_sha256' },
  { table: 'challenge_pack', owner: 'w.partnership_id', sha256: 'pdf_sha256' },
  { table: 'session_minutes', owner: 'w.partnership_id', sha256: 'pdf_sha256' },
  { table: 'outcome_letter', owner: 'w.partnership_id', sha256: 'pdf_sha256' },
  { table: 'written_response', owner: 'w.partnership_id', sha256: 'pdf_sha256' },
  { table: 'disclosure_file', owner: "'disclosure-' || w.request_id", sha256: 'zip_sha256' },
  { table: 'escalation_letter', owner: 'w.partnership_id', sha256: 'pdf_sha256' },
];

/** Somebody who uploads the very same bytes writes the file before its row: one as young as this is left for next time. */
const minutesLeft = 30;

/**
 * Takes files off the disk whose last row has gone. One that another row names again is let off; one that was written
 * just now waits. Called after each run and at every start. Gives how many went.
 */
export async function removeFiles(portal: Portal): Promise<number> {
  const { db } = portal.database;
  const before = new Date(portal.clock.now().getTime() - minutesLeft * 60_000);
  let removed = 0;
  let after = { owner: '', sha256: '' };
  for (;;) {
    const files = await db
      .selectFrom('disposed_file')
      .select(['owner', 'sha256'])
      .where((eb) => eb(eb.refTuple('owner', 'sha256'), '>', eb.tuple(after.owner, after.sha256)))
      .orderBy('owner')
      .orderBy('sha256')
      .limit(200)
      .execute();
    for (const file of files) {
      after = file;
      const used = await isUsed(db, file);
      if (!used && !(await portal.blobs.removeUnlessNew(file.owner, file.sha256, before))) continue;
      if (!used) removed += 1;
      await portal.database.transaction(async (trx) => {
        await trx
          .deleteFrom('disposed_file')
          .where('owner', '=', file.owner)
          .where('sha256', '=', file.sha256)
          .execute();
        if (!used)
          await trx
            .deleteFrom('file_scan')
            .where('organisation_id', '=', file.owner)
            .where('sha256', '=', file.sha256)
            .execute();
      });
    }
    if (files.length < 200) return removed;
  }
}

async function isUsed(db: Reader, file: { readonly owner: string; readonly sha256: string }): Promise<boolean> {
  for (const { table, owner, sha256 } of fileColumns) {
    const { rows } = await sql`select 1 from ${sql.raw(`${table} w`)}
      where ${sql.raw(owner)} = ${file.owner} and ${sql.raw(`w.${sha256}`)} = ${file.sha256} limit 1`.execute(db);
    if (rows.length > 0) return true;
  }
  return false;
}
