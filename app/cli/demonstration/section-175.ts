import { settings } from '../../../db/seed/settings.ts';
import { remind } from '../../features/cycles/commands/chase.server.ts';
import { planAction } from './actions.ts';
import { planReply, planResponses } from './after-sessions.ts';
import { between } from './chance.ts';
import { planCycle } from './cycles.ts';
import { planBlind, planPeer, planSample } from './judging.ts';
import { planModeration, submissionIdOf } from './moderation.ts';
import { planReturn, type Reached } from './returns.ts';
import { planLetter } from './sessions.ts';
import { planSigning } from './signing.ts';
import { planTrust } from './trust.ts';
import { schools as edition, known, partnerAt, type World } from './world.ts';

const opens = -56;

/** Settings that have come further than a few standards: days from the launch, and what was reached. */
const ahead: Readonly<Record<string, readonly [from: number, to: number, reached: Reached]>> = {
  bridgefold: [1, 15, 'sent'],
  'fern-hill': [3, 24, 'sent'],
  'alder-bank': [2, 29, 'sent'],
  'acorn-lane': [5, 33, 'sent'],
  millrace: [4, 36, 'sent'],
  'ivy-cross': [8, 40, 'sent'],
  underwood: [6, 44, 'sent'],
  'sallow-park': [9, 49, 'sent'],
  'gosling-green': [10, 50, 'awaiting-sign-off'],
  pinewell: [7, 48, 'half-signed'],
};

/** Settings at work, with the share of their standards that is done. */
const atWork: Readonly<Record<string, number>> = {
  'beech-hollow': 0.9,
  'bridgefold-junior': 0.75,
  'canal-side': 0.6,
  dovecote: 0.1,
  eastfield: 0.4,
  'juniper-road': 0.25,
  kingfisher: 0.5,
  'orchard-row': 0.15,
  'quarry-hill': 0.7,
  riverbend: 0.3,
  'vale-through': 0.45,
  'willow-bend': 0.8,
  turnstone: 0.2,
  'brookmere-college': 0.65,
};

/** The schools' cycle, half way. */
export function planSchools(world: World, name: string): void {
  const { timeline } = world;
  const cycle = planCycle(world, {
    name,
    editionId: edition,
    opens,
    due: 49,
    moderation: 84,
    challenge: 105,
    actionsDue: 230,
  });
  for (const [slug, [from, to, reached]] of Object.entries(ahead))
    planReturn(world, { slug, edition, year: 'this', cycle, from: opens + from, to: opens + to, share: 1, reached });
  planSigning(world, cycle);
  planBlind(world, cycle, -40);
  planSample(world, cycle, -7, 'ivy-cross');
  planPeer(world, cycle, { begun: 'millrace', waiting: 'acorn-lane', interest: 'underwood' });
  for (const [slug, share] of Object.entries(atWork)) {
    const from = opens + between(4, 30, slug, 'starts');
    const to = -between(2, 9, slug, 'last');
    planReturn(world, { slug, edition, year: 'this', cycle, from, to, share, reached: 'in-progress' });
  }
  for (const [slug, from, share] of [
    ['bridgefold', -32, 1],
    ['fern-hill', -20, 1],
    ['alder-bank', -12, 0.5],
  ] as const)
    planModeration(world, {
      slug,
      edition,
      cycle,
      moderator: () => partnerAt(world, 'grace.adeyemi'),
      from,
      share,
      blind: true,
    });
  planLetter(world, { slug: 'bridgefold', cycle, by: () => partnerAt(world, 'priya.nair'), issued: -25, closed: -23 });
  planReply(world, { slug: 'bridgefold', cycle, on: -22, kind: 'question' });
  planResponses(world, { cycle, sent: ['alder-bank', 'acorn-lane'], draft: ['millrace', 'ivy-cross'], on: -5 });
  planTrust(world, cycle);
  let finding:
    | { challenge: null; submission: string; question: null; finding: string; standardCode: string }
    | undefined;
  timeline.at(-11, '11:20', async (portal) => {
    const submission = await submissionIdOf(portal, world, cycle(), 'fern-hill');
    finding = {
      challenge: null,
      submission,
      question: null,
      finding: 'The single central record had gaps, and the school asked for help with it.',
      standardCode: 'safer-recruitment',
    };
  });
  planAction(world, {
    slug: 'fern-hill',
    fate: 'open',
    number: 0,
    created: -10,
    from: () => known(finding, 'finding of the moderator'),
  });
  timeline.at(-13, '09:20', async (portal) => {
    await remind(portal, partnerAt(world, 'priya.nair'), { cycleId: cycle().id, target: 'not-started' });
  });
  timeline.at(-1, '16:50', async () => world.say(`${name}: ${settings.length} settings, half way`));
}
