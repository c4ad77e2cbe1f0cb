import type { Reader } from '../../../../db/client.server.ts';
import { notFound } from '../../../platform/refusals.ts';
import {
  findOrganisationScope,
  findPartnershipScope,
  type OrganisationScope,
  type PartnershipScope,
  type Viewer,
} from '../../accounts/viewer.ts';

/** Whose requests somebody may read: those that their organisations were asked, all of their partnerships. */
export interface RequestScope {
  readonly organisations: OrganisationScope | undefined;
  readonly partnerships: PartnershipScope | undefined;
}

/** The requests that a viewer may read. Somebody with no such role is told that the page does not exist. */
export function requestScope(viewer: Viewer): RequestScope {
  const organisations = findOrganisationScope(viewer, 'information-request.read');
  const partnerships = findPartnershipScope(viewer, 'information-request.read');
  if (!organisations && !partnerships) throw notFound();
  return { organisations, partnerships };
}

/** The requests in scope, for a query to narrow. */
export function requestsInScope(db: Reader, { organisations, partnerships }: RequestScope) {
  return db
    .selectFrom('information_request as request')
    .where((eb) =>
      eb.or([
        ...(organisations ? [eb('request.organisation_id', 'in', organisations.organisationIds)] : []),
        ...(partnerships ? [eb('request.partnership_id', 'in', partnerships.partnershipIds)] : []),
      ]),
    );
}
