import { createHash } from 'node:crypto';
import { renderToStaticMarkup } from 'react-dom/server';
import { createRoutesStub } from 'react-router';
import { describe, expect, it } from 'vitest';
import { Anchor } from '../../app/ui/anchor.tsx';
import { jsEnabledScript, jsEnabledScriptHash } from '../../app/ui/js-enabled.ts';
import { Main } from '../../app/ui/main.tsx';
import { pageHref, pageNumbers } from '../../app/ui/page-numbers.ts';
import { PageTemplate } from '../../app/ui/page-template.tsx';
import { Pagination } from '../../app/ui/pagination.tsx';
import { ProgressBar } from '../../app/ui/progress-bar.tsx';
import { Table } from '../../app/ui/table.tsx';
import { elementsOf, parseHtml, wordsOf } from './html-tree.ts';

describe('the frame of every page', () => {
  const html = renderToStaticMarkup(
    <PageTemplate productName="Line of Sight" navigation={[{ text: 'Home', href: '/home', current: 'page' }]}>
      <Main>Words</Main>
    </PageTemplate>,
  );
  const elements = elementsOf(html);

  it('begins with a way past the header to the one main part', () => {
    const [first] = elements;
    expect(first?.attributes.href).toBe('#main-content');
    expect(elements.filter(({ tag }) => tag === 'main').map(({ attributes }) => attributes.id)).toEqual([
      'main-content',
    ]);
  });

  it('ends with help and the three statements, in one order', () => {
    const [footer] = elements.filter(({ tag }) => tag === 'footer');
    const links = elementsOf(html.slice(html.indexOf('<footer'))).filter(({ tag }) => tag === 'a');
    expect(footer).toBeDefined();
    expect(links.map(({ attributes }) => attributes.href)).toEqual(['/help', '/accessibility', '/privacy', '/cookies']);
  });

  it('says which place of the navigation this is', () => {
    const current = elements.filter(({ attributes }) => 'aria-current' in attributes);
    expect(current.map(({ attributes, children }) => [attributes['aria-current'], wordsOf(children)])).toEqual([
      ['page', 'Home'],
    ]);
  });
});

describe('the script that tells the styles that scripts run', () => {
  it('has the hash that the content security policy allows', () => {
    expect(jsEnabledScriptHash).toBe(`'sha256-${createHash('sha256').update(jsEnabledScript).digest('base64')}'`);
  });
});

describe('a link', () => {
  it('has the same address with and without the router', () => {
    const Stub = createRoutesStub([{ path: '/list', Component: PageOfLinks }]);
    const inRouter = elementsOf(renderToStaticMarkup(<Stub initialEntries={['/list']} />));
    const alone = elementsOf(renderToStaticMarkup(<PageOfLinks />));
    const resolved = (href: string | undefined) => new URL(href ?? '', 'https://portal.example/list').href;
    expect(inRouter.map(({ attributes }) => resolved(attributes.href))).toEqual(
      alone.map(({ attributes }) => resolved(attributes.href)),
    );
  });
});

describe('pages of a list', () => {
  it('are shown around this one, with gaps only where two or more are left out', () => {
    const shown = (page: number, count: number) =>
      pageNumbers(page, count).map((one) => ('gap' in one ? '…' : one.page));
    expect(shown(1, 1)).toEqual([1]);
    expect(shown(1, 5)).toEqual([1, 2, '…', 5]);
    expect(shown(3, 5)).toEqual([1, 2, 3, 4, 5]);
    expect(shown(6, 12)).toEqual([1, '…', 5, 6, 7, '…', 12]);
    expect(shown(12, 12)).toEqual([1, '…', 11, 12]);
  });

  it('keep filters and order in their addresses', () => {
    expect(pageHref('?sort=name&page=3&kind=a&kind=b', 4)).toBe('?sort=name&page=4&kind=a&kind=b');
    expect(pageHref('?sort=name&page=3', 1)).toBe('?sort=name');
  });

  it('are not offered when there is only one', () => {
    expect(renderToStaticMarkup(<Pagination page={1} pageCount={1} search="" />)).toBe('');
  });

  it('offer no page before the first and none after the last', () => {
    const rels = (page: number) =>
      elementsOf(renderToStaticMarkup(<Pagination page={page} pageCount={3} search="" />)).flatMap(({ attributes }) =>
        attributes.rel ? [attributes.rel] : [],
      );
    expect([rels(1), rels(2), rels(3)]).toEqual([['next'], ['prev', 'next'], ['prev']]);
  });
});

describe('a table', () => {
  it('says in words and in its address how it is sorted', () => {
    const html = renderToStaticMarkup(
      <Table
        columns={[{ label: 'Name', sorted: 'ascending', sortHref: '?sort=-name' }]}
        rows={[{ cells: ['Police'] }]}
      />,
    );
    const [head] = elementsOf(html).filter(({ tag }) => tag === 'th');
    expect(head?.attributes['aria-sort']).toBe('ascending');
    expect(elementsOf(html).find(({ tag }) => tag === 'a')?.attributes.href).toBe('?sort=-name');
  });
});

describe('progress', () => {
  it('is said in words that name the bar, and never passes its end', () => {
    const html = renderToStaticMarkup(<ProgressBar label="31 of 30 questions answered" value={31} max={30} />);
    const bar = elementsOf(html).find(({ tag }) => tag === 'progress');
    const label = elementsOf(html).find(({ attributes }) => attributes.id === bar?.attributes['aria-labelledby']);
    expect(wordsOf(label?.children ?? [])).toBe('31 of 30 questions answered');
    expect(bar?.attributes).toMatchObject({ value: '30', max: '30' });
    expect(parseHtml(html)).toHaveLength(1);
  });
});

const hrefs = ['/home', '?page=2', '#top', 'https://example.org/', '//example.org/', 'mailto:a@example.org'];

function PageOfLinks() {
  return hrefs.map((href) => <Anchor key={href} href={href} />);
}
