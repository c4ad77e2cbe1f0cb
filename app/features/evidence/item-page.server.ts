import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import type { DetailKind } from './child-details.ts';
import { detailsOf } from './details-of.ts';
import { getEvidence, listVersions } from './queries.server.ts';
import type { Evidence, EvidenceVersion } from './schema.ts';
import { type EvidenceUse, listUses } from './uses.server.ts';

export interface EvidencePage {
  readonly item: Evidence;
  /** Newest first. */
  readonly versions: readonly EvidenceVersion[];
  readonly uses: readonly EvidenceUse[];
  /** References of returns and actions that each version went with. */
  readonly sentWith: Readonly<Record<number, readonly string[]>>;
  /** What its title, name or text seems to hold that might tell who a child is. */
  readonly found: readonly DetailKind[];
  /** A return that waits for signatures, or has them, rests on it. */
  readonly signing: boolean;
}

/** One piece of evidence with all that is known of it. Refuses one that is removed or another's as unknown. */
export async function getEvidencePage(
  db: Reader,
  scope: OrganisationScope,
  evidenceId: string,
  today: string,
): Promise<EvidencePage> {
  const item = await getEvidence(db, scope, evidenceId);
  const uses = await listUses(db, scope, evidenceId);
  const sentWith: Record<number, string[]> = {};
  for (const { version, where } of uses) {
    if (version === null) continue;
    sentWith[version] = [...new Set([...(sentWith[version] ?? []), where])];
  }
  return {
    item,
    versions: await listVersions(db, scope, evidenceId),
    uses,
    sentWith,
    found: detailsOf(item, today),
    signing: uses.some(({ signing }) => signing),
  };
}
