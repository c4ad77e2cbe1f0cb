import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import type { Cycle } from '../cycles/schema.ts';
import type { AsideAnswer } from './moving.ts';

/** A move of the open returns of a cycle, as its page lists it. */
export interface MoveOfCycle {
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly reason: string;
  readonly returns: number;
  readonly movedBy: string;
  readonly movedAt: string;
  readonly undoneAt: string | null;
}

/** The moves of a cycle, newest first. */
export async function listMoves(db: Reader, cycle: Pick<Cycle, 'id' | 'partnershipId'>): Promise<MoveOfCycle[]> {
  return db
    .selectFrom('edition_move')
    .innerJoin('standard_edition as old', 'old.id', 'edition_move.from_edition_id')
    .innerJoin('standard_edition as young', 'young.id', 'edition_move.to_edition_id')
    .innerJoin('person', 'person.id', 'edition_move.moved_by')
    .select([
      'edition_move.id',
      'old.edition as from',
      'young.edition as to',
      'edition_move.reason',
      'edition_move.returns',
      'person.name as movedBy',
      'edition_move.moved_at as movedAt',
      'edition_move.undone_at as undoneAt',
    ])
    .where('edition_move.partnership_id', '=', cycle.partnershipId)
    .where('edition_move.cycle_id', '=', cycle.id)
    .orderBy('edition_move.moved_at', 'desc')
    .orderBy('edition_move.id', 'desc')
    .limit(50)
    .execute();
}

/** A move of one return, as its own organisation reads it. */
export interface MoveOfReturn {
  readonly id: string;
  readonly fromTitle: string;
  readonly fromEdition: string;
  readonly toTitle: string;
  readonly toEdition: string;
  readonly reason: string;
  readonly movedAt: string;
  /** Answers to questions that are not asked any more. */
  readonly aside: readonly AsideAnswer[];
}

/** The moves of a return that stand, newest first, with what they set aside. Nothing for a return out of scope. */
export async function listMovesOfReturn(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<MoveOfReturn[]> {
  const rows = await db
    .selectFrom('return_move')
    .innerJoin('edition_move', 'edition_move.id', 'return_move.move_id')
    .innerJoin('standard_edition as old', 'old.id', 'return_move.from_edition_id')
    .innerJoin('standard_edition as young', 'young.id', 'return_move.to_edition_id')
    .select([
      'edition_move.id',
      'old.title as fromTitle',
      'old.edition as fromEdition',
      'young.title as toTitle',
      'young.edition as toEdition',
      'edition_move.reason',
      'edition_move.moved_at as movedAt',
      'return_move.aside',
    ])
    .where('return_move.return_id', '=', returnId)
    .where('return_move.organisation_id', 'in', scope.organisationIds)
    .where('return_move.undone_at', 'is', null)
    .orderBy('edition_move.moved_at', 'desc')
    .orderBy('edition_move.id', 'desc')
    .limit(20)
    .execute();
  return rows.map((row) => ({ ...row, aside: JSON.parse(row.aside) as AsideAnswer[] }));
}

/** As `listMovesOfReturn`, with the name of the return's organisation and cycle. Refuses a return out of scope as unknown. */
export async function getMovesOfReturn(db: Reader, scope: OrganisationScope, returnId: string) {
  const row = await db
    .selectFrom('agency_return')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
    .select(['agency_return.id', 'cycle.name as cycle', 'organisation.name as organisation'])
    .where('agency_return.id', '=', returnId)
    .where('agency_return.organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  return { ...row, moves: await listMovesOfReturn(db, scope, returnId) };
}
