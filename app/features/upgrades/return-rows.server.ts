import type { Reader, Trx } from '../../../db/client.server.ts';
import type { AgencyReturnRow, StandardProgressRow } from '../../../db/schema/returns.table.ts';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import { unsentStages } from '../cycles/rules.ts';
import type { Cycle } from '../cycles/schema.ts';
import type { ReturnRows } from './moving.ts';

/** An open return with everything that a move may change, and what decides its questions. */
export interface OpenReturn extends ReturnRows {
  readonly row: AgencyReturnRow;
  readonly organisationName: string;
  readonly kind: string;
  readonly phase: string | null;
  readonly dutyBasis: string;
  readonly progress: readonly StandardProgressRow[];
  readonly carryOutcome: string | null;
  /** Signatures that count, and the request that is open. */
  readonly signOffs: readonly string[];
  readonly request: string | null;
}

/** Returns read at a time. */
const batch = 100;

/** The returns of a cycle that were never sent (one that is corrected stays on its edition), by name of their organisations. */
export async function listUnsent(db: Reader, cycle: Pick<Cycle, 'id' | 'partnershipId'>) {
  return db
    .selectFrom('agency_return')
    .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
    .select([
      'agency_return.id',
      'agency_return.organisation_id as organisationId',
      'agency_return.edition_id as editionId',
      'agency_return.status',
      'organisation.name',
      'organisation.kind',
    ])
    .where('agency_return.partnership_id', '=', cycle.partnershipId)
    .where('agency_return.cycle_id', '=', cycle.id)
    .where('agency_return.status', 'in', unsentStages)
    .where('agency_return.submitted_at', 'is', null)
    .orderBy((eb) => eb.fn<string>('lower', ['organisation.name']))
    .orderBy('agency_return.id')
    .execute();
}

/** Reads returns of a partnership with what a move may change, some at a time and in the order asked for. */
export async function* readOpenReturns(
  db: Reader,
  partnershipId: string,
  returnIds: readonly string[],
): AsyncGenerator<OpenReturn> {
  for (let start = 0; start < returnIds.length; start += batch) {
    const ids = returnIds.slice(start, start + batch);
    const found = await readBatch(db, partnershipId, ids);
    for (const id of ids) {
      const one = found.get(id);
      if (one) yield one;
    }
  }
}

async function readBatch(db: Reader, partnershipId: string, ids: readonly string[]): Promise<Map<string, OpenReturn>> {
  const returns = await db
    .selectFrom('agency_return')
    .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
    .selectAll('agency_return')
    .select(['organisation.name', 'organisation.kind', 'organisation.phase', 'organisation.duty_basis'])
    .where('agency_return.partnership_id', '=', partnershipId)
    .where('agency_return.id', 'in', ids)
    .execute();
  const ours = ['', ...returns.map(({ id }) => id)];
  const answers = await db
    .selectFrom('answer')
    .selectAll()
    .where('return_id', 'in', ours)
    .orderBy('question_code')
    .execute();
  const uses = await db
    .selectFrom('evidence_use')
    .selectAll()
    .where('return_id', 'in', ours)
    .orderBy('question_code')
    .orderBy('added_at')
    .orderBy('evidence_id')
    .execute();
  const carried = await db
    .selectFrom('carried_answer')
    .selectAll()
    .where('return_id', 'in', ours)
    .orderBy('question_code')
    .execute();
  const progress = await db
    .selectFrom('standard_progress')
    .selectAll()
    .where('return_id', 'in', ours)
    .orderBy('standard_code')
    .execute();
  const forward = await db
    .selectFrom('carry_forward')
    .select(['return_id', 'outcome'])
    .where('return_id', 'in', ours)
    .execute();
  const signOffs = await db
    .selectFrom('sign_off')
    .select(['return_id', 'id'])
    .where('return_id', 'in', ours)
    .where('voided_at', 'is', null)
    .orderBy('id')
    .execute();
  const requests = await db
    .selectFrom('sign_off_request')
    .select(['return_id', 'id'])
    .where('return_id', 'in', ours)
    .where('ended_at', 'is', null)
    .execute();
  const by = <T extends { return_id: string }>(rows: readonly T[]) => Map.groupBy(rows, ({ return_id }) => return_id);
  const groups = { answers: by(answers), uses: by(uses), carried: by(carried), progress: by(progress) };
  const [signed, asked] = [by(signOffs), by(requests)];
  const outcomes = new Map(forward.map((row) => [row.return_id, row.outcome]));
  return new Map(
    returns.map(({ name, kind, phase, duty_basis, ...row }): [string, OpenReturn] => [
      row.id,
      {
        row,
        organisationName: name,
        kind,
        phase,
        dutyBasis: duty_basis,
        answers: groups.answers.get(row.id) ?? [],
        uses: groups.uses.get(row.id) ?? [],
        carried: groups.carried.get(row.id) ?? [],
        progress: groups.progress.get(row.id) ?? [],
        carryOutcome: outcomes.get(row.id) ?? null,
        signOffs: (signed.get(row.id) ?? []).map(({ id }) => id),
        request: asked.get(row.id)?.[0]?.id ?? null,
      },
    ]),
  );
}

/**
 * What a return is at a moment, as a hash. Any edit, confirmation, mark or signature gives another one; a new due date,
 * or last time's answers being looked for, does not.
 */
export function markOf({ row, answers, uses, carried, progress, signOffs, request }: OpenReturn): string {
  return sha256OfValue({
    edition: row.edition_id,
    status: row.status,
    profile: row.profile,
    profileConfirmedAt: row.profile_confirmed_at,
    savedAt: row.last_saved_at,
    answers: answers.map(({ question_code, revision, saved_at }) => [question_code, revision, saved_at]),
    uses: uses.map(({ question_code, evidence_id }) => [question_code, evidence_id]).toSorted(),
    settled: carried.flatMap(({ question_code, state, settled_at }) =>
      settled_at === null ? [] : [[question_code, state, settled_at]],
    ),
    complete: progress.map(({ standard_code, marked_complete }) => [standard_code, marked_complete]),
    signOffs,
    request,
  });
}

/**
 * Holds the rows of the unsent returns of a cycle until the end of the transaction: first what a save writes before it
 * holds its return (answers, evidence beside them, what was carried), then the returns, each in one order. A save and a
 * move then wait for each other one way round, and never in a circle.
 */
export async function holdUnsent(trx: Trx, dialect: string, cycle: Pick<Cycle, 'id' | 'partnershipId'>): Promise<void> {
  const unsent = trx
    .selectFrom('agency_return')
    .select('id')
    .where('partnership_id', '=', cycle.partnershipId)
    .where('cycle_id', '=', cycle.id)
    .where('status', 'in', unsentStages)
    .where('submitted_at', 'is', null)
    .orderBy('id');
  // SQLite lets one write at a time.
  if (dialect !== 'postgres') return;
  for (const table of ['carried_answer', 'answer', 'evidence_use'] as const)
    await trx
      .selectFrom(table)
      .select('return_id')
      .where('return_id', 'in', unsent.clearOrderBy())
      .orderBy('return_id')
      .orderBy('question_code')
      .forUpdate()
      .execute();
  await unsent.forUpdate().execute();
}
