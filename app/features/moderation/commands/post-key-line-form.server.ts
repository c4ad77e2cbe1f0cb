import { parseForm } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import type { KeyLineFormOutcome } from '../pages.ts';
import { getReach } from '../reach.server.ts';
import { changeKeyLineSchema, keyLineIdSchema, keyLineSchema } from '../schema.ts';
import { addKeyLine, changeKeyLine, moveKeyLine, removeKeyLine } from './key-lines.server.ts';

/** What a posted form asks for: `add-key-line`, `change-key-line`, `up`, `down` or `remove-key-line`. */
export async function postKeyLineForm(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  form: FormData,
): Promise<KeyLineFormOutcome> {
  await getReach(portal.database.db, viewer, submissionId);
  const intent = form.get('intent');
  if (intent === 'add-key-line') {
    const parsed = parseForm(keyLineSchema, form);
    if (!parsed.ok) return parsed;
    await addKeyLine(portal, viewer, { submissionId, ...parsed.value });
    return { ok: true };
  }
  if (intent === 'change-key-line') return change(portal, viewer, submissionId, form);
  const line = parseForm(keyLineIdSchema, form);
  if (!line.ok) throw notFound();
  if (intent === 'up' || intent === 'down')
    await moveKeyLine(portal, viewer, { submissionId, direction: intent, ...line.value });
  else if (intent === 'remove-key-line') await removeKeyLine(portal, viewer, { submissionId, ...line.value });
  else throw notFound();
  return { ok: true };
}

async function change(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  form: FormData,
): Promise<KeyLineFormOutcome> {
  const parsed = parseForm(changeKeyLineSchema, form);
  if (!parsed.ok) return parsed;
  const changed = await changeKeyLine(portal, viewer, { submissionId, ...parsed.value });
  if (changed.outcome === 'saved') return { ok: true };
  return {
    ok: false,
    errors: { text: ['Somebody else changed this question while you did: compare both, then save again'] },
    values: {
      ...parsed.value,
      standardCode: parsed.value.standardCode ?? '',
      ownerId: parsed.value.ownerId ?? '',
      reason: parsed.value.reason ?? '',
      revision: String(changed.theirs.revision),
    },
    theirs: changed.theirs,
  };
}
