import { stringify } from 'csv-stringify/sync';
import type { Reader } from '../../../db/client.server.ts';
import { londonDay } from '../../platform/clock.ts';
import { holdsWords } from '../../platform/like-pattern.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import { type PracticeStatus, statusInWords } from './rules.ts';
import type { PracticeFilter } from './schema.ts';
import { type PracticeScope, sharedItems } from './scope.server.ts';

export interface PracticeSummary {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly what: string;
  readonly organisation: string;
  /** The standards it is about, in words. */
  readonly standards: readonly string[];
  readonly until: string;
}

/** What is shared with the viewer's partnerships, by title, a page at a time; three statements. */
export async function listPractice(
  db: Reader,
  scope: PracticeScope,
  filter: PracticeFilter,
  today: string,
  pageAsked: number,
): Promise<Page<PracticeSummary>> {
  const { total } = await narrowed(db, scope, filter, today)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  const rows = await narrowed(db, scope, filter, today)
    .select([
      'item.id',
      'item.reference',
      'item.title',
      'item.what',
      'organisation.name as organisation',
      'item.shared_until',
    ])
    .orderBy('item.title')
    .orderBy('item.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const tags = await listTags(
    db,
    rows.map(({ id }) => id),
  );
  return {
    items: rows.map(({ shared_until, ...row }) => ({
      ...row,
      until: shared_until ?? '',
      standards: tags.get(row.id) ?? [],
    })),
    page,
    pageCount,
    total: Number(total),
  };
}

function narrowed(db: Reader, scope: PracticeScope, { q, standard }: PracticeFilter, today: string) {
  let items = sharedItems(db, scope.partnershipIds, today).innerJoin(
    'organisation',
    'organisation.id',
    'item.organisation_id',
  );
  if (standard)
    items = items.where('item.id', 'in', (eb) =>
      eb.selectFrom('good_practice_tag as tag').select('tag.item_id').where('tag.standard', '=', standard),
    );
  if (q !== '')
    items = items.where((eb) =>
      eb.or([
        holdsWords(eb, ['item.title', 'item.what', 'item.difference', 'item.reference', 'organisation.name'], q),
        eb('item.id', 'in', (tags) =>
          tags
            .selectFrom('good_practice_tag as tag')
            .select('tag.item_id')
            .where((of) => holdsWords(of, ['tag.title'], q)),
        ),
      ]),
    );
  return items;
}

async function listTags(db: Reader, itemIds: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
  if (itemIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('good_practice_tag')
    .select(['item_id', 'title'])
    .where('item_id', 'in', itemIds)
    .orderBy('title')
    .execute();
  return new Map(
    [...Map.groupBy(rows, (row) => row.item_id)].map(([id, tags]) => [id, tags.map(({ title }) => title)]),
  );
}

/** The standards that shared items are about: the choices of the filter. */
export async function listSharedStandards(
  db: Reader,
  scope: PracticeScope,
  today: string,
): Promise<{ readonly standard: string; readonly title: string }[]> {
  const rows = await db
    .selectFrom('good_practice_tag as tag')
    .select((eb) => ['tag.standard', eb.fn.max('tag.title').as('title')])
    .where('tag.item_id', 'in', sharedItems(db, scope.partnershipIds, today).select('item.id'))
    .groupBy('tag.standard')
    .orderBy('title')
    .limit(500)
    .execute();
  return rows.map(({ standard, title }) => ({ standard, title: title ?? standard }));
}

const mostRows = 5_000;

/** What the directory shows as CSV for a spreadsheet; what is withdrawn or over is not in it. */
export async function exportPractice(
  db: Reader,
  scope: PracticeScope,
  filter: PracticeFilter,
  today: string,
): Promise<string> {
  const rows = await narrowed(db, scope, filter, today)
    .selectAll('item')
    .select('organisation.name as organisation')
    .select((eb) =>
      eb
        .selectFrom('good_practice_consent as consent')
        .select('consent.made_at')
        .whereRef('consent.item_id', '=', 'item.id')
        .where('consent.kind', '=', 'agreed')
        .orderBy('consent.made_at', 'desc')
        .limit(1)
        .as('agreed_at'),
    )
    .orderBy('item.title')
    .orderBy('item.id')
    .limit(mostRows)
    .execute();
  const tags = await listTags(
    db,
    rows.map(({ id }) => id),
  );
  return stringify(
    rows.map((row) => [
      row.reference,
      row.organisation,
      row.title,
      row.what,
      row.difference,
      row.contact,
      (tags.get(row.id) ?? []).join('; '),
      row.agreed_at === null ? '' : londonDay(new Date(row.agreed_at)),
      row.shared_until,
    ]),
    {
      header: true,
      columns: [
        'Reference',
        'Organisation',
        'Title',
        'What they do',
        'What difference it makes',
        'Whom to ask',
        'Standards',
        'Agreed',
        'Until',
      ],
      bom: true,
      escape_formulas: true,
    },
  );
}

export interface OwnPractice {
  readonly id: string;
  readonly reference: string;
  readonly title: string;
  readonly organisation: string;
  readonly status: PracticeStatus;
  readonly statusWords: string;
  readonly until: string | null;
  readonly changedAt: string;
}

/** Everything of the viewer's own organisations, whatever its state: what waits for a decision first, then the newest. */
export async function listOwnPractice(
  db: Reader,
  scope: OrganisationScope,
  today: string,
  pageAsked: number,
): Promise<Page<OwnPractice>> {
  const own = () => db.selectFrom('good_practice as item').where('item.organisation_id', 'in', scope.organisationIds);
  const { total } = await own()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  const rows = await own()
    .innerJoin('organisation', 'organisation.id', 'item.organisation_id')
    .select(['item.id', 'item.reference', 'item.title', 'organisation.name as organisation', 'item.status'])
    .select(['item.shared_until as until', 'item.changed_at as changedAt'])
    .orderBy((eb) => eb.case().when('item.status', '=', 'suggested').then(0).else(1).end())
    .orderBy('item.changed_at', 'desc')
    .orderBy('item.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map((row) => ({ ...row, statusWords: statusInWords(row.status, row.until, today) })),
    page,
    pageCount,
    total: Number(total),
  };
}

/** How many suggestions wait for a decision of the viewer's organisations. */
export async function countSuggested(db: Reader, scope: OrganisationScope): Promise<number> {
  const { total } = await db
    .selectFrom('good_practice')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('organisation_id', 'in', scope.organisationIds)
    .where('status', '=', 'suggested')
    .executeTakeFirstOrThrow();
  return Number(total);
}
