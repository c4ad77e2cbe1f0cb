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
import { findSigningRight, tellFormerDelegate } from '../authorities/queries.server.ts';
import type { RecordedSignature } from '../pages.ts';
import { listSignatures } from '../signatures.server.ts';
import { hashOfRound, lockRound, signable } from './lock-round.server.ts';

/** A signature as it is given. */
export interface SignInput {
  readonly returnId: string;
  /** The role signed in: the person holds it in the return's organisation, or has an authority for it. */
  readonly signatory: SignatoryCode;
  /** The hash of the content that the page showed: of one return, or of those that are signed together. */
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
 * Signs a return as it was read; with it, in the same moment, every other that is answered together with it and was read
 * on the same page. In the person's own role, or under an authority that is valid today: refuses a person with neither
 * as if the return did not exist, a second signature by the same person, and a return that is not waiting for signatures.
 */
export async function signReturn(portal: Portal, viewer: Viewer, input: SignInput): Promise<SignOutcome> {
  await tellFormerDelegate(portal.database.db, viewer, input.returnId, portal.stamp().today);
  const scope = organisationScope(viewer, 'return.sign');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const round = signable(await lockRound(trx, scope, input.returnId));
    const isRead = input.contentHash === hashOfRound(round);
    const toSign: Pick<Signing, 'loaded' | 'signatures' | 'authority'>[] = [];
    let changed = false;
    for (const loaded of round) {
      const right = await findSigningRight(trx, scope, viewer, {
        organisationId: loaded.organisationId,
        signatory: input.signatory,
        today: stamp.today,
      });
      if (!right) throw notFound();
      const signatures = await listSignatures(trx, scope, loaded.returnId);
      changed = (await takenBackBecauseChanged(trx, stamp, viewer, loaded, signatures)) || changed;
      toSign.push({ loaded, signatures, authority: right.authority });
    }
    if (changed) return { outcome: 'changed' };
    const outcomes: SignOutcome[] = [];
    for (const one of toSign) {
      const contentHash = isRead ? one.loaded.contentHash : input.contentHash;
      outcomes.push(await signOne({ trx, stamp, viewer, ...one }, { ...input, contentHash }));
    }
    return outcomeOfRound(outcomes);
  });
}

/** A round is signed when one of it was signed now; it is complete when nobody else is awaited. */
function outcomeOfRound(outcomes: readonly SignOutcome[]): SignOutcome {
  const signed = outcomes.flatMap((one) => (one.outcome === 'signed' ? [one] : []));
  if (signed.length > 0) return { outcome: 'signed', complete: signed.every(({ complete }) => complete) };
  return outcomes.find(({ outcome }) => outcome === 'changed') ?? { outcome: 'already-signed' };
}

interface Signing {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly viewer: Viewer;
  readonly loaded: LoadedReturn;
  readonly signatures: readonly RecordedSignature[];
  /** Under which the person signs; null where they sign in a role of their own. */
  readonly authority: Authority | null;
}

async function signOne(
  { trx, stamp, viewer, loaded, signatures, authority }: Signing,
  input: Pick<SignInput, 'signatory' | 'contentHash'>,
): Promise<SignOutcome> {
  const required = signatoriesFor(loaded.compiled, loaded.facts).map(({ code }) => code);
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
  const signOff = await writeSignature(trx, stamp, viewer, loaded, input.signatory, authority);
  const complete = awaitedSignatories(required, [...signatures, signOff], loaded.contentHash).length === 0;
  if (complete)
    await trx
      .updateTable('agency_return')
      .set({ status: 'signed' })
      .where('id', '=', loaded.returnId)
      .where('organisation_id', '=', loaded.organisationId)
      .execute();
  return { outcome: 'signed', complete };
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
