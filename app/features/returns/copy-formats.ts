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
