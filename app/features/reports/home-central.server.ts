import type { Reader } from '../../../db/client.server.ts';
import { countCentral } from '../trusts/central-counts.server.ts';

/** Answers of a trust or group that wait at one open return of a site. */
export interface HomeCentral {
  readonly returnId: string;
  readonly organisation: string;
  readonly cycle: string;
  readonly group: string;
  /** Nobody has looked at them yet. */
  readonly waiting: number;
  /** Settled, and the group has changed them since. */
  readonly changed: number;
}

/**
 * What the groups of some organisations have answered for them and nobody there has settled. A fixed number of queries for
 * each group, and people work for sites of one.
 *
 * @param returns open returns of organisations that the viewer works for
 */
export async function listCentralAtHome(
  db: Reader,
  returns: readonly {
    readonly id: string;
    readonly organisation_id: string;
    readonly organisation: string;
    readonly cycle: string;
  }[],
  today: string,
): Promise<HomeCentral[]> {
  if (returns.length === 0) return [];
  const links = await db
    .selectFrom('organisation_site')
    .innerJoin('organisation', 'organisation.id', 'organisation_site.group_id')
    .select(['organisation.id as groupId', 'organisation.name as group', 'organisation_site.site_id as siteId'])
    .where('organisation_site.site_id', 'in', [...new Set(returns.map((one) => one.organisation_id))])
    .where('organisation_site.from_on', '<=', today)
    .where((eb) => eb.or([eb('organisation_site.to_on', 'is', null), eb('organisation_site.to_on', '>', today)]))
    .execute();
  const found: HomeCentral[] = [];
  for (const [groupId, its] of Map.groupBy(links, (link) => link.groupId)) {
    const here = returns.filter((one) => its.some(({ siteId }) => siteId === one.organisation_id));
    const counts = await countCentral(
      db,
      { groupId },
      here.map(({ id }) => id),
    );
    for (const { id, organisation, cycle } of here) {
      const { waiting = 0, changedByGroup: changed = 0 } = counts.get(id) ?? {};
      if (waiting + changed > 0)
        found.push({ returnId: id, organisation, cycle, group: its[0]?.group ?? '', waiting, changed });
    }
  }
  return found;
}
