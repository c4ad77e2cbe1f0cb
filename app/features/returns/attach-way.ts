/** Where the document that several questions share comes from: the library, a new file, or a link. */
export type AttachWay = 'choose' | 'file' | 'link';

/** The way that was asked for; else the library, where there is something in it to choose. */
export const attachWay = (asked: unknown, libraryHolds: boolean): AttachWay =>
  asked === 'choose' || asked === 'file' || asked === 'link' ? asked : libraryHolds ? 'choose' : 'file';
