import type { Trx } from '../../../../db/client.server.ts';
import { reachAlso } from '../../../../db/reach.ts';
import type { OrganisationRow } from '../../../../db/schema/organisations.table.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import type { NewEvent } from '../../audit/events.ts';
import type { PlannedRow } from '../import/compare.ts';
import { columnsOf, memberRow } from './write-organisation.server.ts';

const batch = 500;

/** Writes the rows of a plan and gives the events to record; everything of one kind in a few statements. */
export async function writeImport(
  trx: Trx,
  stamp: Stamp,
  partnershipId: string,
  actorId: string | null,
  planned: readonly PlannedRow[],
): Promise<NewEvent[]> {
  const organisations: OrganisationRow[] = [];
  const members: ReturnType<typeof memberRow>[] = [];
  const contacts: ReturnType<typeof contactRow>[] = [];
  const events: NewEvent[] = [];
  const joining = planned.flatMap(({ known }) => (known && !known.member ? [known.organisation.id] : []));
  await reachAlso(trx, joining);
  for (const { outcome, known, next, changes, contact } of planned) {
    if (outcome === 'unchanged' || !next) continue;
    const id = known?.organisation.id ?? stamp.newId();
    const tell = (type: NewEvent['type'], detail?: NewEvent['detail']) =>
      events.push({
        type,
        owner: { organisationId: id, partnershipId },
        actorId,
        subject: { kind: 'organisation', id },
        ...(detail ? { detail } : {}),
      });
    if (!known) {
      organisations.push({ id, ...columnsOf(next), created_at: stamp.now, updated_at: stamp.now, revision: 1 });
      tell('organisation.created', { imported: true });
    }
    if (!known?.member) {
      members.push(memberRow(stamp, partnershipId, id));
      tell('organisation.joined', { imported: true });
    }
    if (known && changes.length > 0) {
      await updateOrganisation(trx, stamp, known.organisation, next);
      tell('organisation.changed', { imported: true, fields: changes.map(({ field }) => field).join(', ') });
    }
    if (contact?.replaces) await updateContact(trx, contact.replaces, contact);
    else if (contact) contacts.push(contactRow(stamp, id, contact));
  }
  await reachAlso(
    trx,
    organisations.map(({ id }) => id),
  );
  for (const part of parts(organisations)) await trx.insertInto('organisation').values(part).execute();
  for (const part of parts(members)) await trx.insertInto('partnership_member').values(part).execute();
  for (const part of parts(contacts)) await trx.insertInto('organisation_contact').values(part).execute();
  return events;
}

function* parts<T>(rows: readonly T[]): Iterable<T[]> {
  for (let start = 0; start < rows.length; start += batch) yield rows.slice(start, start + batch);
}

async function updateOrganisation(
  trx: Trx,
  stamp: Stamp,
  current: { readonly id: string; readonly revision: number },
  next: NonNullable<PlannedRow['next']>,
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('organisation')
    .set({ ...columnsOf(next), updated_at: stamp.now, revision: current.revision + 1 })
    .where('id', '=', current.id)
    .where('revision', '=', current.revision)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) throw notNow('Somebody else changed the directory just now: apply the file again');
}

const updateContact = (trx: Trx, id: string, contact: NonNullable<PlannedRow['contact']>) =>
  trx
    .updateTable('organisation_contact')
    .set({ name: contact.name, job_title: contact.jobTitle, email: contact.email })
    .where('id', '=', id)
    .execute();

const contactRow = (stamp: Stamp, organisationId: string, contact: NonNullable<PlannedRow['contact']>) => ({
  id: stamp.newId(),
  organisation_id: organisationId,
  name: contact.name,
  job_title: contact.jobTitle,
  email: contact.email,
  telephone: null,
  created_at: stamp.now,
  removed_at: null,
});
