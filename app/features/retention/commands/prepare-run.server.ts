import type { Trx } from '../../../../db/client.server.ts';
import { addDays } from '../../../platform/clock.ts';
import { makeReference } from '../../../platform/ids.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { requireRetention } from '../access.server.ts';
import { listLines } from '../lengths.server.ts';
import { type UnitCode, unitCodes, units } from '../map/index.ts';
import { eventOwnerOf, type Owner, ownerColumns } from '../owner.ts';
import { findPersonOf } from '../person-of.server.ts';
import { listDue } from '../rows.server.ts';
import { mostInRun, type RunRule } from '../runs.server.ts';
import { dueBefore, lineOf } from '../schedule.ts';
import { secondPersonFrom } from '../words.ts';

export type PreparedRun =
  | { readonly prepared: true; readonly id: string }
  | { readonly prepared: false; readonly field: string; readonly problem: string };

/**
 * Lists what is due by the chosen lines of the schedule and is not held, up to `mostInRun`, and freezes that list. Nothing
 * goes by it: a person reads the list and approves it.
 */
export async function prepareRun(
  portal: Portal,
  viewer: Viewer,
  owner: Owner,
  input: { readonly lines: readonly string[]; readonly reason: string },
): Promise<PreparedRun> {
  requireRetention(viewer, 'change', owner);
  const { database } = portal;
  return database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const rules = (await listLines(trx, owner)).flatMap(({ code, length }): RunRule[] =>
      input.lines.includes(code) && length !== null && lineOf(code).fate !== 'kept'
        ? [{ line: code, length, before: dueBefore(length, stamp.today) }]
        : [],
    );
    if (rules.length === 0) return { prepared: false, field: 'lines', problem: 'Choose at least one kind of record' };
    const listed: Listed[] = [];
    for (const code of unitCodes) {
      const rule = rules.find(({ line }) => line === units[code].line);
      if (!rule || listed.length >= mostInRun) continue;
      // Held ones are passed over, so somewhat more are asked for than there is room.
      const due = await listDue(trx, code, { owner, before: rule.before }, { limit: mostInRun * 2 });
      for (const { id, since } of due.filter(({ held }) => !held).slice(0, mostInRun - listed.length))
        listed.push({ unit: code, id, since });
    }
    if (listed.length === 0)
      return { prepared: false, field: 'lines', problem: 'Nothing of these kinds is due, or all of it is held' };
    const id = await writeRun(trx, stamp, viewer, owner, { kind: 'schedule', reason: input.reason, rules, listed });
    return { prepared: true, id };
  });
}

/**
 * Lists one account to be made to name nobody, on request. Refuses somebody who still has a role, and, but for the
 * installation, somebody who ever had one elsewhere: that is not for one owner to decide.
 */
export async function prepareErasure(
  portal: Portal,
  viewer: Viewer,
  owner: Owner,
  input: { readonly email: string; readonly reason: string },
): Promise<PreparedRun> {
  requireRetention(viewer, 'change', owner);
  const problem = (words: string): PreparedRun => ({ prepared: false, field: 'email', problem: words });
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const person = await findPersonOf(trx, owner, input);
    if (!person) return problem('Enter the e-mail address of somebody who had a role here');
    if (person.hasRole) return problem('This person still has a role. End it first');
    if (person.elsewhere)
      return problem('This person has or had a role elsewhere too. Ask the administrators of this installation');
    const before = addDays(stamp.today, 1);
    const which = { owner, before, ids: [person.id] };
    const [due] = await listDue(trx, 'person', which, { limit: 1 });
    if (!due) return problem('The last role of this person has not ended yet');
    if (due.held) return problem('A legal hold names this person, so the account stays until it is lifted');
    const id = await writeRun(trx, stamp, viewer, owner, {
      kind: 'erasure',
      reason: input.reason,
      rules: [{ line: 'accounts', length: null, before }],
      listed: [{ unit: 'person', id: person.id, since: due.since }],
    });
    return { prepared: true, id };
  });
}

interface Listed {
  readonly unit: UnitCode;
  readonly id: string;
  readonly since: string;
}

const rowsAtOnce = 200;

async function writeRun(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  owner: Owner,
  run: {
    readonly kind: 'schedule' | 'erasure';
    readonly reason: string;
    readonly rules: readonly RunRule[];
    readonly listed: readonly Listed[];
  },
): Promise<string> {
  const id = stamp.newId();
  await trx
    .insertInto('disposal_run')
    .values({
      id,
      reference: makeReference('DSP'),
      ...ownerColumns(owner),
      kind: run.kind,
      reason: run.reason,
      status: 'prepared',
      records: run.listed.length,
      needs_second: run.listed.length > secondPersonFrom ? 1 : 0,
      rules: JSON.stringify(run.rules),
      prepared_by: viewer.personId,
      prepared_at: stamp.now,
      approved_by: null,
      approved_at: null,
      confirmed_by: null,
      confirmed_at: null,
      finished_at: null,
      withdrawn_by: null,
      withdrawn_at: null,
      revision: 1,
    })
    .execute();
  for (let start = 0; start < run.listed.length; start += rowsAtOnce)
    await trx
      .insertInto('disposal_run_record')
      .values(
        run.listed.slice(start, start + rowsAtOnce).map((one, at) => ({
          run_id: id,
          position: start + at + 1,
          unit: one.unit,
          record_id: one.id,
          since: one.since,
          state: 'listed' as const,
          settled_at: null,
        })),
      )
      .execute();
  await recordEvent(trx, stamp, {
    type: 'disposal.prepared',
    owner: eventOwnerOf(owner),
    actorId: viewer.personId,
    subject: { kind: 'disposal-run', id },
    detail: { records: run.listed.length, kind: run.kind },
  });
  return id;
}
