import { sql } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import {
  findOrganisationScope,
  findPartnershipScope,
  mayInOrganisation,
  mayInPartnership,
  type OrganisationScope,
  type PartnershipScope,
  type Viewer,
} from '../accounts/viewer.ts';

/** Whose actions somebody may read: their organisations', those they own themselves, their partnerships'. Never none. */
export interface ActionScope {
  readonly personId: string;
  readonly organisations: OrganisationScope | undefined;
  /** Organisations of which only the actions that are this person's own may be read. */
  readonly own: (OrganisationScope & { readonly personId: string }) | undefined;
  readonly partnerships: PartnershipScope | undefined;
}

/** The actions that a viewer may read. Somebody with no such role is told that the page does not exist. */
export function actionScope(viewer: Viewer): ActionScope {
  const organisations = findOrganisationScope(viewer, 'action.read');
  const reached = findOrganisationScope(viewer, 'action.read-own');
  const own = reached && { ...reached, personId: viewer.personId };
  const partnerships = findPartnershipScope(viewer, 'action.read');
  if (!organisations && !own && !partnerships) throw notFound();
  return { personId: viewer.personId, organisations, own, partnerships };
}

/** The actions in scope, for a query to narrow. */
export function actionsInScope(db: Reader, { organisations, own, partnerships }: ActionScope) {
  return db.selectFrom('action').where((eb) =>
    eb.or([
      ...(organisations ? [eb('action.organisation_id', 'in', organisations.organisationIds)] : []),
      ...(own
        ? [eb.and([eb('action.organisation_id', 'in', own.organisationIds), eb('action.owner_id', '=', own.personId)])]
        : []),
      ...(partnerships
        ? [
            eb('action.partnership_id', 'in', partnerships.partnershipIds),
            // A partnership whose finding was joined to another's action reads it, until the organisation declines
            // (decisions 0038 and 0055).
            eb('action.id', 'in', (finding) =>
              finding
                .selectFrom('action_finding')
                .select('action_finding.action_id')
                .where('action_finding.partnership_id', 'in', partnerships.partnershipIds)
                .where('action_finding.declined_at', 'is', null),
            ),
          ]
        : []),
    ]),
  );
}

/** Whose action it is: the organisation's name, or the name of the group whose own it is. For any query of `action`. */
export const holderName = sql<string>`coalesce(
  (select organisation.name from organisation where organisation.id = action.organisation_id),
  (select partnership_group.name from partnership_group where partnership_group.id = action.group_id))`;

/** Whose an action is. */
export interface Held {
  readonly organisation_id: string | null;
  readonly partnership_id: string;
  readonly owner_id: string | null;
}

/** The owner of an action's events and messages: an organisation within its partnership, or the partnership itself. */
export const eventOwner = ({ organisation_id, partnership_id }: Omit<Held, 'owner_id'>) =>
  organisation_id === null
    ? { partnershipId: partnership_id }
    : { organisationId: organisation_id, partnershipId: partnership_id };

/** The viewer may post progress on an action: of their organisation, of a group that they manage, or their own. */
export function progressesAction(viewer: Viewer, { organisation_id, partnership_id, owner_id }: Held): boolean {
  const owns = owner_id === viewer.personId;
  if (organisation_id === null)
    return (
      mayInPartnership(viewer, 'action.progress', partnership_id) ||
      (owns && mayInPartnership(viewer, 'action.progress-own', partnership_id))
    );
  return (
    mayInOrganisation(viewer, 'action.progress', organisation_id) ||
    (owns && mayInOrganisation(viewer, 'action.progress-own', organisation_id))
  );
}

/** Who may give an action to somebody else: the partnership that gave it, or the organisation's own lead. */
export const mayReassign = (viewer: Viewer, { organisation_id, partnership_id }: Omit<Held, 'owner_id'>): boolean =>
  mayInPartnership(viewer, 'action.change', partnership_id) ||
  (organisation_id !== null && mayInOrganisation(viewer, 'action.reassign', organisation_id));
