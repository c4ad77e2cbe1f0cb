import type { Reader } from '../../../db/client.server.ts';
import type { LegalHoldRow } from '../../../db/schema/retention.table.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { nameOfOwner } from './access.server.ts';
import { type Owner, ownerColumns, ownerOfRow } from './owner.ts';
import type { HoldScope } from './words.ts';

export interface Hold {
  readonly id: string;
  readonly what: string;
  readonly reason: string;
  readonly by: string;
  readonly placedBy: string;
  readonly placedAt: string;
  readonly lifted: { readonly by: string; readonly at: string; readonly reason: string } | null;
  /** The owner whose page this is put it, so that it may lift it. */
  readonly own: boolean;
}

/**
 * Holds that an owner put, and of an organisation also those that hold what it owns, newest first and those in force
 * before those that were lifted.
 */
export async function listHolds(db: Reader, owner: Owner, asked: number): Promise<Page<Hold>> {
  const columns = ownerColumns(owner);
  const theirs = () =>
    db
      .selectFrom('legal_hold')
      .where((eb) =>
        eb.or([
          eb.and([
            eb('legal_hold.partnership_id', 'is not distinct from', columns.partnership_id),
            eb('legal_hold.organisation_id', 'is not distinct from', columns.organisation_id),
          ]),
          ...(owner.kind === 'organisation'
            ? [
                eb.and([eb('scope', '=', 'organisation'), eb('scope_id', '=', owner.id)]),
                eb.and([
                  eb('scope', '=', 'return'),
                  eb(
                    'scope_id',
                    'in',
                    eb.selectFrom('agency_return').select('agency_return.id').where('organisation_id', '=', owner.id),
                  ),
                ]),
              ]
            : []),
        ]),
      );
  const { total } = await theirs()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await theirs()
    .innerJoin('person as placer', 'placer.id', 'legal_hold.placed_by')
    .leftJoin('person as lifter', 'lifter.id', 'legal_hold.lifted_by')
    .selectAll('legal_hold')
    .select(['placer.name as placedBy', 'lifter.name as liftedBy'])
    .orderBy((eb) => eb.case().when('lifted_at', 'is', null).then(0).else(1).end())
    .orderBy('placed_at', 'desc')
    .orderBy('legal_hold.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const items: Hold[] = [];
  for (const row of rows) {
    const by = ownerOfRow(row);
    items.push({
      id: row.id,
      what: await whatIsHeld(db, row),
      reason: row.reason,
      by: await nameOfOwner(db, by),
      placedBy: row.placedBy,
      placedAt: row.placed_at,
      lifted:
        row.lifted_at === null ? null : { by: row.liftedBy ?? '', at: row.lifted_at, reason: row.lifted_reason ?? '' },
      own: by.kind === owner.kind && by.id === owner.id,
    });
  }
  return { items, page, pageCount, total: Number(total) };
}

/** What a hold names, as a person knows it. */
export async function whatIsHeld(db: Reader, { scope, scope_id: id }: LegalHoldRow): Promise<string> {
  switch (scope) {
    case 'everything': {
      if (id === 'installation') return 'Everything of this installation';
      const [organisation, partnership] = [
        await db.selectFrom('organisation').select('name').where('id', '=', id).executeTakeFirst(),
        await db.selectFrom('partnership').select('name').where('id', '=', id).executeTakeFirst(),
      ];
      return `Everything of ${organisation?.name ?? partnership?.name ?? id}`;
    }
    case 'organisation': {
      const found = await db.selectFrom('organisation').select('name').where('id', '=', id).executeTakeFirst();
      return `Organisation: ${found?.name ?? id}`;
    }
    case 'cycle': {
      const found = await db.selectFrom('cycle').select('name').where('id', '=', id).executeTakeFirst();
      return `Cycle: ${found?.name ?? id}`;
    }
    case 'return': {
      const found = await db
        .selectFrom('agency_return')
        .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
        .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
        .select(['organisation.name', 'cycle.name as cycle'])
        .where('agency_return.id', '=', id)
        .executeTakeFirst();
      return found ? `Return of ${found.name}, ${found.cycle}` : `Return ${id}`;
    }
    case 'person': {
      const found = await db.selectFrom('person').select('name').where('id', '=', id).executeTakeFirst();
      return `Person: ${found?.name ?? id}`;
    }
  }
}

/** What an owner may hold, for the form: each with its name. People by the address that somebody types. */
export async function listHoldable(
  db: Reader,
  owner: Owner,
): Promise<{ readonly scope: HoldScope; readonly id: string; readonly name: string }[]> {
  const all = {
    scope: 'everything' as const,
    id: owner.kind === 'installation' ? 'installation' : owner.id,
    name: `Everything of ${await nameOfOwner(db, owner)}`,
  };
  if (owner.kind === 'installation') return [all];
  const returns = await db
    .selectFrom('agency_return')
    .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select(['agency_return.id', 'organisation.name', 'cycle.name as cycle', 'cycle.due_on'])
    .where(
      owner.kind === 'partnership' ? 'agency_return.partnership_id' : 'agency_return.organisation_id',
      '=',
      owner.id,
    )
    .orderBy('cycle.due_on', 'desc')
    .orderBy('organisation.name')
    .limit(mostOffered)
    .execute();
  const ofReturns = returns.map(({ id, name, cycle }) => ({ scope: 'return' as const, id, name: `${name}, ${cycle}` }));
  if (owner.kind === 'organisation') return [all, ...ofReturns];
  const organisations = await db
    .selectFrom('partnership_member')
    .innerJoin('organisation', 'organisation.id', 'partnership_member.organisation_id')
    .select(['organisation.id', 'organisation.name'])
    .distinct()
    .where('partnership_member.partnership_id', '=', owner.id)
    .orderBy('organisation.name')
    .limit(mostOffered)
    .execute();
  const cycles = await db
    .selectFrom('cycle')
    .select(['id', 'name'])
    .where('partnership_id', '=', owner.id)
    .orderBy('due_on', 'desc')
    .limit(mostOffered)
    .execute();
  return [
    all,
    ...organisations.map((one) => ({ scope: 'organisation' as const, ...one })),
    ...cycles.map((one) => ({ scope: 'cycle' as const, ...one })),
    ...ofReturns,
  ];
}

const mostOffered = 1000;
