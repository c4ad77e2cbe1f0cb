import type { Reader } from '../../../../db/client.server.ts';
import { instantInWords } from '../../../platform/words.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { findSubmissionOfReturn, type Submission } from '../queries.server.ts';

/** What was sent of a return before it was opened again, with its name in words; undefined for a first version. */
export async function findSentBefore(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<(Submission & { readonly since: string }) | undefined> {
  const sent = await findSubmissionOfReturn(db, { organisation: scope, partnership: undefined }, returnId);
  return sent && { ...sent, since: `version ${sent.version}, sent on ${instantInWords(sent.submittedAt)}` };
}
