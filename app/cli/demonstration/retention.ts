import { addContact, removeContact } from '../../features/organisations/commands/membership.server.ts';
import { approveRun } from '../../features/retention/commands/decide-run.server.ts';
import { liftHold, placeHold } from '../../features/retention/commands/hold.server.ts';
import { prepareRun } from '../../features/retention/commands/prepare-run.server.ts';
import { dispose } from '../../features/retention/dispose.server.ts';
import { setLength } from '../../features/retention/lengths.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { organisationIdOf, partnerAt, viewerAt, type World } from './world.ts';

const gone = ['Morgan Vale', 'Sal Whitcombe', 'Dee Prosser'] as const;

/** Plans what an agency and the partnership do about what they keep: lengths, holds, and one run that ended. */
export function planRetention(world: World, slug: string): void {
  const { timeline } = world;
  timeline.at(-330, '10:10', async (portal) => {
    const manager = partnerAt(world, 'priya.nair');
    const organisationId = organisationIdOf(world, slug);
    for (const name of gone) {
      const contact = { name, jobTitle: 'Duty officer', email: null, telephone: null };
      await addContact(portal, manager, { organisationId, contact });
      const { id } = await portal.database.db
        .selectFrom('organisation_contact')
        .select('id')
        .where('organisation_id', '=', organisationId)
        .where('name', '=', name)
        .executeTakeFirstOrThrow();
      await removeContact(portal, manager, { organisationId, contactId: id });
    }
  });
  timeline.at(-45, '14:00', (portal) => clearContacts(portal, world, slug));
  timeline.at(-40, '09:20', async (portal) => {
    const manager = partnerAt(world, 'priya.nair');
    const owner = { kind: 'partnership', id: world.partnershipId } as const;
    await setLength(portal, manager, owner, 'challenge', {
      length: { amount: 10, unit: 'years' },
      reason: 'The partnership decided in its plan to look back over ten years of sessions.',
    });
    const what = `organisation:${organisationIdOf(world, slug)}`;
    const first = await placeHold(portal, manager, owner, {
      what,
      email: '',
      reason: 'A complaint about how an action was closed.',
    });
    if (first.placed) await liftHold(portal, manager, first.id, { reason: 'The complaint was withdrawn.' });
    await placeHold(portal, manager, owner, {
      what: `everything:${world.partnershipId}`,
      email: '',
      reason:
        'A local child safeguarding practice review may ask for how we challenged agencies. Ends with its report.',
    });
  });
}

async function clearContacts(portal: Portal, world: World, slug: string): Promise<void> {
  const lead = viewerAt(world, slug, 'safeguarding-lead');
  const owner = { kind: 'organisation', id: organisationIdOf(world, slug) } as const;
  const run = await prepareRun(portal, lead, owner, {
    lines: ['contacts'],
    reason: 'The yearly look at what we keep',
  });
  if (!run.prepared) throw new Error(run.problem);
  await approveRun(portal, lead, run.id);
  await dispose(portal, { runId: run.id });
}
