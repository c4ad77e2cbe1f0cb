import type { Reader } from '../../../db/client.server.ts';
import { startOfChain } from './chain.server.ts';
import { type IssuedKind, recordInWords } from './issue-document.server.ts';

/** What anybody who holds a print may know about it. */
export interface IssuedDocument {
  readonly code: string;
  readonly kind: IssuedKind;
  readonly reference: string;
  readonly version: number;
  readonly partnership: string;
  /** Whose it is, or to whom it was written; null for what concerns several. */
  readonly organisation: string | null;
  readonly issuedAt: string;
  readonly contentSha256: string;
  /** The entry of the record that its print names, and whether the record still holds it; null where none was named. */
  readonly record: { readonly words: string; readonly stands: boolean } | null;
  /** The newest version after this one; null when this is the newest. */
  readonly newer: { readonly version: number; readonly issuedAt: string } | null;
}

/** A code as people type it: any case, with or without the dashes; null when it cannot be one. */
export function readDocumentCode(typed: string): string | null {
  const letters = typed.toUpperCase().replaceAll(/[\s-]/g, '');
  if (!/^[2-9BCDFGHJKMNPQRSTVWXZ]{12}$/.test(letters)) return null;
  return [letters.slice(0, 4), letters.slice(4, 8), letters.slice(8)].join('-');
}

/** What was issued with a code; undefined when nothing was. Open to anybody: it gives what the print says, no more. */
export async function findIssuedDocument(db: Reader, code: string): Promise<IssuedDocument | undefined> {
  const row = await db
    .selectFrom('issued_document as issued')
    .innerJoin('partnership', 'partnership.id', 'issued.partnership_id')
    .leftJoin('organisation', 'organisation.id', 'issued.organisation_id')
    .leftJoin('event', (join) =>
      join.onRef('event.chain', '=', 'issued.chain').onRef('event.seq', '=', 'issued.chain_seq'),
    )
    .selectAll('issued')
    .select(['partnership.name as partnership', 'organisation.name as organisation', 'event.hash as event_hash'])
    .where('issued.code', '=', code)
    .executeTakeFirst();
  if (!row) return undefined;
  const newer = await db
    .selectFrom('issued_document')
    .select(['version', 'issued_at as issuedAt'])
    .where('kind', '=', row.kind)
    .where('series', '=', row.series)
    .where('version', '>', row.version)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return {
    code: row.code,
    kind: row.kind,
    reference: row.reference,
    version: row.version,
    partnership: row.partnership,
    organisation: row.organisation,
    issuedAt: row.issued_at,
    contentSha256: row.content_sha256,
    record:
      row.chain_seq === null || row.chain_hash === null
        ? null
        : {
            words: recordInWords({ seq: Number(row.chain_seq), hash: row.chain_hash }),
            stands: stands({ seq: Number(row.chain_seq), hash: row.chain_hash, found: row.event_hash }),
          },
    newer: newer ?? null,
  };
}

/** Whether the record still holds the entry that a print names. */
export const stands = ({
  seq,
  hash,
  found,
}: {
  readonly seq: number;
  readonly hash: string;
  readonly found: string | null;
}): boolean => (seq === 0 ? hash === startOfChain : found === hash);
