import type { Reader } from '../../../../db/client.server.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';

/** A question that the chair lets the agency see before its session. */
export interface ShownQuestion {
  readonly id: string;
  readonly text: string;
  /** Code of the standard; null for the whole return. */
  readonly standardCode: string | null;
}

/** What the chair shows an agency about the newest version of its return, in the panel's order; never a draft. */
export async function listShownQuestions(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<ShownQuestion[]> {
  return db
    .selectFrom('key_line')
    .innerJoin('submission', 'submission.id', 'key_line.submission_id')
    .select(['key_line.id', 'key_line.text', 'key_line.standard_code as standardCode'])
    .where('submission.return_id', '=', returnId)
    .where('submission.organisation_id', 'in', scope.organisationIds)
    .where('submission.superseded_at', 'is', null)
    .where('key_line.shown_at', 'is not', null)
    .where('key_line.removed_at', 'is', null)
    .orderBy('key_line.position')
    .orderBy('key_line.id')
    .execute();
}
