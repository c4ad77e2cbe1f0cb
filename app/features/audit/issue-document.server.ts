import type { Reader, Trx } from '../../../db/client.server.ts';
import type { IssuedDocumentRow } from '../../../db/schema/audit.table.ts';
import type { DocumentCheck } from '../../../pdf/models.ts';
import { makeDocumentCode } from '../../platform/ids.ts';
import type { Stamp } from '../../platform/portal.ts';
import { startOfChain } from './chain.server.ts';
import { chainOf } from './events.ts';

export type IssuedKind = IssuedDocumentRow['kind'];

export interface NewlyIssued {
  readonly kind: IssuedKind;
  readonly subjectId: string;
  /** What versions of one thing have in common. */
  readonly series: string;
  readonly version: number;
  readonly reference: string;
  readonly owner: { readonly partnershipId: string; readonly organisationId?: string };
  /** Lower-case hexadecimal SHA-256 of what it says, without the code itself. */
  readonly contentSha256: string;
}

/**
 * Gives something that is being issued the code of its print, and names the end of its owner's chain of events at this
 * moment: whoever rebuilt the chain later would have to change the paper too. In the transaction that issues it.
 *
 * @returns what the print says about checking it
 */
export async function issueDocument(
  trx: Trx,
  stamp: Pick<Stamp, 'now'>,
  publicOrigin: string,
  { owner, ...issued }: NewlyIssued,
): Promise<DocumentCheck> {
  const chain = chainOf(owner);
  const head = await trx
    .selectFrom('event_chain')
    .select(['head_seq', 'head_hash'])
    .where('chain', '=', chain)
    .executeTakeFirst();
  const anchor = { seq: Number(head?.head_seq ?? 0), hash: head?.head_hash ?? startOfChain };
  const code = makeDocumentCode();
  await trx
    .insertInto('issued_document')
    .values({
      code,
      kind: issued.kind,
      subject_id: issued.subjectId,
      series: issued.series,
      version: issued.version,
      reference: issued.reference,
      partnership_id: owner.partnershipId,
      organisation_id: owner.organisationId ?? null,
      content_sha256: issued.contentSha256,
      chain,
      chain_seq: anchor.seq,
      chain_hash: anchor.hash,
      issued_at: stamp.now,
    })
    .execute();
  return checkOf(publicOrigin, code, anchor);
}

/** What the prints of something that was issued say about checking it; null for what has no code. */
export async function findDocumentCheck(
  db: Reader,
  publicOrigin: string,
  { kind, subjectId }: { readonly kind: IssuedKind; readonly subjectId: string },
): Promise<DocumentCheck | null> {
  const row = await db
    .selectFrom('issued_document')
    .select(['code', 'chain_seq', 'chain_hash'])
    .where('kind', '=', kind)
    .where('subject_id', '=', subjectId)
    .executeTakeFirst();
  if (!row) return null;
  const anchor =
    row.chain_seq === null || row.chain_hash === null ? null : { seq: Number(row.chain_seq), hash: row.chain_hash };
  return checkOf(publicOrigin, row.code, anchor);
}

const checkOf = (
  publicOrigin: string,
  code: string,
  anchor: { readonly seq: number; readonly hash: string } | null,
): DocumentCheck => ({
  code,
  address: `${publicOrigin}/verify/${code}`,
  record: anchor === null ? null : recordInWords(anchor),
});

/** The entry of the record of changes that a print names: its number and the first 16 figures of its hash. */
export const recordInWords = ({ seq, hash }: { readonly seq: number; readonly hash: string }): string =>
  `${seq.toLocaleString('en-GB')}, ${hash.slice(0, 16)}`;
