import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';

/** The trust or group from which a piece of evidence was copied, and when; null for one of the organisation's own. */
export async function findCopyOrigin(
  db: Reader,
  scope: OrganisationScope,
  evidenceId: string,
): Promise<{ readonly group: string; readonly copiedAt: string } | null> {
  const row = await db
    .selectFrom('evidence_copy')
    .innerJoin('organisation', 'organisation.id', 'evidence_copy.group_id')
    .select(['organisation.name as group', 'evidence_copy.copied_at as copiedAt'])
    .where('evidence_copy.evidence_id', '=', evidenceId)
    .where('evidence_copy.organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  return row ?? null;
}
