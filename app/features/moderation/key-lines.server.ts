import type { Reader } from '../../../db/client.server.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import type { KeyLineOfEnquiry } from './pages.ts';

/** The questions a panel will ask about submissions, in the panel's order. */
export async function listKeyLines(
  db: Reader,
  scope: PartnershipScope,
  submissionIds: readonly string[],
): Promise<KeyLineOfEnquiry[]> {
  if (submissionIds.length === 0) return [];
  return db
    .selectFrom('key_line')
    .innerJoin('person', 'person.id', 'key_line.author_id')
    .select([
      'key_line.id',
      'key_line.submission_id as submissionId',
      'key_line.standard_code as standardCode',
      'key_line.text',
      'key_line.author_id as authorId',
      'person.name as author',
      'key_line.created_at as createdAt',
      'key_line.revision',
    ])
    .where('key_line.submission_id', 'in', submissionIds)
    .where('key_line.partnership_id', 'in', scope.partnershipIds)
    .where('key_line.removed_at', 'is', null)
    .orderBy('key_line.position')
    .orderBy('key_line.id')
    .execute();
}
