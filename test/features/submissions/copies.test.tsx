import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import type { AnswerValue } from '../../../app/features/questionnaire/answers.ts';
import { copyFormatCodes } from '../../../app/features/returns/copy-formats.ts';
import { ReturnCopy } from '../../../app/features/submissions/components/return-copy.tsx';
import { copyAsked, listReturnCopies, openReturnCopy } from '../../../app/features/submissions/copies.server.ts';
import { getPrintPage } from '../../../app/features/submissions/pages.server.ts';
import type { ReturnCopyModel } from '../../../pdf/models.ts';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import { answer, attachLink, aWorld, rated, submitted, type World } from '../../builders/a-filled-return.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { anEdition, aQuestion, aStandard } from '../../builders/an-edition.ts';
import { expectedTexts } from '../../pdf/expected-words.ts';
import { readPdf } from '../../pdf/read-pdf.ts';
import { partOfWord, textOfOdt, textOfWord } from '../../pdf/read-word.ts';
import { bytesOf, drawingProcess, squeezed, textOfHtml } from '../../setup/drawing.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const edition = anEdition({
  standards: [
    aStandard('a1', [
      aQuestion('board-lead'),
      aQuestion('checks', { answer: { type: 'yes-no', detail: 'when-yes' } }),
      aQuestion('training', {
        answer: {
          type: 'multiple-choice',
          choices: [
            { code: 'prevent', text: 'Prevent' },
            { code: 'online', text: 'Online safety' },
          ],
        },
      }),
      aQuestion('sites', {
        answer: {
          type: 'table',
          columns: [
            { code: 'name', heading: 'Name', type: 'text' },
            { code: 'seen', heading: 'Last seen', type: 'date' },
          ],
        },
      }),
    ]),
    aStandard('a2'),
  ],
});
const answers: Record<string, AnswerValue> = {
  'board-lead': rated('green', 'Two paragraphs.\n\nThe second has <angles> & “quotes”.\nAnd a line of its own.'),
  checks: { type: 'yes-no', value: 'yes', detail: 'Checked each year.' },
  training: { type: 'multiple-choice', choices: ['prevent', 'online'] },
  sites: { type: 'table', rows: [{ name: 'Mill Road', seen: '2026-06-14' }] },
  'a2-rating': rated('red', 'No policy yet.'),
};

const drawing = drawingProcess();

const openBytes = async (portal: TestPortal, world: World, format: (typeof copyFormatCodes)[number], asked = {}) =>
  bytesOf((await openReturnCopy(portal, world.lead, world.returnId, format, asked)).stream);

/** Every text of the model must be on the page and in each of the files. */
async function expectSameWords(portal: TestPortal, world: World, model: ReturnCopyModel, asked = {}) {
  const pdf = await readPdf(await openBytes(portal, world, 'pdf', asked));
  const copies = {
    page: textOfHtml(renderToStaticMarkup(<ReturnCopy model={model} title="Whole return" />)),
    pdf: pdf.pages.map(({ header, body, footer }) => `${header}${body}${footer}`).join(''),
    docx: textOfWord(await openBytes(portal, world, 'docx', asked)),
    odt: textOfOdt(await openBytes(portal, world, 'odt', asked)),
  };
  // The page is the record itself, so it does not name its own address; what kind of organisation it is, the details say.
  const texts = expectedTexts({ ...model, accessibleAddress: '' });
  const missing = Object.entries(copies).flatMap(([name, copy]) =>
    texts.filter((text) => !squeezed(copy).includes(squeezed(text))).map((text) => `${name}: ${text}`),
  );
  expect(missing).toEqual([]);
  expect(texts.length).toBeGreaterThan(40);
  return { pdf, copies };
}

describeEachDatabase('copies of a return', (open) => {
  it('say the same words on the page, as PDF, as Word and as OpenDocument: first the draft, then what was sent', async () => {
    const { portal, drawn } = drawing(await open());
    const world = await aWorld(portal, edition, { name: 'Alder & Beech <Trust>' });
    await answer(portal, world, answers);
    await attachLink(portal, world, 'board-lead', 'Board minutes', { covers_from: '2026-06-01' });

    const draft = await getPrintPage(portal, world.lead, world.returnId, { blank: false });
    const { pdf, copies } = await expectSameWords(portal, world, draft.model);
    expect(pdf.pages.filter(({ footer }) => !footer.includes('Draft, not sent'))).toEqual([]);
    for (const copy of [copies.docx, copies.odt]) expect(copy).toContain('Draft of a return');
    expect(await portal.database.db.selectFrom('submission_document').selectAll().execute()).toEqual([]);
    expect((await openReturnCopy(portal, world.lead, world.returnId, 'odt')).fileName).toMatch(
      / draft 2026-11-02\.odt$/,
    );

    const { reference } = await submitted(portal, world, answers);
    const sent = await getPrintPage(portal, world.lead, world.returnId, { blank: false });
    await expectSameWords(portal, world, sent.model);
    expect((await openReturnCopy(portal, world.lead, world.returnId, 'docx')).fileName).toBe(`${reference}-copy.docx`);
    const before = drawn();
    await openBytes(portal, world, 'pdf');
    expect(drawn()).toBe(before);
    expect(await openBytes(portal, world, 'odt')).toEqual(await openBytes(portal, world, 'odt'));
  });

  it('are there of each version that was sent, and of the draft while the return is in work again', async () => {
    const { portal } = drawing(await open());
    const world = await aWorld(portal, edition);
    await submitted(portal, world, answers);
    const { db } = portal.database;
    const first = await db.selectFrom('submission').selectAll().executeTakeFirstOrThrow();
    const snapshot = {
      ...JSON.parse(first.snapshot),
      version: 2,
      reference: 'REF-SECOND',
      submittedBy: 'Second Sender',
    };
    await db
      .insertInto('submission')
      .values({
        ...first,
        id: portal.newId(),
        version: 2,
        reference: 'REF-SECOND',
        snapshot: JSON.stringify(snapshot),
        sha256: sha256OfValue(snapshot),
      })
      .execute();
    const text = async (asked: object) => textOfOdt(await openBytes(portal, world, 'odt', asked));
    expect(await text({})).toContain('Second Sender');
    expect(await text({ version: 1 })).not.toContain('Second Sender');
    await expect(openBytes(portal, world, 'odt', copyAsked(new URLSearchParams('version=3')))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(openBytes(portal, world, 'odt', { draft: true })).rejects.toMatchObject({ code: 'not-found' });
    await db.updateTable('agency_return').set({ status: 'in-progress' }).execute();
    expect(await text({ draft: true })).toContain('Draft, not sent');
    expect(await listReturnCopies(db, world.lead, world.returnId)).toMatchObject({
      draft: true,
      sent: [{ version: 2, reference: 'REF-SECOND' }, { version: 1 }],
    });
  });

  it('are nobody else’s: a partnership has what was sent to it and never a draft', async () => {
    const { portal } = drawing(await open());
    const world = await aWorld(portal, edition);
    const other = await aWorld(portal, edition, { slug: 'other' });
    await answer(portal, world, answers);
    const { partnershipId, returnId } = world;
    const manager = await aViewer(portal, { role: 'business-manager', partnershipId });
    const refused = { code: 'not-found' };
    for (const format of copyFormatCodes) {
      await expect(openReturnCopy(portal, manager, returnId, format)).rejects.toMatchObject(refused);
      await expect(openReturnCopy(portal, other.lead, returnId, format)).rejects.toMatchObject(refused);
    }
    await submitted(portal, world, answers);
    expect((await openReturnCopy(portal, manager, returnId, 'docx')).size).toBeGreaterThan(1000);
    await expect(openReturnCopy(portal, manager, returnId, 'docx', { draft: true })).rejects.toMatchObject(refused);
    await expect(openReturnCopy(portal, other.lead, returnId, 'docx')).rejects.toMatchObject(refused);
    await expect(listReturnCopies(portal.database.db, other.lead, returnId)).rejects.toMatchObject(refused);
  });

  it('have real headings, table headings, a language and a title in Word and in OpenDocument', async () => {
    const { portal } = drawing(await open());
    const world = await aWorld(portal, edition, { name: 'Alder School' });
    await submitted(portal, world, answers);
    const odt = await openBytes(portal, world, 'odt');
    const content = partOfWord(odt, 'content.xml');
    expect(content.match(/<text:h [^>]*text:outline-level="2"/g)).toHaveLength(5);
    expect(content.match(/<table:table-header-rows>/g)).toHaveLength(content.match(/<table:table /g)?.length ?? 0);
    expect(partOfWord(odt, 'styles.xml')).toContain('fo:language="en" fo:country="GB"');
    expect(partOfWord(odt, 'meta.xml')).toContain('<dc:title>Alder School. Copy of a return:');
    const word = await openBytes(portal, world, 'docx');
    const xml = partOfWord(word, 'word/document.xml');
    expect(xml.match(/<w:pStyle w:val="Heading2"\/>/g)).toHaveLength(5);
    expect(xml.match(/<w:tblHeader/g)).toHaveLength(xml.match(/<w:tbl>/g)?.length ?? 0);
    expect(partOfWord(word, 'word/styles.xml')).toContain('w:val="en-GB"');
    expect(partOfWord(word, 'docProps/core.xml')).toContain('Alder School');
  });
});
