import { minutesWords, replyWords, responseWords } from '../../../db/seed/after-words.ts';
import { changeChallenge } from '../../features/challenge/commands/record-challenge.server.ts';
import { replyToLetter } from '../../features/challenge/commands/reply-to-letter.server.ts';
import type { Reply } from '../../features/challenge/letter/reply.ts';
import { getMinutesDesk } from '../../features/challenge/minutes/minutes-queries.server.ts';
import { approveMinutes, saveMinutes } from '../../features/challenge/minutes/write-minutes.server.ts';
import { chooseReturns, saveResponseText, sendResponses } from '../../features/challenge/responses/choose.server.ts';
import { usualFeedback } from '../../features/cycles/feedback.ts';
import { saveFeedbackSettings } from '../../features/cycles/feedback-settings.server.ts';
import { createJobRunner } from '../../features/jobs/runner.server.ts';
import { jobHandlers } from '../../jobs.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { submissionIdOf } from './moderation.ts';
import type { AskedEntry } from './sessions.ts';
import { known, type LaunchedCycle, organisationIdOf, partnerAt, viewerAt, type World } from './world.ts';

/** Plans the minutes of a session: an entry put right, the scribe's draft, the chair's edit and approval. */
export function planMinutes(
  world: World,
  sessionId: () => string,
  {
    held,
    asked,
    corrected,
  }: { readonly held: number; readonly asked: Map<string, AskedEntry[]>; readonly corrected: string },
): void {
  const { timeline } = world;
  const { panel, opening, discussion, nextSteps } = minutesWords;
  const words = { panel, opening, discussion, nextSteps, reason: '' };
  const scribe = () => partnerAt(world, 'priya.nair');
  const chair = () => partnerAt(world, 'helen.marchetti');
  timeline.at(held, '17:10', async (portal) => {
    const entry = known(asked.get(corrected)?.[0], `challenge to ${corrected}`);
    await putRight(portal, world, entry.challengeId);
  });
  timeline.at(held + 2, '09:40', async (portal) => {
    await saveMinutes(portal, scribe(), sessionId(), { revision: 0, ...words });
  });
  timeline.at(held + 3, '08:20', async (portal) => {
    const opened = { revision: 1, ...words, opening: minutesWords.openingOfTheChair };
    await saveMinutes(portal, chair(), sessionId(), opened);
    await approveMinutes(portal, chair(), sessionId(), await getMinutesDesk(portal, chair(), sessionId()));
  });
}

/** Plans a second version of minutes, beside the approved one. */
export function planNewMinutes(world: World, sessionId: () => string, on: number): void {
  const chair = () => partnerAt(world, 'helen.marchetti');
  world.timeline.at(on, '15:05', async (portal) => {
    const { text, revision } = await getMinutesDesk(portal, chair(), sessionId());
    const { discussionAfter: discussion, reason } = minutesWords;
    await saveMinutes(portal, chair(), sessionId(), { revision, ...text, discussion, reason });
    await approveMinutes(portal, chair(), sessionId(), await getMinutesDesk(portal, chair(), sessionId()));
  });
}

/** The reply of an entry was taken down wrongly. */
async function putRight(portal: Portal, world: World, challengeId: string): Promise<void> {
  const row = await portal.database.db
    .selectFrom('challenge')
    .selectAll()
    .where('id', '=', challengeId)
    .executeTakeFirstOrThrow();
  const place = { sessionId: row.session_id, slotId: row.slot_id };
  await changeChallenge(portal, partnerAt(world, 'priya.nair'), place, challengeId, {
    revision: row.revision,
    entry: {
      formKey: undefined,
      about:
        row.question_code === null
          ? { standardCode: null, questionCode: null }
          : { standardCode: null, questionCode: row.question_code },
      askedBy: row.asked_by as 'Independent chair',
      challenge: row.challenge,
      reply: minutesWords.correctedReply,
      outcome: row.outcome,
      agreedPoint: row.agreed_point,
      agreedReason: row.agreed_reason,
    },
  });
}

/** Plans what an agency says to its letter. */
export function planReply(
  world: World,
  {
    slug,
    cycle,
    on,
    kind,
  }: {
    readonly slug: string;
    readonly cycle: () => LaunchedCycle;
    readonly on: number;
    readonly kind: Reply['kind'];
  },
): void {
  const text = { agree: replyWords.agreed, text: replyWords.inWords, question: replyWords.question }[kind];
  world.timeline.at(on, '13:25', async (portal) => {
    const returnId = known(cycle().returns.get(organisationIdOf(world, slug)), `return of ${slug}`);
    await replyToLetter(portal, viewerAt(world, slug, 'safeguarding-lead'), returnId, { kind, text });
  });
}

/** From a day on, the chair approves the letters of a cycle. */
export function planApproval(world: World, cycle: () => LaunchedCycle, on: number): void {
  world.timeline.at(on, '10:50', async (portal) => {
    const settings = { ...usualFeedback, chairApproves: true };
    await saveFeedbackSettings(portal, partnerAt(world, 'priya.nair'), { cycleId: cycle().id, ...settings });
  });
}

/** Plans written responses to schools: one text that was sent, and one that is being written. */
export function planResponses(
  world: World,
  {
    cycle,
    sent,
    draft,
    on,
  }: {
    readonly cycle: () => LaunchedCycle;
    readonly sent: readonly string[];
    readonly draft: readonly string[];
    readonly on: number;
  },
): void {
  const manager = () => partnerAt(world, 'priya.nair');
  const write = async (portal: Portal, slugs: readonly string[], text: string, ownLine: string) => {
    const chosen: string[] = [];
    for (const slug of slugs) chosen.push(await submissionIdOf(portal, world, cycle(), slug));
    const made = await chooseReturns(portal, manager(), { formKey: undefined, which: 'ticked', chosen }, {});
    if (!made.ok) throw new Error(made.problem);
    const ownLines = chosen[0] === undefined || ownLine === '' ? {} : { [chosen[0]]: ownLine };
    await saveResponseText(portal, manager(), made.batchId, { revision: 1, text, ownLines });
    return made.batchId;
  };
  world.timeline.at(on, '11:15', async (portal) => {
    const batchId = await write(portal, sent, responseWords.sent, responseWords.ownLine);
    await sendResponses(portal, manager(), batchId, { revision: 2 });
    const jobs = createJobRunner(portal, jobHandlers);
    await jobs.drain();
    await jobs.stop();
  });
  world.timeline.at(on + 1, '16:05', async (portal) => {
    await write(portal, draft, responseWords.draft, '');
  });
}
