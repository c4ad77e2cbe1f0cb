import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, expect, it } from 'vitest';
import { getComparison } from '../../../app/features/questionnaire/comparison.server.ts';
import {
  ComparedEditions,
  ComparisonOverview,
} from '../../../app/features/questionnaire/components/edition-comparison.tsx';
import { QuestionSet } from '../../../app/features/questionnaire/components/question-set.tsx';
import { getLibrary } from '../../../app/features/questionnaire/library.server.ts';
import { getQuestionSet } from '../../../app/features/questionnaire/question-set.server.ts';
import { installSuccession } from '../../../app/features/questionnaire/successions.server.ts';
import type { Edition, Succession } from '../../../standards/contract.ts';
import { anInstalledEdition } from '../../builders/a-partnership.ts';
import { anEdition, aQuestion, aStandard, aSuccession } from '../../builders/an-edition.ts';
import { expectedTexts } from '../../pdf/expected-words.ts';
import { wordsOf } from '../../pdf/read-pdf.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const editionOf = (edition: string, text: string, parts: Partial<Edition> = {}) =>
  anEdition({ edition, standards: [aStandard('a1', [aQuestion('q', { text })])], ...parts });

const step = (from: string, to: string) =>
  aSuccession({ from, to, fates: [{ from: ['q'], to: ['q'], fate: 'reworded', carry: 'keep-and-confirm' }] });

const install = (portal: TestPortal, succession: Succession) =>
  portal.database.transaction((trx) =>
    installSuccession(trx, portal.stamp(), {
      succession,
      sha256: `${succession.from}--${succession.to}`.padEnd(64, '0'),
    }),
  );

const asked = (query: string) => new URLSearchParams(query);

describeEachDatabase('the pages of the standards', (open) => {
  let portal: TestPortal;
  beforeEach(async () => {
    portal = await open();
    for (const [edition, text] of [
      ['2025.9', 'Staff are trained.'],
      ['2025.10', 'Staff are trained every year.'],
      ['2026.1', 'Staff and volunteers are trained every year.'],
    ] as const)
      await anInstalledEdition(portal, editionOf(edition, text));
  });

  it('list every edition of a set, newest first by number, each with the one before it and its citations', async () => {
    await anInstalledEdition(
      portal,
      anEdition({ set: 'short-set', variantOf: { set: 'test-set', edition: '2026.1' } }),
    );
    const { sets, cut } = await getLibrary(portal.database.db);
    expect(cut).toBe(false);
    expect(sets.map(({ set, name }) => [set, name])).toEqual([
      ['short-set', 'Short set'],
      ['test-set', 'Test set'],
    ]);
    expect(sets[1]?.editions.map(({ edition, previous }) => [edition, previous])).toEqual([
      ['2026.1', '2025.10'],
      ['2025.10', '2025.9'],
      ['2025.9', null],
    ]);
    expect(sets[1]?.editions[0]).toMatchObject({
      status: 'published',
      citations: 1,
      uncheckedCitations: 1,
      questions: 1,
    });
    expect(sets[0]?.editions[0]?.variantOf).toEqual({ set: 'test-set', edition: '2026.1' });
  });

  it('read no edition again that has been read before', async () => {
    await getLibrary(portal.database.db);
    portal.takeQueries();
    await getLibrary(portal.database.db);
    expect(portal.takeQueries().filter((query) => query.includes('"document"'))).toEqual([]);
  });

  it('show an edition for one kind of organisation, and refuse an edition or a kind that is not there', async () => {
    const { model, kind } = await getQuestionSet(portal, 'test-set/2026.1', 'police');
    expect([kind, model.title]).toEqual(['police', 'Standards for tests: Police force']);
    expect((await getQuestionSet(portal, 'test-set/2026.1', '')).kind).toBeUndefined();
    await expect(getQuestionSet(portal, 'test-set/1999.1', null)).rejects.toThrow('Page not found');
    await expect(getQuestionSet(portal, 'test-set/2026.1', 'academy')).rejects.toThrow('Page not found');
  });

  it('compare the newest edition with the one before it unless told otherwise, older first', async () => {
    expect(await getComparison(portal, 'test-set', asked(''))).toMatchObject({ from: '2025.10', to: '2026.1' });
    expect(await getComparison(portal, 'test-set', asked('from=2026.1&to=2025.9'))).toMatchObject({
      from: '2025.9',
      to: '2026.1',
      editions: ['2026.1', '2025.10', '2025.9'],
    });
  });

  it('say who decided what became of a question: one succession, several, or nobody', async () => {
    const basis = async (query: string) => (await getComparison(portal, 'test-set', asked(query))).model?.basis;
    expect(await basis('')).toContain('Nobody has reviewed');
    await install(portal, step('2025.10', '2026.1'));
    expect(await basis('')).toContain('decided by the people who wrote the newer edition');
    expect(await basis('from=2025.9&to=2026.1')).toContain('Nobody has reviewed');
    await install(portal, step('2025.9', '2025.10'));
    expect(await basis('from=2025.9&to=2026.1')).toContain('2025.9 to 2025.10 and 2025.10 to 2026.1');
  });

  it('say plainly when an edition is compared with itself, and refuse one that is not there', async () => {
    expect(await getComparison(portal, 'test-set', asked('from=2026.1&to=2026.1'))).toMatchObject({
      model: null,
      problem: 'You chose edition 2026.1 twice. Choose two different editions.',
    });
    await anInstalledEdition(portal, anEdition({ set: 'lone-set' }));
    expect((await getComparison(portal, 'lone-set', asked(''))).problem).toContain('the only one of this set');
    await expect(getComparison(portal, 'test-set', asked('from=1999.1'))).rejects.toThrow('Page not found');
    await expect(getComparison(portal, 'no-set', asked(''))).rejects.toThrow('Page not found');
  });

  it('say the same on the page as in the file, and mark what left and came by elements and hidden words', async () => {
    await install(portal, step('2025.10', '2026.1'));
    const { model } = await getComparison(portal, 'test-set', asked(''));
    if (!model) throw new Error('There is nothing to compare');
    const html = renderToStaticMarkup(
      <>
        <h1>{model.title}</h1>
        <ComparisonOverview model={model} />
        <ComparedEditions model={model} />
      </>,
    );
    expect(html).toMatch(/<ins[^>]*><span class="govuk-visually-hidden"> \[added: <\/span>and volunteers /);
    expectTwin(html, expectedTexts({ ...model, reference: '', accessibleAddress: '', partnership: '' }));

    const set = (await getQuestionSet(portal, 'test-set/2026.1', null)).model;
    const page = renderToStaticMarkup(<QuestionSet model={set} />);
    expectTwin(page, expectedTexts({ ...set, reference: '', accessibleAddress: '', partnership: '' }));
  });
});

/** Every word of the model stands on its page, as often as the model says it. */
function expectTwin(html: string, texts: string[]): void {
  const plain = html
    .replace(/<\/?(ins|del|span|strong|a|code)\b[^>]*>/g, '')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');
  const printed = wordsOf(plain);
  const missing = [...wordsOf(texts.join('\n'))].filter(([word, count]) => (printed.get(word) ?? 0) < count);
  expect(missing).toEqual([]);
}
