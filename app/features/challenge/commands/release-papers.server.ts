import type { Portal } from '../../../platform/portal.ts';
import { dayInWords } from '../../../platform/words.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queuePapersMessages } from '../invited/papers.server.ts';
import { papersReleased } from '../rules.ts';
import { lockSession } from './lock-session.server.ts';

/**
 * Releases the papers of a session now, ahead of their day, and tells everybody who is invited; with `keyLines` agencies
 * see the panel's questions about them too. A second press changes nothing.
 */
export async function releasePapers(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  { keyLines }: { readonly keyLines: boolean },
): Promise<void> {
  const scope = partnershipScope(viewer, 'session.change');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await lockSession(trx, scope, sessionId);
    const before = { papersOn: session.papers_on, papersReleasedAt: session.papers_released_at };
    const released = papersReleased(before, stamp.today);
    const showLines = keyLines && session.key_lines_released_at === null;
    if (released && !showLines) return;
    await trx
      .updateTable('challenge_session')
      .set({
        ...(released ? {} : { papers_released_at: stamp.now, papers_released_by: viewer.personId }),
        ...(showLines ? { key_lines_released_at: stamp.now } : {}),
      })
      .where('id', '=', session.id)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'session.papers-released',
      owner: { partnershipId: session.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'session', id: session.id },
      detail: { keyLines: showLines },
    });
    await queuePapersMessages(trx, stamp, portal.config, {
      id: session.id,
      partnershipId: session.partnership_id,
      title: session.title,
      day: dayInWords(session.held_on),
      // Released once, told once; key lines that follow later are told on their own.
      key: released ? 'key-lines' : 'papers',
    });
  });
}
