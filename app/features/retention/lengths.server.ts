import type { Reader } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { requireRetention } from './access.server.ts';
import { eventOwnerOf, type Owner, ownerColumns } from './owner.ts';
import { isLine, type Length, type LineCode, lineOf, linesOf } from './schedule.ts';

export interface LineInForce {
  readonly code: LineCode;
  readonly length: Length | null;
  /** Why it differs from what ships; null where it does not. */
  readonly own: { readonly reason: string; readonly by: string; readonly at: string } | null;
  readonly revision: number;
}

/** The lines of an owner with the lengths in force. */
export async function listLines(db: Reader, owner: Owner): Promise<LineInForce[]> {
  const columns = ownerColumns(owner);
  const rows = await db
    .selectFrom('retention_length')
    .innerJoin('person', 'person.id', 'retention_length.set_by')
    .select(['line', 'amount', 'unit', 'reason', 'person.name as by', 'set_at', 'retention_length.revision'])
    .where('partnership_id', 'is not distinct from', columns.partnership_id)
    .where('organisation_id', 'is not distinct from', columns.organisation_id)
    .execute();
  return linesOf(owner.kind).map((code) => {
    const own = rows.find(({ line }) => line === code);
    if (!own) return { code, length: lineOf(code).usual, own: null, revision: 0 };
    return {
      code,
      length: own.amount === null || own.unit === null ? null : { amount: own.amount, unit: own.unit },
      own: { reason: own.reason, by: own.by, at: own.set_at },
      revision: own.revision,
    };
  });
}

/** One line of an owner. Refuses a line that its kind of owner has not. */
export async function getLine(db: Reader, owner: Owner, code: string): Promise<LineInForce> {
  const found = isLine(code) ? (await listLines(db, owner)).find((line) => line.code === code) : undefined;
  if (!found) throw notFound();
  return found;
}

/** Sets how long an owner keeps a kind of record; nothing goes by it. Refuses a line from which nothing ever goes. */
export async function setLength(
  portal: Portal,
  viewer: Viewer,
  owner: Owner,
  code: string,
  { length, reason }: { readonly length: Length | null; readonly reason: string },
): Promise<void> {
  requireRetention(viewer, 'change', owner);
  const { database } = portal;
  await database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const line = await getLine(trx, owner, code);
    if (lineOf(line.code).fate === 'kept') throw notFound();
    const values = {
      amount: length?.amount ?? null,
      unit: length?.unit ?? null,
      reason,
      set_by: viewer.personId,
      set_at: stamp.now,
      revision: line.revision + 1,
    };
    const columns = ownerColumns(owner);
    if (line.own === null)
      await trx
        .insertInto('retention_length')
        .values({ id: stamp.newId(), ...columns, line: line.code, ...values })
        .execute();
    else
      await trx
        .updateTable('retention_length')
        .set(values)
        .where('line', '=', line.code)
        .where('partnership_id', 'is not distinct from', columns.partnership_id)
        .where('organisation_id', 'is not distinct from', columns.organisation_id)
        .execute();
    await recordEvent(trx, stamp, {
      type: 'retention-length.changed',
      owner: eventOwnerOf(owner),
      actorId: viewer.personId,
      subject: { kind: 'retention-line', id: line.code },
      detail: { amount: values.amount, unit: values.unit },
    });
  });
}
