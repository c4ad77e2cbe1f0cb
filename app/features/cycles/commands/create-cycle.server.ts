import type { Trx } from '../../../../db/client.server.ts';
import { kindsOf } from '../../../../standards/reach.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { partnershipIn } from '../../organisations/commands/write-organisation.server.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { fitting } from '../cohort.server.ts';
import { getCycle } from '../queries.server.ts';
import { cycleDates } from '../rules.ts';
import type { Cycle, CycleSettings, NewCycle } from '../schema.ts';

const dateColumns = (form: CycleSettings) => ({
  opens_on: form.opensOn,
  due_on: form.dueOn,
  moderation_on: form.moderationOn,
  challenge_on: form.challengeOn,
  actions_due_on: form.actionsDueOn,
});

/**
 * Prepares a cycle on a published edition. Everybody who fits is in it at first; the last cycle of the same partnership
 * on the same set of standards becomes its previous one. Refuses, at the field, an edition that is not published.
 */
export async function createCycle(
  portal: Portal,
  viewer: Viewer,
  input: { readonly partnershipId?: string | undefined; readonly form: NewCycle },
): Promise<{ readonly ok: true; readonly cycleId: string } | { readonly ok: false; readonly errors: FieldErrors }> {
  const partnershipId = partnershipIn(partnershipScope(viewer, 'cycle.change'), input.partnershipId);
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { form } = input;
    const edition = await trx
      .selectFrom('standard_edition')
      .select(['id', 'set_code', 'sha256', 'status'])
      .where('id', '=', form.editionId)
      .where('partnership_id', 'is', null)
      .executeTakeFirst();
    if (edition?.status !== 'published')
      return { ok: false, errors: { editionId: ['Choose one of the published standards in the list'] } };
    const cycleId = stamp.newId();
    await trx
      .insertInto('cycle')
      .values({
        id: cycleId,
        partnership_id: partnershipId,
        edition_id: edition.id,
        previous_cycle_id: await findPreviousCycle(trx, partnershipId, edition.set_code),
        name: form.name,
        status: 'draft',
        ...dateColumns(form),
        launched_at: null,
        closed_at: null,
        created_by: viewer.personId,
        created_at: stamp.now,
        revision: 1,
      })
      .execute();
    const kinds = kindsOf((await getEdition(trx, edition.id, edition.sha256)).edition);
    const everybody = await fitting(trx, { id: cycleId, partnershipId, kinds }).select('organisation.id').execute();
    await addToCohort(
      trx,
      { id: cycleId, partnershipId },
      everybody.map(({ id }) => id),
    );
    await recordEvent(trx, stamp, {
      type: 'cycle.created',
      owner: { partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'cycle', id: cycleId },
      detail: { edition: edition.id, organisations: everybody.length },
    });
    return { ok: true, cycleId };
  });
}

async function findPreviousCycle(trx: Trx, partnershipId: string, setCode: string): Promise<string | null> {
  const previous = await trx
    .selectFrom('cycle')
    .innerJoin('standard_edition', 'standard_edition.id', 'cycle.edition_id')
    .select('cycle.id')
    .where('cycle.partnership_id', '=', partnershipId)
    .where('standard_edition.set_code', '=', setCode)
    .where('cycle.launched_at', 'is not', null)
    .orderBy('cycle.launched_at', 'desc')
    .executeTakeFirst();
  return previous?.id ?? null;
}

const batch = 500;

/** Puts organisations into the cohort of a cycle; one that is in already stays. */
export async function addToCohort(
  trx: Trx,
  cycle: Pick<Cycle, 'id' | 'partnershipId'>,
  organisationIds: readonly string[],
): Promise<void> {
  for (let start = 0; start < organisationIds.length; start += batch)
    await trx
      .insertInto('cycle_cohort')
      .values(
        organisationIds.slice(start, start + batch).map((organisationId) => ({
          partnership_id: cycle.partnershipId,
          cycle_id: cycle.id,
          organisation_id: organisationId,
        })),
      )
      .onConflict((conflict) => conflict.columns(['cycle_id', 'organisation_id']).doNothing())
      .execute();
}

export type ChangedCycle =
  | { readonly ok: true }
  | { readonly ok: false; readonly errors: FieldErrors }
  /** Somebody else saved first: what is stored now, to show beside what was typed. */
  | { readonly ok: false; readonly current: Cycle };

/**
 * Changes the name and the dates of a cycle that is not closed. Once launched its opening day stays, and a new due date
 * moves every unsent return that has not been given a date of its own.
 */
export async function changeCycle(
  portal: Portal,
  viewer: Viewer,
  input: { readonly cycleId: string; readonly revision: number; readonly form: CycleSettings },
): Promise<ChangedCycle> {
  const scope = partnershipScope(viewer, 'cycle.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { form } = input;
    const cycle = await getCycle(trx, scope, input.cycleId);
    if (cycle.revision !== input.revision) return { ok: false, current: cycle };
    if (cycle.status === 'closed') throw notNow('This cycle is closed: its name and dates stay as they are');
    if (cycle.status === 'open' && form.opensOn !== cycle.opensOn)
      return { ok: false, errors: { opensOn: ['The cycle is open: its opening day stays as it is'] } };
    const changed = [
      ...(form.name === cycle.name ? [] : ['name']),
      ...cycleDates.map(({ field }) => field).filter((field) => form[field] !== cycle[field]),
    ];
    if (changed.length === 0) return { ok: true };
    const { numUpdatedRows } = await trx
      .updateTable('cycle')
      .set({ name: form.name, ...dateColumns(form), revision: cycle.revision + 1 })
      .where('id', '=', cycle.id)
      .where('partnership_id', '=', cycle.partnershipId)
      .where('revision', '=', cycle.revision)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return { ok: false, current: await getCycle(trx, scope, input.cycleId) };
    if (form.dueOn !== cycle.dueOn)
      await trx
        .updateTable('agency_return')
        .set({ due_on: form.dueOn })
        .where('partnership_id', '=', cycle.partnershipId)
        .where('cycle_id', '=', cycle.id)
        .where('due_on', '=', cycle.dueOn)
        .where('status', 'not in', ['submitted', 'closed'])
        .execute();
    await recordEvent(trx, stamp, {
      type: 'cycle.changed',
      owner: { partnershipId: cycle.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'cycle', id: cycle.id },
      detail: { fields: changed.join(' ') },
    });
    return { ok: true };
  });
}
