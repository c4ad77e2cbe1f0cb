import type { Selectable } from 'kysely';
import type { Trx } from '../../../../db/client.server.ts';
import type { ActionRow } from '../../../../db/schema/actions.table.ts';
import { makeReference } from '../../../platform/ids.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { type ActionOrigin, getActionOrigin } from '../origin.server.ts';
import { type NewAction, otherOwner } from '../schema.ts';

/**
 * Gives an organisation an action, from a challenge, from a submission, or by hand. Refuses as not found what is
 * outside the viewer's partnerships, and an owner who holds no role in the organisation. The same form posted twice
 * gives the same action.
 */
export async function createAction(
  portal: Portal,
  viewer: Viewer,
  input: NewAction,
): Promise<{ readonly id: string; readonly reference: string; readonly from: ActionOrigin['challenge'] }> {
  const scope = partnershipScope(viewer, 'action.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const origin = await getActionOrigin(trx, scope, {
      organisationId: input.organisation,
      challengeId: input.challenge,
      submissionId: input.submission,
      questionCode: input.question,
    });
    const posted = await findPosted(trx, input.formKey);
    if (posted && isSame(posted, viewer, origin, input))
      return { id: posted.id, reference: posted.reference, from: origin.challenge };
    const owner = await ownerOf(trx, origin, input, stamp.today);
    const id = posted ? stamp.newId() : (input.formKey ?? stamp.newId());
    const reference = makeReference('ACT');
    await trx
      .insertInto('action')
      .values({
        id,
        reference,
        partnership_id: origin.partnershipId,
        organisation_id: origin.organisationId,
        cycle_id: origin.cycleId,
        source_kind: origin.source,
        challenge_id: origin.challengeId,
        submission_id: origin.submissionId,
        standard_code: origin.standardCode,
        question_code: origin.questionCode,
        finding: input.finding,
        what: input.what,
        success_measure: input.successMeasure,
        owner_id: owner.id,
        owner_name: owner.name,
        due_on: input.dueOn,
        first_due_on: input.dueOn,
        priority: input.priority,
        status: 'open',
        percent: 0,
        created_by: viewer.personId,
        created_at: stamp.now,
        closed_at: null,
        revision: 1,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'action.created',
      owner: { organisationId: origin.organisationId, partnershipId: origin.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'action', id },
      detail: { reference, source: origin.source, challengeId: origin.challengeId, dueOn: input.dueOn },
    });
    if (owner.email !== null) {
      await queueMessage(trx, stamp, {
        template: 'action-assigned',
        fields: {
          reference,
          organisation: origin.organisation,
          due: dayInWords(input.dueOn),
          address: `${portal.config.publicOrigin}/actions/${id}`,
        },
        to: { address: owner.email, personId: owner.id },
        reference: `action-assigned:${id}`,
        organisationId: origin.organisationId,
        partnershipId: origin.partnershipId,
      });
    }
    return { id, reference, from: origin.challenge };
  });
}

const findPosted = async (trx: Trx, formKey: string | undefined): Promise<Selectable<ActionRow> | undefined> =>
  formKey === undefined ? undefined : trx.selectFrom('action').selectAll().where('id', '=', formKey).executeTakeFirst();

/** Whether a form says again what an action says already; one that says something else is an action of its own. */
const isSame = (posted: Selectable<ActionRow>, viewer: Viewer, origin: ActionOrigin, input: NewAction): boolean =>
  posted.created_by === viewer.personId &&
  posted.partnership_id === origin.partnershipId &&
  posted.organisation_id === origin.organisationId &&
  posted.finding === input.finding &&
  posted.what === input.what &&
  posted.success_measure === input.successMeasure &&
  posted.first_due_on === input.dueOn;

interface Owner {
  readonly id: string | null;
  readonly name: string;
  readonly email: string | null;
}

async function ownerOf(trx: Trx, origin: ActionOrigin, input: NewAction, today: Stamp['today']): Promise<Owner> {
  if (input.owner === otherOwner) return { id: null, name: input.ownerName ?? '', email: null };
  const person = await trx
    .selectFrom('role_grant')
    .innerJoin('person', 'person.id', 'role_grant.person_id')
    .select(['person.id', 'person.name', 'person.email'])
    .where('role_grant.organisation_id', '=', origin.organisationId)
    .where('role_grant.person_id', '=', input.owner)
    .where('from_on', '<=', today)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', today)]))
    .where('person.deactivated_at', 'is', null)
    .executeTakeFirst();
  if (!person) throw notFound();
  return person;
}
