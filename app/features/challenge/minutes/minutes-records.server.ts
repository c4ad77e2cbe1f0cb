import type { Reader } from '../../../../db/client.server.ts';
import type { RatingMark } from '../../../../pdf/models.ts';
import { roleNames } from '../../accounts/permissions.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import { listPanel } from '../candidates.server.ts';
import { getSession, listExpected } from '../queries.server.ts';
import { getSessionRecord } from '../record-queries.server.ts';
import type { Outcome, SessionStatus } from '../rules.ts';

/** What an entry says, or said. */
interface EntryState {
  readonly challenge: string;
  readonly reply: string;
  readonly outcome: Outcome;
  readonly agreed: RatingMark | null;
  readonly agreedReason: string | null;
}

/** What is recorded of one agency. */
export interface SlotRecords {
  readonly organisation: string;
  readonly startsAt: string;
  readonly minutes: number;
  readonly lead: string | null;
  readonly present: readonly string[];
  /** Who was expected and did not come; empty while nobody's attendance is recorded. */
  readonly apologies: readonly string[];
  readonly entries: readonly (EntryState & {
    readonly about: string | null;
    readonly askedBy: string;
    /** Every earlier state, oldest first, with who changed it when. */
    readonly corrections: readonly (EntryState & { readonly by: string; readonly at: string })[];
  })[];
  readonly actions: readonly {
    readonly reference: string;
    readonly what: string;
    readonly owner: string;
    readonly dueOn: string;
    readonly successMeasure: string;
  }[];
}

/** Everything that minutes are made from. */
export interface MinutesRecords {
  readonly partnershipId: string;
  readonly partnership: string;
  readonly cycle: string;
  readonly session: {
    readonly id: string;
    readonly title: string;
    readonly heldOn: string;
    readonly startsAt: string;
    readonly place: string;
    readonly chair: string | null;
    readonly chairId: string | null;
    readonly status: SessionStatus;
  };
  readonly panel: readonly { readonly name: string; readonly role: string }[];
  readonly slots: readonly SlotRecords[];
}

/** Reads what the minutes of a session are made from. An unknown or foreign id is refused as not found. */
export async function readMinutesRecords(
  db: Reader,
  scope: PartnershipScope,
  sessionId: string,
  today: string,
): Promise<MinutesRecords> {
  const session = await getSession(db, scope, sessionId, today);
  const { name } = await db
    .selectFrom('partnership')
    .select('name')
    .where('id', '=', session.partnershipId)
    .executeTakeFirstOrThrow();
  const panel = await listPanel(db, session.partnershipId, today);
  const slots: SlotRecords[] = [];
  for (const slot of session.slots) {
    const record = await getSessionRecord(db, scope, { sessionId, slotId: slot.id }, today);
    const { present, others } = record.attendance;
    const came = [...present, ...(others === '' ? [] : [others])];
    const expected = await listExpected(db, [slot.organisationId], today);
    slots.push({
      organisation: slot.organisation,
      startsAt: slot.startsAt,
      minutes: slot.minutes,
      lead: slot.lead?.name ?? null,
      present: came,
      apologies:
        came.length === 0 ? [] : [...new Set(expected.map((one) => one.name))].filter((one) => !present.includes(one)),
      entries: await withCorrections(db, session.partnershipId, record),
      actions: await readActions(
        db,
        session.partnershipId,
        record.challenges.map(({ id }) => id),
      ),
    });
  }
  return {
    partnershipId: session.partnershipId,
    partnership: name,
    cycle: session.cycle,
    session: {
      id: session.id,
      title: session.title,
      heldOn: session.heldOn,
      startsAt: session.startsAt,
      place: session.place,
      chair: session.chair?.name ?? null,
      chairId: session.chair?.id ?? null,
      status: session.status,
    },
    panel: panel.map((member) => ({ name: member.name, role: roleNames[member.role] })),
    slots,
  };
}

/** The entries of an agency, oldest first, each with what it said before it was put right. */
async function withCorrections(
  db: Reader,
  partnershipId: string,
  record: Awaited<ReturnType<typeof getSessionRecord>>,
): Promise<SlotRecords['entries']> {
  const entries = record.challenges.toReversed();
  if (entries.length === 0) return [];
  const rows = await db
    .selectFrom('challenge_before')
    .innerJoin('person', 'person.id', 'challenge_before.changed_by')
    .selectAll('challenge_before')
    .select('person.name as by')
    .where('challenge_before.partnership_id', '=', partnershipId)
    .where(
      'challenge_id',
      'in',
      entries.map(({ id }) => id),
    )
    .orderBy('challenge_before.revision')
    .execute();
  const markOf = (point: string | null): RatingMark | null =>
    record.scales.flatMap(({ points }) => points).find(({ code }) => code === point)?.mark ?? null;
  return entries.map((entry) => ({
    about: entry.about,
    askedBy: entry.askedBy,
    challenge: entry.challenge,
    reply: entry.reply,
    outcome: entry.outcome,
    agreed: entry.agreed,
    agreedReason: entry.agreedReason,
    corrections: rows
      .filter((row) => row.challenge_id === entry.id)
      .map((row) => ({
        challenge: row.challenge,
        reply: row.reply,
        outcome: row.outcome,
        agreed: markOf(row.agreed_point),
        agreedReason: row.agreed_reason,
        by: row.by,
        at: row.changed_at,
      })),
  }));
}

/** As they were given: a date that was moved since is none of the minutes. */
const readActions = async (
  db: Reader,
  partnershipId: string,
  challengeIds: readonly string[],
): Promise<SlotRecords['actions']> =>
  challengeIds.length === 0
    ? []
    : db
        .selectFrom('action')
        .select([
          'reference',
          'what',
          'owner_name as owner',
          'first_due_on as dueOn',
          'success_measure as successMeasure',
        ])
        .where('partnership_id', '=', partnershipId)
        .where('challenge_id', 'in', challengeIds)
        .orderBy('first_due_on')
        .orderBy('id')
        .execute();
