import type { Trx } from '../../../../db/client.server.ts';
import type { ChallengeLogEntryRow } from '../../../../db/schema/challenge-log.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { mayInOrganisation, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import type { NewEvidence } from '../../evidence/commands/add-evidence.server.ts';
import { findProof } from '../../evidence/commands/find-proof.server.ts';
import { hasSomebodyToAnswer } from '../get-entry.server.ts';
import { entryOutcomes, mayEndAs, riskScore, statusAfter } from '../rules.ts';
import type { AskMore, CloseEntry, EntryAnswer, EntryAnswerFor, MoveDate, Rescore } from '../schema.ts';
import { addUpdate, held, move, record } from './entry-writes.server.ts';
import { tellChallenged, tellManagers, tellRaiser } from './tell.server.ts';

/** Saved, or what stands in the way in words: nothing was written then, and the page keeps what was typed. */
export type EntrySaved =
  | { readonly saved: true }
  | { readonly saved: false; readonly field: string; readonly problem: string };

const problem = (field: string, words: string): EntrySaved => ({ saved: false, field, problem: words });
const stale = problem(
  '',
  'Somebody else changed this challenge while you were writing. Read what is new, then save again',
);
const alreadyClosed = problem(
  '',
  'This challenge has been closed meanwhile, so nothing can be added to it. What you wrote stands below: copy it if you need it',
);

/**
 * The challenged agency answers. It needs no revision: an answer is added, none is replaced. A new file joins the
 * agency's evidence in the same step. Told in words where the challenge has been closed.
 */
export async function answerChallenge(
  portal: Portal,
  viewer: Viewer,
  entryId: string,
  input: EntryAnswer,
  newEvidence?: NewEvidence,
): Promise<EntrySaved> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const entry = await held(trx, entryId).executeTakeFirst();
    const organisationId = entry?.raised_to_organisation_id;
    if (!entry?.passed_on_at || !organisationId || !mayInOrganisation(viewer, 'challenge-log.answer', organisationId))
      throw notFound();
    if (entry.status === 'closed') return alreadyClosed;
    const proof = await findProof(trx, stamp, viewer, organisationId, input.evidence, newEvidence);
    if (proof === undefined) return problem('evidence', 'Choose evidence from the list');
    await move(trx, stamp, viewer, entry, 'answered', {
      note: input.note,
      evidence_id: proof.evidence_id ?? null,
      evidence_version: proof.evidence_id === undefined ? null : (proof.evidence_version ?? 1),
    });
    await tellManagers(trx, portal, stamp, toldOf(entry), `challenge-answered:${entry.id}:${entry.revision}`);
    await tellRaiser(trx, portal, stamp, entry, 'has been answered');
    return { saved: true };
  });
}

/**
 * Somebody at the partnership enters the answer of a body that has nobody here to give it: who gave it, and when.
 * Refuses as not found an agency whose own people can answer.
 */
export async function answerForBody(
  portal: Portal,
  viewer: Viewer,
  entryId: string,
  input: EntryAnswerFor,
): Promise<EntrySaved> {
  return change(portal, viewer, entryId, async ({ trx, stamp, entry }) => {
    const { raised_to_organisation_id: challenged } = entry;
    if (challenged !== null && (await hasSomebodyToAnswer(trx, challenged, stamp.today))) throw notFound();
    if (entry.status === 'closed') return alreadyClosed;
    if (input.givenOn > stamp.today) return problem('givenOn', 'Enter a day that is not in the future');
    if (input.givenOn < entry.raised_on)
      return problem('givenOn', `Enter a day that is not before ${dayInWords(entry.raised_on)}, when it was raised`);
    await move(trx, stamp, viewer, entry, 'answered', {
      note: input.note,
      given_by: input.givenBy,
      happened_on: input.givenOn,
    });
    return { saved: true };
  });
}

/**
 * Passes a challenge that an agency raised on to the agency that it is about: its people are told and can read and answer
 * it from now on. What was passed on already is left alone.
 */
export async function passOn(portal: Portal, viewer: Viewer, entryId: string): Promise<EntrySaved> {
  return change(portal, viewer, entryId, async ({ trx, stamp, entry }) => {
    if (entry.passed_on_at !== null) return { saved: true };
    if (entry.status !== 'open') return alreadyClosed;
    const passed = { passed_on_at: stamp.now, passed_on_by: viewer.personId };
    await trx
      .updateTable('challenge_log_entry')
      .set({ ...passed, revision: entry.revision + 1 })
      .where('id', '=', entry.id)
      .execute();
    await record(trx, stamp, viewer, entry, 'challenge-log.passed-on', {});
    await tellChallenged(trx, portal, stamp, {
      template: 'challenge-raised',
      entry: toldOf({ ...entry, ...passed }),
      messageReference: `challenge-raised:${entry.id}`,
    });
    return { saved: true };
  });
}

/** Closes a challenge with its outcome and the risk that is left. One that nobody answered cannot be accepted. */
export async function closeEntry(
  portal: Portal,
  viewer: Viewer,
  entryId: string,
  input: CloseEntry,
): Promise<EntrySaved> {
  return change(portal, viewer, entryId, async ({ trx, stamp, entry }) => {
    if (entry.status === 'closed') return alreadyClosed;
    if (entry.revision !== input.revision) return stale;
    if (!mayEndAs(entry.status, input.outcome))
      return problem('outcome', 'Nobody has answered yet, so choose “Not accepted” or “Withdrawn”');
    const { outcome, likelihood, impact, note } = input;
    await move(trx, stamp, viewer, entry, 'closed', { note, outcome, likelihood, impact });
    const words = `has been closed: ${entryOutcomes[outcome].words.toLowerCase()}`;
    await tell(trx, portal, stamp, entry, words);
    await tellRaiser(trx, portal, stamp, entry, words);
    return { saved: true };
  });
}

/** Asks for more after an answer, or opens a closed challenge again; an answer is due by another day then. */
export async function askForMore(portal: Portal, viewer: Viewer, entryId: string, input: AskMore): Promise<EntrySaved> {
  return change(portal, viewer, entryId, async ({ trx, stamp, entry }) => {
    if (entry.revision !== input.revision) return stale;
    if (statusAfter(entry.status, 'reopened') === undefined)
      return problem('', 'Nobody has answered this challenge yet, so there is nothing to ask more about');
    if (input.dueOn < stamp.today) return problem('dueOn', 'Enter a day that is not in the past');
    await move(trx, stamp, viewer, entry, 'reopened', {
      note: input.note,
      due_from: entry.due_on,
      due_to: input.dueOn,
    });
    await tell(trx, portal, stamp, entry, `asks for more, by ${dayInWords(input.dueOn)}`);
    return { saved: true };
  });
}

/** Moves the day by which an answer is due, with a reason. The first day stays on record, and reports go by it. */
export async function moveEntryDate(
  portal: Portal,
  viewer: Viewer,
  entryId: string,
  input: MoveDate,
): Promise<EntrySaved> {
  return change(portal, viewer, entryId, async ({ trx, stamp, entry }) => {
    if (entry.revision !== input.revision) return stale;
    if (entry.status !== 'open') return problem('', 'The date of a challenge that is answered cannot change');
    if (input.dueOn === entry.due_on) return problem('dueOn', 'Enter another date than the one it has now');
    if (input.dueOn < entry.raised_on) return problem('dueOn', 'Enter a day that is not before the day it was raised');
    await trx
      .updateTable('challenge_log_entry')
      .set({ due_on: input.dueOn, revision: entry.revision + 1 })
      .where('id', '=', entry.id)
      .execute();
    await addUpdate(trx, stamp, viewer, entry, 'rescheduled', {
      note: input.note,
      due_from: entry.due_on,
      due_to: input.dueOn,
    });
    await record(trx, stamp, viewer, entry, 'challenge-log.rescheduled', {
      dueFrom: entry.due_on,
      dueTo: input.dueOn,
    });
    await tell(trx, portal, stamp, entry, `is now due on ${dayInWords(input.dueOn)}`);
    return { saved: true };
  });
}

/** Judges the risk again; how it was judged when the challenge was raised stays. */
export async function rescoreEntry(
  portal: Portal,
  viewer: Viewer,
  entryId: string,
  input: Rescore,
): Promise<EntrySaved> {
  return change(portal, viewer, entryId, async ({ trx, stamp, entry }) => {
    if (entry.revision !== input.revision) return stale;
    if (entry.status === 'closed') return alreadyClosed;
    const { likelihood, impact, note } = input;
    if (likelihood === entry.likelihood_now && impact === entry.impact_now)
      return problem('likelihood', 'Choose another likelihood or impact than they are now');
    await trx
      .updateTable('challenge_log_entry')
      .set({
        likelihood_now: likelihood,
        impact_now: impact,
        risk_now: riskScore(input),
        revision: entry.revision + 1,
      })
      .where('id', '=', entry.id)
      .execute();
    await addUpdate(trx, stamp, viewer, entry, 'rescored', { note, likelihood, impact });
    await record(trx, stamp, viewer, entry, 'challenge-log.rescored', {
      riskFrom: entry.risk_now,
      riskTo: riskScore(input),
    });
    return { saved: true };
  });
}

interface Place {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly entry: ChallengeLogEntryRow;
}

/** A change by the partnership, to an entry of its own. */
async function change(
  portal: Portal,
  viewer: Viewer,
  entryId: string,
  body: (place: Place) => Promise<EntrySaved>,
): Promise<EntrySaved> {
  const scope = partnershipScope(viewer, 'challenge-log.change');
  return portal.database.transaction(async (trx) => {
    const entry = await held(trx, entryId).where('partnership_id', 'in', scope.partnershipIds).executeTakeFirst();
    if (!entry) throw notFound();
    return body({ trx, stamp: portal.stamp(), entry });
  });
}

const toldOf = (entry: ChallengeLogEntryRow) => ({
  id: entry.id,
  reference: entry.reference,
  dueOn: entry.due_on,
  // Nobody is told of what the partnership has not passed on.
  organisationId: entry.passed_on_at === null ? null : entry.raised_to_organisation_id,
  organisation: entry.raised_to_name,
  body: entry.raised_to_name,
  partnershipId: entry.partnership_id,
});

const tell = (trx: Trx, portal: Portal, stamp: Stamp, entry: ChallengeLogEntryRow, words: string) =>
  tellChallenged(trx, portal, stamp, {
    template: 'challenge-changed',
    entry: toldOf(entry),
    change: words,
    messageReference: `challenge-changed:${entry.id}:${entry.revision}`,
  });
