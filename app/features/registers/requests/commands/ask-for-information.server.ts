import type { Trx } from '../../../../../db/client.server.ts';
import { makeReference } from '../../../../platform/ids.ts';
import type { Saved } from '../../../../platform/page-forms.ts';
import type { Portal } from '../../../../platform/portal.ts';
import { partnershipScope, type Viewer } from '../../../accounts/viewer.ts';
import { recordEvent } from '../../../audit/commands.server.ts';
import type { EventOwner } from '../../../audit/events.ts';
import { getMember } from '../../../challenge-log/origin.server.ts';
import { partnershipOf, problem } from '../../../partnerships/commands/saved.ts';
import type { NewRequest } from '../schema.ts';
import { tellAsked } from './tell.server.ts';

/** Whose chain an event of a request stands in: that of the organisation asked, or the partnership's for another body. */
export const ownerOfRequest = (partnershipId: string, organisationId: string | null): EventOwner =>
  organisationId === null ? { partnershipId } : { organisationId, partnershipId };

/**
 * Asks an organisation of the partnership, or another body by its name, for information by a day. Refuses as not found an
 * organisation that is no member. The same form posted twice gives the request that is there already.
 */
export async function askForInformation(portal: Portal, viewer: Viewer, input: NewRequest): Promise<Saved> {
  const scope = partnershipScope(viewer, 'information-request.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const partnershipId = partnershipOf(scope, input.partnership);
    if (partnershipId === undefined) return problem('partnership', 'Choose the partnership');
    if (input.dueOn <= stamp.today) return problem('dueOn', 'Enter a day that is in the future');
    const member = input.organisation === null ? undefined : await getMember(trx, partnershipId, input.organisation);
    const posted = await findPosted(trx, input.formKey);
    if (posted && posted.created_by === viewer.personId && posted.asked === input.asked)
      return { saved: true, id: posted.id };
    const id = posted ? stamp.newId() : (input.formKey ?? stamp.newId());
    const request = await trx
      .insertInto('information_request')
      .values({
        id,
        reference: makeReference('INF'),
        partnership_id: partnershipId,
        organisation_id: member?.id ?? null,
        body_name: member?.name ?? input.body ?? '',
        asked: input.asked,
        basis: input.basis,
        basis_words: input.basisWords,
        asked_on: stamp.today,
        due_on: input.dueOn,
        first_due_on: input.dueOn,
        status: 'open',
        created_by: viewer.personId,
        created_at: stamp.now,
        revision: 1,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordEvent(trx, stamp, {
      type: 'information-request.asked',
      owner: ownerOfRequest(partnershipId, member?.id ?? null),
      actorId: viewer.personId,
      subject: { kind: 'information-request', id },
      detail: { basis: input.basis, dueOn: input.dueOn },
    });
    await tellAsked(trx, portal, stamp, request);
    return { saved: true, id };
  });
}

const findPosted = async (trx: Trx, formKey: string | undefined) =>
  formKey === undefined
    ? undefined
    : trx
        .selectFrom('information_request')
        .select(['id', 'created_by', 'asked'])
        .where('id', '=', formKey)
        .executeTakeFirst();
