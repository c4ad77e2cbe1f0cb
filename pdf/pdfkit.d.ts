/** The part of pdfkit that is used here; the package ships no types. */
declare module 'pdfkit' {
  type TextOptions = { width?: number; lineGap?: number; align?: 'left' | 'right' };
  type Outline = { addItem(title: string, options?: object): Outline };
  /** What is drawn between `markStructureContent` and `endMarkedContent`. */
  type Content = { readonly refs: readonly object[] };
  type ElementOptions = { scope?: 'Row' | 'Column'; alt?: string; actual?: string };

  /** An element of the structure tree. `add` before `end`; an element goes to the file when it has ended. */
  export type StructureElement = {
    readonly dictionary: { readonly data: Record<string, unknown> };
    add(child: StructureElement | Content): StructureElement;
    end(): void;
  };

  export default class PDFDocument {
    constructor(options: object);
    page: { width: number; height: number };
    outline: Outline;
    on(event: 'data', listener: (chunk: Buffer) => void): this;
    on(event: 'end', listener: () => void): this;
    registerFont(name: string, file: string): this;
    font(name: string): this;
    fontSize(size: number): this;
    fillColor(colour: string): this;
    currentLineHeight(includeGap?: boolean): number;
    heightOfString(text: string, options: TextOptions): number;
    text(text: string, x: number, y: number, options: TextOptions): this;
    addPage(options: object): this;
    switchToPage(page: number): this;
    bufferedPageRange(): { start: number; count: number };
    addNamedDestination(name: string, kind: 'XYZ', x: number, y: number, zoom: null): this;
    goTo(x: number, y: number, width: number, height: number, name: string, options?: object): this;
    save(): this;
    restore(): this;
    translate(x: number, y: number): this;
    scale(factor: number): this;
    path(d: string): this;
    rect(x: number, y: number, width: number, height: number): this;
    moveTo(x: number, y: number): this;
    lineTo(x: number, y: number): this;
    lineWidth(width: number): this;
    strokeColor(colour: string): this;
    fill(colour?: string): this;
    stroke(): this;
    link(x: number, y: number, width: number, height: number, url: string, options?: object): this;
    struct(type: string, options?: ElementOptions): StructureElement;
    addStructure(element: StructureElement): this;
    markContent(tag: 'Artifact', options?: { type?: 'Pagination' | 'Layout' | 'Background' }): this;
    markStructureContent(tag: string): Content;
    endMarkedContent(): this;
    end(): void;
  }
}
