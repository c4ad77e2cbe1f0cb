import { sql } from 'kysely';
import type { Reader, Trx } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { readsInEmergency, type Viewer } from '../accounts/viewer.ts';
import type { StandardChoice, ThreadCount } from './pages.ts';
import type { Thread } from './rules.ts';

/** What both tables have. */
interface WrittenRow {
  return_id: string;
  organisation_id: string;
  standard_code: string;
  author_id: string;
  posted_at: string;
}

const tables = { agency: 'agency_comment', partnership: 'partnership_comment' } as const;

/** Comments of one thread that somebody else wrote and this person has not had on a page yet, by standard. */
export async function countByStandard(
  db: Reader,
  thread: Thread,
  { returnId, organisationId, personId }: { returnId: string; organisationId: string; personId: string },
): Promise<ReadonlyMap<string, ThreadCount>> {
  const rows = await db
    .selectFrom(sql<WrittenRow>`${sql.table(tables[thread])}`.as('it'))
    .leftJoin('thread_read as seen', (join) =>
      join
        .onRef('seen.return_id', '=', 'it.return_id')
        .onRef('seen.standard_code', '=', 'it.standard_code')
        .on('seen.person_id', '=', personId)
        .on('seen.thread', '=', thread),
    )
    .select((eb) => [
      'it.standard_code',
      eb.fn.countAll<number>().as('comments'),
      sql<number>`sum(case when "it"."author_id" <> ${personId} and ("seen"."read_at" is null or "it"."posted_at" > "seen"."read_at") then 1 else 0 end)`.as(
        'unread',
      ),
    ])
    .where('it.return_id', '=', returnId)
    .where('it.organisation_id', '=', organisationId)
    .groupBy('it.standard_code')
    .execute();
  return new Map(
    rows.map((row) => [row.standard_code, { comments: Number(row.comments), unread: Number(row.unread) }]),
  );
}

/** The sum over all standards. */
export const sumOf = (counts: ReadonlyMap<string, ThreadCount>): ThreadCount =>
  [...counts.values()].reduce(
    (sum, one) => ({ comments: sum.comments + one.comments, unread: sum.unread + one.unread }),
    { comments: 0, unread: 0 },
  );

/** The standards that a list can be narrowed to, each with its counts. */
export const standardChoices = (
  standards: readonly Pick<StandardChoice, 'code' | 'number' | 'title'>[],
  counts: ReadonlyMap<string, ThreadCount>,
): StandardChoice[] =>
  standards.map((standard) => ({ ...standard, ...(counts.get(standard.code) ?? { comments: 0, unread: 0 }) }));

/** Up to when this person has read, by standard. */
export async function readMarks(
  db: Reader,
  thread: Thread,
  { returnId, personId }: { readonly returnId: string; readonly personId: string },
): Promise<ReadonlyMap<string, string>> {
  const rows = await db
    .selectFrom('thread_read')
    .select(['standard_code', 'read_at'])
    .where('return_id', '=', returnId)
    .where('person_id', '=', personId)
    .where('thread', '=', thread)
    .execute();
  return new Map(rows.map((row) => [row.standard_code, row.read_at]));
}

/**
 * Marks a thread, or one standard's part of it, as read by this person up to the newest comment there. That somebody has
 * read is nobody's business but theirs, so it is no event. Nothing is marked for whoever only reads in an emergency.
 */
export async function markRead(
  portal: Portal,
  viewer: Viewer,
  thread: Thread,
  { returnId, organisationId, standardCode }: { returnId: string; organisationId: string; standardCode: string | null },
): Promise<void> {
  if (readsInEmergency(viewer)) return;
  const about = { returnId, organisationId, standardCode, personId: viewer.personId };
  const newest = await newestByStandard(portal.database.db, thread, about);
  const before = await readMarks(portal.database.db, thread, about);
  const rows = newest.filter(({ standard_code, at }) => at > (before.get(standard_code) ?? ''));
  if (rows.length === 0) return;
  await portal.database.transaction((trx) => writeMarks(trx, thread, about, rows));
}

async function newestByStandard(
  db: Reader,
  thread: Thread,
  { returnId, organisationId, standardCode }: { returnId: string; organisationId: string; standardCode: string | null },
) {
  let query = db
    .selectFrom(tables[thread])
    .select((eb) => ['standard_code', eb.fn.max('posted_at').as('at')])
    .where('return_id', '=', returnId)
    .where('organisation_id', '=', organisationId);
  if (standardCode !== null) query = query.where('standard_code', '=', standardCode);
  return query.groupBy('standard_code').execute();
}

async function writeMarks(
  trx: Trx,
  thread: Thread,
  { returnId, organisationId, personId }: { returnId: string; organisationId: string; personId: string },
  rows: readonly { readonly standard_code: string; readonly at: string }[],
): Promise<void> {
  await trx
    .insertInto('thread_read')
    .values(
      rows.map(({ standard_code, at }) => ({
        person_id: personId,
        organisation_id: organisationId,
        return_id: returnId,
        thread,
        standard_code,
        read_at: at,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['return_id', 'person_id', 'thread', 'standard_code'])
        .doUpdateSet((eb) => ({ read_at: eb.ref('excluded.read_at') })),
    )
    .execute();
}
