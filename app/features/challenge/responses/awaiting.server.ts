import { sql } from 'kysely';
import type { Reader } from '../../../../db/client.server.ts';
import { londonDay } from '../../../platform/clock.ts';
import { type Page, pageOf, pageSize } from '../../../platform/paging.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import { type FeedbackClock, feedbackClock, usualFeedback } from '../../cycles/feedback.ts';
import type { AwaitingFilter } from './schema.ts';

/** A return that was sent and has no answer yet. */
export interface AwaitingReturn {
  readonly submissionId: string;
  readonly organisation: string;
  readonly kind: string;
  readonly cycleId: string;
  readonly cycle: string;
  readonly reference: string;
  /** `YYYY-MM-DD`. */
  readonly sentOn: string;
  readonly clock: FeedbackClock;
  /** It is on the agenda of a session, or was. */
  readonly heard: boolean;
}

/** Returns that were sent and have neither letter nor written response, oldest first, a page at a time. */
export async function listAwaiting(
  db: Reader,
  scope: PartnershipScope,
  filter: AwaitingFilter,
  today: string,
  pageAsked: number,
): Promise<Page<AwaitingReturn>> {
  const { total } = await awaiting(db, scope, filter)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  return { items: await read(db, scope, filter, today, pageSize, offset), page, pageCount, total: Number(total) };
}

/** The first of them, for the home page. */
export const listOldestAwaiting = (
  db: Reader,
  scope: PartnershipScope,
  today: string,
  most: number,
): Promise<AwaitingReturn[]> => read(db, scope, {}, today, most, 0);

/** How many wait, and how many of them longer than their cycle promises. */
export async function countAwaiting(
  db: Reader,
  scope: PartnershipScope,
  today: string,
): Promise<{ readonly total: number; readonly late: number }> {
  const rows = await awaiting(db, scope, {})
    .select(['submission.submitted_at', 'cycle_feedback.target_days'])
    .execute();
  const late = rows.filter((row) => clockOf(row, today).standing === 'late').length;
  return { total: rows.length, late };
}

async function read(
  db: Reader,
  scope: PartnershipScope,
  filter: AwaitingFilter,
  today: string,
  most: number,
  offset: number,
): Promise<AwaitingReturn[]> {
  const rows = await awaiting(db, scope, filter)
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .select([
      'submission.id',
      'submission.submitted_at',
      'submission.reference',
      'submission.cycle_id',
      'organisation.name as organisation',
      'organisation.kind',
      'cycle.name as cycle',
      'cycle_feedback.target_days',
    ])
    .select(isHeard.as('heard'))
    .orderBy('submission.submitted_at')
    .orderBy('submission.id')
    .limit(most)
    .offset(offset)
    .execute();
  return rows.map((row) => ({
    submissionId: row.id,
    organisation: row.organisation,
    kind: row.kind,
    cycleId: row.cycle_id,
    cycle: row.cycle,
    reference: row.reference,
    sentOn: londonDay(new Date(row.submitted_at)),
    clock: clockOf(row, today),
    heard: Boolean(row.heard),
  }));
}

const clockOf = (
  row: { readonly submitted_at: string; readonly target_days: number | null },
  today: string,
): FeedbackClock =>
  feedbackClock(londonDay(new Date(row.submitted_at)), today, row.target_days ?? usualFeedback.targetDays);

const isHeard = sql<boolean>`exists (
  select 1 from session_slot
  join submission as heard on heard.id = session_slot.submission_id
  where heard.return_id = submission.return_id
    and session_slot.partnership_id = submission.partnership_id
)`;

/** Ids of all that match, oldest first, with their cycles. */
export const listAwaitingIds = (
  db: Reader,
  scope: PartnershipScope,
  filter: AwaitingFilter,
  only: readonly string[] | null,
  most: number,
): Promise<
  { readonly id: string; readonly cycleId: string; readonly organisationId: string; readonly partnershipId: string }[]
> =>
  awaiting(db, scope, filter)
    .$if(only !== null, (query) => query.where('submission.id', 'in', only ?? []))
    .select([
      'submission.id',
      'submission.cycle_id as cycleId',
      'submission.organisation_id as organisationId',
      'submission.partnership_id as partnershipId',
    ])
    .orderBy('submission.submitted_at')
    .orderBy('submission.id')
    .limit(most)
    .execute();

function awaiting(db: Reader, scope: PartnershipScope, { cycleId, kind, heard, search }: AwaitingFilter) {
  return db
    .selectFrom('submission')
    .innerJoin('agency_return', 'agency_return.id', 'submission.return_id')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .leftJoin('cycle_feedback', 'cycle_feedback.cycle_id', 'submission.cycle_id')
    .where('submission.partnership_id', 'in', scope.partnershipIds)
    .where('submission.superseded_at', 'is', null)
    .where('agency_return.status', '=', 'submitted')
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outcome_letter')
            .select('outcome_letter.id')
            .whereRef('outcome_letter.submission_id', '=', 'submission.id'),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('written_response')
            .select('written_response.id')
            .whereRef('written_response.submission_id', '=', 'submission.id'),
        ),
      ),
    )
    .$if(cycleId !== undefined, (query) => query.where('submission.cycle_id', '=', cycleId ?? ''))
    .$if(kind !== undefined, (query) => query.where('organisation.kind', '=', kind ?? ''))
    .$if(heard === 'yes', (query) => query.where(isHeard))
    .$if(heard === 'no', (query) => query.where(sql<boolean>`not ${isHeard}`))
    .$if(search !== undefined, (query) =>
      query.where((eb) =>
        eb.or([
          eb(eb.fn('lower', ['organisation.name']), 'like', `%${(search ?? '').toLowerCase()}%`),
          eb('submission.reference', '=', search ?? ''),
        ]),
      ),
    );
}

/** Cycles of the partnerships in scope of which returns were sent, for the filter: newest first. */
export const listCyclesWithReturns = (
  db: Reader,
  scope: PartnershipScope,
): Promise<{ readonly id: string; readonly name: string }[]> =>
  db
    .selectFrom('cycle')
    .select(['cycle.id', 'cycle.name'])
    .where('cycle.partnership_id', 'in', scope.partnershipIds)
    .where('cycle.status', '=', 'open')
    .orderBy('cycle.opens_on', 'desc')
    .orderBy('cycle.id')
    .limit(200)
    .execute();
