import { stringify } from 'csv-stringify/sync';
import type { Reader } from '../../../db/client.server.ts';
import type { ScalePoint } from '../../../standards/contract.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { isOverdue, percentComplete, type ReturnStatus, returnStatuses } from '../returns/rules.ts';
import { type CentralCounts, countCentral, noCentral } from './central-counts.server.ts';
import type { GroupScope } from './scope.ts';
import type { SiteFilter } from './site-filter.ts';

/** How often a point of a scale was chosen in what a site has sent. */
export interface PointCount extends Pick<ScalePoint, 'word' | 'shape' | 'tone'> {
  readonly count: number;
}

/** A site of a group, with one of its returns. A site that is asked for several has a line for each. */
export interface SiteEntry {
  readonly siteId: string;
  readonly siteName: string;
  readonly agencyReturn: {
    readonly id: string;
    readonly cycleName: string;
    readonly partnershipName: string;
    readonly status: ReturnStatus;
    readonly dueOn: string;
    readonly overdue: boolean;
    readonly percent: number;
    /** Of what was sent, best last; empty until then: a draft's ratings are the site's own. */
    readonly ratings: readonly PointCount[];
    readonly central: CentralCounts;
  } | null;
}

/** The name of a group, and how many sites it has today. */
export async function getGroup(
  db: Reader,
  { groupId }: GroupScope,
  today: string,
): Promise<{ readonly id: string; readonly name: string; readonly sites: number }> {
  const row = await db.selectFrom('organisation').select(['id', 'name']).where('id', '=', groupId).executeTakeFirst();
  if (!row) throw notFound();
  const { sites } = await db
    .selectFrom('organisation_site')
    .select((eb) => eb.fn.countAll<number>().as('sites'))
    .where('group_id', '=', groupId)
    .where('from_on', '<=', today)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', today)]))
    .executeTakeFirstOrThrow();
  return { ...row, sites: Number(sites) };
}

/**
 * The sites of today with those of their returns that are the group's to see: open ones, and what was sent since the
 * site joined. What it sent before that is between the site and its partnership.
 */
export function returnsOfSites(db: Reader, { groupId }: GroupScope, today: string) {
  return db
    .selectFrom('organisation_site as link')
    .innerJoin('organisation as site', 'site.id', 'link.site_id')
    .leftJoin('agency_return', (join) =>
      join
        .onRef('agency_return.organisation_id', '=', 'link.site_id')
        .on((eb) =>
          eb.or([
            eb('agency_return.status', 'not in', ['submitted', 'closed']),
            eb('agency_return.submitted_at', '>=', eb.ref('link.from_on')),
          ]),
        ),
    )
    .where('link.group_id', '=', groupId)
    .where('link.from_on', '<=', today)
    .where((eb) => eb.or([eb('link.to_on', 'is', null), eb('link.to_on', '>', today)]));
}

function narrowed(db: Reader, scope: GroupScope, { search, standing }: SiteFilter, today: string) {
  let query = returnsOfSites(db, scope, today);
  const words = search.toLowerCase().replaceAll(/[%_\\]/g, '');
  if (words !== '') query = query.where((eb) => eb(eb.fn<string>('lower', ['site.name']), 'like', `%${words}%`));
  if (standing === 'none') return query.where('agency_return.id', 'is', null);
  if (standing === 'overdue')
    return query
      .where('agency_return.status', 'not in', ['submitted', 'closed'])
      .where('agency_return.due_on', '<', today);
  return standing === '' ? query : query.where('agency_return.status', '=', standing);
}

/** The sites of a group by name, a page at a time. The number of queries does not grow with the sites. */
export async function listSites(
  db: Reader,
  scope: GroupScope,
  filter: SiteFilter,
  today: string,
  asked = 1,
): Promise<Page<SiteEntry>> {
  const { total } = await narrowed(db, scope, filter, today)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const items = await readSites(db, scope, filter, today, { limit: pageSize, offset });
  return { items, page, pageCount, total: Number(total) };
}

async function readSites(
  db: Reader,
  scope: GroupScope,
  filter: SiteFilter,
  today: string,
  { limit, offset }: { readonly limit: number; readonly offset: number },
): Promise<SiteEntry[]> {
  const rows = await narrowed(db, scope, filter, today)
    .leftJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .leftJoin('partnership', 'partnership.id', 'agency_return.partnership_id')
    .select([
      'site.id as siteId',
      'site.name as siteName',
      'agency_return.id as returnId',
      'agency_return.status',
      'agency_return.due_on as dueOn',
      'cycle.name as cycleName',
      'partnership.name as partnershipName',
    ])
    .orderBy((eb) => eb.fn<string>('lower', ['site.name']))
    .orderBy('agency_return.due_on', 'desc')
    .orderBy('agency_return.id')
    .limit(limit)
    .offset(offset)
    .execute();
  const returnIds = rows.flatMap(({ returnId }) => returnId ?? []);
  const percents = await percentsOf(db, returnIds);
  const ratings = await ratingsOf(db, returnIds);
  const central = await countCentral(db, scope, returnIds);
  return rows.map(({ siteId, siteName, returnId, status, dueOn, cycleName, partnershipName }) => ({
    siteId,
    siteName,
    agencyReturn:
      returnId === null || status === null || dueOn === null
        ? null
        : {
            id: returnId,
            cycleName: cycleName ?? '',
            partnershipName: partnershipName ?? '',
            status,
            dueOn,
            overdue: isOverdue(status, dueOn, today),
            percent: percents.get(returnId) ?? 0,
            ratings: ratings.get(returnId) ?? [],
            central: central.get(returnId) ?? noCentral,
          },
  }));
}

/** How far some returns are, in per cent of what must be answered. The caller has found them in scope. */
export async function percentsOf(db: Reader, returnIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  if (returnIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('standard_progress')
    .select((eb) => [
      'return_id',
      eb.fn.sum<number>('required').as('required'),
      eb.fn.sum<number>('required_complete').as('complete'),
    ])
    .where('return_id', 'in', returnIds)
    .groupBy('return_id')
    .execute();
  return new Map(
    rows.map(({ return_id, required, complete }) => [
      return_id,
      percentComplete({ required: Number(required), complete: Number(complete) }),
    ]),
  );
}

/** How often each point was chosen in the last submission of each return. */
async function ratingsOf(
  db: Reader,
  returnIds: readonly string[],
): Promise<ReadonlyMap<string, readonly PointCount[]>> {
  if (returnIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('submission')
    .innerJoin('submission_rating', 'submission_rating.submission_id', 'submission.id')
    .select((eb) => [
      'submission.return_id',
      'submission.edition_id',
      'submission.version',
      'submission_rating.scale_code',
      'submission_rating.self_point',
      eb.fn.countAll<number>().as('count'),
    ])
    .where('submission.return_id', 'in', returnIds)
    .where('submission.superseded_at', 'is', null)
    .where('submission_rating.self_point', 'is not', null)
    .groupBy([
      'submission.return_id',
      'submission.edition_id',
      'submission.version',
      'submission_rating.scale_code',
      'submission_rating.self_point',
    ])
    .execute();
  const counts = new Map<string, PointCount[]>();
  for (const [returnId, its] of Map.groupBy(rows, ({ return_id }) => return_id)) {
    const last = Math.max(...its.map(({ version }) => Number(version)));
    const [edition] = its;
    const compiled = edition && (await getEdition(db, edition.edition_id));
    const points = its
      .filter(({ version }) => Number(version) === last)
      .flatMap(({ scale_code, self_point, count }) => {
        const point = compiled?.scales.get(scale_code)?.points.find(({ code }) => code === self_point);
        return point
          ? [{ order: point.order, word: point.word, shape: point.shape, tone: point.tone, count: Number(count) }]
          : [];
      })
      .toSorted((a, b) => a.order - b.order);
    counts.set(returnId, points);
  }
  return counts;
}

/** Lines of one file: more than any group has. */
const mostRows = 5000;

/** The list as CSV for a spreadsheet, with no cell that one would run as a formula. */
export async function exportSites(db: Reader, scope: GroupScope, filter: SiteFilter, today: string): Promise<string> {
  const rows = await readSites(db, scope, filter, today, { limit: mostRows, offset: 0 });
  return stringify(
    rows.map(({ siteName, agencyReturn: one }) => [
      siteName,
      one?.cycleName ?? '',
      one?.partnershipName ?? '',
      one ? returnStatuses[one.status].words : 'No return asked for',
      one?.dueOn ?? '',
      one?.overdue ? 'Overdue' : '',
      one?.percent ?? '',
      one?.ratings.map(({ word, count }) => `${word}: ${count}`).join('; ') ?? '',
      one?.central.waiting ?? '',
      one?.central.accepted ?? '',
      one?.central.added ?? '',
      (one && one.central.excepted + one.central.changedHere) ?? '',
    ]),
    {
      header: true,
      columns: [
        'Site',
        'Return',
        'For',
        'Status',
        'Due',
        'Overdue',
        'Per cent done',
        'Ratings sent',
        'Central answers not looked at',
        'Accepted',
        'Accepted with words added',
        'Different there',
      ],
      bom: true,
      escape_formulas: true,
    },
  );
}
