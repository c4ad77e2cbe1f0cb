import { extensionReasons } from '../../../db/seed/answer-words.ts';
import { agencies } from '../../../db/seed/brookmere.ts';
import { extendDeadline, remind } from '../../features/cycles/commands/chase.server.ts';
import { closeCycle } from '../../features/cycles/commands/close-cycle.server.ts';
import { changeCycle } from '../../features/cycles/commands/create-cycle.server.ts';
import { getCycle } from '../../features/cycles/queries.server.ts';
import { type Fate, planAction } from './actions.ts';
import { planActionsInDepth } from './actions-in-depth.ts';
import { planApproval, planMinutes, planNewMinutes, planReply } from './after-sessions.ts';
import { planChallengeFromReturn, planChallengeLog } from './challenge-log.ts';
import { between } from './chance.ts';
import { planCycle, revisionOf } from './cycles.ts';
import { planDisclosures } from './disclosure.ts';
import { planGoodPractice, planSuggestion } from './good-practice.ts';
import { planGroupActions, planTags } from './groups-and-priorities.ts';
import { planInvitationReplies } from './invitations.ts';
import { planEvidenceJudged, planPanel, planReplies, planSecondModerator } from './judging.ts';
import { planModeration, submissionIdOf } from './moderation.ts';
import { planEve, planPack } from './packs.ts';
import { planRedAgain } from './red-again.ts';
import { planRequests } from './requests.ts';
import { planReturn, type Reached } from './returns.ts';
import { planRisks } from './risks.ts';
import { type AskedEntry, planLetter, planSession, planSessionDay } from './sessions.ts';
import { planThreads } from './threads.ts';
import { sectionEleven as edition, known, organisationIdOf, partnerAt, type World } from './world.ts';

/** Last year's cycle opened so many days before this year's: 52 weeks, so that days of the week stay. */
const yearBefore = -364;
const opens = -49;

/** Actions that each agency was given after last year's sessions, and what has become of them. */
const fates: Readonly<Record<string, readonly Fate[]>> = {
  'brookmere-council': ['closed', 'done', 'in-progress'],
  'ashvale-district': ['overdue', 'closed'],
  'fenlow-icb': ['closed'],
  'fenlow-hospitals': ['closed', 'in-progress'],
  'hartsmere-community': ['reopened', 'closed'],
  'fenshire-police': ['returned', 'moved', 'closed'],
  'fenshire-probation': ['overdue', 'in-progress'],
  'brookmere-youth-justice': ['closed'],
  'lanternfield-homes': ['overdue', 'overdue', 'open', 'done'],
  'stepping-stones': ['closed'],
  'young-carers': ['closed', 'moved'],
  'brookmere-swimming': ['open', 'in-progress', 'returned'],
  'kestrel-road-church': ['done', 'closed'],
};

/** The whole of last year's cycle: sent, moderated, challenged, answered and closed. */
export function planLastYear(world: World, name: string): void {
  const { timeline } = world;
  const start = opens + yearBefore;
  const cycle = planCycle(world, {
    name,
    editionId: edition,
    opens: start,
    due: start + 63,
    moderation: start + 91,
    challenge: start + 112,
    actionsDue: start + 210,
  });
  const moderators = ['tom.ashdown', 'grace.adeyemi'] as const;
  for (const [place, { slug }] of agencies.entries()) {
    const from = start + between(2, 20, slug, 'starts');
    const to = start + (slug === 'lanternfield-homes' ? 64 : between(38, 57, slug, 'ends'));
    planReturn(world, { slug, edition, year: 'last', cycle, from, to, share: 1, reached: 'sent' });
    const moderator = moderators[place % moderators.length] ?? moderators[0];
    planModeration(world, {
      slug,
      edition,
      cycle,
      moderator: () => partnerAt(world, moderator),
      from: start + 70 + place,
      share: 1,
    });
  }
  timeline.at(start + 69, '17:00', async () => world.say(`${name}: ${agencies.length} returns sent`));
  timeline.at(start + 90, '17:00', async () => world.say(`${name}: every return moderated`));
  planLastSessions(world, cycle, start);
  planRedAgain(world, cycle);
  timeline.at(start + 150, '11:00', async (portal) => {
    const revision = await revisionOf(portal, world, cycle().id);
    const closed = await closeCycle(portal, partnerAt(world, 'priya.nair'), { cycleId: cycle().id, revision });
    if (!closed.ok) throw new Error(`Last year's cycle still waits for ${closed.waiting.join(', ')}`);
    world.say(`${name}: two sessions held with packs, letters issued, cycle closed`);
  });
}

function planLastSessions(world: World, cycle: ReturnType<typeof planCycle>, start: number): void {
  const asked = new Map<string, AskedEntry[]>();
  planChallengeLog(world, asked);
  planTags(world);
  planGroupActions(world);
  planRisks(world);
  planActionsInDepth(world);
  planRequests(world);
  planDisclosures(world);
  planGoodPractice(world, cycle);
  for (const [place, title] of [
    'Section 11 panel: statutory agencies',
    'Section 11 panel: community and housing',
  ].entries()) {
    const plan = {
      title,
      edition,
      cycle,
      slugs: agencies.slice(place * 7, place * 7 + 7).map(({ slug }) => slug),
      planned: start + 88,
      held: start + 112 + place * 7,
      startsAt: '10:00',
      place: 'Council chamber, Civic Hall, Brookmere',
    };
    const sessionId = planSession(world, plan);
    planPack(world, sessionId, plan.held - 10);
    planSessionDay(world, plan, sessionId, asked, (slug) => Math.max(2, fates[slug]?.length ?? 0));
    planMinutes(world, sessionId, { held: plan.held, asked, corrected: known(plan.slugs[1], 'agency') });
    if (place === 0) planNewMinutes(world, sessionId, plan.held + 5);
    for (const slug of plan.slugs) {
      for (const [number, fate] of (fates[slug] ?? []).entries())
        planAction(world, {
          slug,
          fate,
          number,
          created: plan.held + 1,
          from: () => {
            const entry = known(asked.get(slug)?.[number], `challenge to ${slug}`);
            return {
              challenge: entry.challengeId,
              submission: null,
              question: null,
              finding: `The panel was not fully assured on this: “${entry.about}”`,
              standardCode: entry.standardCode,
            };
          },
        });
      planLetter(world, {
        slug,
        cycle,
        by: () => partnerAt(world, 'helen.marchetti'),
        issued: plan.held + between(6, 10, slug, 'letter'),
        closed: plan.held + between(13, 18, slug, 'closed'),
      });
      planReply(world, {
        slug,
        cycle,
        on: plan.held + 12,
        kind: between(0, 2, slug, 'reply') === 0 ? 'text' : 'agree',
      });
    }
  }
}

/** How far each agency has come this year: the sitting days from the launch, the share answered, and what was reached. */
const thisYear: Readonly<Record<string, readonly [from: number, to: number, share: number, reached: Reached]>> = {
  'brookmere-council': [3, 24, 1, 'sent'],
  'fenlow-icb': [5, 40, 1, 'sent'],
  'fenshire-pcc': [2, 14, 1, 'sent'],
  'brookmere-youth-justice': [4, 26, 1, 'sent'],
  'lanternfield-homes': [6, 27, 1, 'sent'],
  'stepping-stones': [1, 19, 1, 'sent'],
  'brookmere-swimming': [8, 25, 1, 'sent'],
  'young-carers': [9, 44, 1, 'signed'],
  'fenlow-hospitals': [7, 45, 1, 'awaiting-sign-off'],
  'fenshire-police': [10, 47, 0.85, 'in-progress'],
  'hartsmere-community': [12, 46, 0.7, 'in-progress'],
  'ashvale-district': [20, 38, 0.3, 'in-progress'],
};

/** The session of the next fortnight: moderated returns, worst first. */
const nextSession = [
  'lanternfield-homes',
  'brookmere-swimming',
  'brookmere-council',
  'brookmere-youth-justice',
  'stepping-stones',
] as const;

/** This year's cycle: returns in every state, one of them overdue, and a session to come with its pack. */
export function planThisYear(world: World, name: string): void {
  const { timeline } = world;
  const cycle = planCycle(world, {
    name,
    editionId: edition,
    opens,
    due: -9,
    moderation: 13,
    challenge: 16,
    actionsDue: 120,
  });
  for (const [slug, [from, to, share, reached]] of Object.entries(thisYear))
    planReturn(world, { slug, edition, year: 'this', cycle, from: opens + from, to: opens + to, share, reached });
  planChasing(world, cycle);
  for (const [place, slug] of [...nextSession, 'fenshire-pcc'].entries())
    planModeration(world, {
      slug,
      edition,
      cycle,
      moderator: () => partnerAt(world, place % 2 === 0 ? 'tom.ashdown' : 'grace.adeyemi'),
      from: slug === 'fenshire-pcc' ? -28 : -16 + place,
      share: slug === 'stepping-stones' ? 0.6 : 1,
    });
  planThreads(world, { edition, cycle });
  const grace = () => partnerAt(world, 'grace.adeyemi');
  const tom = () => partnerAt(world, 'tom.ashdown');
  // Judged by two and settled by the panel before it was finished; and one on which two still differ.
  planSecondModerator(world, cycle, { slug: 'brookmere-swimming', moderator: tom, day: -15, standards: 3 });
  planEvidenceJudged(world, cycle, { slug: 'brookmere-swimming', moderator: grace, day: -15 });
  planPanel(world, cycle, 'brookmere-swimming', -15);
  planReplies(world, cycle, 'brookmere-swimming', -10);
  planSecondModerator(world, cycle, { slug: 'stepping-stones', moderator: grace, day: -11, standards: 2 });
  planChallengeFromReturn(world, cycle);
  planSuggestion(world, cycle);
  planLetter(world, {
    slug: 'fenshire-pcc',
    cycle,
    by: () => partnerAt(world, 'priya.nair'),
    issued: -21,
    closed: -14,
  });
  planApproval(world, cycle, -12);
  planAction(world, {
    slug: 'brookmere-council',
    fate: 'open',
    number: 7,
    created: -8,
    from: () => known(moderated, 'finding of the moderator'),
  });
  let moderated:
    | { challenge: null; submission: string; question: null; finding: string; standardCode: string }
    | undefined;
  timeline.at(-9, '09:30', async (portal) => {
    moderated = {
      challenge: null,
      submission: await submissionIdOf(portal, world, cycle(), 'brookmere-council'),
      question: null,
      finding: 'The figures for supervision do not cover agency staff, as the moderator noted.',
      standardCode: 'supervision-workforce',
    };
  });
  const sessionId = planSession(world, {
    title: 'Section 11 panel: first group',
    edition,
    cycle,
    slugs: nextSession,
    planned: -13,
    held: 16,
    startsAt: '09:30',
    endsAt: '12:30',
    place: 'Committee room 2, Civic Hall, Brookmere',
    joinLink: 'https://meet.brookmere.example/section-11-panel',
    papers: -2,
  });
  planInvitationReplies(world, sessionId, nextSession);
  planPack(world, sessionId, -1);
  planEve(world, sessionId, -1);
  timeline.at(-1, '16:55', async () =>
    world.say(`${name}: ${agencies.length} returns in every state, a session to come, its pack compiled`),
  );
}

/** One agency asks for more time, then everybody gets it; the one with a date of its own is late. */
function planChasing(world: World, cycle: ReturnType<typeof planCycle>): void {
  const { timeline } = world;
  const manager = () => partnerAt(world, 'priya.nair');
  timeline.at(-22, '10:15', async (portal) => {
    const extended = await extendDeadline(portal, manager(), {
      cycleId: cycle().id,
      returnId: known(cycle().returns.get(organisationIdOf(world, 'ashvale-district')), 'return'),
      form: { newDueOn: timeline.day(-3), reason: extensionReasons[0] },
    });
    if (!extended.ok) throw new Error('The deadline could not be extended');
  });
  timeline.at(-15, '09:45', async (portal) => {
    const scope = { partnershipIds: [world.partnershipId] } as const;
    const { name, opensOn, moderationOn, challengeOn, actionsDueOn, revision } = await getCycle(
      portal.database.db,
      scope,
      cycle().id,
    );
    const form = { name, opensOn, dueOn: timeline.day(12), moderationOn, challengeOn, actionsDueOn };
    const changed = await changeCycle(portal, manager(), { cycleId: cycle().id, revision, form });
    if (!changed.ok) throw new Error('The dates of the cycle could not be changed');
  });
  timeline.at(-14, '09:10', async (portal) => {
    await remind(portal, manager(), { cycleId: cycle().id, target: 'not-started' });
  });
  timeline.at(-1, '09:10', async (portal) => {
    await remind(portal, manager(), { cycleId: cycle().id, target: 'overdue' });
  });
}
