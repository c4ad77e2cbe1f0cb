import { renderToStaticMarkup } from 'react-dom/server';
import { MemoryRouter } from 'react-router';
import { expect, it } from 'vitest';
import { drawDocument } from '../../pdf/draw.tsx';
import type { PdfModel } from '../../pdf/models.ts';
import { aPackModel } from '../builders/a-pack-model.ts';
import { squeezed, textOfHtml } from '../setup/drawing.ts';
import { aReturnCopy } from './models.ts';
import { bodyOf, type ReadPdf, readPdf } from './read-pdf.ts';
import { twinOf } from './twins.tsx';

/** A file and its page, each as its text without spaces. */
async function bothOf(model: PdfModel): Promise<{ file: ReadPdf; printed: string; page: string }> {
  const file = await readPdf((await drawDocument(model)).bytes);
  const page = textOfHtml(renderToStaticMarkup(<MemoryRouter>{twinOf(model)}</MemoryRouter>));
  return { file, printed: squeezed(bodyOf(file)), page: squeezed(page) };
}

const lines = (count: number, of: string) => Array.from({ length: count }, (_, at) => `${of} ${at + 1} of the year`);
const arabic = 'سياسة الحماية';

it('a table of 300 rows and a list of 300 lines in an answer are whole in the copy of a return and on its page', async () => {
  const copy = aReturnCopy({ standards: 1, words: 10 });
  const [first, second] = copy.standards[0]?.questions ?? [];
  if (!first || !second) throw new Error('The copy has questions');
  const long = lines(40, 'A long remark').join(', ');
  const rows = lines(300, 'Site').map((site, at) => [site, `Visited ${at}`, at === 150 ? long : `Remark ${at}`]);
  first.answer = [{ type: 'table', headings: ['Site', 'Visit', 'Remark'], rows }];
  second.answer = [{ type: 'list', items: lines(300, 'Course') }];
  second.evidence = lines(300, 'Minutes');
  copy.evidence = lines(300, 'Paper').map((title, at) => ({
    number: at + 1,
    title,
    form: 'PDF',
    datesCovered: 'Not dated',
    freshness: 'Not dated',
    supports: ['A1.1'],
  }));
  const { file, printed, page } = await bothOf(copy);
  const said = [...rows.flat().filter((words) => words !== long), ...lines(300, 'Course'), ...lines(300, 'Minutes')];
  for (const text of [printed, page]) expect(said.filter((words) => !text.includes(squeezed(words)))).toEqual([]);
  expect(page.includes(squeezed(long))).toBe(true);
  const unbroken = printed.replaceAll('SiteVisitRemark', '');
  expect(lines(40, 'A long remark').filter((words) => !unbroken.includes(squeezed(words)))).toEqual([]);
  // The heading stands over the rows of every page that the table reaches.
  const headed = file.pages.filter(({ body }) => /Site \d+ of the year/.test(body));
  expect(headed.length).toBeGreaterThan(5);
  for (const { body } of headed) expect(body).toMatch(/Site\s+Visit\s+Remark/);
});

it('an answer of 300 lines, 300 pieces of evidence and words from right to left are whole in a pack and in its twin', async () => {
  const model = aPackModel({ agencies: 1, concerns: 1, evidence: 300, actions: 2 });
  const [agency] = model.agencies;
  const [concern] = agency?.concerns ?? [];
  if (!agency || !concern) throw new Error('The pack has no questions');
  concern.narrative = [...lines(300, 'Step'), `Our policy (${arabic}) is in force.`].join('\n');
  const { file, printed, page } = await bothOf(model);
  const said = [...lines(300, 'Step'), ...agency.evidence.map(({ title }) => title), 'is in force.'];
  for (const text of [printed, page]) expect(said.filter((words) => !text.includes(squeezed(words)))).toEqual([]);
  // What the typeface lacks is whole on the page, and paper says on its first sheet how much it lacks.
  expect(page).toContain(squeezed(arabic));
  expect(file.pages[0]?.body).toContain(`${squeezed(arabic).length} characters`);
});
