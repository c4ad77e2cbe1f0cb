import { giveAuthority } from '../../features/submissions/authorities/give-authority.server.ts';
import { recordMeeting } from '../../features/submissions/meetings/record-meeting.server.ts';
import { known, type LaunchedCycle, organisationIdOf, viewerAt, type World } from './world.ts';

/** Who may sign for the head of Gosling Green, whose return waits for two signatures. */
export const delegate = { email: 'miriam.hale@gosling-green.example', name: 'Miriam Hale', jobTitle: 'Deputy head' };

/** Meetings of governors: by setting, how many days ago it was, and how many days ago somebody recorded it. */
const meetings = {
  millrace: { held: -20, recorded: -18, role: 'safeguarding-lead', minuteReference: 'GB 14/3' },
  pinewell: { held: -7, recorded: -5, role: 'chair-of-governors', minuteReference: null },
} as const;

/** What stands beside signatures: an authority to sign for somebody, and meetings of governors. */
export function planSigning(world: World, cycle: () => LaunchedCycle): void {
  const { timeline } = world;
  timeline.at(-10, '12:15', async (portal) => {
    const given = await giveAuthority(portal, viewerAt(world, 'gosling-green', 'headteacher'), {
      organisationId: organisationIdOf(world, 'gosling-green'),
      form: {
        signatory: 'headteacher',
        email: delegate.email,
        personName: delegate.name,
        personJobTitle: delegate.jobTitle,
        fromOn: portal.stamp().today,
        toOn: timeline.day(60),
        reason: 'The head leads another school of the trust two days a week until the end of term.',
        document: 'Minutes of the governing board, item 6',
      },
    });
    if (!given.ok) throw new Error('The authority at Gosling Green was refused');
  });
  for (const [slug, { held, recorded, role, minuteReference }] of Object.entries(meetings))
    timeline.at(recorded, '10:05', async (portal) => {
      const saved = await recordMeeting(portal, viewerAt(world, slug, role), {
        returnId: known(cycle().returns.get(organisationIdOf(world, slug)), `return of ${slug}`),
        seen: 0,
        form: { heldOn: timeline.day(held), body: 'Full governing board', minuteReference },
      });
      if (saved.outcome !== 'saved') throw new Error(`The meeting at ${slug} was ${saved.outcome}`);
    });
}
