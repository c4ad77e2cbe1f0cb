import { planAction } from './actions.ts';
import type { planCycle } from './cycles.ts';
import { submissionIdOf } from './moderation.ts';
import { known, type World } from './world.ts';

/**
 * Two actions that were given after last year's return, done, checked and closed, and whose questions are red again in this
 * year's: the agency says so of one itself, and the moderator alone of the other.
 */
const closedThenRed = [
  {
    question: 'agency-and-overseas-workers',
    standardCode: 'safer-recruitment',
    finding: 'Checks on agency staff are taken on trust: nobody sees what the agency has checked.',
  },
  {
    question: 'escalation-known',
    standardCode: 'policy-escalation',
    finding: 'Housing officers do not know how to disagree with a decision of children’s social care.',
  },
] as const;

const slug = 'lanternfield-homes';

/** Plans them, from last year's return: given after the session, closed half a year before this year's is sent. */
export function planRedAgain(world: World, cycle: ReturnType<typeof planCycle>): void {
  let submission: string | undefined;
  world.timeline.at(-286, '09:20', async (portal) => {
    submission = await submissionIdOf(portal, world, cycle(), slug);
  });
  for (const [place, { question, standardCode, finding }] of closedThenRed.entries())
    planAction(world, {
      slug,
      fate: 'closed',
      number: 8 + place,
      created: -285,
      from: () => ({
        challenge: null,
        submission: known(submission, 'return of last year'),
        question,
        finding,
        standardCode,
      }),
    });
}
