import type { Reader } from '../../../db/client.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { organisationScope, type Viewer } from '../accounts/viewer.ts';
import type { ProposedEntry } from './components/entry-fields.tsx';
import { proposedDue } from './origin.server.ts';

/** What the form starts with on which an agency raises a challenge. Refused as not found for somebody who may not. */
export async function proposeAsAgency(portal: Portal, viewer: Viewer): Promise<ProposedEntry> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const { organisationIds } = organisationScope(viewer, 'challenge-log.raise');
  const partnerships = await listPartnershipsOf(db, organisationIds);
  return {
    formKey: portal.newId(),
    challengeId: null,
    submissionId: null,
    organisation: null,
    asked: null,
    raisedOn: today,
    dueOn: proposedDue(today),
    raisers: await db
      .selectFrom('organisation')
      .select(['id', 'name'])
      .where('id', 'in', organisationIds)
      .orderBy('name')
      .execute(),
    organisations: await listAgencies(
      db,
      partnerships.map(({ id }) => id),
    ),
    partnerships,
  };
}

/** The partnerships that organisations belong to today, by name. The caller has checked that they are the viewer's. */
export const listPartnershipsOf = (
  db: Reader,
  organisationIds: readonly [string, ...string[]],
): Promise<{ readonly id: string; readonly name: string }[]> =>
  db
    .selectFrom('partnership_member')
    .innerJoin('partnership', 'partnership.id', 'partnership_member.partnership_id')
    .select(['partnership.id', 'partnership.name'])
    .distinct()
    .where('partnership_member.organisation_id', 'in', organisationIds)
    .where('partnership_member.left_on', 'is', null)
    .orderBy('partnership.name')
    .execute();

/** The agencies of partnerships, without schools and other settings, of which there may be hundreds. */
async function listAgencies(db: Reader, partnershipIds: readonly string[]) {
  if (partnershipIds.length === 0) return [];
  return db
    .selectFrom('organisation')
    .select(['organisation.id', 'organisation.name'])
    .where('organisation.id', 'in', (eb) =>
      eb
        .selectFrom('partnership_member')
        .select('organisation_id')
        .where('partnership_id', 'in', partnershipIds)
        .where('left_on', 'is', null),
    )
    .where('organisation.sector', '=', 'agency')
    .where('organisation.status', '=', 'open')
    .orderBy('organisation.name')
    .limit(500)
    .execute();
}
