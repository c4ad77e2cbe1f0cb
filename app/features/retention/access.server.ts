import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import {
  findOrganisationScope,
  findPartnershipScope,
  mayInOrganisation,
  mayInPartnership,
  mayInSystem,
  type Viewer,
} from '../accounts/viewer.ts';
import { installation, isSameOwner, type Owner, ownerInAddress } from './owner.ts';

/** See the schedule; change it, put holds and prepare or approve runs; be the second person of a large run. */
export type RetentionAbility = 'read' | 'change' | 'confirm';

/** Whether a viewer may do so with what an owner keeps. */
export function mayRetain(viewer: Viewer, ability: RetentionAbility, { kind, id }: Owner): boolean {
  if (kind === 'installation') return mayInSystem(viewer, 'retention.change');
  return kind === 'partnership'
    ? mayInPartnership(viewer, `retention.${ability}`, id)
    : mayInOrganisation(viewer, `retention.${ability}`, id);
}

/** Refuses, as unknown, whoever may not. */
export function requireRetention(viewer: Viewer, ability: RetentionAbility, owner: Owner): void {
  if (!mayRetain(viewer, ability, owner)) throw notFound();
}

/** Every owner whose schedule a viewer may see. */
export function ownersFor(viewer: Viewer): Owner[] {
  return [
    ...(findPartnershipScope(viewer, 'retention.read')?.partnershipIds ?? []).map(
      (id): Owner => ({ kind: 'partnership', id }),
    ),
    ...(findOrganisationScope(viewer, 'retention.read')?.organisationIds ?? []).map(
      (id): Owner => ({ kind: 'organisation', id }),
    ),
    ...(mayInSystem(viewer, 'retention.change') ? [installation] : []),
  ];
}

/** The owner that an address names, else the first of the viewer's. Refuses one that is not theirs, and whoever has none. */
export function ownerAsked(viewer: Viewer, search: URLSearchParams, ability: RetentionAbility = 'read'): Owner {
  const asked = search.get('of');
  const [first, ...rest] = ownersFor(viewer).filter((one) => mayRetain(viewer, ability, one));
  const found = asked === null ? first : [first, ...rest].find((one) => one && ownerInAddress(one) === asked);
  if (!found) throw notFound();
  return found;
}

export const isAmong = (owners: readonly Owner[], owner: Owner): boolean =>
  owners.some((one) => isSameOwner(one, owner));

/** The name of an owner. */
export async function nameOfOwner(db: Reader, { kind, id }: Owner): Promise<string> {
  if (kind === 'installation') return 'This installation';
  const found = await db.selectFrom(kind).select('name').where('id', '=', id).executeTakeFirst();
  if (!found) throw notFound();
  return found.name;
}
