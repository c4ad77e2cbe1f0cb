/** Two charities with their people and an open cycle that asks both, for journeys that begin there. */
import { findOrAddPerson, grantRole } from '../../app/features/accounts/commands/add-person.server.ts';
import { viewerOf } from '../../app/features/accounts/queries.server.ts';
import { createCycle } from '../../app/features/cycles/commands/create-cycle.server.ts';
import { launchCycle } from '../../app/features/cycles/commands/launch-cycle.server.ts';
import { addDays } from '../../app/platform/clock.ts';
import type { Portal } from '../../app/platform/portal.ts';
import type { OrganisationKind } from '../../standards/vocabulary.ts';
import { anOrganisation } from '../builders/a-partnership.ts';
import { panel } from './a-portal.ts';
import { openBeforeStart } from './open-before-start.ts';
import type { PortalProcess } from './portal-process.ts';
import { charities, lead, secondLead, senior, stranger } from './preparing.ts';

const members = [
  { name: charities[0], people: [lead, secondLead, senior] },
  { name: charities[1], people: [stranger] },
] as const;

/**
 * Writes what `prepareTwoReturns` does in a browser, by the same commands. The partnership `brook` is there, and the portal
 * does not run.
 */
export async function writeTwoReturns(process: PortalProcess, kind: OrganisationKind = 'voluntary'): Promise<void> {
  const opened = await openBeforeStart(process);
  try {
    const { db } = opened.database;
    const { id: partnershipId } = await db
      .selectFrom('partnership')
      .select('id')
      .where('slug', '=', 'brook')
      .executeTakeFirstOrThrow();
    for (const { name, people } of members) {
      const organisationId = await anOrganisation(opened, partnershipId, { name, kind });
      await opened.database.transaction(async (trx) => {
        for (const { email, name: called, role } of people) {
          const stamp = opened.stamp();
          const person = await findOrAddPerson(trx, stamp, { email, name: called, jobTitle: null }, null);
          await grantRole(trx, stamp, person.id, { role: roleCodes[role], organisationId }, null);
        }
      });
    }
    await launch(opened);
  } finally {
    await opened.close();
  }
}

const roleCodes = { 'Safeguarding lead': 'safeguarding-lead', 'Senior board-level lead': 'senior-lead' } as const;

async function launch(opened: Portal): Promise<void> {
  const { email, name } = panel.manager;
  const { today } = opened.stamp();
  const { id } = await opened.database.db
    .selectFrom('person')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  const manager = await viewerOf(opened.database.db, { id, name, email }, today);
  const created = await createCycle(opened, manager, {
    form: {
      editionId: 'section-11/2023.1',
      name: 'Section 11, 2026',
      opensOn: today,
      dueOn: addDays(today, 40),
      moderationOn: addDays(today, 50),
      challengeOn: addDays(today, 60),
      actionsDueOn: addDays(today, 200),
    },
  });
  if (!created.ok) throw new Error(JSON.stringify(created.errors));
  await launchCycle(opened, manager, { cycleId: created.cycleId, revision: 1 });
}
