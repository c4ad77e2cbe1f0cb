import { Document, type FileChild, Footer, LineRuleType, PageNumber, Paragraph, TextRun } from 'docx';

export interface WordFrame {
  readonly title: string;
  readonly subject: string;
  readonly author: string;
  readonly accessibleAddress?: string;
  /** Stands at the foot of every page, before the page number. */
  readonly foot: string;
}

/** A Word file in the house's typeface, sizes and language, with its title, its headings and a page number at the foot. */
export function wordDocument(frame: WordFrame, children: FileChild[]): Document {
  return new Document({
    title: frame.title,
    subject: frame.subject,
    creator: frame.author,
    ...(frame.accessibleAddress === undefined
      ? {}
      : { description: `The accessible version of this document is at ${frame.accessibleAddress}` }),
    styles: {
      default: {
        document: {
          run: { font: 'Arial', size: 22, language: { value: 'en-GB' } },
          paragraph: { spacing: { after: 120, line: 276, lineRule: LineRuleType.AUTO } },
        },
        title: { run: { size: 44, bold: true } },
        heading1: {
          run: { size: 32, bold: true, color: '16395C' },
          paragraph: { spacing: { before: 360, after: 120 } },
        },
        heading2: {
          run: { size: 24, bold: true, color: '000000' },
          paragraph: { spacing: { before: 280, after: 80 } },
        },
      },
    },
    sections: [{ footers: { default: footer(frame.foot) }, children }],
  });
}

const footer = (foot: string) =>
  new Footer({
    children: [
      new Paragraph({
        children: [
          new TextRun({ text: `${foot}. Page `, size: 16 }),
          new TextRun({ children: [PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES], size: 16 }),
        ],
      }),
    ],
  });
