import { describe, expect, it } from 'vitest';
import { flowOf } from '../../pdf/flow/flow-of.ts';
import type { PdfModel } from '../../pdf/models.ts';
import { writeOdt } from '../../pdf/odt/write-odt.ts';
import { writeWord } from '../../pdf/word/write-word.ts';
import { aWrittenResponse, someMinutes } from './after-models.ts';
import { expectedTexts } from './expected-words.ts';
import { anOutcomeLetter } from './models.ts';
import { wordsOf } from './read-pdf.ts';
import { partOfWord } from './read-word.ts';

const documents: [string, PdfModel][] = [
  ['minutes', someMinutes()],
  ['a written response', aWrittenResponse()],
  ['an outcome letter', { ...anOutcomeLetter(), replyBy: 'Please reply on the portal by 16 April 2027.' }],
];

const plain = (xml: string) =>
  xml
    .replace(/<\/(?:w:p|text:p|text:h)>/g, '\n')
    .replace(/<(?:w:br|text:line-break)[^>]*>/g, '\n')
    .replace(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');

describe.each(documents)('%s that people may edit', (_name, model) => {
  it.each([
    ['Word', writeWord, 'word/document.xml'],
    ['OpenDocument', writeOdt, 'content.xml'],
  ] as const)('say in %s every word of their model, under real headings', async (_format, write, part) => {
    const xml = partOfWord((await write(model)).bytes, part);
    const said = wordsOf(plain(xml));
    const about = { ...model, madeOnText: '', ...(model.kind === 'minutes' ? {} : { accessibleAddress: '' }) };
    const expected = wordsOf(expectedTexts(about).join('\n'));
    expect([...expected].filter(([word, count]) => (said.get(word) ?? 0) < count)).toEqual([]);
    const headings = flowOf(model)?.blocks.filter(({ type }) => type === 'heading').length;
    expect(xml.match(/w:val="Heading[12]"|<text:h /g)).toHaveLength(headings ?? -1);
  });
});
