import type { Reader } from '../../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../../platform/paging.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import { organisationFactsSchema } from '../schema.ts';
import type { SiteLink } from './rules.ts';

const columns = [
  'organisation_site.id',
  'organisation_site.group_id as groupId',
  'trust.name as groupName',
  'organisation_site.site_id as siteId',
  'site.name as siteName',
  'organisation_site.from_on as fromOn',
  'organisation_site.to_on as toOn',
] as const;

const links = (db: Reader) =>
  db
    .selectFrom('organisation_site')
    .innerJoin('organisation as trust', 'trust.id', 'organisation_site.group_id')
    .innerJoin('organisation as site', 'site.id', 'organisation_site.site_id');

/** The group that an organisation belongs to on a day. The caller has the organisation in scope. */
export async function findGroupOf(
  db: Reader,
  siteId: string,
  day: string,
): Promise<{ readonly id: string; readonly name: string } | undefined> {
  return db
    .selectFrom('organisation_site')
    .innerJoin('organisation', 'organisation.id', 'organisation_site.group_id')
    .select(['organisation.id', 'organisation.name'])
    .where('organisation_site.site_id', '=', siteId)
    .where('organisation_site.from_on', '<=', day)
    .where((eb) => eb.or([eb('organisation_site.to_on', 'is', null), eb('organisation_site.to_on', '>', day)]))
    .executeTakeFirst();
}

/** Every group that a site of the partnerships in scope has belonged to, newest first. */
export async function listGroupsOfSite(db: Reader, scope: PartnershipScope, siteId: string): Promise<SiteLink[]> {
  return links(db)
    .select(columns)
    .where('organisation_site.site_id', '=', siteId)
    .where('organisation_site.site_id', 'in', (eb) =>
      eb.selectFrom('partnership_member').select('organisation_id').where('partnership_id', 'in', scope.partnershipIds),
    )
    .orderBy('organisation_site.from_on', 'desc')
    .orderBy('organisation_site.id', 'desc')
    .limit(pageSize)
    .execute();
}

/**
 * The sites of a group that belong to a partnership in scope, by name: whatever else the group has, in other areas, is
 * not counted and not named.
 *
 * @param today sites that have left before it are left out
 */
export async function listSitesInScope(
  db: Reader,
  scope: PartnershipScope,
  groupId: string,
  today: string,
  asked = 1,
): Promise<Page<SiteLink>> {
  const matching = () =>
    links(db)
      .where('organisation_site.group_id', '=', groupId)
      .where((eb) => eb.or([eb('organisation_site.to_on', 'is', null), eb('organisation_site.to_on', '>', today)]))
      .where('organisation_site.site_id', 'in', (eb) =>
        eb
          .selectFrom('partnership_member')
          .select('organisation_id')
          .where('partnership_id', 'in', scope.partnershipIds)
          .where('left_on', 'is', null),
      );
  const { total } = await matching()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const items = await matching()
    .select(columns)
    .orderBy((eb) => eb.fn<string>('lower', ['site.name']))
    .orderBy('organisation_site.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return { items, page, pageCount, total: Number(total) };
}

/** Agencies that are members of the partnerships in scope today, by name: one of them may be a group. */
export async function listPossibleGroups(
  db: Reader,
  scope: PartnershipScope,
  exceptId: string,
): Promise<{ readonly id: string; readonly name: string }[]> {
  return db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('sector', '=', 'agency')
    .where('status', '=', 'open')
    .where('id', '<>', exceptId)
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('partnership_member')
        .select('organisation_id')
        .where('partnership_id', 'in', scope.partnershipIds)
        .where('left_on', 'is', null),
    )
    .orderBy((eb) => eb.fn<string>('lower', ['name']))
    .limit(500)
    .execute();
}

/** A trust that the schools register names, with the members that are in it by that register and in no group here. */
export interface SuggestedGroup {
  readonly name: string;
  /** The organisation of this name in the directory; null while there is none. */
  readonly groupId: string | null;
  readonly sites: readonly { readonly id: string; readonly name: string }[];
}

/** More members than a partnership has. */
const mostMembers = 5000;

const key = (name: string) => name.trim().replaceAll(/\s+/g, ' ').toLowerCase();

/** What the register's trust names suggest, by name: only members of the partnerships in scope are looked at. */
export async function listSuggestedGroups(
  db: Reader,
  scope: PartnershipScope,
  today: string,
): Promise<SuggestedGroup[]> {
  const rows = await db
    .selectFrom('organisation')
    .select(['id', 'name', 'facts'])
    .where('status', '=', 'open')
    .where('facts', 'like', '%"trust":%')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('partnership_member')
        .select('organisation_id')
        .where('partnership_id', 'in', scope.partnershipIds)
        .where('left_on', 'is', null),
    )
    .where('id', 'not in', (eb) =>
      eb
        .selectFrom('organisation_site')
        .select('site_id')
        .where((or) => or.or([or('to_on', 'is', null), or('to_on', '>', today)])),
    )
    .orderBy((eb) => eb.fn<string>('lower', ['name']))
    .limit(mostMembers)
    .execute();
  const named = rows.flatMap(({ facts, ...site }) => {
    const trust = organisationFactsSchema.parse(JSON.parse(facts)).trust;
    return trust === undefined || key(trust) === '' ? [] : [{ trust, site }];
  });
  const groups = new Map((await listPossibleGroups(db, scope, '')).map(({ id, name }) => [key(name), id]));
  return [...Map.groupBy(named, ({ trust }) => key(trust))]
    .map(([of, its]) => ({
      name: its[0]?.trust.trim() ?? '',
      groupId: groups.get(of) ?? null,
      sites: its.map(({ site }) => site),
    }))
    .toSorted((a, b) => (key(a.name) < key(b.name) ? -1 : 1));
}

/** The members in scope that the register puts into the group of this name and that are in no group here. */
export async function listSuggestedSites(
  db: Reader,
  scope: PartnershipScope,
  groupName: string,
  today: string,
): Promise<SuggestedGroup['sites']> {
  const suggested = await listSuggestedGroups(db, scope, today);
  return suggested.find(({ name }) => key(name) === key(groupName))?.sites ?? [];
}

/** The groups that have sites in the partnerships in scope today, by name, with how many of those. */
export async function listGroupsInScope(
  db: Reader,
  scope: PartnershipScope,
  today: string,
): Promise<{ readonly id: string; readonly name: string; readonly sites: number }[]> {
  const rows = await links(db)
    .select((eb) => ['trust.id', 'trust.name', eb.fn.countAll<number>().as('sites')])
    .where((eb) => eb.or([eb('organisation_site.to_on', 'is', null), eb('organisation_site.to_on', '>', today)]))
    .where('organisation_site.site_id', 'in', (eb) =>
      eb
        .selectFrom('partnership_member')
        .select('organisation_id')
        .where('partnership_id', 'in', scope.partnershipIds)
        .where('left_on', 'is', null),
    )
    .groupBy(['trust.id', 'trust.name'])
    .orderBy('trust.name')
    .limit(500)
    .execute();
  return rows.map(({ id, name, sites }) => ({ id, name, sites: Number(sites) }));
}
