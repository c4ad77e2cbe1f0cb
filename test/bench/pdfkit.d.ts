/** The part of pdfkit that the hand-drawn baseline uses; the package ships no types. */
declare module 'pdfkit' {
  type TextOptions = { width?: number; lineGap?: number; align?: 'left' | 'right' };
  type Outline = { addItem(title: string): Outline };

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
    goTo(x: number, y: number, width: number, height: number, name: string): this;
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
    end(): void;
  }
}
