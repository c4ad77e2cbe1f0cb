import type { Trx } from '../../../../db/client.server.ts';
import { type FieldErrors, parseForm, type TypedValues } from '../../../platform/form-parsing.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { countOf } from '../../../platform/words.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessage } from '../../notifications/commands.server.ts';
import { type DelegationStatus, mayMoveDelegation, profilePart } from '../delegation.ts';
import { giveBackSchema } from '../delegation-forms.ts';
import { getReturn } from '../queries.server.ts';
import { markNotCompleted } from './ask-colleague.server.ts';
import { getReturnForEdit, holdReturn, type ReturnForEdit } from './edit-return.server.ts';
import { saveInReturn } from './save-answers.server.ts';
import { tellTakenBack } from './tell-taken-back.server.ts';

export type Review = { readonly kind: 'accept' | 'take-back' } | { readonly kind: 'give-back'; readonly note: string };

export type ReviewOutcome = { readonly ok: true } | { readonly ok: false; readonly errors: FieldErrors };

interface Address {
  readonly returnId: string;
  readonly delegationId: string;
}

const endOf = { accept: 'accepted', 'take-back': 'taken-back', 'give-back': 'returned' } as const satisfies Record<
  Review['kind'],
  DelegationStatus
>;
const eventOf = {
  accept: 'part.accepted',
  'take-back': 'part.taken-back',
  'give-back': 'part.returned',
} as const;

/**
 * What the lead says about a part that is with somebody: accepted, which marks its standard as completed; given back
 * with a note; or taken back, at any time, of which they are told. Accepting is refused, in words, while something required is missing. A press
 * that comes too late, because the part is not with that person any more, is refused.
 */
export async function reviewPart(
  portal: Portal,
  viewer: Viewer,
  { returnId, delegationId }: Address,
  review: Review,
): Promise<ReviewOutcome> {
  const scope = organisationScope(viewer, 'return.delegate');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const agencyReturn = await getReturnForEdit(trx, scope, returnId);
    await holdReturn(trx, agencyReturn);
    const delegation = await trx
      .selectFrom('delegation')
      .innerJoin('person', 'person.id', 'delegation.holder_id')
      .select(['delegation.id', 'part', 'status', 'holder_id as holderId', 'person.email'])
      .where('delegation.id', '=', delegationId)
      .where('delegation.return_id', '=', returnId)
      .where('delegation.organisation_id', 'in', scope.organisationIds)
      .executeTakeFirst();
    if (!delegation) throw notFound();
    const to = endOf[review.kind];
    if (!mayMoveDelegation(delegation.status, to))
      throw notNow('This has changed since you opened the page: load the page again to see where it stands');
    const hand = { trx, stamp, viewer, agencyReturn };
    const { part } = delegation;
    if (review.kind === 'accept') {
      const missing = await markCompleted(hand, part);
      if (missing !== undefined) return { ok: false, errors: { accept: [missing] } };
    }
    if (review.kind === 'give-back') await markNotCompleted(trx, stamp, viewer, agencyReturn, part);
    const ended = to === 'returned' ? {} : { ended_at: stamp.now, ended_by: viewer.personId };
    const noted = review.kind === 'give-back' ? { returned_at: stamp.now, returned_note: review.note } : {};
    await trx
      .updateTable('delegation')
      .set((eb) => ({ status: to, ...ended, ...noted, revision: eb('revision', '+', 1) }))
      .where('id', '=', delegationId)
      .where('organisation_id', '=', agencyReturn.organisationId)
      .execute();
    await recordEvent(trx, stamp, {
      type: eventOf[review.kind],
      owner: { organisationId: agencyReturn.organisationId },
      actorId: viewer.personId,
      subject: { kind: 'return', id: returnId },
      detail: { delegation: delegationId, part, holder: delegation.holderId },
    });
    if (review.kind === 'give-back') await tellHolder(portal, hand, delegation);
    if (review.kind === 'take-back') {
      const whole = { ...hand, agencyReturn: await getReturn(trx, scope, returnId) };
      await tellTakenBack(portal, whole, [delegation.holderId]);
    }
    return { ok: true };
  });
}

/** As `reviewPart`, from the posted form. */
export async function postReviewForm(
  portal: Portal,
  viewer: Viewer,
  address: Address,
  form: FormData,
): Promise<
  | { readonly ok: true; readonly kind: Review['kind'] }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues }
> {
  await getReturn(portal.database.db, organisationScope(viewer, 'return.delegate'), address.returnId);
  const kind = form.get('intent');
  if (kind === 'give-back') {
    const parsed = parseForm(giveBackSchema, form);
    if (!parsed.ok) return parsed;
    const done = await reviewPart(portal, viewer, address, { kind, note: parsed.value.note });
    return done.ok ? { ok: true, kind } : { ...done, values: {} };
  }
  if (kind !== 'accept' && kind !== 'take-back') throw notFound();
  const done = await reviewPart(portal, viewer, address, { kind });
  return done.ok ? { ok: true, kind } : { ...done, values: {} };
}

interface Hand {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly viewer: Viewer;
  readonly agencyReturn: ReturnForEdit;
}

/** Marks the standard of a part as completed; gives what stands in the way. A standard that asks nothing any more has nothing to mark. */
async function markCompleted(hand: Hand, part: string): Promise<string | undefined> {
  const { trx, agencyReturn } = hand;
  if (part === profilePart) {
    const { at } = await trx
      .selectFrom('agency_return')
      .select('profile_confirmed_at as at')
      .where('id', '=', agencyReturn.id)
      .executeTakeFirstOrThrow();
    return at === null ? 'Some facts about your organisation are still missing' : undefined;
  }
  const asked = await trx
    .selectFrom('standard_progress')
    .select('standard_code')
    .where('return_id', '=', agencyReturn.id)
    .where('standard_code', '=', part)
    .executeTakeFirst();
  if (!asked) return undefined;
  const { missing } = await saveInReturn(hand, { standardCode: part, answers: [], mark: 'complete' });
  return missing.length === 0 ? undefined : `${countOf(missing.length, 'question')} of it still need an answer`;
}

/** Ends what is handed out of a standard that the lead completes on its own page. */
export async function acceptWithStandard(
  portal: Portal,
  viewer: Viewer,
  { returnId, part }: { readonly returnId: string; readonly part: string },
): Promise<void> {
  const waiting = await portal.database.db
    .selectFrom('delegation')
    .select('id')
    .where('return_id', '=', returnId)
    .where('organisation_id', 'in', organisationScope(viewer, 'return.delegate').organisationIds)
    .where('part', '=', part)
    .where('status', '=', 'ready')
    .executeTakeFirst();
  if (waiting) await reviewPart(portal, viewer, { returnId, delegationId: waiting.id }, { kind: 'accept' });
}

async function tellHolder(
  portal: Portal,
  { trx, stamp, agencyReturn }: Hand,
  { id, holderId, email }: { readonly id: string; readonly holderId: string; readonly email: string },
): Promise<void> {
  const scope = { organisationIds: [agencyReturn.organisationId] } as const;
  const { organisationName: organisation, cycleName: cycle } = await getReturn(trx, scope, agencyReturn.id);
  await queueMessage(trx, stamp, {
    template: 'section-returned',
    fields: { cycle, organisation, address: `${portal.config.publicOrigin}/returns/${agencyReturn.id}` },
    to: { address: email, personId: holderId },
    reference: `section-returned:${id}:${stamp.now}`,
    organisationId: agencyReturn.organisationId,
    partnershipId: agencyReturn.partnershipId,
    about: { kind: 'return', id: agencyReturn.id },
  });
}
