import { insertUse } from '../commands/attach-evidence.server.ts';
import type { ReturnForEdit } from '../commands/edit-return.server.ts';
import type { ReturnAtHand } from '../commands/save-answers.server.ts';

/** Attaches the evidence that stands at some questions of a return to the same questions of another; gives how many. */
export async function copyUses(
  { trx, stamp, viewer, agencyReturn }: ReturnAtHand,
  to: ReturnForEdit,
  questionCodes: readonly string[],
): Promise<number> {
  if (questionCodes.length === 0) return 0;
  const rows = await trx
    .selectFrom('evidence_use')
    .select(['return_id', 'question_code', 'evidence_id'])
    .where('return_id', 'in', [agencyReturn.id, to.id])
    .where('organisation_id', '=', agencyReturn.organisationId)
    .where('question_code', 'in', questionCodes)
    .orderBy('question_code')
    .orderBy('added_at')
    .orderBy('evidence_id')
    .execute();
  const keyOf = (row: (typeof rows)[number]) => `${row.question_code} ${row.evidence_id}`;
  const there = new Set(rows.filter((row) => row.return_id === to.id).map(keyOf));
  const missing = rows.filter((row) => row.return_id !== to.id && !there.has(keyOf(row)));
  for (const row of missing) await insertUse(trx, stamp, viewer, to, row.question_code, row.evidence_id);
  return missing.length;
}
