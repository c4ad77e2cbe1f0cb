import type { Viewer } from '../../app/features/accounts/viewer.ts';
import type { AnswerValue } from '../../app/features/questionnaire/answers.ts';
import { sendForSignOff } from '../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { signReturn } from '../../app/features/submissions/commands/sign-return.server.ts';
import { submitReturn } from '../../app/features/submissions/commands/submit-return.server.ts';
import { reopenReturn } from '../../app/features/submissions/versions/commands/reopen-return.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { answer, aWorld, hashShown, rated, submitted, type World } from './a-filled-return.ts';
import { aViewer } from './a-partnership.ts';
import { anEdition, aQuestion, aStandard } from './an-edition.ts';

/** Opens the cycle and the sent return of a world again, as the manager. */
export async function reopened(
  portal: Portal,
  world: World,
  manager: Viewer,
  parts: { reason?: string; standards?: string[]; reviseBy?: string } = {},
): Promise<void> {
  const opened = await reopenReturn(portal, manager, {
    returnId: world.returnId,
    form: {
      reason: parts.reason ?? 'Please say how you know.',
      standards: parts.standards ?? [],
      reviseBy: parts.reviseBy ?? portal.stamp().today,
    },
  });
  if (!opened.ok) throw new Error(JSON.stringify(opened.errors));
}

/** Answers, asks for the signature, signs and sends a return that was opened again. */
export async function sentAgain(
  portal: Portal,
  world: World,
  signatory: Viewer,
  answers: Record<string, AnswerValue>,
): Promise<{ submissionId: string; reference: string }> {
  await answer(portal, world, answers);
  await sendForSignOff(portal, world.lead, { returnId: world.returnId });
  const contentHash = await hashShown(portal, world);
  await signReturn(portal, signatory, { returnId: world.returnId, signatory: 'senior-lead', contentHash });
  const sent = await submitReturn(portal, world.lead, { returnId: world.returnId });
  if (sent.outcome !== 'submitted') throw new Error('The return was not sent');
  return sent;
}

const edition = anEdition({
  set: 'section-11',
  standards: [aStandard('a1', [aQuestion('board-lead'), aQuestion('board-reports')]), aStandard('a2')],
});

/** A return that was sent once, with the people of both sides. */
export async function aboutVersions(portal: Portal) {
  const world = await aWorld(portal, edition);
  const { partnershipId } = world;
  const sent = await submitted(portal, world, {
    'board-lead': rated('green'),
    'board-reports': rated('green', 'We looked at ten files in June.'),
    'a2-rating': rated('amber'),
  });
  return {
    world,
    ...sent,
    manager: await aViewer(portal, { role: 'business-manager', partnershipId }, 'Max Manager'),
    moderator: await aViewer(portal, { role: 'moderator', partnershipId }, 'Mo Moderator'),
    observer: await aViewer(portal, { role: 'observer', partnershipId }, 'Obi Observer'),
  };
}
