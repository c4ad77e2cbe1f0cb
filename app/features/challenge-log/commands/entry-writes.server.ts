import type { Trx } from '../../../../db/client.server.ts';
import type { ChallengeLogEntryRow, ChallengeLogUpdateRow } from '../../../../db/schema/challenge-log.table.ts';
import type { Stamp } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { EventType } from '../../audit/events.ts';
import { type EntryMove, riskScore, statusAfter } from '../rules.ts';
import type { CloseEntry } from '../schema.ts';
import { ownerOf } from './owner.ts';

/** Reads an entry and holds its row until the transaction ends, so that two writers decide one after the other. */
export const held = (trx: Trx, entryId: string) =>
  trx
    .updateTable('challenge_log_entry')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', entryId)
    .returningAll();

const moveEvents = {
  answered: 'challenge-log.answered',
  closed: 'challenge-log.closed',
  reopened: 'challenge-log.reopened',
} as const satisfies Record<EntryMove, EventType>;

/** What an entry of the history says beside who and when. */
type Parts = Pick<ChallengeLogUpdateRow, 'note'> &
  Partial<Omit<ChallengeLogUpdateRow, 'note' | 'outcome'>> & { readonly outcome?: CloseEntry['outcome'] };

/** Moves a challenge on, with its entry in the history and its event. */
export async function move(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  entry: ChallengeLogEntryRow,
  kind: EntryMove,
  parts: Parts,
): Promise<void> {
  const status = statusAfter(entry.status, kind);
  if (status === undefined) throw new Error(`A challenge that is ${entry.status} cannot be ${kind}`);
  const { likelihood = null, impact = null } = parts;
  await trx
    .updateTable('challenge_log_entry')
    .set({
      status,
      outcome: parts.outcome ?? null,
      closed_on: status === 'closed' ? stamp.today : null,
      ...(parts.due_to ? { due_on: parts.due_to } : {}),
      ...(likelihood !== null && impact !== null
        ? { likelihood_now: likelihood, impact_now: impact, risk_now: riskScore({ likelihood, impact }) }
        : {}),
      revision: entry.revision + 1,
    })
    .where('id', '=', entry.id)
    .execute();
  await addUpdate(trx, stamp, viewer, entry, kind, parts);
  await record(trx, stamp, viewer, entry, moveEvents[kind], {
    status,
    outcome: parts.outcome ?? null,
    forBody: parts.given_by !== undefined,
    evidenceId: parts.evidence_id ?? null,
  });
}

/** Adds to the history of a challenge; nothing there is ever changed. */
export async function addUpdate(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  entry: ChallengeLogEntryRow,
  kind: ChallengeLogUpdateRow['kind'],
  parts: Parts,
): Promise<void> {
  await trx
    .insertInto('challenge_log_update')
    .values({
      id: stamp.newId(),
      partnership_id: entry.partnership_id,
      organisation_id: entry.raised_to_organisation_id,
      entry_id: entry.id,
      kind,
      given_by: null,
      happened_on: stamp.today,
      due_from: null,
      due_to: null,
      outcome: null,
      likelihood: null,
      impact: null,
      evidence_id: null,
      evidence_version: null,
      made_by: viewer.personId,
      made_at: stamp.now,
      ...parts,
    })
    .execute();
}

/** The event of a change, in the challenged agency's chain. */
export const record = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  entry: ChallengeLogEntryRow,
  type: EventType,
  detail: Record<string, string | number | boolean | null>,
) =>
  recordEvent(trx, stamp, {
    type,
    owner: ownerOf(entry.partnership_id, entry.raised_to_organisation_id),
    actorId: viewer.personId,
    subject: { kind: 'challenge-log', id: entry.id },
    detail,
  });
