import { parseForm } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { addKeyLine } from '../../moderation/commands/key-lines.server.ts';
import { holdModeration } from '../../moderation/commands/open-moderation.server.ts';
import { postKeyLineForm } from '../../moderation/commands/post-key-line-form.server.ts';
import {
  type KeyLineDoor,
  openKeyLineDoor,
  releaseKeyLines,
} from '../../moderation/commands/release-key-lines.server.ts';
import { loadModeration } from '../../moderation/load.server.ts';
import type { KeyLineFormOutcome } from '../../moderation/pages.ts';
import { getReach } from '../../moderation/reach.server.ts';
import { keyLineIdSchema, suggestionSchema, takeSuggestionSchema } from '../../moderation/schema.ts';
import { loadSuggestions } from './key-lines-page.server.ts';

const doors: readonly string[] = ['release', 'take-back', 'show', 'hide'] satisfies KeyLineDoor[];
const isDoor = (intent: unknown): intent is KeyLineDoor => typeof intent === 'string' && doors.includes(intent);

/** Any button of the page of key lines: those of suggestions and of the chair here, the others as in moderation. */
export async function postKeyLinesPage(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  form: FormData,
): Promise<KeyLineFormOutcome> {
  await getReach(portal.database.db, viewer, submissionId);
  const intent = form.get('intent');
  if (intent === 'take') return take(portal, viewer, submissionId, form);
  if (intent === 'put-aside' || intent === 'bring-back') {
    const parsed = parseForm(suggestionSchema, form);
    if (!parsed.ok) throw notFound();
    await putAside(portal, viewer, { submissionId, ...parsed.value, aside: intent === 'put-aside' });
    return { ok: true };
  }
  if (intent === 'release-all') {
    await releaseKeyLines(portal, viewer, [submissionId]);
    return { ok: true };
  }
  if (!isDoor(intent)) return postKeyLineForm(portal, viewer, submissionId, form);
  const line = parseForm(keyLineIdSchema, form);
  if (!line.ok) throw notFound();
  await openKeyLineDoor(portal, viewer, { submissionId, door: intent, ...line.value });
  return { ok: true };
}

/** A suggestion becomes a draft of the person who takes it, with the facts as its reason. */
async function take(portal: Portal, viewer: Viewer, submissionId: string, form: FormData): Promise<KeyLineFormOutcome> {
  const parsed = parseForm(takeSuggestionSchema, form);
  if (!parsed.ok) return parsed;
  const found = await findSuggestion(portal, viewer, submissionId, parsed.value.suggestion);
  await addKeyLine(portal, viewer, { submissionId, ...parsed.value, reason: parsed.value.reason ?? found.facts });
  return { ok: true };
}

async function findSuggestion(portal: Portal, viewer: Viewer, submissionId: string, key: string) {
  const { db } = portal.database;
  const loaded = await loadModeration(db, viewer, submissionId);
  const found = (await loadSuggestions(db, loaded, portal.stamp().today)).find((one) => one.key === key);
  if (!found) throw notFound();
  return found;
}

/**
 * Puts a suggestion aside for everybody on the panel, or brings it back. Refuses what no rule suggests, and whoever may not
 * write questions about the submission. Doing it twice does nothing.
 */
export async function putAside(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string; readonly suggestion: string; readonly aside: boolean },
): Promise<void> {
  const { key } = await findSuggestion(portal, viewer, input.submissionId, input.suggestion);
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'key-line.write', input.submissionId);
    const before = await trx
      .deleteFrom('key_line_aside')
      .where('submission_id', '=', held.submissionId)
      .where('partnership_id', '=', held.partnershipId)
      .where('suggestion', '=', key)
      .returningAll()
      .executeTakeFirst();
    if (input.aside)
      await trx
        .insertInto('key_line_aside')
        .values(
          before ?? {
            partnership_id: held.partnershipId,
            submission_id: held.submissionId,
            suggestion: key,
            put_by: viewer.personId,
            put_at: stamp.now,
          },
        )
        .execute();
    if ((before !== undefined) === input.aside) return;
    await recordEvent(trx, stamp, {
      type: 'key-line.put-aside',
      owner: { partnershipId: held.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'submission', id: held.submissionId },
      detail: { suggestion: key, aside: input.aside },
    });
  });
}
