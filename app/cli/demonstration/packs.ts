/** The packs of the demonstration, and what the chair does before a session. */
import { requestPack } from '../../features/challenge/commands/request-pack.server.ts';
import { getKeyLinesPage } from '../../features/challenge/key-lines/key-lines-page.server.ts';
import { putAside } from '../../features/challenge/key-lines/post-key-lines.server.ts';
import { getBuilderAgency } from '../../features/challenge/pack/builder-page.server.ts';
import { saveChairNote } from '../../features/challenge/pack/chair-notes.server.ts';
import { chooseAnnexes } from '../../features/challenge/pack/plan.server.ts';
import { createJobRunner } from '../../features/jobs/runner.server.ts';
import { addKeyLine } from '../../features/moderation/commands/key-lines.server.ts';
import { openKeyLineDoor, releaseKeyLines } from '../../features/moderation/commands/release-key-lines.server.ts';
import { listKeyLines } from '../../features/moderation/key-lines.server.ts';
import { jobHandlers } from '../../jobs.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { scopeOf, sessionNow } from './sessions.ts';
import { partnerAt, type World } from './world.ts';

/** Plans that the chair releases what the panel will ask, and the request for the pack; it is compiled at once. */
export function planPack(world: World, sessionId: () => string, offset: number): void {
  world.timeline.at(offset, '16:30', async (portal) => {
    const { slots } = await sessionNow(portal, world, sessionId());
    await releaseKeyLines(
      portal,
      partnerAt(world, 'helen.marchetti'),
      slots.map(({ submissionId }) => submissionId),
    );
  });
  world.timeline.at(offset, '16:45', async (portal) => {
    await requestPack(portal, partnerAt(world, 'priya.nair'), sessionId());
    await compileAll(portal);
  });
}

async function compileAll(portal: Portal): Promise<void> {
  const jobs = createJobRunner(portal, jobHandlers);
  await jobs.drain();
  await jobs.stop();
}

/**
 * Plans what the chair does on the eve of a session: a question is shown to its agency, another one drafted, a private note
 * kept, and both editions of the pack compiled anew.
 */
export function planEve(world: World, sessionId: () => string, offset: number): void {
  world.timeline.at(offset, '17:30', async (portal) => {
    const chair = partnerAt(world, 'helen.marchetti');
    const { slots } = await sessionNow(portal, world, sessionId());
    const [slot] = slots;
    if (!slot) throw new Error('The session has an agency');
    const { submissionId, id: slotId } = slot;
    const [line] = await listKeyLines(portal.database.db, scopeOf(world), [submissionId]);
    if (line) await openKeyLineDoor(portal, chair, { submissionId, keyLineId: line.id, door: 'show' });
    const { suggestions } = await getKeyLinesPage(portal, chair, submissionId);
    if (suggestions[0]) await putAside(portal, chair, { submissionId, suggestion: suggestions[0].key, aside: true });
    await addKeyLine(portal, chair, {
      submissionId,
      standardCode: null,
      text: eveWords.draft,
      reason: eveWords.reason,
    });
    await saveChairNote(portal, chair, { sessionId: sessionId(), slotId, text: eveWords.note, revision: 0 });
    const { evidence } = await getBuilderAgency(portal, chair, { sessionId: sessionId(), slotId });
    const annexes = evidence.slice(0, 2).map(({ id }) => id);
    await chooseAnnexes(portal, chair, sessionId(), { slotId, evidence: annexes });
    await requestPack(portal, chair, sessionId());
    await requestPack(portal, chair, sessionId(), { edition: 'chair', organisationId: null });
    await compileAll(portal);
  });
}

const eveWords = {
  draft: 'What would your front-line staff say has changed this year?',
  reason: 'The return speaks of policies more than of practice.',
  note: 'Ask about supervision early: the written answer is careful. Leave time for the lay member.',
};
