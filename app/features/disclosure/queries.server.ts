import type { Reader } from '../../../db/client.server.ts';
import { addDays } from '../../platform/clock.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { type DisclosureKind, type DisclosureStatus, dueSoonDays, isDisclosureOverdue } from './rules.ts';
import type { DisclosureFilter } from './schema.ts';
import { type DisclosureScope, disclosuresInScope, findDisclosureScope, isAny } from './scope.server.ts';

export interface DisclosureSummary {
  readonly id: string;
  readonly reference: string;
  readonly kind: DisclosureKind;
  readonly askedBy: string;
  readonly owner: string;
  readonly receivedOn: string;
  readonly dueOn: string;
  readonly status: DisclosureStatus;
  readonly overdue: boolean;
}

/** Requests in scope by their last day, a page at a time. Two statements, however many there are. */
export async function listDisclosures(
  db: Reader,
  scope: DisclosureScope,
  filter: DisclosureFilter,
  today: string,
  pageAsked: number,
): Promise<Page<DisclosureSummary>> {
  const { total } = await narrowed(db, scope, filter, today)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  const rows = await narrowed(db, scope, filter, today)
    .leftJoin('partnership', 'partnership.id', 'request.partnership_id')
    .leftJoin('organisation', 'organisation.id', 'request.organisation_id')
    .select(['request.id', 'request.reference', 'request.kind', 'request.asked_by', 'request.received_on'])
    .select(['request.due_on', 'request.status', 'partnership.short_name', 'organisation.name'])
    .orderBy('request.due_on')
    .orderBy('request.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      reference: row.reference,
      kind: row.kind,
      askedBy: row.asked_by,
      owner: row.short_name ?? row.name ?? '',
      receivedOn: row.received_on,
      dueOn: row.due_on,
      status: row.status,
      overdue: isDisclosureOverdue(row.status, row.due_on, today),
    })),
    page,
    pageCount,
    total: Number(total),
  };
}

function narrowed(db: Reader, scope: DisclosureScope, filter: DisclosureFilter, today: string) {
  const requests = disclosuresInScope(db, scope);
  const known =
    filter.status === 'all'
      ? requests
      : filter.status === 'current'
        ? requests.where('request.status', '<>', 'closed')
        : requests.where('request.status', '=', filter.status);
  return filter.overdue ? known.where('request.status', '=', 'open').where('request.due_on', '<', today) : known;
}

export interface DisclosureCounts {
  readonly current: number;
  readonly overdue: number;
  /** Not overdue, and due within the next days. */
  readonly dueSoon: number;
  /** That the viewer is asked to check and has not checked yet. */
  readonly toCheck: number;
  /** The next request that is due and not overdue; null where there is none. */
  readonly next: { readonly id: string; readonly reference: string; readonly dueOn: string } | null;
}

/** How the requests in scope stand, for the home page. */
export async function countDisclosures(db: Reader, scope: DisclosureScope, today: string): Promise<DisclosureCounts> {
  const rows = await disclosuresInScope(db, scope)
    .select(['request.id', 'request.reference', 'request.status', 'request.due_on'])
    .select(['request.check_by', 'request.checked_revision', 'request.judged_revision'])
    .where('request.status', '<>', 'closed')
    .orderBy('request.due_on')
    .limit(500)
    .execute();
  const open = rows.filter(({ status }) => status === 'open');
  const next = open.find(({ due_on }) => due_on >= today);
  return {
    current: rows.length,
    overdue: open.filter(({ due_on }) => due_on < today).length,
    dueSoon: open.filter(({ due_on }) => due_on >= today && due_on <= addDays(today, dueSoonDays)).length,
    toCheck: rows.filter((row) => row.check_by === scope.personId && row.checked_revision !== row.judged_revision)
      .length,
    next: next ? { id: next.id, reference: next.reference, dueOn: next.due_on } : null,
  };
}

/** The same for a person's home page, with whether they record requests themselves. */
export type DisclosuresAtHome = DisclosureCounts & { readonly handles: boolean };

/** Null for somebody who neither handles requests nor has one to check. */
export async function getDisclosuresAtHome(
  db: Reader,
  viewer: Viewer,
  today: string,
): Promise<DisclosuresAtHome | null> {
  const scope = findDisclosureScope(viewer);
  if (!scope) return null;
  const counts = await countDisclosures(db, scope, today);
  const handles = isAny(scope.handles);
  return handles || counts.toCheck > 0 ? { ...counts, handles } : null;
}
