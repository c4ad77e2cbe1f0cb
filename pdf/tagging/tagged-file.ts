import PDFDocument, { type StructureElement } from 'pdfkit';

type FileOptions = { language: string | undefined; info: Record<string, unknown> };

/** The file writer, told by `drawPages` what its next marks and links belong to. */
export class TaggedFile extends PDFDocument {
  /** The page painter ends the file after each thing it is given; the file ends when all is drawn. */
  private open = true;
  private linked: StructureElement | null = null;

  constructor({ language, info }: FileOptions) {
    super({ tagged: true, pdfVersion: '1.7', lang: language, displayTitle: true, autoFirstPage: false, info });
  }

  /** Links drawn by `draw` belong to `element`. */
  linking(element: StructureElement, draw: () => void): void {
    const before = this.linked;
    this.linked = element;
    draw();
    this.linked = before;
  }

  override link(x: number, y: number, width: number, height: number, url: string): this {
    return super.link(x, y, width, height, url, this.linkOptions(url));
  }

  override goTo(x: number, y: number, width: number, height: number, name: string): this {
    return super.goTo(x, y, width, height, name, this.linkOptions('To this part of the document'));
  }

  override end(): void {
    if (!this.open) super.end();
  }

  finish(): void {
    this.open = false;
    this.end();
  }

  private linkOptions(words: string): object {
    // The writer takes a `String` for text and a plain string for a name.
    return this.linked === null ? {} : { structParent: this.linked, Contents: Object(words) };
  }
}
