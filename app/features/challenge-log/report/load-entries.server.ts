import type { Reader } from '../../../../db/client.server.ts';
import { entryOutcomeCodes } from '../rules.ts';
import type { ReportedEntry, ReportedUpdate } from './figures.ts';

/** More than a log has; past it a report would take too long to read. */
const mostEntries = 5_000;

/**
 * The challenges of one partnership that may have been open in a quarter, each with its whole history; three statements.
 * `partnershipId` is the caller's scope.
 */
export async function loadReportedEntries(
  db: Reader,
  partnershipId: string,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<ReportedEntry[]> {
  const inQuarter = () =>
    db
      .selectFrom('challenge_log_entry as entry')
      .where('entry.partnership_id', '=', partnershipId)
      .where('entry.raised_on', '<=', to)
      // One that was closed before the quarter and opened again has no day of closing, or a later one.
      .where((eb) => eb.or([eb('entry.closed_on', 'is', null), eb('entry.closed_on', '>=', from)]));
  const rows = await inQuarter()
    .leftJoin('challenge', 'challenge.id', 'entry.challenge_id')
    .selectAll('entry')
    .select('challenge.challenge as asked')
    .orderBy('entry.raised_on')
    .orderBy('entry.id')
    .limit(mostEntries)
    .execute();
  const updates = await db
    .selectFrom('challenge_log_update as update')
    .select(['update.entry_id', 'update.kind', 'update.happened_on', 'update.due_to', 'update.outcome'])
    .select(['update.likelihood', 'update.impact'])
    .where('update.partnership_id', '=', partnershipId)
    .where('update.entry_id', 'in', inQuarter().select('entry.id'))
    .orderBy('update.made_at')
    .orderBy('update.id')
    .execute();
  const byEntry = Map.groupBy(updates, ({ entry_id }) => entry_id);
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    raisedBy: row.raised_by_name,
    raisedTo: row.raised_to_name,
    reason: row.reason ?? row.asked ?? '',
    raisedOn: row.raised_on,
    firstDueOn: row.first_due_on,
    reportRequested: row.report_requested === 1,
    risk: { likelihood: row.likelihood, impact: row.impact },
    updates: (byEntry.get(row.id) ?? []).map(
      (update): ReportedUpdate => ({
        kind: update.kind,
        on: update.happened_on,
        dueTo: update.due_to,
        outcome: entryOutcomeCodes.find((code) => code === update.outcome) ?? null,
        risk:
          update.likelihood !== null && update.impact !== null
            ? { likelihood: update.likelihood, impact: update.impact }
            : null,
      }),
    ),
  }));
}

/** The first day on which the partnership put something on its log; undefined while the log is empty. */
export async function findFirstRaised(db: Reader, partnershipId: string): Promise<string | undefined> {
  const first = await db
    .selectFrom('challenge_log_entry')
    .select('raised_on')
    .where('partnership_id', '=', partnershipId)
    .orderBy('raised_on')
    .limit(1)
    .executeTakeFirst();
  return first?.raised_on;
}
