/** What a copy of a return can be downloaded as, on both sides. */
export const copyFormats = {
  pdf: { extension: 'pdf', name: 'PDF', mediaType: 'application/pdf' },
  docx: {
    extension: 'docx',
    name: 'Word',
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  },
  odt: { extension: 'odt', name: 'OpenDocument', mediaType: 'application/vnd.oasis.opendocument.text' },
} as const;

export type CopyFormat = keyof typeof copyFormats;

export const copyFormatCodes = ['pdf', 'docx', 'odt'] as const satisfies readonly CopyFormat[];

/** The copies that a person of the organisation may have of one return. */
export interface ReturnCopies {
  readonly returnId: string;
  /** It can still be changed, so there is a draft. */
  readonly draft: boolean;
  /** What was sent, newest first. */
  readonly sent: readonly { readonly version: number; readonly reference: string; readonly submittedAt: string }[];
}
