import type { Reader } from '../../../db/client.server.ts';
import type { DisclosureItemRow, DisclosureRequestRow } from '../../../db/schema/disclosure.table.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { type Marks, marksSchema } from './redaction.ts';
import type { DisclosureKind } from './rules.ts';
import type { ItemShow } from './schema.ts';
import { disclosureScope, disclosuresInScope, mayDisclose, ownerOf } from './scope.server.ts';
import { type SourceCode, sourceWords } from './source-words.ts';

/** A record that was found, as the review shows it. */
export interface DisclosureItem {
  readonly id: string;
  readonly source: string;
  readonly title: string;
  readonly dated: string | null;
  readonly foundBy: 'words' | 'account';
  readonly text: string;
  readonly takenAt: string;
  readonly decision: 'include' | 'leave-out' | null;
  readonly exemption: string | null;
  readonly reason: string;
  readonly marks: Marks;
  readonly judgedAt: string | null;
  readonly judgedBy: string | null;
  readonly revision: number;
}

export interface ItemCounts {
  readonly items: number;
  readonly undecided: number;
  readonly included: number;
  readonly leftOut: number;
}

/** How far the review of a request is. The caller has the request in scope. */
export async function countItems(db: Reader, requestId: string): Promise<ItemCounts> {
  const rows = await db
    .selectFrom('disclosure_item')
    .select((eb) => ['decision', eb.fn.countAll<number>().as('total')])
    .where('request_id', '=', requestId)
    .groupBy('decision')
    .execute();
  const of = (decision: DisclosureItemRow['decision']) =>
    Number(rows.find((row) => row.decision === decision)?.total ?? 0);
  return {
    items: rows.reduce((sum, { total }) => sum + Number(total), 0),
    undecided: of(null),
    included: of('include'),
    leftOut: of('leave-out'),
  };
}

/** Whether somebody decided about any record of a request. */
export async function hasJudged(db: Reader, requestId: string, personId: string): Promise<boolean> {
  const row = await db
    .selectFrom('disclosure_item')
    .select('id')
    .where('request_id', '=', requestId)
    .where('judged_by', '=', personId)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** What a request needs to be reviewed: found in scope, else refused as not found. */
export async function getReviewedRequest(
  db: Reader,
  viewer: Viewer,
  requestId: string,
): Promise<DisclosureRequestRow & { readonly handles: boolean }> {
  const row = await disclosuresInScope(db, disclosureScope(viewer))
    .selectAll('request')
    .where('request.id', '=', requestId)
    .executeTakeFirst();
  if (!row) throw notFound();
  return { ...row, handles: mayDisclose(viewer, 'disclosure.handle', ownerOf(row)) };
}

export interface ItemSummary {
  readonly id: string;
  readonly source: string;
  readonly title: string;
  readonly dated: string | null;
  readonly decision: 'include' | 'leave-out' | null;
}

/** The records of a request in the order in which they were found, a page at a time. */
export async function listItems(
  db: Reader,
  requestId: string,
  show: ItemShow,
  pageAsked: number,
): Promise<Page<ItemSummary>> {
  const shown = () => {
    const items = db.selectFrom('disclosure_item').where('request_id', '=', requestId);
    if (show === 'all') return items;
    return show === 'undecided' ? items.where('decision', 'is', null) : items.where('decision', '=', show);
  };
  const { total } = await shown()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  const rows = await shown()
    .select(['id', 'source', 'title', 'dated', 'decision'])
    .orderBy('id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map((row) => ({ ...row, source: wordsOf(row.source) })),
    page,
    pageCount,
    total: Number(total),
  };
}

/** One record with its copy; refused as not found where the request is not in scope or has no such record. */
export async function getItem(
  db: Reader,
  viewer: Viewer,
  requestId: string,
  itemId: string,
): Promise<{
  readonly item: DisclosureItem;
  readonly request: {
    readonly id: string;
    readonly reference: string;
    readonly kind: DisclosureKind;
    readonly handles: boolean;
    readonly closed: boolean;
  };
  readonly undecided: number;
  readonly before: string | null;
  readonly after: string | null;
}> {
  const request = await getReviewedRequest(db, viewer, requestId);
  const row = await itemRows(db, requestId).where('item.id', '=', itemId).executeTakeFirst();
  if (!row) throw notFound();
  const beside = (way: '<' | '>') =>
    db
      .selectFrom('disclosure_item')
      .select('id')
      .where('request_id', '=', requestId)
      .where('id', way, itemId)
      .orderBy('id', way === '<' ? 'desc' : 'asc')
      .limit(1)
      .executeTakeFirst();
  return {
    item: itemOf(row),
    request: {
      id: request.id,
      reference: request.reference,
      kind: request.kind,
      handles: request.handles,
      closed: request.status === 'closed',
    },
    undecided: (await countItems(db, requestId)).undecided,
    before: (await beside('<'))?.id ?? null,
    after: (await beside('>'))?.id ?? null,
  };
}

/** The first record that nobody has decided about, after one or from the beginning. */
export async function nextUndecided(db: Reader, requestId: string, after = ''): Promise<string | undefined> {
  const from = (id: string) =>
    db
      .selectFrom('disclosure_item')
      .select('id')
      .where('request_id', '=', requestId)
      .where('decision', 'is', null)
      .where('id', '>', id)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
  return ((await from(after)) ?? (await from('')))?.id;
}

/** Every record of a request in order, some at a time, for the file that goes out. */
export async function* readItems(db: Reader, requestId: string): AsyncGenerator<DisclosureItem> {
  let after = '';
  for (;;) {
    const rows = await itemRows(db, requestId).where('item.id', '>', after).orderBy('item.id').limit(200).execute();
    for (const row of rows) yield itemOf(row);
    const last = rows.at(-1);
    if (!last) return;
    after = last.id;
  }
}

const itemRows = (db: Reader, requestId: string) =>
  db
    .selectFrom('disclosure_item as item')
    .leftJoin('person', 'person.id', 'item.judged_by')
    .selectAll('item')
    .select('person.name as judge')
    .where('item.request_id', '=', requestId);

const itemOf = (row: DisclosureItemRow & { readonly judge: string | null }): DisclosureItem => ({
  id: row.id,
  source: wordsOf(row.source),
  title: row.title,
  dated: row.dated,
  foundBy: row.found_by,
  text: row.text,
  takenAt: row.taken_at,
  decision: row.decision,
  exemption: row.exemption,
  reason: row.reason,
  marks: marksSchema.parse(JSON.parse(row.marks)),
  judgedAt: row.judged_at,
  judgedBy: row.judge,
  revision: row.revision,
});

const isSource = (code: string): code is SourceCode => Object.hasOwn(sourceWords, code);
const wordsOf = (code: string): string => (isSource(code) ? sourceWords[code] : code);
