import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import { isOverdue } from '../returns/rules.ts';
import { listTogetherWith } from '../returns/shared/members.server.ts';
import type { Recipient } from './pages.ts';

/** The partnerships that a return is answered for, in the order in which they asked; empty where it stands alone. */
export async function listRecipients(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
  today: string,
): Promise<Recipient[]> {
  const together = await listTogetherWith(db, scope, returnId);
  if (together.length === 0) return [];
  const rows = await db
    .selectFrom('withheld_evidence')
    .select((eb) => ['return_id', eb.fn.countAll<number>().as('withheld')])
    .where(
      'return_id',
      'in',
      together.map(({ id }) => id),
    )
    .where('organisation_id', 'in', scope.organisationIds)
    .groupBy('return_id')
    .execute();
  const withheld = new Map(rows.map((row) => [row.return_id, Number(row.withheld)]));
  return together.map(({ id, editionId, partnershipName, dueOn, status, receives }) => ({
    returnId: id,
    editionId,
    partnershipName,
    dueOn,
    overdue: isOverdue(status, dueOn, today),
    status,
    receives,
    withheld: withheld.get(id) ?? 0,
  }));
}
