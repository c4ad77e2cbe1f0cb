import { describe, expect, it } from 'vitest';
import { blocksOf } from '../../pdf/documents/pack-heatmap.tsx';
import { drawDocument } from '../../pdf/draw.tsx';
import { packWords } from '../../pdf/models.ts';
import { aPackModel } from '../builders/a-pack-model.ts';
import { aRandom, aWriter } from '../builders/a-vocabulary.ts';
import { bodyOf, type ReadPdf, readPdf } from './read-pdf.ts';

const squeezed = (text: string) => text.replace(/\s+/g, '');

/** Pages of one agency whose body has a line that is just this heading. */
const pagesWith = ({ pages }: ReadPdf, agency: string, heading: string) =>
  pages.flatMap(({ header, body }, index) =>
    header.replace(/\s+/g, ' ').includes(agency) && body.split('\n').some((line) => line.trim() === heading)
      ? [index + 1]
      : [],
  );

describe('the contents of a pack', () => {
  it.each([
    { agencies: 2, words: 30, concerns: 3, seed: 1 },
    { agencies: 3, words: 75, concerns: 6, seed: 2 },
    { agencies: 3, words: 130, concerns: 4, seed: 3 },
    { agencies: 4, words: 210, concerns: 3, seed: 4 },
  ])('give the page each part begins on ($agencies agencies, $words words)', async (options) => {
    const model = aPackModel(options);
    const file = await readPdf((await drawDocument(model)).bytes);
    const headings = [
      packWords.grid,
      packWords.concerns,
      packWords.keyLines,
      packWords.evidence,
      packWords.actions,
      packWords.notes,
    ];
    const expected = model.agencies.flatMap(({ name }) => {
      const parts = headings.map((heading) => pagesWith(file, name, heading));
      for (const found of parts) expect(found).toHaveLength(1);
      return [pagesWith(file, name, name)[0], ...parts.flat()];
    });
    const contents = file.pages[1];
    const numbers = contents?.strings.filter((text) => /^\d+$/.test(text)).map(Number) ?? [];
    expect(numbers.slice(3)).toEqual(expected);
    expect(numbers.slice(0, 3)).toEqual([3, 3, file.pages.length]);
    const linked = contents?.links.filter(({ to }) => to.startsWith('agency-1-')).map(({ page }) => page);
    expect(linked).toEqual(expected.slice(1, 7));
  });
});

describe('the contents of a pack of every part', () => {
  it('keep the headings of their columns apart', async () => {
    const file = await readPdf((await drawDocument(aPackModel({ agencies: 1, concerns: 1, everyPart: true }))).bytes);
    const body = file.pages[1]?.body.replace(/\s+/g, ' ') ?? '';
    for (const heading of [
      'Starts on',
      'Ratings',
      'Changes',
      'More to do',
      'Evidence',
      'Previous',
      'Actions',
      'Panel asks',
    ])
      expect(body).toMatch(new RegExp(`(^|\\W)${heading}(\\W|$)`));
  });
});

describe('the bookmarks of a pack', () => {
  it('lead to each agency, and under it to each part and each standard with more to do', async () => {
    const model = aPackModel({ agencies: 2, concerns: 3 });
    const file = await readPdf((await drawDocument(model)).bytes);
    const agencies = file.bookmarks.filter(({ title }) => model.agencies.some(({ name }) => name === title));
    expect(agencies.map(({ title }) => title)).toEqual(model.agencies.map(({ name }) => name));
    for (const { title, page, children } of agencies) {
      expect(page).toBe(pagesWith(file, title, title)[0]);
      expect(children.map((child) => child.title)).toEqual([
        packWords.profile,
        packWords.grid,
        packWords.concerns,
        'A1 Leadership and accountability',
        'A2 Designated and named roles',
        'A3 Policy, thresholds and escalation',
        packWords.gaps,
        packWords.keyLines,
        packWords.evidence,
        packWords.actions,
        packWords.notes,
      ]);
      for (const child of children.filter((one) => !/^A\d/.test(one.title))) {
        expect([child.title, child.page]).toEqual([child.title, pagesWith(file, title, child.title)[0]]);
      }
    }
    expect(file.bookmarks.at(-1)?.title).toBe(packWords.heatmap);
  });
});

describe('a very long answer', () => {
  const write = aWriter(aRandom(99));
  const oneParagraph = write.words(5000).join(' ');
  const manyParagraphs = write.prose(5000);

  it.each([
    ['in many paragraphs', manyParagraphs],
    ['in one paragraph', oneParagraph],
  ])('of 5,000 words %s is printed whole and in order', async (_name, narrative) => {
    const model = aPackModel({ agencies: 1, concerns: 2 });
    const [first, second] = model.agencies[0]?.concerns ?? [];
    if (first === undefined || second === undefined) throw new Error('The pack has no questions');
    first.narrative = narrative;
    second.moderatedReason = narrative;
    const file = await readPdf((await drawDocument(model)).bytes);
    const text = squeezed(bodyOf(file));
    const place = text.indexOf(squeezed(narrative));
    expect(place).toBeGreaterThan(0);
    expect(text.indexOf(squeezed(narrative), place + 1)).toBeGreaterThan(place);
  });

  it('in a table cell is printed whole, beside what stands in the other cells', async () => {
    const model = aPackModel({ agencies: 1, concerns: 0 });
    const [agency] = model.agencies;
    const [action] = agency?.openActions ?? [];
    if (action === undefined) throw new Error('The pack has no actions');
    action.progress = oneParagraph;
    action.owner = 'Jo Bell and everybody else who was asked to look after it during the year';
    const file = await readPdf((await drawDocument(model)).bytes);
    const words = (text: string) => text.split(/\s+/).sort().join(' ');
    const pages = file.pages.filter(({ body }) => body.includes('Action and latest update'));
    expect(pages.length).toBeGreaterThan(5);
    const printed = words(pages.map(({ body }) => body).join('\n')).split(' ');
    const left = new Map<string, number>();
    for (const word of printed) left.set(word, (left.get(word) ?? 0) + 1);
    const missing = `${oneParagraph} ${action.owner}`.split(' ').filter((word) => {
      const count = left.get(word) ?? 0;
      left.set(word, count - 1);
      return count <= 0;
    });
    expect(missing).toEqual([]);
  });
});

describe('what does not fit or cannot be drawn', () => {
  it('is printed all the same: 300 rows of evidence and of actions, every one of them', async () => {
    const model = aPackModel({ agencies: 1, concerns: 0, evidence: 300, actions: 300, everyPart: true });
    const text = squeezed(bodyOf(await readPdf((await drawDocument(model)).bytes)));
    const [agency] = model.agencies;
    const lost = [
      ...(agency?.evidence ?? []).map(({ title }) => title),
      ...(agency?.openActions ?? []).map(({ reference }) => reference),
    ].filter((words) => !text.includes(squeezed(words)));
    expect(lost).toEqual([]);
  });

  it('is said on the first page: words from right to left that the typeface lacks', async () => {
    const model = aPackModel({ agencies: 1, concerns: 1 });
    const [concern] = model.agencies[0]?.concerns ?? [];
    if (concern === undefined) throw new Error('The pack has no questions');
    const arabic = 'سياسة الحماية';
    concern.narrative = `Our policy (${arabic}) is in force.`;
    const file = await readPdf((await drawDocument(model)).bytes);
    expect(bodyOf(file)).toContain('is in force.');
    expect(file.pages[0]?.body).toContain(`${arabic.replaceAll(' ', '').length} characters`);
  });
});

describe('a pack of many agencies', async () => {
  // Their own parts are left almost empty: here they matter by their number.
  const model = aPackModel({ agencies: 26, concerns: 0, evidence: 0, actions: 0 });
  for (const agency of model.agencies) Object.assign(agency, { profile: [], grid: [], keyLines: [], evidenceGaps: [] });
  const file = await readPdf((await drawDocument(model)).bytes);

  it('says on its cover where the accessible version is', () => {
    expect(file.pages[0]?.body).toContain(model.accessibleAddress);
  });

  it('repeats the headings of the contents on their second page', () => {
    const contents = file.pages.filter(({ header }) => header.endsWith(packWords.contents));
    expect(contents).toHaveLength(2);
    for (const { body } of contents) expect(body).toContain('Starts on');
  });

  it('has its heatmap on landscape pages, with every agency named over its column and every standard on each', () => {
    const sheets = file.pages.filter(({ width, height }) => width > height);
    expect(sheets).toHaveLength(3);
    const texts = sheets.map(({ body }) => body.replace(/\s+/g, ' '));
    for (const { shortName } of model.heatmap.agencies) {
      expect(texts.some((text) => text.includes(shortName))).toBe(true);
    }
    for (const text of texts) for (const { title } of model.heatmap.standards) expect(text).toContain(title);
  });
});

describe('the columns of the heatmap', () => {
  it.each([
    [1, [[0, 1]]],
    [12, [[0, 12]]],
    [
      13,
      [
        [0, 7],
        [7, 13],
      ],
    ],
    [
      40,
      [
        [0, 10],
        [10, 20],
        [20, 30],
        [30, 40],
      ],
    ],
  ])('for %i agencies stand in blocks of nearly the same size', (count, expected) => {
    expect(blocksOf(count).map(({ from, to }) => [from, to])).toEqual(expected);
  });
});

describe('an agency with nothing to show', () => {
  it('is told so in words under every heading', async () => {
    const model = aPackModel({ agencies: 1, concerns: 0, evidence: 0, actions: 0 });
    const [agency] = model.agencies;
    if (agency === undefined) throw new Error('The pack has no agency');
    agency.keyLines = [];
    agency.evidenceGaps = [];
    const text = bodyOf(await readPdf((await drawDocument(model)).bytes));
    for (const words of [
      packWords.noConcerns,
      packWords.noGaps,
      packWords.noKeyLines,
      packWords.noEvidence,
      packWords.noActions,
    ]) {
      expect(text).toContain(words);
    }
  });
});
