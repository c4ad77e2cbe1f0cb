import type { SignatoryCode } from '../../../standards/contract.ts';

/** A signature as it stands on a return, voided or not. */
export interface SignatureState {
  readonly signatory: SignatoryCode;
  readonly personId: string;
  readonly contentHash: string;
  readonly voided: boolean;
}

/** Whether a person may sign now, and why not. */
export type SignDecision =
  | { readonly may: true }
  /** `changed`: the return is no longer what the person read. */
  | { readonly may: false; readonly why: 'not-waiting' | 'not-asked' | 'already-signed' | 'same-person' | 'changed' };

/** Signatures that count: made on the return as it stands now, and not voided. */
export const standingSignatures = <T extends SignatureState>(signatures: readonly T[], contentHash: string): T[] =>
  signatures.filter((signature) => !signature.voided && signature.contentHash === contentHash);

/** The signatories a return still waits for. */
export function awaitedSignatories(
  required: readonly SignatoryCode[],
  signatures: readonly SignatureState[],
  contentHash: string,
): SignatoryCode[] {
  const signed = new Set(standingSignatures(signatures, contentHash).map(({ signatory }) => signatory));
  return required.filter((code) => !signed.has(code));
}

/**
 * Whether a person may sign as one of the required signatories now. Two signatures need two people, nobody signs
 * twice, and what is signed is what was read.
 */
export function maySign({
  status,
  required,
  signatory,
  personId,
  signatures,
  contentHash,
  readHash,
}: {
  readonly status: string;
  readonly required: readonly SignatoryCode[];
  readonly signatory: SignatoryCode;
  readonly personId: string;
  readonly signatures: readonly SignatureState[];
  readonly contentHash: string;
  /** The hash that the page showed. */
  readonly readHash: string;
}): SignDecision {
  if (!required.includes(signatory)) return { may: false, why: 'not-asked' };
  const standing = standingSignatures(signatures, contentHash);
  if (standing.some((signature) => signature.signatory === signatory)) return { may: false, why: 'already-signed' };
  if (status !== 'awaiting-sign-off') return { may: false, why: 'not-waiting' };
  if (standing.some((signature) => signature.personId === personId)) return { may: false, why: 'same-person' };
  if (readHash !== contentHash) return { may: false, why: 'changed' };
  return { may: true };
}
