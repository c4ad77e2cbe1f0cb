/** What the form of an action offers: people, groups and priorities of its place. */
import type { Reader } from '../../../db/client.server.ts';
import { roleNames } from '../accounts/permissions.ts';
import { listRoleHolders, type RoleHolder } from '../accounts/queries.server.ts';
import {
  type GroupChoice,
  listCurrentPriorities,
  listOpenGroups,
  type PriorityChoice,
} from '../partnerships/queries.server.ts';
import { listOwnerChoices } from './origin.server.ts';

export interface ChoosablePerson {
  readonly id: string;
  readonly name: string;
  readonly role: string;
}

export interface ActionChoices {
  readonly owners: readonly ChoosablePerson[];
  readonly sponsors: readonly ChoosablePerson[];
  readonly groups: readonly GroupChoice[];
  readonly priorities: readonly PriorityChoice[];
}

/** The caller has seen that the place is in the viewer's reach. */
export async function getActionChoices(
  db: Reader,
  place: { readonly organisationId: string | null; readonly partnershipId: string },
  today: string,
): Promise<ActionChoices> {
  const { organisationId, partnershipId } = place;
  const holders = await listRoleHolders(db, organisationId === null ? { partnershipId } : { organisationId }, today);
  return {
    owners: once(await listOwnerChoices(db, place, today)),
    sponsors: once(holders),
    groups: await listOpenGroups(db, partnershipId, today),
    priorities: await listCurrentPriorities(db, partnershipId, today),
  };
}

/** Each person once, with all their roles. */
function once(holders: readonly RoleHolder[]): ChoosablePerson[] {
  const people = Map.groupBy(holders, ({ personId }) => personId);
  return [...people].map(([id, roles]) => ({
    id,
    name: roles[0]?.name ?? '',
    role: roles.map(({ role }) => roleNames[role]).join(', '),
  }));
}
