import { type Document, type FileChild, HeadingLevel, Paragraph, TextRun } from 'docx';
import type { FlowBlock, FlowDocument } from '../flow/blocks.ts';
import { paragraphsOf } from '../paragraphs.ts';
import { wordDocument } from './frame.ts';
import { textTable } from './tables.ts';

/** A document of blocks as a Word file: headings are Word's own, and every table repeats and names its heading row. */
export function flowInWord(flow: FlowDocument): Document {
  return wordDocument(flow, [
    new Paragraph({ text: flow.title, heading: HeadingLevel.TITLE }),
    new Paragraph({ text: flow.subtitle }),
    ...flow.blocks.flatMap(childrenOf),
  ]);
}

function childrenOf(block: FlowBlock): FileChild[] {
  switch (block.type) {
    case 'heading':
      return [
        new Paragraph({
          text: block.text,
          heading: block.level === 1 ? HeadingLevel.HEADING_1 : HeadingLevel.HEADING_2,
          keepNext: true,
        }),
      ];
    case 'text':
      return paragraphsOf(block.text).map((words) => new Paragraph({ children: runsOf(words, block.look) }));
    case 'list':
      return block.items.map((item) => new Paragraph({ text: item, bullet: { level: 0 } }));
    case 'table':
      // Word joins two tables that touch.
      return [textTable(block.headings, block.rows), new Paragraph({ text: '', spacing: { after: 0 } })];
  }
}

/** A single line break within a paragraph stays one. */
const runsOf = (words: string, look: 'quiet' | 'strong' | undefined): TextRun[] =>
  words.split('\n').map(
    (line, at) =>
      new TextRun({
        text: line,
        ...(at > 0 ? { break: 1 } : {}),
        ...(look === 'quiet' ? { italics: true } : {}),
        ...(look === 'strong' ? { bold: true } : {}),
      }),
  );
