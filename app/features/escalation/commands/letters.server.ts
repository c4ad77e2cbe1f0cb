import type { Selectable } from 'kysely';
import type { Trx } from '../../../../db/client.server.ts';
import type { EscalationLetterRow } from '../../../../db/schema/escalation.table.ts';
import type { WrittenResponseModel } from '../../../../pdf/models.ts';
import { canonicalJson } from '../../../../standards/canonical-json.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import { makeReference } from '../../../platform/ids.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow, Refusal } from '../../../platform/refusals.ts';
import { dayInWords, instantInWords } from '../../../platform/words.ts';
import { holdersIn } from '../../accounts/role-holders.server.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import type { EventType } from '../../audit/events.ts';
import { issueDocument } from '../../audit/issue-document.server.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import { workingDaysAfter } from '../climb.ts';
import { findLate } from '../late.server.ts';
import { type EscalationLetterBody, letterBodyOf } from '../letter/letter-model.server.ts';
import { ownerOf } from '../raising.server.ts';
import type { LetterForm } from '../schema.ts';
import { addSteps } from '../settle.server.ts';
import { seniorRoles } from '../tell.server.ts';
import { claimOfDuty, dutyOf } from '../wording.ts';

/** Working days in which an answer is asked for. */
const daysToAnswer = 10;

/** Saved, or what stands in the way in words: nothing was written then. */
export type LetterSaved =
  | { readonly saved: true }
  | { readonly saved: false; readonly field: string; readonly problem: string };

/**
 * Saves the words of a letter. Refuses words that tell an organisation which takes part by choice that it is bound by
 * law. An approval that was given stands no longer, for the letter says something else.
 */
export async function saveEscalationLetter(
  portal: Portal,
  viewer: Viewer,
  letterId: string,
  form: LetterForm,
): Promise<LetterSaved> {
  return change(portal, viewer, letterId, async (trx, stamp, row) => {
    requireDraft(row);
    if (row.revision !== form.revision)
      return {
        saved: false,
        field: '',
        problem:
          'Somebody else changed this letter while you were writing. Open it in another tab to see theirs, then save again',
      };
    const claim = await claimIn(trx, row, [form.text, form.addresseeRole].join('\n'));
    if (claim !== undefined) return { saved: false, field: 'text', problem: voluntaryProblem(claim) };
    await trx
      .updateTable('escalation_letter')
      .set({
        addressee_name: form.addresseeName,
        addressee_role: form.addresseeRole,
        text: form.text,
        saved_by: viewer.personId,
        saved_at: stamp.now,
        revision: row.revision + 1,
      })
      .where('id', '=', row.id)
      .execute();
    await record(trx, stamp, viewer, row, 'escalation-letter.saved', { revision: row.revision + 1 });
    return { saved: true };
  });
}

/** What a person reads who wrote of a duty to an organisation without one. */
export const voluntaryProblem = (claim: string): string =>
  `This organisation takes part by choice and has no duty in law. Write it without “${claim}”`;

/** The chair approves the letter that was read, by its hash. */
export async function approveEscalationLetter(
  portal: Portal,
  viewer: Viewer,
  letterId: string,
  read: { readonly bodySha256: string },
): Promise<void> {
  partnershipScope(viewer, 'escalation-letter.approve');
  await change(portal, viewer, letterId, async (trx, stamp, row) => {
    await holdAsRead(trx, portal, stamp, row, read);
    if (!partnershipScope(viewer, 'escalation-letter.approve').partnershipIds.includes(row.partnership_id))
      throw notFound();
    await trx
      .updateTable('escalation_letter')
      .set({
        approved_sha256: read.bodySha256,
        approved_by: viewer.personId,
        approved_at: stamp.now,
        revision: row.revision + 1,
      })
      .where('id', '=', row.id)
      .execute();
    await step(trx, stamp, viewer, row, 'letter-approved');
    await record(trx, stamp, viewer, row, 'escalation-letter.approved', { bodySha256: read.bodySha256 });
  });
}

/**
 * Releases the letter that was read to the organisation: frozen, with a reference and a day to answer by. Refuses a
 * letter whose very words no chair has approved, and one about work that has moved.
 */
export async function releaseEscalationLetter(
  portal: Portal,
  viewer: Viewer,
  letterId: string,
  read: { readonly bodySha256: string },
): Promise<{ readonly reference: string }> {
  return change(portal, viewer, letterId, async (trx, stamp, row) => {
    const body = await holdAsRead(trx, portal, stamp, row, read);
    if (row.approved_sha256 !== read.bodySha256)
      throw notNow(
        row.approved_sha256 === null
          ? 'The independent chair approves every letter, and has not approved this one.'
          : 'The words changed after the chair approved this letter. The chair has to approve it as it is now.',
      );
    const reference = makeReference('ESC');
    const words: WrittenResponseModel = {
      ...body,
      madeOn: stamp.now,
      madeOnText: instantInWords(stamp.now),
      reference,
      date: dayInWords(stamp.today),
      ownLine: `Please answer by ${dayInWords(workingDaysAfter(stamp.today, daysToAnswer))}.`,
    };
    const check = await issueDocument(trx, stamp, portal.config.publicOrigin, {
      kind: 'escalation-letter',
      subjectId: row.id,
      series: row.id,
      version: 1,
      reference,
      owner: { organisationId: row.organisation_id, partnershipId: row.partnership_id },
      contentSha256: sha256OfValue(words),
    });
    const model: WrittenResponseModel = { ...words, check };
    const sha256 = sha256OfValue(model);
    await trx
      .updateTable('escalation_letter')
      .set({
        status: 'released',
        reference,
        model: canonicalJson(model),
        sha256,
        released_by: viewer.personId,
        released_at: stamp.now,
        revision: row.revision + 1,
      })
      .where('id', '=', row.id)
      .execute();
    await step(trx, stamp, viewer, row, 'letter-released', reference);
    await record(trx, stamp, viewer, row, 'escalation-letter.released', { reference, sha256 });
    await tell(trx, stamp, portal.config.publicOrigin, row, body);
    return { reference };
  });
}

/** A draft that is not to go out. */
export async function setAsideEscalationLetter(portal: Portal, viewer: Viewer, letterId: string): Promise<void> {
  await change(portal, viewer, letterId, async (trx, stamp, row) => {
    requireDraft(row);
    await trx
      .updateTable('escalation_letter')
      .set({ status: 'set-aside', revision: row.revision + 1 })
      .where('id', '=', row.id)
      .execute();
    await step(trx, stamp, viewer, row, 'letter-set-aside');
    await record(trx, stamp, viewer, row, 'escalation-letter.set-aside', {});
  });
}

type Letter = Selectable<EscalationLetterRow>;

async function change<T>(
  portal: Portal,
  viewer: Viewer,
  letterId: string,
  write: (trx: Trx, stamp: Stamp, row: Letter) => Promise<T>,
): Promise<T> {
  const scope = partnershipScope(viewer, 'escalation.change');
  return portal.database.transaction(async (trx) => {
    const row = await trx
      .updateTable('escalation_letter')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where('id', '=', letterId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw notFound();
    return write(trx, portal.stamp(), row);
  });
}

function requireDraft(row: Letter): void {
  if (row.status === 'released') throw notNow('This letter has been released.');
  if (row.status === 'set-aside') throw notNow('This letter was set aside.');
}

/** The letter as it is now, if it is the one that was read and its matter still waits. */
async function holdAsRead(
  trx: Trx,
  portal: Portal,
  stamp: Stamp,
  row: Letter,
  read: { readonly bodySha256: string },
): Promise<EscalationLetterBody> {
  requireDraft(row);
  const running = await trx
    .selectFrom('escalation')
    .select(['subject', 'subject_id', 'due_on'])
    .where('id', '=', row.escalation_id)
    .where('partnership_id', '=', row.partnership_id)
    .where('status', '<>', 'ended')
    .executeTakeFirst();
  const late =
    running &&
    (await findLate(trx, running.subject, {
      partnershipId: row.partnership_id,
      today: stamp.today,
      id: running.subject_id,
    }));
  if (late?.dueOn !== running?.due_on || !late) throw notNow('What this letter is about is not late any more.');
  const { body, bodySha256 } = await letterBodyOf(trx, row, portal.config.publicOrigin, stamp.today);
  if (bodySha256 !== read.bodySha256)
    throw new Refusal('stale-revision', 'This letter changed after you read it. Read it again as it is now.');
  const claim = await claimIn(trx, row, [body.text, body.addressee.role].join('\n'));
  if (claim !== undefined) throw notNow(`${voluntaryProblem(claim)}.`);
  return body;
}

/** The words that claim a duty in a letter to an organisation without one. */
async function claimIn(trx: Trx, row: Letter, text: string): Promise<string | undefined> {
  const { duty_basis } = await trx
    .selectFrom('organisation')
    .select('duty_basis')
    .where('id', '=', row.organisation_id)
    .executeTakeFirstOrThrow();
  return dutyOf(duty_basis) === 'voluntary' ? claimOfDuty(text) : undefined;
}

const step = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  row: Letter,
  kind: 'letter-approved' | 'letter-released' | 'letter-set-aside',
  note?: string,
) =>
  addSteps(trx, stamp, [
    {
      id: row.escalation_id,
      partnership_id: row.partnership_id,
      organisation_id: row.organisation_id,
      kind,
      level: row.level,
      note: note ?? null,
      made_by: viewer.personId,
    },
  ]);

const record = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  row: Letter,
  type: EventType,
  detail: Record<string, string | number>,
) =>
  recordEvent(trx, stamp, {
    type,
    // A draft is the partnership's own; the organisation's chain begins with what it is sent.
    owner: type === 'escalation-letter.released' ? ownerOf(row) : { partnershipId: row.partnership_id },
    actorId: viewer.personId,
    subject: { kind: 'escalation', id: row.escalation_id },
    detail: { ...detail, letterId: row.id },
  });

async function tell(trx: Trx, stamp: Stamp, origin: string, row: Letter, body: EscalationLetterBody): Promise<void> {
  const roles = ['safeguarding-lead', ...seniorRoles] as const;
  const people = (await holdersIn(trx, [row.organisation_id], roles, stamp.today)).get(row.organisation_id) ?? [];
  await queueMessages(
    trx,
    stamp,
    'escalation-letter',
    people.map(({ personId, email }) => ({
      fields: {
        organisation: body.organisation,
        subject: body.cycleTitle,
        address: `${origin}/escalations/letters/${row.id}`,
      },
      to: { address: email, personId },
      reference: `escalation-letter:${row.id}:${personId}`,
      organisationId: row.organisation_id,
      partnershipId: row.partnership_id,
    })),
  );
}
