import { invitePerson } from '../../features/challenge/commands/invite.server.ts';
import { answerQuestion, replyToInvitation } from '../../features/challenge/commands/reply.server.ts';
import { listInvitations } from '../../features/challenge/invited/invitations.server.ts';
import type { InvitationReply } from '../../features/challenge/schema.ts';
import type { Portal } from '../../platform/portal.ts';
import { known, organisationIdOf, partnerAt, viewerAt, type World } from './world.ts';

const coming: Pick<InvitationReply, 'reply' | 'takesPart' | 'question' | 'substituteName' | 'substituteEmail'> = {
  reply: 'accepted',
  takesPart: 'in-person',
  question: '',
  substituteName: '',
  substituteEmail: '',
};

/** What the leads of the first agencies reply; the others have not replied yet. */
const replies = [
  coming,
  { ...coming, takesPart: 'by-link' as const, question: 'May our training manager join us for the second half?' },
  {
    ...coming,
    reply: 'declined' as const,
    substituteName: 'Morgan Ellis',
    substituteEmail: 'morgan.ellis@independent.example',
  },
];

/** Plans who is asked to a session beside its leads, and what they reply. */
export function planInvitationReplies(world: World, sessionId: () => string, slugs: readonly string[]): void {
  const { timeline } = world;
  timeline.at(-9, '10:40', async (portal) => {
    const manager = partnerAt(world, 'priya.nair');
    const asked = { organisation: null, name: '', email: '', takesPart: 'in-person' as const };
    for (const [name, capacity] of [
      ['grace.adeyemi', 'partner'],
      ['tom.ashdown', 'scribe'],
    ] as const)
      await invitePerson(portal, manager, sessionId(), {
        ...asked,
        capacity,
        known: `person:${partnerAt(world, name).personId}`,
      });
    const [first] = slugs;
    if (first)
      await invitePerson(portal, manager, sessionId(), {
        ...asked,
        capacity: 'agency',
        organisation: organisationIdOf(world, first),
        known: null,
        name: 'Robin Carey',
        email: 'robin.carey@independent.example',
        takesPart: 'by-link',
      });
  });
  timeline.at(-7, '15:20', async (portal) => {
    for (const [at, reply] of replies.entries()) {
      const slug = slugs[at];
      if (slug) await replyOf(portal, world, sessionId(), slug, reply);
    }
    const chair = await invitationOf(portal, world, sessionId(), (one) => one.capacity === 'chair');
    await replyToInvitation(portal, partnerAt(world, 'helen.marchetti'), sessionId(), {
      ...coming,
      invitation: chair.id,
      revision: chair.revision,
    });
  });
  timeline.at(-6, '16:10', async (portal) => {
    const asked = await invitationOf(portal, world, sessionId(), (one) => one.question !== '');
    await answerQuestion(portal, partnerAt(world, 'priya.nair'), sessionId(), {
      invitation: asked.id,
      answer: 'Yes. Please send us their address and we will invite them too.',
    });
  });
}

async function replyOf(
  portal: Portal,
  world: World,
  sessionId: string,
  slug: string,
  reply: (typeof replies)[number],
): Promise<void> {
  const lead = viewerAt(world, slug, 'safeguarding-lead');
  const own = await invitationOf(portal, world, sessionId, (one) => one.personId === lead.personId);
  await replyToInvitation(portal, lead, sessionId, { ...reply, invitation: own.id, revision: own.revision });
}

async function invitationOf(
  portal: Portal,
  world: World,
  sessionId: string,
  fits: (one: Awaited<ReturnType<typeof listInvitations>>[number]) => boolean,
) {
  const all = await listInvitations(portal.database.db, world.partnershipId, sessionId);
  return known(all.find(fits), 'invitation');
}
