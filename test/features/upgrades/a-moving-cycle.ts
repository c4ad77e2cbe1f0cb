import { partnershipScope, type Viewer } from '../../../app/features/accounts/viewer.ts';
import { createCycle } from '../../../app/features/cycles/commands/create-cycle.server.ts';
import { launchCycle } from '../../../app/features/cycles/commands/launch-cycle.server.ts';
import { getCycle } from '../../../app/features/cycles/queries.server.ts';
import { carryForward } from '../../../app/features/returns/commands/carry-forward.server.ts';
import { type MoveOutcome, moveReturns } from '../../../app/features/upgrades/commands/move-returns.server.ts';
import { seenOf } from '../../../app/features/upgrades/move-target.server.ts';
import { listUnsent } from '../../../app/features/upgrades/return-rows.server.ts';
import { anInstalledSuccession, type EditionsOverTime, editionsOverTime } from '../../builders/a-carried-return.ts';
import { answer, attachLink, rated, type World } from '../../builders/a-filled-return.ts';
import { aLocalPart } from '../../builders/a-local-part.ts';
import { anInstalledEdition, anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import type { TestPortal } from '../../setup/each-database.ts';
import { settings } from '../cycles/a-cycle.ts';

export interface MovingCycle {
  readonly portal: TestPortal;
  readonly editions: EditionsOverTime;
  readonly partnershipId: string;
  readonly manager: Viewer;
  readonly cycleId: string;
  /** Returns on the first edition: Alder's and Birch's. */
  readonly alder: World;
  readonly birch: World;
  readonly ids: { readonly first: string; readonly middle: string; readonly last: string };
}

let number = 0;

/** An open cycle on the first of three editions, with two returns that were opened and hold no answer. */
export async function aMovingCycle(
  portal: TestPortal,
  { localQuestions = false }: { readonly localQuestions?: boolean } = {},
): Promise<MovingCycle> {
  const editions = editionsOverTime(`moving-${process.pid}-${number++}`);
  const partnershipId = await aPartnership(portal);
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId }, 'Mo Manager');
  const ids = {
    first: await anInstalledEdition(portal, editions.first),
    middle: await anInstalledEdition(portal, editions.middle),
    last: await anInstalledEdition(portal, editions.last),
  };
  for (const succession of editions.successions) await anInstalledSuccession(portal, succession);
  const organisations = [
    await anOrganisation(portal, partnershipId, { name: 'Alder' }),
    await anOrganisation(portal, partnershipId, { name: 'Birch' }),
  ];
  const created = await createCycle(portal, manager, { form: { editionId: ids.first, ...settings() } });
  if (!created.ok) throw new Error(JSON.stringify(created.errors));
  const { cycleId } = created;
  if (localQuestions)
    await portal.database.db
      .insertInto('local_part')
      .values({
        partnership_id: partnershipId,
        cycle_id: cycleId,
        document: JSON.stringify(aLocalPart()),
        revision: 1,
        updated_at: portal.stamp().now,
        updated_by: manager.personId,
      })
      .execute();
  await launchCycle(portal, manager, { cycleId, revision: 1 });
  const [alder, birch] = await Promise.all(
    organisations.map(async (organisationId): Promise<World> => {
      const { id } = await portal.database.db
        .selectFrom('agency_return')
        .select('id')
        .where('cycle_id', '=', cycleId)
        .where('organisation_id', '=', organisationId)
        .executeTakeFirstOrThrow();
      await carryForward(portal, { returnId: id });
      const lead = await aViewer(portal, { role: 'safeguarding-lead', organisationId }, 'Lee Lead');
      const edition = localQuestions
        ? { ...editions.first, standards: [...editions.first.standards, ...aLocalPart().standards] }
        : editions.first;
      return { edition, partnershipId, organisationId, cycleId, returnId: id, lead };
    }),
  );
  if (!alder || !birch) throw new Error('A return was not opened');
  return { portal, editions, partnershipId, manager, cycleId, alder, birch, ids };
}

const everything = ['same', 'look', 'old-name', 'half-1', 'half-2', 'words', 'again', 'gone', 'branch'];

/** Alder answers every question of the first edition, green where nothing else is said, with evidence beside some. */
export async function alderAnswers({ portal, alder }: MovingCycle): Promise<void> {
  await answer(
    portal,
    alder,
    Object.fromEntries(
      everything.map((code) => [code, rated(code === 'old-name' ? 'amber' : 'green', `Words of ${code}.`)]),
    ),
  );
  for (const code of ['same', 'look', 'again', 'gone']) await attachLink(portal, alder, code, `Evidence of ${code}`);
}

/** Presses the button that the preview shows now. */
export async function move(
  cycle: MovingCycle,
  targetId: string,
  parts: { revision?: number; seen?: string } = {},
): Promise<MoveOutcome> {
  const { portal, manager, cycleId } = cycle;
  const { db } = portal.database;
  const now = await getCycle(db, partnershipScope(manager, 'cycle.change'), cycleId);
  return moveReturns(portal, manager, {
    cycleId,
    revision: now.revision,
    seen: seenOf(await listUnsent(db, now)),
    targetId,
    reason: 'The new guidance is in force from April.',
    ...parts,
  });
}

/** Moves, and gives the id of the move. */
export async function moved(cycle: MovingCycle, targetId: string): Promise<string> {
  const outcome = await move(cycle, targetId);
  if (!outcome.ok) throw new Error('The returns were not moved');
  return outcome.moveId;
}

/** Everything of a return that an undo must put back: every row, in every column but the revision of the return. */
export async function everythingOf({ portal }: MovingCycle, { returnId }: World): Promise<unknown> {
  const { db } = portal.database;
  const rowsOf = async (
    table:
      | 'answer'
      | 'answer_revision'
      | 'evidence_use'
      | 'standard_progress'
      | 'carried_answer'
      | 'sign_off'
      | 'sign_off_request'
      | 'carry_forward',
  ) =>
    (await db.selectFrom(table).selectAll().where('return_id', '=', returnId).execute())
      .map((row) => JSON.stringify(row))
      .toSorted();
  const { revision, ...row } = await db
    .selectFrom('agency_return')
    .selectAll()
    .where('id', '=', returnId)
    .executeTakeFirstOrThrow();
  return {
    row,
    answers: await rowsOf('answer'),
    revisions: await rowsOf('answer_revision'),
    uses: await rowsOf('evidence_use'),
    progress: await rowsOf('standard_progress'),
    carried: await rowsOf('carried_answer'),
    forward: await rowsOf('carry_forward'),
    signOffs: await rowsOf('sign_off'),
    requests: await rowsOf('sign_off_request'),
  };
}
