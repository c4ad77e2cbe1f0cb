import { dayInWords, sizeInWords } from '../../platform/words.ts';
import type { Evidence } from './schema.ts';

const kindsInWords: Readonly<Record<string, string>> = {
  'application/pdf': 'PDF',
  'text/plain': 'Text',
  'text/csv': 'CSV',
  'application/msword': 'Word',
  'application/vnd.ms-excel': 'Excel',
  'application/vnd.ms-powerpoint': 'PowerPoint',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document': 'Word',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet': 'Excel',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation': 'PowerPoint',
  'application/vnd.oasis.opendocument.text': 'OpenDocument text',
  'application/vnd.oasis.opendocument.spreadsheet': 'OpenDocument spreadsheet',
  'application/vnd.oasis.opendocument.presentation': 'OpenDocument presentation',
};

/** What it is, in words: "PDF, 1.4 MB", "Picture, 312 kB" or "Link to example.org". */
export function kindOfEvidence({ kind, url, mediaType, size }: Pick<Evidence, 'kind' | 'url' | 'mediaType' | 'size'>) {
  if (kind === 'link') return url !== null && URL.canParse(url) ? `Link to ${new URL(url).hostname}` : 'Link';
  const type = mediaType ?? '';
  const word = kindsInWords[type] ?? (type.startsWith('image/') ? 'Picture' : 'File');
  return size === null ? word : `${word}, ${sizeInWords(size)}`;
}

/** The date it covers: "14 March 2027", "1 April 2026 to 31 March 2027"; undefined when nobody said. */
export function periodOfEvidence({ coversFrom, coversTo }: Pick<Evidence, 'coversFrom' | 'coversTo'>) {
  if (coversFrom === null) return undefined;
  const from = dayInWords(coversFrom);
  return coversTo === null || coversTo === coversFrom ? from : `${from} to ${dayInWords(coversTo)}`;
}

/**
 * Where a piece of evidence is read: a download of ours, or the page it links to. With a version it is that version for
 * ever; without one, the newest that the reader may open.
 */
export const evidenceHref = ({
  id,
  kind,
  url,
  version,
}: Pick<Evidence, 'id' | 'kind' | 'url'> & { readonly version?: number | undefined }): string =>
  kind === 'link' && url !== null ? url : `/evidence/${id}/file${version === undefined ? '' : `?version=${version}`}`;

/** A piece of evidence as a reader of an answer sees it: its title, what it is and covers, and where it opens. */
export interface EvidenceToRead {
  readonly title: string;
  readonly words: string;
  readonly href: string;
  readonly isFile: boolean;
}

export function evidenceToRead(
  file: Pick<Evidence, 'id' | 'kind' | 'title' | 'url' | 'mediaType' | 'size' | 'coversFrom' | 'coversTo'> & {
    readonly version?: number | undefined;
  },
): EvidenceToRead {
  return {
    title: file.title,
    words: [kindOfEvidence(file), periodOfEvidence(file) ?? 'not dated'].join(', '),
    href: evidenceHref(file),
    isFile: file.kind === 'file',
  };
}
