import { requestWords as words } from '../../../db/seed/request-words.ts';
import { askForInformation } from '../../features/registers/requests/commands/ask-for-information.server.ts';
import {
  answerForRequest,
  answerRequest,
  closeRequest,
} from '../../features/registers/requests/commands/update-request.server.ts';
import { newRequestSchema } from '../../features/registers/requests/schema.ts';
import type { Saved } from '../../platform/page-forms.ts';
import type { Portal } from '../../platform/portal.ts';
import { organisationIdOf, partnerAt, viewerAt, type World } from './world.ts';

/** Requests in each state: answered and closed, overdue, waiting, and one to a body without an account. */
export function planRequests(world: World): void {
  const { timeline } = world;
  const manager = () => partnerAt(world, 'priya.nair');
  const ask = (portal: Portal, to: { slug?: string; body?: string }, asked: string, due: number) =>
    must(
      askForInformation(
        portal,
        manager(),
        newRequestSchema.parse({
          organisation: to.slug === undefined ? '' : organisationIdOf(world, to.slug),
          body: to.body ?? '',
          asked,
          basis: 'children-act-16h',
          dueOn: timeline.day(due),
        }),
      ),
    );
  let answered = '';
  timeline.at(-80, '10:50', async (portal) => {
    answered = await ask(portal, { slug: 'fenlow-hospitals' }, words.answered.asked, -59);
  });
  timeline.at(-66, '10:55', async (portal) => {
    const lead = viewerAt(world, 'fenlow-hospitals', 'safeguarding-lead');
    await must(answerRequest(portal, lead, answered, { note: words.answered.answer, evidence: null }));
  });
  timeline.at(-60, '10:55', async (portal) => {
    await must(closeRequest(portal, manager(), answered, { revision: 2, note: words.answered.close }));
  });
  timeline.at(-33, '10:50', async (portal) => {
    await ask(portal, { slug: 'ashvale-district' }, words.overdue.asked, -12);
  });
  let outside = '';
  timeline.at(-30, '10:50', async (portal) => {
    outside = await ask(portal, { body: words.body.name }, words.body.asked, -9);
  });
  timeline.at(-14, '10:50', async (portal) => {
    const { answer: note, givenBy } = words.body;
    const given = { what: 'answered' as const, note, givenBy, givenOn: timeline.day(-15) };
    await must(answerForRequest(portal, manager(), outside, given));
  });
  timeline.at(-4, '10:50', async (portal) => {
    await ask(portal, { slug: 'brookmere-swimming' }, words.open.asked, 17);
  });
}

async function must(saving: Promise<Saved>): Promise<string> {
  const saved = await saving;
  if (!saved.saved) throw new Error(`A request of the demonstration was refused: ${saved.problem}`);
  return saved.id;
}
