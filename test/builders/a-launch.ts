import { createCycle } from '../../app/features/cycles/commands/create-cycle.server.ts';
import { launchCycle } from '../../app/features/cycles/commands/launch-cycle.server.ts';
import { addDays } from '../../app/platform/clock.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { anInstalledEdition, anOrganisation, aPartnership, aViewer } from './a-partnership.ts';
import { anEdition } from './an-edition.ts';

/**
 * Launches two cycles to so many settings and agencies, each with a safeguarding lead who is written to. Gives how long
 * the launches themselves took, in milliseconds.
 */
export async function aLaunch(
  portal: Portal,
  { settings, agencies }: { readonly settings: number; readonly agencies: number },
): Promise<number> {
  const partnershipId = await aPartnership(portal);
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  const { today } = portal.stamp();
  const body = async (kind: 'maintained-school' | 'police', number: number) => {
    const phase = kind === 'police' ? null : 'primary';
    const organisationId = await anOrganisation(portal, partnershipId, { kind, phase, name: `${kind} ${number}` });
    await aViewer(portal, { role: 'safeguarding-lead', organisationId });
  };
  for (let number = 0; number < settings; number += 1) await body('maintained-school', number);
  for (let number = 0; number < agencies; number += 1) await body('police', number);
  let took = 0;
  for (const sector of ['setting', 'agency'] as const) {
    const editionId = await anInstalledEdition(portal, anEdition({ set: `launch-${sector}`, sector }));
    const created = await createCycle(portal, manager, {
      form: {
        editionId,
        name: `Launch, ${sector}`,
        opensOn: today,
        dueOn: addDays(today, 60),
        moderationOn: addDays(today, 90),
        challengeOn: addDays(today, 120),
        actionsDueOn: addDays(today, 200),
      },
    });
    if (!created.ok) throw new Error(JSON.stringify(created.errors));
    const start = performance.now();
    await launchCycle(portal, manager, { cycleId: created.cycleId, revision: 1 });
    took += performance.now() - start;
  }
  return took;
}
