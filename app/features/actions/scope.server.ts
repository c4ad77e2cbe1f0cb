import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import {
  findOrganisationScope,
  findPartnershipScope,
  type OrganisationScope,
  type PartnershipScope,
  type Viewer,
} from '../accounts/viewer.ts';

/** Whose actions somebody may read: their organisations', their partnerships', or both. Never neither. */
export interface ActionScope {
  readonly organisations: OrganisationScope | undefined;
  readonly partnerships: PartnershipScope | undefined;
}

/** The actions that a viewer may read. Somebody with no such role is told that the page does not exist. */
export function actionScope(viewer: Viewer): ActionScope {
  const organisations = findOrganisationScope(viewer, 'action.read');
  const partnerships = findPartnershipScope(viewer, 'action.read');
  if (!organisations && !partnerships) throw notFound();
  return { organisations, partnerships };
}

/** The actions in scope, for a query to narrow. */
export function actionsInScope(db: Reader, scope: ActionScope) {
  return db
    .selectFrom('action')
    .where((eb) =>
      eb.or([
        ...(scope.organisations ? [eb('action.organisation_id', 'in', scope.organisations.organisationIds)] : []),
        ...(scope.partnerships ? [eb('action.partnership_id', 'in', scope.partnerships.partnershipIds)] : []),
      ]),
    );
}
