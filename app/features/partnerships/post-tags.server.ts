import { z } from 'zod';
import type { Reader } from '../../../db/client.server.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { saveTags, type Tagged } from './commands/tag.server.ts';

const tagsSchema = z.object({
  kind: z.enum(['log-entry', 'challenge', 'risk']),
  id: z.string().min(1).max(40),
  priorities: z.array(z.string().min(1).max(40)).max(200).default([]),
});

/** Saves the tags of a challenge or a risk and gives the address of its page. A form that is none is refused as not found. */
export async function postTags(portal: Portal, viewer: Viewer, form: FormData): Promise<string> {
  partnershipScope(viewer, 'priority.tag');
  const parsed = parseForm(tagsSchema, form);
  if (!parsed.ok) throw notFound();
  const { priorities, ...tagged } = parsed.value;
  await saveTags(portal, viewer, tagged, priorities);
  return pageOf(portal.database.db, tagged);
}

async function pageOf(db: Reader, { kind, id }: Tagged): Promise<string> {
  if (kind === 'log-entry') return `/challenge-log/${id}?saved=tags`;
  if (kind === 'risk') return `/risks/${id}?saved=tags`;
  const challenge = await db
    .selectFrom('challenge')
    .select(['session_id', 'slot_id'])
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  return `/challenge/${challenge.session_id}/record/${challenge.slot_id}`;
}
