import { partnershipScope, type Viewer } from '../../../app/features/accounts/viewer.ts';
import { createCycle } from '../../../app/features/cycles/commands/create-cycle.server.ts';
import { createJobRunner } from '../../../app/features/jobs/runner.server.ts';
import { getPlanner, type Planner } from '../../../app/features/upgrades/planner.server.ts';
import { jobHandlers } from '../../../app/jobs.server.ts';
import { anInstalledSuccession, type EditionsOverTime, editionsOverTime } from '../../builders/a-carried-return.ts';
import { aCycle, anInstalledEdition, anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import type { TestPortal } from '../../setup/each-database.ts';
import { settings } from '../cycles/a-cycle.ts';

export interface Cohort {
  readonly portal: TestPortal;
  readonly editions: EditionsOverTime;
  readonly partnershipId: string;
  readonly manager: Viewer;
  readonly oldCycleId: string;
  /** On the last edition, in preparation. */
  readonly cycleId: string;
  /** Alder sent on the first edition, Birch on the middle one, Cedar nothing. */
  readonly organisations: Readonly<Record<'alder' | 'birch' | 'cedar', string>>;
}

let number = 0;

const firstCodes = ['same', 'look', 'old-name', 'half-1', 'half-2', 'words', 'again', 'gone', 'branch'];
const middleCodes = ['same', 'look', 'half-1', 'half-2', 'words', 'again', 'branch'];

/** Three organisations whose last returns are of different ages, and a cycle on the newest edition. */
export async function aCohort(portal: TestPortal): Promise<Cohort> {
  const editions = editionsOverTime(`upgrade-${process.pid}-${number++}`);
  const partnershipId = await aPartnership(portal);
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId }, 'Mo Manager');
  const firstId = await anInstalledEdition(portal, editions.first);
  const middleId = await anInstalledEdition(portal, editions.middle);
  const editionId = await anInstalledEdition(portal, editions.last);
  for (const succession of editions.successions) await anInstalledSuccession(portal, succession);
  const organisations = {
    alder: await anOrganisation(portal, partnershipId, { name: 'Alder' }),
    birch: await anOrganisation(portal, partnershipId, { name: 'Birch' }),
    cedar: await anOrganisation(portal, partnershipId, { name: 'Cedar' }),
  };
  const olderCycle = await aCycle(portal, partnershipId, firstId, 'Section 11, 2024');
  const oldCycleId = await aCycle(portal, partnershipId, middleId, 'Section 11, 2025');
  await aSubmission(portal, {
    partnershipId,
    cycleId: olderCycle,
    organisationId: organisations.alder,
    edition: editions.first,
    points: Object.fromEntries(firstCodes.map((code) => [code, 'green'])),
    words: Object.fromEntries(firstCodes.map((code) => [code, `Words of ${code}.`])),
    evidence: { same: [{ title: 'Policy' }], look: [{ title: 'Minutes' }], gone: [{ title: 'Log' }] },
    submittedAt: '2024-11-22T10:00:00.000Z',
  });
  await aSubmission(portal, {
    partnershipId,
    cycleId: oldCycleId,
    organisationId: organisations.birch,
    edition: editions.middle,
    points: Object.fromEntries(middleCodes.map((code) => [code, 'amber'])),
    words: Object.fromEntries(middleCodes.map((code) => [code, `Words of ${code}.`])),
    evidence: { again: [{ title: 'Audit' }] },
    submittedAt: '2025-11-22T10:00:00.000Z',
  });
  const created = await createCycle(portal, manager, { form: { editionId, ...settings() } });
  if (!created.ok) throw new Error(JSON.stringify(created.errors));
  return { portal, editions, partnershipId, manager, oldCycleId, cycleId: created.cycleId, organisations };
}

/** The planner as the manager sees it. */
export const plannerOf = ({ portal, manager }: Pick<Cohort, 'portal' | 'manager'>, cycleId: string): Promise<Planner> =>
  getPlanner(portal, partnershipScope(manager, 'cycle.change'), cycleId);

/** Runs every job that is waiting. */
export async function runJobs(portal: TestPortal): Promise<void> {
  const runner = createJobRunner(portal, jobHandlers);
  await runner.drain();
  await runner.stop();
}
