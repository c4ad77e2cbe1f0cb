import type { DocumentFrame, Fact, Prose } from './models.ts';

/** What was disposed of by one run. Identifiers alone: what the records said is gone. */
export type DisposalCertificateModel = DocumentFrame & {
  kind: 'disposal-certificate';
  owner: string;
  /** Who prepared, approved and confirmed it, and when. */
  facts: Fact[];
  reason: Prose;
  kinds: { words: string; rule: string; gone: string; kept: string }[];
  /** Every record that went, by kind. */
  lists: { words: string; ids: string[] }[];
  /** Lower-case hexadecimal SHA-256 of the list: a line `kind identifier` for each record, in the order of the list. */
  listSha256: string;
};

/** The words of the document around its model, the same on its page. */
export const certificateWords = {
  kinds: 'What went, by which rule',
  kindHeadings: ['Kind of record', 'Rule', 'Gone', 'Kept'],
  list: 'Identifiers of what went',
  idHeading: 'Identifier',
  none: 'Nothing went.',
  madeOn: 'Made on',
  hash: 'Hash of the list, SHA-256',
  about:
    'The records named here were deleted, or made to name nobody, with all that belonged to them. Backups made before hold them until they are overwritten; after a restore they go again.',
} as const;
