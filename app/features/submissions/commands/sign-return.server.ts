import type { Trx } from '../../../../db/client.server.ts';
import type { SignatoryCode } from '../../../../standards/contract.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { signatoriesFor } from '../../questionnaire/questionnaire.ts';
import type { LoadedReturn } from '../../returns/content.server.ts';
import { takeReturnBack } from '../../returns/sign-off.server.ts';
import { awaitedSignatories, maySign } from '../../returns/sign-off-rules.ts';
import type { Authority } from '../authorities/authority.ts';
import { findSigningRight } from '../authorities/queries.server.ts';
import type { RecordedSignature } from '../pages.ts';
import { listSignatures } from '../signatures.server.ts';
import { lockReturn } from './lock-return.server.ts';

/** A signature as it is given. */
export interface SignInput {
  readonly returnId: string;
  /** The role signed in: the person holds it in the return's organisation, or has an authority for it. */
  readonly signatory: SignatoryCode;
  /** The hash of the content that the page showed. */
  readonly contentHash: string;
}

/** What became of a signature. */
export type SignOutcome =
  /** `complete`: this was the last signature that was needed. */
  | { readonly outcome: 'signed'; readonly complete: boolean }
  | { readonly outcome: 'already-signed' }
  /** The return is not what the page showed: nothing was signed. */
  | { readonly outcome: 'changed' };

/**
 * Signs a return as it was read, in the person's own role or under an authority that is valid today. Refuses a person
 * with neither as if the return did not exist, a second signature by the same person, and a return that is not waiting
 * for signatures.
 */
export async function signReturn(portal: Portal, viewer: Viewer, input: SignInput): Promise<SignOutcome> {
  const scope = organisationScope(viewer, 'return.sign');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const loaded = await lockReturn(trx, scope, input.returnId);
    const right = await findSigningRight(trx, scope, viewer, {
      organisationId: loaded.organisationId,
      signatory: input.signatory,
      today: stamp.today,
    });
    if (!right) throw notFound();
    const required = signatoriesFor(loaded.compiled, loaded.facts).map(({ code }) => code);
    const signatures = await listSignatures(trx, scope, input.returnId);
    if (await takenBackBecauseChanged(trx, stamp, viewer, loaded, signatures)) return { outcome: 'changed' };
    const decision = maySign({
      status: loaded.status,
      required,
      signatory: input.signatory,
      personId: viewer.personId,
      signatures,
      contentHash: loaded.contentHash,
      readHash: input.contentHash,
    });
    if (!decision.may) {
      switch (decision.why) {
        case 'changed':
          return { outcome: 'changed' };
        case 'already-signed':
          return { outcome: 'already-signed' };
        case 'same-person':
          throw notNow('Two signatures need two people, and you have already signed this return');
        case 'not-asked':
          throw notFound();
        case 'not-waiting':
          throw notNow('This return is not waiting for signatures');
      }
    }
    const signOff = await writeSignature(trx, stamp, viewer, loaded, input.signatory, right.authority);
    const complete = awaitedSignatories(required, [...signatures, signOff], loaded.contentHash).length === 0;
    if (complete)
      await trx
        .updateTable('agency_return')
        .set({ status: 'signed' })
        .where('id', '=', loaded.returnId)
        .where('organisation_id', '=', loaded.organisationId)
        .execute();
    return { outcome: 'signed', complete };
  });
}

/**
 * A signature that stands on other content than the return now has: something changed that was not noticed as an edit,
 * such as the title of a piece of evidence. The signatures are voided in sight of everybody, and the return is in work.
 */
export async function takenBackBecauseChanged(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  loaded: LoadedReturn,
  signatures: readonly RecordedSignature[],
): Promise<boolean> {
  const stale = signatures.some(({ voided, contentHash }) => !voided && contentHash !== loaded.contentHash);
  if (!stale) return false;
  const about = {
    id: loaded.returnId,
    organisationId: loaded.organisationId,
    partnershipId: loaded.partnership.id,
  };
  await takeReturnBack(trx, stamp, about, viewer.personId, { outcome: 'changed' });
  return true;
}

async function writeSignature(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  loaded: LoadedReturn,
  signatory: SignatoryCode,
  authority: Authority | null,
) {
  const id = stamp.newId();
  const person = await trx
    .selectFrom('person')
    .select('job_title')
    .where('id', '=', viewer.personId)
    .executeTakeFirstOrThrow();
  await trx
    .insertInto('sign_off')
    .values({
      id,
      organisation_id: loaded.organisationId,
      return_id: loaded.returnId,
      signatory,
      person_id: viewer.personId,
      name: viewer.name,
      job_title: person.job_title,
      content_hash: loaded.contentHash,
      signed_at: stamp.now,
      voided_at: null,
      void_reason: null,
    })
    .execute();
  if (authority)
    await trx
      .insertInto('sign_off_authority')
      .values({ organisation_id: loaded.organisationId, sign_off_id: id, authority_id: authority.id })
      .execute();
  await recordEvent(trx, stamp, {
    type: 'return.signed',
    owner: { organisationId: loaded.organisationId, partnershipId: loaded.partnership.id },
    actorId: viewer.personId,
    subject: { kind: 'return', id: loaded.returnId },
    detail: {
      signOff: id,
      signatory,
      contentHash: loaded.contentHash,
      ...(authority ? { authority: authority.id } : {}),
    },
  });
  return { signatory, personId: viewer.personId, contentHash: loaded.contentHash, voided: false };
}
