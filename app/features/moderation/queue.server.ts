import type { ExpressionBuilder } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import type { Tables } from '../../../db/schema/index.ts';
import { londonDay } from '../../platform/clock.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { findPartnershipScope, type PartnershipScope, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { isLate } from '../submissions/rules.ts';
import { countQueries, type QueryCounts } from '../threads/queries.server.ts';
import { type Assignment, listAssignments } from './assignments.server.ts';
import type { ModerationStatus } from './rules.ts';

/** What narrows the queue; everything left out narrows nothing. */
export interface QueueFilter {
  readonly cycleId?: string | undefined;
  readonly status?: ModerationStatus | undefined;
  /** Part of the organisation's name, or a reference. */
  readonly search?: string | undefined;
  /** Only what is given to the person. */
  readonly mine?: boolean | undefined;
  /** Also returns that the sample of their cycle leaves out. */
  readonly unsampled?: boolean | undefined;
}

/** One submission in the queue. */
export interface QueueEntry {
  readonly submissionId: string;
  readonly organisationName: string;
  readonly kind: string;
  readonly cycleName: string;
  readonly reference: string;
  readonly submittedAt: string;
  readonly late: boolean;
  readonly status: ModerationStatus;
  readonly version: number;
  /** The version before this one; null for a first version. */
  readonly before: string | null;
  /** The agency is correcting the return, or asks to. */
  readonly correction: 'asked' | 'open' | null;
  /** Questions to the agency that wait for it, and answers that wait for a moderator. */
  readonly queries: QueryCounts;
  /** Rated questions, and how many of them a moderator has rated. */
  readonly ratings: number;
  readonly judged: number;
  readonly moderators: readonly Assignment[];
  /** Left out by the sample of its cycle. */
  readonly unsampled: boolean;
}

/** A page of the queue with what its filter offers. */
export interface Queue {
  readonly page: Page<QueueEntry>;
  /** For the chosen cycle and search, whatever the status. */
  readonly counts: Readonly<Record<ModerationStatus, number>>;
  readonly cycles: readonly { readonly id: string; readonly name: string }[];
  /** Returns that match and that the sample of their cycle leaves out, and that nobody has begun. */
  readonly leftOut: number;
  readonly mayAssign: boolean;
}

/** Whose queue it is, and the day on which it is read. */
export interface QueueReader {
  readonly viewer: Viewer;
  readonly today: string;
}

/**
 * The newest submissions to moderate: those that wait first, oldest first. Of a cycle with a sample, those that fall in,
 * and those that somebody has begun. The number of queries does not grow with the rows.
 */
export async function listModerationQueue(
  db: Reader,
  reader: QueueReader,
  filter: QueueFilter,
  pageAsked: number,
): Promise<Queue> {
  const { viewer, today } = reader;
  const scope = partnershipScope(viewer, 'moderation.read');
  const { total: matching } = await narrowed(db, scope, viewer, { ...filter, unsampled: true })
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const counted = await narrowed(db, scope, viewer, filter)
    .select((eb) => ['moderation.status', eb.fn.countAll<number>().as('total')])
    .groupBy('moderation.status')
    .execute();
  const counts = { waiting: 0, 'in-progress': 0, finished: 0 };
  for (const { status, total } of counted) counts[status] = Number(total);
  const total =
    filter.status === undefined ? counts.waiting + counts['in-progress'] + counts.finished : counts[filter.status];
  const { page, pageCount, offset } = pageOf(total, pageAsked);
  const rows = await narrowed(db, scope, viewer, filter)
    .$if(filter.status !== undefined, (query) => query.where('moderation.status', '=', filter.status ?? 'waiting'))
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .innerJoin('agency_return', 'agency_return.id', 'submission.return_id')
    .select([
      'submission.id as submissionId',
      'organisation.name as organisationName',
      'organisation.kind',
      'cycle.name as cycleName',
      'submission.reference',
      'submission.submitted_at as submittedAt',
      'agency_return.due_on as dueOn',
      'moderation.status',
      'submission.version',
      'submission.return_id as returnId',
    ])
    .select((eb) => [
      eb.case().when(sampledOut(eb)).then(1).else(0).end().as('unsampled'),
      eb
        .selectFrom('submission as older')
        .select('older.id')
        .whereRef('older.return_id', '=', 'submission.return_id')
        .whereRef('older.partnership_id', '=', 'submission.partnership_id')
        .whereRef('older.version', '<', 'submission.version')
        .orderBy('older.version', 'desc')
        .limit(1)
        .as('before'),
      eb
        .selectFrom('return_reopening')
        .select('return_reopening.status')
        .whereRef('return_reopening.return_id', '=', 'submission.return_id')
        .whereRef('return_reopening.partnership_id', '=', 'submission.partnership_id')
        .where('return_reopening.ended_at', 'is', null)
        .as('correction'),
    ])
    .orderBy((eb) =>
      eb
        .case()
        .when('moderation.status', '=', 'in-progress')
        .then(0)
        .when('moderation.status', '=', 'waiting')
        .then(1)
        .else(2)
        .end(),
    )
    .orderBy('submission.submitted_at')
    .orderBy('submission.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const progress = await countRatings(
    db,
    scope,
    rows.map(({ submissionId }) => submissionId),
  );
  const queries = await countQueries(
    db,
    scope,
    rows.map(({ returnId }) => returnId),
  );
  const assignments = await listAssignments(
    db,
    scope,
    rows.map(({ returnId }) => returnId),
    today,
  );
  const shown = counts.waiting + counts['in-progress'] + counts.finished;
  return {
    page: {
      items: rows.map(({ dueOn, returnId, correction, unsampled, ...row }) => ({
        ...row,
        moderators: assignments.get(returnId) ?? [],
        unsampled: Number(unsampled) === 1,
        correction: correction === 'asked' || correction === 'open' ? correction : null,
        queries: queries.get(returnId) ?? { open: 0, answered: 0 },
        late: isLate(londonDay(new Date(row.submittedAt)), dueOn),
        ...(progress.get(row.submissionId) ?? { ratings: 0, judged: 0 }),
      })),
      page,
      pageCount,
      total,
    },
    counts,
    cycles: await listCycles(db, scope),
    leftOut: Number(matching) - shown,
    mayAssign: findPartnershipScope(viewer, 'moderation.assign') !== undefined,
  };
}

type QueueTables = 'moderation' | 'submission';

/** A submission that the sample of its cycle leaves out; of a cycle without a sample there is none. */
const sampledOut = (eb: ExpressionBuilder<Tables, QueueTables>) =>
  eb.and([
    eb.exists(
      eb
        .selectFrom('sampling_draw')
        .select('sampling_draw.id')
        .whereRef('sampling_draw.cycle_id', '=', 'submission.cycle_id')
        .whereRef('sampling_draw.partnership_id', '=', 'submission.partnership_id'),
    ),
    eb.not(
      eb.exists(
        eb
          .selectFrom('sampled_return')
          .select('sampled_return.id')
          .whereRef('sampled_return.return_id', '=', 'submission.return_id')
          .whereRef('sampled_return.partnership_id', '=', 'submission.partnership_id')
          .where('sampled_return.removed_at', 'is', null),
      ),
    ),
  ]);

function narrowed(db: Reader, scope: PartnershipScope, viewer: Viewer, filter: QueueFilter) {
  const search = filter.search?.trim().toLowerCase() ?? '';
  const pattern = `%${search.replaceAll('%', '').replaceAll('_', '')}%`;
  return db
    .selectFrom('moderation')
    .innerJoin('submission', 'submission.id', 'moderation.submission_id')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .where('moderation.partnership_id', 'in', scope.partnershipIds)
    .where('submission.superseded_at', 'is', null)
    .$if(filter.unsampled !== true, (query) =>
      query.where((eb) => eb.or([eb('moderation.status', '<>', 'waiting'), eb.not(sampledOut(eb))])),
    )
    .$if(filter.mine === true, (query) =>
      query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('moderation_assignment as mine')
            .select('mine.id')
            .whereRef('mine.return_id', '=', 'submission.return_id')
            .whereRef('mine.partnership_id', '=', 'submission.partnership_id')
            .where('mine.person_id', '=', viewer.personId)
            .where('mine.ended_at', 'is', null),
        ),
      ),
    )
    .$if(filter.cycleId !== undefined, (query) => query.where('submission.cycle_id', '=', filter.cycleId ?? ''))
    .$if(search !== '', (query) =>
      query.where((eb) =>
        eb.or([
          eb(eb.fn<string>('lower', ['organisation.name']), 'like', pattern),
          eb(eb.fn<string>('lower', ['submission.reference']), 'like', pattern),
        ]),
      ),
    );
}

async function countRatings(db: Reader, scope: PartnershipScope, submissionIds: readonly string[]) {
  const counts = new Map<string, { ratings: number; judged: number }>();
  if (submissionIds.length === 0) return counts;
  const rows = await db
    .selectFrom('submission_rating')
    .select((eb) => [
      'submission_id',
      eb.fn.countAll<number>().as('ratings'),
      eb.fn.count<number>('moderated_point').as('judged'),
    ])
    .where('submission_id', 'in', submissionIds)
    .where('partnership_id', 'in', scope.partnershipIds)
    .groupBy('submission_id')
    .execute();
  for (const row of rows) counts.set(row.submission_id, { ratings: Number(row.ratings), judged: Number(row.judged) });
  return counts;
}

const listCycles = (db: Reader, scope: PartnershipScope) =>
  db
    .selectFrom('cycle')
    .select(['id', 'name'])
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('status', '<>', 'draft')
    .orderBy('due_on', 'desc')
    .limit(100)
    .execute();
