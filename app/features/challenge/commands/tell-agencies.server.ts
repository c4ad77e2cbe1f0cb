import type { Reader, Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { clockInWords, dayInWords } from '../../../platform/words.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { listExpected } from '../queries.server.ts';
import { lockSession } from './lock-session.server.ts';

interface SlotToTell {
  readonly id: string;
  readonly organisation_id: string;
  readonly organisation: string;
  readonly return_id: string;
  readonly starts_at: string;
}

/** What a message about a slot is known by: the same date and time is told once. */
const messageReference = (
  slot: { readonly id: string; readonly starts_at: string },
  heldOn: string,
  personId: string,
) => `session-scheduled:${slot.id}:${heldOn}:${slot.starts_at}:${personId}`;

/** Tells the safeguarding leads of every agency when they are expected; a time already told is not told again. */
export async function queueSessionMessages(
  trx: Trx,
  stamp: Stamp,
  origin: string,
  session: { readonly id: string; readonly partnership_id: string; readonly title: string; readonly held_on: string },
): Promise<void> {
  const slots = await slotsOf(trx, session.id);
  const leads = await leadsOf(trx, slots, stamp.today);
  for (const slot of slots) {
    for (const lead of leads.filter(({ organisationId }) => organisationId === slot.organisation_id)) {
      await queueMessage(trx, stamp, {
        template: 'session-scheduled',
        fields: {
          session: session.title,
          organisation: slot.organisation,
          day: dayInWords(session.held_on),
          time: clockInWords(slot.starts_at),
          address: `${origin}/returns/${slot.return_id}`,
        },
        to: { address: lead.email, personId: lead.personId },
        reference: messageReference(slot, session.held_on, lead.personId),
        organisationId: slot.organisation_id,
        partnershipId: session.partnership_id,
      });
    }
  }
}

/** Tells the agencies whose time is not the one they were last told. */
export async function tellAgencies(portal: Portal, viewer: Viewer, sessionId: string): Promise<void> {
  const scope = partnershipScope(viewer, 'session.change');
  await portal.database.transaction(async (trx) => {
    const session = await lockSession(trx, scope, sessionId);
    await queueSessionMessages(trx, portal.stamp(), portal.config.publicOrigin, session);
  });
}

/** The organisations of a session with a safeguarding lead who has not been told the time that stands now. */
export async function listUntold(
  db: Reader,
  session: { readonly id: string; readonly heldOn: string },
  today: string,
): Promise<readonly string[]> {
  const slots = await slotsOf(db, session.id);
  const leads = await leadsOf(db, slots, today);
  const wanted = slots.flatMap((slot) =>
    leads
      .filter(({ organisationId }) => organisationId === slot.organisation_id)
      .map((lead) => ({
        organisation: slot.organisation,
        reference: messageReference(slot, session.heldOn, lead.personId),
      })),
  );
  if (wanted.length === 0) return [];
  const told = await db
    .selectFrom('outbox_message')
    .select('reference')
    .where(
      'reference',
      'in',
      wanted.map(({ reference }) => reference),
    )
    .execute();
  const known = new Set(told.map(({ reference }) => reference));
  return [...new Set(wanted.filter(({ reference }) => !known.has(reference)).map(({ organisation }) => organisation))];
}

async function slotsOf(db: Reader, sessionId: string): Promise<SlotToTell[]> {
  return db
    .selectFrom('session_slot')
    .innerJoin('organisation', 'organisation.id', 'session_slot.organisation_id')
    .innerJoin('submission', 'submission.id', 'session_slot.submission_id')
    .select([
      'session_slot.id',
      'session_slot.organisation_id',
      'organisation.name as organisation',
      'submission.return_id',
      'session_slot.starts_at',
    ])
    .where('session_slot.session_id', '=', sessionId)
    .orderBy('session_slot.position')
    .execute();
}

async function leadsOf(db: Reader, slots: readonly SlotToTell[], today: string) {
  const people = await listExpected(
    db,
    slots.map((slot) => slot.organisation_id),
    today,
  );
  return people.filter(({ role }) => role === 'safeguarding-lead');
}
