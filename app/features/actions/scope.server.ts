import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import {
  findOrganisationScope,
  findPartnershipScope,
  mayInOrganisation,
  type OrganisationScope,
  type PartnershipScope,
  type Viewer,
} from '../accounts/viewer.ts';

/** Whose actions somebody may read: their organisations', those they own themselves, their partnerships'. Never none. */
export interface ActionScope {
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
  return { organisations, own, partnerships };
}

/** The actions in scope, for a query to narrow. */
export function actionsInScope(db: Reader, { organisations, own, partnerships }: ActionScope) {
  return db
    .selectFrom('action')
    .where((eb) =>
      eb.or([
        ...(organisations ? [eb('action.organisation_id', 'in', organisations.organisationIds)] : []),
        ...(own
          ? [
              eb.and([
                eb('action.organisation_id', 'in', own.organisationIds),
                eb('action.owner_id', '=', own.personId),
              ]),
            ]
          : []),
        ...(partnerships ? [eb('action.partnership_id', 'in', partnerships.partnershipIds)] : []),
      ]),
    );
}

/** The viewer may post progress on an action: of their organisation, or their own. */
export const progressesAction = (
  viewer: Viewer,
  action: { readonly organisation_id: string; readonly owner_id: string | null },
): boolean =>
  mayInOrganisation(viewer, 'action.progress', action.organisation_id) ||
  (action.owner_id === viewer.personId && mayInOrganisation(viewer, 'action.progress-own', action.organisation_id));
