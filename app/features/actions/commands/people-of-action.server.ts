/** Whom an action is given to, and who is told of it. */
import type { Selectable } from 'kysely';
import type { Trx } from '../../../../db/client.server.ts';
import type { ActionRow } from '../../../../db/schema/actions.table.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { listOwnerChoices } from '../origin.server.ts';
import { otherOwner } from '../schema.ts';
import { holderName } from '../scope.server.ts';

export interface ActionPerson {
  readonly id: string | null;
  readonly name: string;
}

interface Place {
  readonly organisationId: string | null;
  readonly partnershipId: string;
}

/** The owner who was chosen: somebody of the place, or a name without an account. Anybody else is refused as not found. */
export async function findPerson(
  trx: Trx,
  place: Place,
  chosen: { readonly id: string; readonly name: string | null },
  today: string,
): Promise<ActionPerson> {
  if (chosen.id === otherOwner) return { id: null, name: chosen.name ?? '' };
  const person = (await listOwnerChoices(trx, place, today)).find(({ personId }) => personId === chosen.id);
  if (!person) throw notFound();
  return { id: person.personId, name: person.name };
}

/** The executive sponsor who was chosen: somebody of the organisation or the partnership, a name, or nobody. */
export async function findSponsor(
  trx: Trx,
  { organisationId, partnershipId }: Place,
  chosen: { readonly sponsor?: string | null | undefined; readonly sponsorName?: string | null | undefined },
  today: string,
): Promise<ActionPerson | null> {
  if (!chosen.sponsor) return null;
  if (chosen.sponsor === otherOwner) return { id: null, name: chosen.sponsorName ?? '' };
  const place = organisationId === null ? { partnershipId } : { organisationId };
  const person = (await listRoleHolders(trx, place, today)).find(({ personId }) => personId === chosen.sponsor);
  if (!person) throw notFound();
  return { id: person.personId, name: person.name };
}

/** Tells an owner with an account that an action is theirs now. */
export async function tellNewOwner(
  trx: Trx,
  stamp: Stamp,
  origin: string,
  action: Selectable<ActionRow>,
  holder: string,
): Promise<void> {
  const owner = await findOwnerInForce(trx, action.owner_id);
  if (!owner) return;
  await queueMessage(trx, stamp, {
    template: 'action-assigned',
    fields: {
      reference: action.reference,
      organisation: holder,
      due: dayInWords(action.due_on),
      address: `${origin}/actions/${action.id}`,
    },
    to: { address: owner.email, personId: owner.id },
    reference:
      action.revision === 1 ? `action-assigned:${action.id}` : `action-assigned:${action.id}:${action.revision}`,
    organisationId: action.organisation_id,
    partnershipId: action.partnership_id,
  });
}

/** Tells an owner with an account what changed, in words that say nothing of what must be done. */
export async function tellOwner(
  trx: Trx,
  stamp: Stamp,
  origin: string,
  action: Selectable<ActionRow>,
  change: string,
): Promise<void> {
  const owner = await findOwnerInForce(trx, action.owner_id);
  if (!owner) return;
  const { holder } = await trx
    .selectFrom('action')
    .select(holderName.as('holder'))
    .where('id', '=', action.id)
    .executeTakeFirstOrThrow();
  await queueMessage(trx, stamp, {
    template: 'action-changed',
    fields: { reference: action.reference, organisation: holder, change, address: `${origin}/actions/${action.id}` },
    to: { address: owner.email, personId: owner.id },
    reference: `action-changed:${action.id}:${action.revision}`,
    organisationId: action.organisation_id,
    partnershipId: action.partnership_id,
  });
}

/** An owner who has left the portal is not written to. */
const findOwnerInForce = async (trx: Trx, ownerId: string | null) =>
  ownerId === null
    ? undefined
    : trx
        .selectFrom('person')
        .select(['id', 'email'])
        .where('id', '=', ownerId)
        .where('deactivated_at', 'is', null)
        .executeTakeFirst();
