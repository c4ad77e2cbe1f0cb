import type { Reader } from '../../../db/client.server.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { countItems, getReviewedRequest, type ItemCounts } from './items.server.ts';
import { type Checker, listCheckers } from './owners.server.ts';
import {
  checkOf,
  type DisclosureEntryKind,
  type DisclosureKind,
  type DisclosureOutcome,
  type DisclosureStatus,
  disclosureAfter,
  isDisclosureOverdue,
  type PauseReason,
  type Readiness,
  standsInTheWay,
} from './rules.ts';
import { type DisclosureOwner, ownerOf } from './scope.server.ts';

export interface DisclosureEntry {
  readonly id: string;
  readonly kind: DisclosureEntryKind;
  readonly note: string;
  readonly dueFrom: string | null;
  readonly dueTo: string | null;
  readonly by: string;
  readonly at: string;
}

export interface DisclosureSearch {
  readonly status: 'queued' | 'searching' | 'ready' | 'failed';
  readonly progress: number;
  readonly note: string | null;
  readonly found: number | null;
  readonly added: number | null;
  readonly cutShort: boolean;
  readonly askedAt: string;
  readonly finishedAt: string | null;
}

export interface DisclosureDetail {
  readonly id: string;
  readonly reference: string;
  readonly kind: DisclosureKind;
  readonly ownerKind: 'partnership' | 'organisation';
  readonly owner: string;
  readonly askedBy: string;
  readonly askedFor: string;
  readonly searchWords: readonly string[];
  readonly account: { readonly name: string; readonly email: string } | null;
  readonly receivedOn: string;
  readonly countsFrom: string;
  readonly daysNotCounted: number;
  readonly extended: boolean;
  readonly dueOn: string;
  readonly firstDueOn: string;
  readonly status: DisclosureStatus;
  readonly pausedOn: string | null;
  readonly pausedFor: PauseReason | null;
  readonly outcome: DisclosureOutcome | null;
  readonly closedOn: string | null;
  readonly overdue: boolean;
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly revision: number;
  readonly judgedRevision: number;
  readonly search: DisclosureSearch | null;
  readonly counts: ItemCounts;
  readonly check: { readonly state: Readiness['check']; readonly by: string | null; readonly at: string | null };
  /** What still stands between the request and its file; empty when one may be made. */
  readonly inTheWay: readonly string[];
  /** Newest first. */
  readonly entries: readonly DisclosureEntry[];
  readonly checkers: readonly Checker[];
  readonly may: {
    readonly handle: boolean;
    readonly check: boolean;
    readonly pause: boolean;
    readonly resume: boolean;
    readonly extend: boolean;
    readonly close: boolean;
    readonly reopen: boolean;
    readonly search: boolean;
  };
}

/** One request with how far it is. An unknown one, or one that is not the viewer's to read, is refused as not found. */
export async function getDisclosure(db: Reader, viewer: Viewer, id: string, today: string): Promise<DisclosureDetail> {
  const row = await getReviewedRequest(db, viewer, id);
  const owner = ownerOf(row);
  const names = await namesOf(db, [row.created_by, row.check_by, row.person_id]);
  const search = await latestSearch(db, id);
  const counts = await countItems(db, id);
  const state = checkOf(row);
  const { status, handles } = row;
  const able = (move: Parameters<typeof disclosureAfter>[1]) => handles && disclosureAfter(status, move) !== undefined;
  return {
    id: row.id,
    reference: row.reference,
    kind: row.kind,
    ownerKind: 'partnershipId' in owner ? 'partnership' : 'organisation',
    owner: await nameOfOwner(db, owner),
    askedBy: row.asked_by,
    askedFor: row.asked_for,
    searchWords: JSON.parse(row.search_words) as string[],
    account: row.person_id === null ? null : (names.get(row.person_id) ?? null),
    receivedOn: row.received_on,
    countsFrom: row.counts_from,
    daysNotCounted: row.days_not_counted,
    extended: row.extended === 1,
    dueOn: row.due_on,
    firstDueOn: row.first_due_on,
    status,
    pausedOn: row.paused_on,
    pausedFor: row.paused_for,
    outcome: row.outcome,
    closedOn: row.closed_on,
    overdue: isDisclosureOverdue(status, row.due_on, today),
    recordedBy: names.get(row.created_by)?.name ?? '',
    recordedAt: row.created_at,
    revision: row.revision,
    judgedRevision: row.judged_revision,
    search,
    counts,
    check: { state, by: row.check_by === null ? null : (names.get(row.check_by)?.name ?? ''), at: row.checked_at },
    inTheWay: standsInTheWay({
      items: counts.items,
      undecided: counts.undecided,
      searchUnderWay: search?.status === 'queued' || search?.status === 'searching',
      check: state,
    }),
    entries: await listEntries(db, id),
    checkers: handles ? await listCheckers(db, owner, viewer.personId, today) : [],
    may: {
      handle: handles && status !== 'closed',
      check: row.check_by === viewer.personId && status !== 'closed',
      pause: able('paused'),
      resume: able('resumed'),
      extend: able('extended') && row.extended === 0 && today <= row.due_on,
      close: able('closed'),
      reopen: able('reopened'),
      search: handles && status !== 'closed' && search?.status !== 'queued' && search?.status !== 'searching',
    },
  };
}

/** The latest run of the search of a request in scope; null where there was none. */
export async function latestSearch(db: Reader, requestId: string): Promise<DisclosureSearch | null> {
  const row = await db
    .selectFrom('disclosure_search')
    .selectAll()
    .where('request_id', '=', requestId)
    .orderBy('asked_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  return {
    status: row.status,
    progress: row.progress,
    note: row.progress_note,
    found: row.found,
    added: row.added,
    cutShort: row.cut_short === 1,
    askedAt: row.asked_at,
    finishedAt: row.finished_at,
  };
}

export async function nameOfOwner(db: Reader, owner: DisclosureOwner): Promise<string> {
  const [table, id] =
    'partnershipId' in owner
      ? (['partnership', owner.partnershipId] as const)
      : (['organisation', owner.organisationId] as const);
  return (await db.selectFrom(table).select('name').where('id', '=', id).executeTakeFirstOrThrow()).name;
}

async function namesOf(db: Reader, ids: readonly (string | null)[]) {
  const known = ids.filter((id) => id !== null);
  const rows = await db.selectFrom('person').select(['id', 'name', 'email']).where('id', 'in', known).execute();
  return new Map(rows.map(({ id, name, email }) => [id, { name, email }]));
}

async function listEntries(db: Reader, requestId: string): Promise<DisclosureEntry[]> {
  const rows = await db
    .selectFrom('disclosure_entry as entry')
    .innerJoin('person', 'person.id', 'entry.made_by')
    .selectAll('entry')
    .select('person.name as by')
    .where('entry.request_id', '=', requestId)
    .orderBy('entry.made_at', 'desc')
    .orderBy('entry.id', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    note: row.note,
    dueFrom: row.due_from,
    dueTo: row.due_to,
    by: row.by,
    at: row.made_at,
  }));
}
