/** How far a document has come. `fraction` runs from 0 to 1 and never falls. */
export type PdfProgress = {
  stage: 'waiting' | 'measuring' | 'laying-out' | 'numbering' | 'done';
  /** Page being worked on; 0 where there is none yet. */
  page: number;
  /** Pages in all, once known. */
  pages: number | null;
  fraction: number;
};

/** The progress in words for a page: "Laying out page 40". */
export function progressText({ stage, page, pages }: PdfProgress): string {
  switch (stage) {
    case 'waiting':
      return 'Waiting for other documents';
    case 'measuring':
      return 'Setting the text';
    case 'laying-out':
      return `Laying out page ${page}`;
    case 'numbering':
      return `Finishing page ${page} of ${pages}`;
    case 'done':
      return `Done: ${pages} pages`;
  }
}
