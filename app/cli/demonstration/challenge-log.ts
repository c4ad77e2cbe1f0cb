/** The challenge log of the demonstration: one challenge in each state, from each source, over several quarters. */
import { challengeLogWords as words } from '../../../db/seed/challenge-log-words.ts';
import { raiseChallenge } from '../../features/challenge-log/commands/raise-challenge.server.ts';
import {
  answerChallenge,
  answerForBody,
  closeEntry,
  moveEntryDate,
  rescoreEntry,
} from '../../features/challenge-log/commands/update-entry.server.ts';
import type { EntryOutcome } from '../../features/challenge-log/rules.ts';
import { newEntrySchema } from '../../features/challenge-log/schema.ts';
import type { Portal } from '../../platform/portal.ts';
import { submissionIdOf } from './moderation.ts';
import type { AskedEntry } from './sessions.ts';
import { known, type LaunchedCycle, organisationIdOf, partnerAt, viewerAt, type World } from './world.ts';

interface Raising {
  /** An organisation by its slug; the board where left out. */
  readonly by?: string;
  readonly to: string | { readonly kind: 'sub-group' | 'other-board'; readonly name: string };
  readonly reason?: string;
  readonly report?: string;
  readonly challenge?: string;
  readonly submission?: string;
  /** Days from today. */
  readonly due: number;
  readonly risk: readonly [likelihood: number, impact: number];
}

/** What the panels asked last year goes on, and what the board, its groups and agencies ask each other between meetings. */
export function planChallengeLog(world: World, asked: ReadonlyMap<string, readonly AskedEntry[]>): void {
  planFromSession(world, asked);
  planSubGroup(world);
  planOverdue(world);
  planBetweenAgencies(world);
  planOthers(world);
}

function planFromSession(world: World, asked: ReadonlyMap<string, readonly AskedEntry[]>): void {
  const { timeline } = world;
  let id = '';
  timeline.at(-290, '09:20', async (portal) => {
    const entry = known(asked.get('fenshire-police')?.[1], 'challenge to the police');
    id = await raise(portal, world, { to: 'fenshire-police', challenge: entry.challengeId, due: -260, risk: [4, 4] });
  });
  timeline.at(-264, '11:05', async (portal) => {
    const lead = viewerAt(world, 'fenshire-police', 'safeguarding-lead');
    await must(answerChallenge(portal, lead, id, { note: words.session.answer, evidence: null }));
  });
  timeline.at(-250, '11:10', (portal) => close(portal, world, id, 'accepted', words.session.close, [1, 4]));
}

function planSubGroup(world: World): void {
  const { timeline } = world;
  const { name, reason, givenBy, answer } = words.subGroup;
  let id = '';
  timeline.at(-120, '09:20', async (portal) => {
    id = await raise(portal, world, { to: { kind: 'sub-group', name }, reason, due: -90, risk: [3, 4] });
  });
  timeline.at(-78, '09:40', async (portal) => {
    const given = { note: answer, givenBy, givenOn: timeline.day(-80) };
    await must(answerForBody(portal, partnerAt(world, 'priya.nair'), id, given));
  });
  timeline.at(-70, '09:45', (portal) => close(portal, world, id, 'partly-accepted', words.subGroup.close, [2, 4]));
}

function planOverdue(world: World): void {
  const { timeline } = world;
  const { reason, moved, risk } = words.overdue;
  const manager = () => partnerAt(world, 'priya.nair');
  let id = '';
  timeline.at(-75, '09:20', async (portal) => {
    id = await raise(portal, world, { to: 'ashvale-district', reason, due: -36, risk: [4, 4] });
  });
  timeline.at(-37, '09:25', async (portal) => {
    const revision = await revisionOf(portal, id);
    await must(moveEntryDate(portal, manager(), id, { revision, note: moved, dueOn: timeline.day(-11) }));
  });
  timeline.at(-6, '09:25', async (portal) => {
    const revision = await revisionOf(portal, id);
    await must(rescoreEntry(portal, manager(), id, { revision, note: risk, likelihood: 5, impact: 4 }));
  });
}

function planBetweenAgencies(world: World): void {
  const { timeline } = world;
  const { reason, report, answer } = words.agencies;
  let id = '';
  timeline.at(-40, '09:20', async (portal) => {
    id = await raise(portal, world, {
      by: 'fenlow-icb',
      to: 'fenlow-hospitals',
      reason,
      report,
      due: -8,
      risk: [3, 5],
    });
  });
  timeline.at(-12, '11:05', async (portal) => {
    const lead = viewerAt(world, 'fenlow-hospitals', 'safeguarding-lead');
    await must(answerChallenge(portal, lead, id, { note: answer, evidence: null }));
  });
}

function planOthers(world: World): void {
  const { timeline } = world;
  let id = '';
  timeline.at(-45, '09:30', async (portal) => {
    id = await raise(portal, world, {
      to: 'brookmere-youth-justice',
      reason: words.withdrawn.reason,
      due: -17,
      risk: [2, 3],
    });
  });
  timeline.at(-30, '09:30', (portal) => close(portal, world, id, 'withdrawn', words.withdrawn.close, [1, 3]));
  timeline.at(-20, '09:30', async (portal) => {
    const { name, reason } = words.otherBoard;
    await raise(portal, world, { to: { kind: 'other-board', name }, reason, due: 10, risk: [3, 4] });
  });
}

/** A challenge that comes from a sent return of this year. */
export function planChallengeFromReturn(world: World, cycle: () => LaunchedCycle): void {
  world.timeline.at(-7, '09:35', async (portal) => {
    const submission = await submissionIdOf(portal, world, cycle(), 'stepping-stones');
    await raise(portal, world, { to: 'stepping-stones', submission, ...words.returned, due: 20, risk: [3, 3] });
  });
}

async function raise(portal: Portal, world: World, raising: Raising): Promise<string> {
  const { to, by = 'board', risk } = raising;
  const raised = await raiseChallenge(
    portal,
    partnerAt(world, 'priya.nair'),
    newEntrySchema.parse({
      challenge: raising.challenge ?? '',
      submission: raising.submission ?? '',
      raisedBy: by === 'board' ? by : `organisation:${organisationIdOf(world, by)}`,
      raisedTo: typeof to === 'string' ? `organisation:${organisationIdOf(world, to)}` : to.kind,
      raisedToName: typeof to === 'string' ? '' : to.name,
      reason: raising.reason ?? '',
      raisedOn: portal.stamp().today,
      report: raising.report === undefined ? 'no' : 'yes',
      reportAbout: raising.report ?? '',
      dueOn: world.timeline.day(raising.due),
      likelihood: String(risk[0]),
      impact: String(risk[1]),
    }),
  );
  if (!raised.saved) throw new Error(`A challenge of the demonstration was refused: ${raised.problem}`);
  return raised.id;
}

async function close(
  portal: Portal,
  world: World,
  id: string,
  outcome: EntryOutcome,
  note: string,
  [likelihood, impact]: readonly [number, number],
): Promise<void> {
  const revision = await revisionOf(portal, id);
  const manager = partnerAt(world, 'priya.nair');
  await must(closeEntry(portal, manager, id, { revision, outcome, note, likelihood, impact }));
}

async function revisionOf(portal: Portal, id: string): Promise<number> {
  const row = await portal.database.db
    .selectFrom('challenge_log_entry')
    .select('revision')
    .where('id', '=', id)
    .executeTakeFirst();
  return known(row, 'challenge on the log').revision;
}

async function must(saving: Promise<{ readonly saved: boolean }>): Promise<void> {
  if (!(await saving).saved) throw new Error('A step of the challenge log of the demonstration was refused');
}
