import type { Reader } from '../../../db/client.server.ts';
import { evidenceHref } from '../evidence/words.ts';
import type { ActionUpdateKind, ProgressRating } from './rules.ts';

export interface ActionUpdate {
  readonly id: string;
  readonly kind: ActionUpdateKind;
  readonly note: string;
  readonly percent: number | null;
  readonly rag: ProgressRating | null;
  readonly dueFrom: string | null;
  readonly dueTo: string | null;
  readonly by: string;
  readonly at: string;
  /** What was shown as proof; without an address for somebody who may not open it. */
  readonly evidence: { readonly title: string; readonly href: string } | null;
}

/** What happened to an action, newest first. */
export async function listUpdates(db: Reader, actionId: string): Promise<ActionUpdate[]> {
  const rows = await db
    .selectFrom('action_update')
    .innerJoin('person', 'person.id', 'action_update.made_by')
    .leftJoin('evidence', 'evidence.id', 'action_update.evidence_id')
    .selectAll('action_update')
    .select(['person.name as by', 'evidence.title', 'evidence.kind as evidence_kind', 'evidence.url'])
    .where('action_update.action_id', '=', actionId)
    .orderBy('action_update.made_at', 'desc')
    .orderBy('action_update.id', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    note: row.note,
    percent: row.percent,
    rag: row.rag,
    dueFrom: row.due_from,
    dueTo: row.due_to,
    by: row.by,
    at: row.made_at,
    evidence:
      row.evidence_id !== null && row.title !== null && row.evidence_kind !== null
        ? {
            title: row.title,
            href: evidenceHref({
              id: row.evidence_id,
              kind: row.evidence_kind,
              url: row.url,
              version: row.evidence_version,
            }),
          }
        : null,
  }));
}
