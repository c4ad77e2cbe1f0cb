import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { createCycle } from '../../../app/features/cycles/commands/create-cycle.server.ts';
import { launchCycle } from '../../../app/features/cycles/commands/launch-cycle.server.ts';
import type { NewCycle } from '../../../app/features/cycles/schema.ts';
import { anInstalledEdition, anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { anEdition, aProfileQuestion, aQuestion, aStandard } from '../../builders/an-edition.ts';
import type { TestPortal } from '../../setup/each-database.ts';

/** Two standards: the second has a question for the police alone, one for those who answer yes, and one that may stay empty. */
export const agencyEdition = anEdition({
  profile: [aProfileQuestion('sites', { answer: { type: 'number' } })],
  standards: [
    aStandard('a1', [aQuestion('a1-rating'), aQuestion('a1-more', { required: false })]),
    aStandard('a2', [aQuestion('a2-rating'), aQuestion('a2-police', { appliesTo: { kind: ['police'] } })]),
  ],
});

/** One standard for all settings, one for those that board, by the profile. */
export const settingEdition = anEdition({
  set: 'school-set',
  sector: 'setting',
  profile: [
    aProfileQuestion('boarding'),
    aProfileQuestion('roll', { answer: { type: 'number', max: 5000 } }),
    aProfileQuestion('in-trust', { appliesTo: { kind: ['academy'] } }),
  ],
  signOff: [{ code: 'headteacher', title: 'Headteacher', declaration: 'I have read this return.' }],
  standards: [
    aStandard('e1', [aQuestion('e1-rating')]),
    aStandard('e2', [aQuestion('e2-boarding', { appliesTo: { flag: 'boarding' } })]),
  ],
});

export const settings = (parts: Partial<NewCycle> = {}) => ({
  name: 'Section 11, 2026',
  opensOn: '2026-11-02',
  dueOn: '2026-12-11',
  moderationOn: '2027-01-29',
  challengeOn: '2027-02-26',
  actionsDueOn: '2027-03-31',
  ...parts,
});

export interface Place {
  readonly portal: TestPortal;
  readonly partnershipId: string;
  readonly manager: Viewer;
  /** The business manager of another partnership. */
  readonly stranger: Viewer;
  readonly editionId: string;
}

/** A partnership with a manager and the agency edition installed; nobody in it yet. */
export async function aPlace(portal: TestPortal): Promise<Place> {
  const partnershipId = await aPartnership(portal);
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
  const elsewhere = await aPartnership(portal, 'elsewhere');
  const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere });
  return { portal, partnershipId, manager, stranger, editionId: await anInstalledEdition(portal, agencyEdition) };
}

/** Organisations with a safeguarding lead each, by name. */
export async function agencies({ portal, partnershipId }: Place, names: readonly string[]): Promise<string[]> {
  const ids: string[] = [];
  for (const name of names) {
    const organisationId = await anOrganisation(portal, partnershipId, { name });
    await aViewer(portal, { role: 'safeguarding-lead', organisationId });
    ids.push(organisationId);
  }
  return ids;
}

export async function draftCycle(
  { portal, manager, editionId }: Place,
  parts: Partial<NewCycle> = {},
): Promise<string> {
  const created = await createCycle(portal, manager, { form: { editionId, ...settings(parts), ...parts } });
  if (!created.ok) throw new Error(JSON.stringify(created.errors));
  return created.cycleId;
}

export async function launchedCycle(place: Place, parts: Partial<NewCycle> = {}): Promise<string> {
  const cycleId = await draftCycle(place, parts);
  await launchCycle(place.portal, place.manager, { cycleId, revision: 1 });
  return cycleId;
}

/** The id of an organisation's return in a cycle. */
export async function returnOf({ portal }: Place, cycleId: string, organisationId: string): Promise<string> {
  const { id } = await portal.database.db
    .selectFrom('agency_return')
    .select('id')
    .where('cycle_id', '=', cycleId)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return id;
}

/** Puts a return at a stage, as its own people would. */
export async function setStage(
  { portal }: Place,
  returnId: string,
  status: 'in-progress' | 'awaiting-sign-off' | 'signed' | 'submitted' | 'closed',
): Promise<void> {
  await portal.database.db.updateTable('agency_return').set({ status }).where('id', '=', returnId).execute();
}
