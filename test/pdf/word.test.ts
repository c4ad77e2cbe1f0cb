import { beforeAll, describe, expect, it } from 'vitest';
import { writeWord } from '../../pdf/word/write-word.ts';
import { expectedTexts } from './expected-words.ts';
import { aReceipt } from './models.ts';
import { wordsOf } from './read-pdf.ts';
import { partOfWord } from './read-word.ts';
import { aQuestionSet } from './standards-models.ts';

describe('a question set as a Word file', () => {
  const model = aQuestionSet();
  let xml = '';
  beforeAll(async () => {
    const { bytes } = await writeWord(model);
    xml = partOfWord(bytes, 'word/document.xml');
  });

  const plain = (part: string) =>
    part
      .replace(/<\/w:p>/g, '\n')
      .replace(/<[^>]+>/g, '')
      .replaceAll('&quot;', '"')
      .replaceAll('&amp;', '&');

  it('holds every word of its model, as often as the model says it', () => {
    const printed = wordsOf(plain(xml));
    // The letters of a scale serve dense tables alone, and this file has none.
    const expected = wordsOf(expectedTexts({ ...model, reference: '', partnership: '' }).join('\n'));
    expect([...expected].filter(([word, count]) => (printed.get(word) ?? 0) < count)).toEqual([]);
    expect(expected.size).toBeGreaterThan(40);
  });

  it('has real headings: the title, a first level for each part, a second for each question', () => {
    const headings = (style: string) =>
      [...xml.matchAll(/<w:p>(?:(?!<\/w:p>).)*<w:pStyle w:val="(\w+)"\/>(?:(?!<\/w:p>).)*<\/w:p>/gs)]
        .filter(([, found]) => found === style)
        .map(([paragraph]) => plain(paragraph).trim());
    expect(headings('Title')).toEqual([model.title]);
    expect(headings('Heading1')).toEqual([
      'Rating scales',
      'Profile',
      ...model.standards.map(({ number, title }) => `${number} ${title}`),
      'Sign-off',
      'Sources',
      'Citations not yet checked',
    ]);
    expect(headings('Heading2')).toHaveLength(1 + model.profile.length + 5 * model.standards.length + 1);
  });

  it('marks the first row of every table as its heading', () => {
    const tables = xml.match(/<w:tbl>/g)?.length ?? 0;
    expect(tables).toBeGreaterThan(10);
    expect(xml.match(/<w:tblHeader/g)).toHaveLength(tables);
  });

  it('is a form that no other document has', async () => {
    await expect(writeWord(aReceipt())).rejects.toThrow('There is no Word form of receipt');
  });
});
