import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import {
  findOrganisationScope,
  findPartnershipScope,
  type OrganisationScope,
  type PartnershipScope,
  type Viewer,
} from '../accounts/viewer.ts';

/**
 * Whose challenges somebody may read: those that their organisations raised, those that they were asked once the
 * partnership has passed them on, and all of their partnerships.
 */
export interface LogScope {
  readonly organisations: OrganisationScope | undefined;
  readonly partnerships: PartnershipScope | undefined;
}

/** The challenges that a viewer may read. Somebody with no such role is told that the page does not exist. */
export function logScope(viewer: Viewer): LogScope {
  const organisations = findOrganisationScope(viewer, 'challenge-log.read');
  const partnerships = findPartnershipScope(viewer, 'challenge-log.read');
  if (!organisations && !partnerships) throw notFound();
  return { organisations, partnerships };
}

/** The challenges in scope, for a query to narrow; what a session recorded is joined, for its words stand there alone. */
export function entriesInScope(db: Reader, { organisations, partnerships }: LogScope) {
  return db
    .selectFrom('challenge_log_entry as entry')
    .leftJoin('challenge', (join) =>
      join
        .onRef('challenge.id', '=', 'entry.challenge_id')
        .onRef('challenge.partnership_id', '=', 'entry.partnership_id'),
    )
    .where((eb) =>
      eb.or([
        ...(organisations
          ? [
              eb.and([
                eb('entry.raised_to_organisation_id', 'in', organisations.organisationIds),
                eb('entry.passed_on_at', 'is not', null),
              ]),
              eb('entry.raised_by_organisation_id', 'in', organisations.organisationIds),
            ]
          : []),
        ...(partnerships ? [eb('entry.partnership_id', 'in', partnerships.partnershipIds)] : []),
      ]),
    );
}
