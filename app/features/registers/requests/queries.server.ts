import type { Reader } from '../../../../db/client.server.ts';
import { holdsWords } from '../../../platform/like-pattern.ts';
import { type Page, pageOf, pageSize } from '../../../platform/paging.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import { isRequestOverdue, type RequestStatus } from './rules.ts';
import type { RequestFilter } from './schema.ts';
import { type RequestScope, requestsInScope } from './scope.server.ts';

export interface RequestSummary {
  readonly id: string;
  readonly reference: string;
  readonly body: string;
  readonly asked: string;
  readonly dueOn: string;
  readonly status: RequestStatus;
  readonly overdue: boolean;
}

/** Requests in scope by the day an answer is due, a page at a time. Two statements, however many there are. */
export async function listRequests(
  db: Reader,
  scope: RequestScope,
  filter: RequestFilter,
  today: string,
  pageAsked: number,
): Promise<Page<RequestSummary>> {
  const { total } = await narrowed(db, scope, filter, today)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  const rows = await narrowed(db, scope, filter, today)
    .select(['request.id', 'request.reference', 'request.body_name as body', 'request.asked'])
    .select(['request.due_on as dueOn', 'request.status'])
    .orderBy('request.due_on', filter.sort === 'due' ? 'asc' : 'desc')
    .orderBy('request.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map((row) => ({ ...row, overdue: isRequestOverdue(row.status, row.dueOn, today) })),
    page,
    pageCount,
    total: Number(total),
  };
}

function narrowed(db: Reader, scope: RequestScope, filter: RequestFilter, today: string) {
  let requests = requestsInScope(db, scope);
  if (filter.status === 'current') requests = requests.where('request.status', '<>', 'closed');
  else if (filter.status !== 'all') requests = requests.where('request.status', '=', filter.status);
  if (filter.overdue) requests = requests.where('request.status', '=', 'open').where('request.due_on', '<', today);
  if (filter.q !== '')
    requests = requests.where((eb) =>
      holdsWords(eb, ['request.reference', 'request.body_name', 'request.asked', 'request.basis_words'], filter.q),
    );
  return requests;
}

export interface RequestCounts {
  readonly waiting: number;
  readonly overdue: number;
  /** Answered or refused, and not closed yet. */
  readonly answered: number;
}

/** How the requests in scope stand, for the home page and the head of the list. */
export async function countRequests(db: Reader, scope: RequestScope, today: string): Promise<RequestCounts> {
  const rows = await requestsInScope(db, scope)
    .select((eb) => [
      'request.status',
      eb.fn.countAll<number>().as('total'),
      eb.fn.sum<number>(eb.case().when('request.due_on', '<', today).then(1).else(0).end()).as('late'),
    ])
    .where('request.status', '<>', 'closed')
    .groupBy('request.status')
    .execute();
  const of = (status: RequestStatus) => rows.find((row) => row.status === status);
  return {
    waiting: Number(of('open')?.total ?? 0),
    overdue: Number(of('open')?.late ?? 0),
    answered: Number(of('answered')?.total ?? 0) + Number(of('refused')?.total ?? 0),
  };
}

/** A request that waits, as a round of reminders needs it. */
export interface DueRequest {
  readonly id: string;
  readonly reference: string;
  readonly partnershipId: string;
  /** Null for a body without an account. */
  readonly organisationId: string | null;
  readonly organisation: string;
  readonly sector: 'agency' | 'setting' | null;
  readonly dueOn: string;
}

/** Requests of a partnership that wait for an answer and are due between two days: what reminders go out for. */
export const listDueRequests = (
  db: Reader,
  scope: PartnershipScope,
  [from, to]: readonly [string, string],
): Promise<DueRequest[]> =>
  db
    .selectFrom('information_request as request')
    .leftJoin('organisation', 'organisation.id', 'request.organisation_id')
    .select(['request.id', 'request.reference', 'request.partnership_id as partnershipId'])
    .select(['request.organisation_id as organisationId', 'request.body_name as organisation'])
    .select(['organisation.sector', 'request.due_on as dueOn'])
    .where('request.partnership_id', 'in', scope.partnershipIds)
    .where('request.status', '=', 'open')
    .where('request.due_on', '>=', from)
    .where('request.due_on', '<=', to)
    .orderBy('request.due_on')
    .orderBy('request.id')
    .execute();
