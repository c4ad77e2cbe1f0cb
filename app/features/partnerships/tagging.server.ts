import type { Reader } from '../../../db/client.server.ts';
import { findPartnershipScope, type Viewer } from '../accounts/viewer.ts';
import { listCurrentPriorities, type PriorityChoice } from './queries.server.ts';
import { listTags, type Tag, type TagKind } from './tags.server.ts';

/** A challenge or risk with its tags, and what its reader may choose from: nothing for somebody who only reads. */
export interface TaggingOf {
  readonly kind: TagKind;
  readonly id: string;
  readonly tags: readonly Tag[];
  readonly choices: readonly PriorityChoice[];
}

/**
 * Tags of several things of one partnership, in the order of their ids. Empty for somebody who does not read what the
 * partnership is made of, such as people of an agency.
 */
export async function listTagging(
  db: Reader,
  viewer: Viewer,
  things: { readonly kind: TagKind; readonly partnershipIds: readonly string[]; readonly ids: readonly string[] },
  today: string,
): Promise<TaggingOf[]> {
  const { kind, ids } = things;
  const reads = findPartnershipScope(viewer, 'partnership.read');
  if (!reads || ids.length === 0) return [];
  const tags = await listTags(db, reads, kind, ids);
  const owners = await ownersOf(db, kind, things.partnershipIds, ids);
  const tagsIn: readonly string[] = findPartnershipScope(viewer, 'priority.tag')?.partnershipIds ?? [];
  const choices = new Map<string, PriorityChoice[]>();
  for (const id of new Set(owners.values()))
    if (tagsIn.includes(id)) choices.set(id, await listCurrentPriorities(db, id, today));
  return ids.map((id) => ({ kind, id, tags: tags[id] ?? [], choices: choices.get(owners.get(id) ?? '') ?? [] }));
}

/** Tags of one thing. */
export async function getTagging(
  db: Reader,
  viewer: Viewer,
  { kind, id, partnershipId }: { readonly kind: TagKind; readonly id: string; readonly partnershipId: string },
  today: string,
): Promise<TaggingOf> {
  const [tagging] = await listTagging(db, viewer, { kind, ids: [id], partnershipIds: [partnershipId] }, today);
  return tagging ?? { kind, id, tags: [], choices: [] };
}

async function ownersOf(
  db: Reader,
  kind: TagKind,
  partnershipIds: readonly string[],
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const [only, another] = partnershipIds;
  if (only !== undefined && another === undefined) return new Map(ids.map((id) => [id, only]));
  const table = ({ 'log-entry': 'challenge_log_entry', challenge: 'challenge', risk: 'risk' } as const)[kind];
  const rows = await db
    .selectFrom(table)
    .select(['id', 'partnership_id'])
    .where('id', 'in', ids)
    .where('partnership_id', 'in', partnershipIds)
    .execute();
  return new Map(rows.map((row) => [row.id, row.partnership_id]));
}
