import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import {
  findOrganisationScope,
  findPartnershipScope,
  type OrganisationScope,
  type Viewer,
} from '../accounts/viewer.ts';

/** Whose shared items somebody may read, and whose own. */
export interface PracticeScope {
  /** The partnerships they work for, and those that their organisations are members of; may be none. */
  readonly partnershipIds: readonly string[];
  /** The organisations that they decide for. */
  readonly own: OrganisationScope | undefined;
}

/** What a viewer may read. Somebody with no such role is told that the page does not exist. */
export async function practiceScope(db: Reader, viewer: Viewer): Promise<PracticeScope> {
  const members = findOrganisationScope(viewer, 'good-practice.read');
  const readers = findPartnershipScope(viewer, 'good-practice.read');
  if (!members && !readers) throw notFound();
  const memberships = members
    ? await db
        .selectFrom('partnership_member')
        .select('partnership_id')
        .distinct()
        .where('organisation_id', 'in', members.organisationIds)
        .where('left_on', 'is', null)
        .execute()
    : [];
  return {
    partnershipIds: [
      ...new Set([...(readers?.partnershipIds ?? []), ...memberships.map(({ partnership_id }) => partnership_id)]),
    ],
    own: findOrganisationScope(viewer, 'good-practice.share'),
  };
}

/**
 * The items that are shared with some partnerships today: agreed to, not withdrawn, the last day not passed, and the
 * organisation still a member there. Every list, search, file and link goes through here, so that what is withdrawn is
 * gone from all of them at once.
 */
export function sharedItems(db: Reader, partnershipIds: readonly string[], today: string) {
  return db
    .selectFrom('good_practice as item')
    .where('item.status', '=', 'shared')
    .where('item.shared_until', '>=', today)
    .where('item.id', 'in', (eb) =>
      eb
        .selectFrom('good_practice_sharing as sharing')
        .innerJoin('partnership_member as member', (join) =>
          join
            .onRef('member.partnership_id', '=', 'sharing.partnership_id')
            .onRef('member.organisation_id', '=', 'sharing.organisation_id'),
        )
        .select('sharing.item_id')
        .where('sharing.partnership_id', 'in', partnershipIds.length > 0 ? partnershipIds : [''])
        .where('member.left_on', 'is', null),
    );
}
