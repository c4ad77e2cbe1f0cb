import type { Reader } from '../../../../db/client.server.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { localCodesOf } from './local.ts';
import { listTogetherWith } from './members.server.ts';

/** The return on whose pages something of this one is found: a standard that its partnership asks alone is its own. */
export async function findPlace(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
  standardCode?: string,
): Promise<string> {
  const together = await listTogetherWith(db, scope, returnId);
  const own = together.find(({ id }) => id === returnId);
  if (!own) return returnId;
  if (standardCode !== undefined && localCodesOf(await getEdition(db, own.editionId)).standards.has(standardCode))
    return returnId;
  return together[0]?.id ?? returnId;
}
