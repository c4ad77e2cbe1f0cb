import { makeReference } from '../../../platform/ids.ts';
import type { Saved } from '../../../platform/page-forms.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { problem } from '../../partnerships/commands/saved.ts';
import { findAccount, listOwnerChoices } from '../owners.server.ts';
import type { NewDisclosure } from '../schema.ts';
import { ownerColumns } from '../scope.server.ts';
import { lastDayToAnswer } from '../time-to-answer.ts';

/** An address that is no account of the owner's people. */
export const noAccount = problem(
  'account',
  'Nobody with this address has or had a role here. Leave it empty to search by name',
);

/**
 * Records that somebody asked to see what is held. The last day to answer follows from the law and is never typed.
 * Refuses as not found whoever handles no requests. The same form posted twice gives the request that is there.
 */
export async function recordDisclosure(portal: Portal, viewer: Viewer, input: NewDisclosure): Promise<Saved> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const choices = await listOwnerChoices(trx, viewer);
    if (choices.length === 0) throw notFound();
    const chosen =
      input.owner === '' && choices.length === 1 ? choices[0] : choices.find(({ value }) => value === input.owner);
    if (!chosen) return problem('owner', 'Choose whose records the request is about');
    if (input.receivedOn > stamp.today) return problem('receivedOn', 'Enter a day that is not in the future');
    const person = input.account === null ? null : await findAccount(trx, chosen.owner, input.account);
    if (person === undefined) return noAccount;
    const posted =
      input.formKey === undefined
        ? undefined
        : await trx
            .selectFrom('disclosure_request')
            .select(['id', 'created_by'])
            .where('id', '=', input.formKey)
            .executeTakeFirst();
    if (posted?.created_by === viewer.personId) return { saved: true, id: posted.id };
    const id = posted ? stamp.newId() : (input.formKey ?? stamp.newId());
    const dueOn = lastDayToAnswer(input.kind, { countsFrom: input.receivedOn, daysNotCounted: 0, extended: false });
    await trx
      .insertInto('disclosure_request')
      .values({
        id,
        reference: makeReference('DIS'),
        ...ownerColumns(chosen.owner),
        kind: input.kind,
        asked_by: input.askedBy,
        asked_for: input.askedFor,
        search_words: JSON.stringify(input.searchWords),
        person_id: person?.id ?? null,
        received_on: input.receivedOn,
        counts_from: input.receivedOn,
        days_not_counted: 0,
        extended: 0,
        due_on: dueOn,
        first_due_on: dueOn,
        status: 'open',
        judged_revision: 0,
        created_by: viewer.personId,
        created_at: stamp.now,
        revision: 1,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'disclosure.recorded',
      owner: chosen.owner,
      actorId: viewer.personId,
      subject: { kind: 'disclosure', id },
      detail: { kind: input.kind, receivedOn: input.receivedOn, dueOn, byAccount: person !== null },
    });
    return { saved: true, id };
  });
}
