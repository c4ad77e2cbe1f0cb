import { z } from 'zod';
import type { Trx } from '../../../../db/client.server.ts';
import type { HandOverRow } from '../../../../db/schema/organisations.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { roleNames } from '../../accounts/permissions.ts';
import { mayInOrganisation, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import { runsPartnershipOf } from '../colleagues.server.ts';

/** A grant of a role as it stood before the hand-over gave it an end. */
const shortenedSchema = z.array(z.strictObject({ grant: z.string(), to: z.string().nullable() }));
const givenSchema = z.array(z.string());

/**
 * Cancels a hand-over before its day: whoever has the role keeps it, with every other role that was to end with it, and
 * whoever was to have it never does. A lead cancels their own; whoever runs the partnership cancels any. Both people are
 * told, but for the one who did it. Refuses one of somebody else as unknown, and one whose day has come.
 */
export async function cancelHandOver(
  portal: Portal,
  viewer: Viewer,
  { organisationId, handOverId }: { readonly organisationId: string; readonly handOverId: string },
): Promise<void> {
  const isOwn = mayInOrganisation(viewer, 'people.change', organisationId);
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const runs = await runsPartnershipOf(trx, viewer, organisationId);
    if (!isOwn && !runs) throw notFound();
    // Held first, as the hand-over itself does, so that two changes of who leads come one after the other.
    const { name } = await trx
      .updateTable('organisation')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where('id', '=', organisationId)
      .returning('name')
      .executeTakeFirstOrThrow();
    const planned = await trx
      .selectFrom('hand_over')
      .selectAll()
      .where('id', '=', handOverId)
      .where('organisation_id', '=', organisationId)
      .executeTakeFirst();
    if (!planned || !(runs || planned.from_person_id === viewer.personId)) throw notFound();
    if (planned.cancelled_at !== null || planned.on_day <= stamp.today)
      throw notNow('This hand-over has happened or was cancelled already: load the page again to see who leads');
    await undo(trx, planned);
    await trx
      .updateTable('hand_over')
      .set({ cancelled_at: stamp.now, cancelled_by: viewer.personId })
      .where('id', '=', handOverId)
      .where('organisation_id', '=', organisationId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'role.hand-over-cancelled',
      owner: { organisationId },
      actorId: viewer.personId,
      subject: { kind: 'person', id: planned.to_person_id },
      detail: { role: planned.role, from: planned.from_person_id, on: planned.on_day },
    });
    await tell(portal, { trx, stamp, viewer }, planned, name);
  });
}

/** Roles that have not begun are taken out, and those that were to end go on as long as they did before. */
async function undo(trx: Trx, { organisation_id, on_day, given, shortened }: HandOverRow): Promise<void> {
  const begun = givenSchema.parse(JSON.parse(given));
  if (begun.length > 0)
    await trx
      .deleteFrom('role_grant')
      .where('id', 'in', begun)
      .where('organisation_id', '=', organisation_id)
      .where('from_on', '=', on_day)
      .execute();
  for (const { grant, to } of shortenedSchema.parse(JSON.parse(shortened)))
    await trx
      .updateTable('role_grant')
      .set({ to_on: to })
      .where('id', '=', grant)
      .where('organisation_id', '=', organisation_id)
      // One that was ended earlier since stays ended.
      .where('to_on', '=', on_day)
      .execute();
}

async function tell(
  portal: Portal,
  { trx, stamp, viewer }: { readonly trx: Trx; readonly stamp: Stamp; readonly viewer: Viewer },
  planned: HandOverRow,
  organisation: string,
): Promise<void> {
  const people = await trx
    .selectFrom('person')
    .select(['id', 'email'])
    .where('id', 'in', [planned.to_person_id, planned.from_person_id ?? planned.to_person_id])
    .where('id', '<>', viewer.personId)
    .where('deactivated_at', 'is', null)
    .execute();
  const fields = {
    organisation,
    role: roleNames['safeguarding-lead'].toLowerCase(),
    day: dayInWords(planned.on_day),
    address: portal.config.publicOrigin,
  };
  const messages = people.map(({ id, email }) => ({
    fields,
    to: { address: email, personId: id },
    reference: `hand-over-cancelled:${planned.id}:${id}`,
    organisationId: planned.organisation_id,
  }));
  await queueMessages(trx, stamp, 'hand-over-cancelled', messages);
}
