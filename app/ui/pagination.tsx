import type { ReactNode } from 'react';
import { Anchor } from './anchor.tsx';
import { classNames } from './class-names.ts';
import { keyed } from './keyed.ts';
import type { OptionalProps } from './optional-props.ts';
import { pageHref, pageNumbers } from './page-numbers.ts';

type PaginationProps = {
  page: number;
  pageCount: number;
  /** The query string now (`useLocation().search`): filters and order are kept. */
  search: string;
  /** Name of the page number in it. */
  name?: string | undefined;
  label?: string | undefined;
};

/** Pages of a list, from the query string. Nothing for a single page. Put the page number in the title too. */
export function Pagination({ page, pageCount, search, name, label }: PaginationProps) {
  if (pageCount <= 1) return null;
  const items = pageNumbers(page, pageCount).map((one) =>
    'gap' in one ? one : { number: one.page, href: pageHref(search, one.page, name), current: one.page === page },
  );
  return (
    <PageLinks
      items={items}
      previous={page > 1 ? { href: pageHref(search, page - 1, name) } : undefined}
      next={page < pageCount ? { href: pageHref(search, page + 1, name) } : undefined}
      label={label}
    />
  );
}

type PageItem =
  | { gap: true }
  | ({ number: ReactNode; href: string } & OptionalProps<{ current: boolean; label: string }>);
type PageStep = { href: string } & OptionalProps<{ text: ReactNode; labelText: ReactNode }>;
type PageLinksProps = OptionalProps<{
  items: readonly PageItem[];
  previous: PageStep;
  next: PageStep;
  label: string;
  className: string;
}>;

/** Links to pages; without `items`, one above the other: the pages before and after in a series. */
export function PageLinks({ items, previous, next, label = 'Pagination', className }: PageLinksProps) {
  const block = !items && Boolean(next ?? previous);
  return (
    <nav
      className={classNames('govuk-pagination', block ? 'govuk-pagination--block' : false, className)}
      aria-label={label}
    >
      {previous ? <StepLink kind="prev" step={previous} block={block} word="Previous" /> : null}
      {items ? (
        <ul className="govuk-pagination__list">
          {keyed(items).map(({ key, value }) => (
            <PageLink key={key} item={value} />
          ))}
        </ul>
      ) : null}
      {next ? <StepLink kind="next" step={next} block={block} word="Next" /> : null}
    </nav>
  );
}

function PageLink({ item }: { item: PageItem }) {
  if ('gap' in item) return <li className="govuk-pagination__item govuk-pagination__item--ellipsis">⋯</li>;
  const { number, href, current, label = `Page ${number}` } = item;
  return (
    <li className={classNames('govuk-pagination__item', current ? 'govuk-pagination__item--current' : false)}>
      <Anchor
        className="govuk-link govuk-pagination__link"
        href={href}
        aria-label={label}
        aria-current={current ? 'page' : undefined}
      >
        {number}
      </Anchor>
    </li>
  );
}

type StepLinkProps = { kind: 'prev' | 'next'; step: PageStep; block: boolean; word: string };

function StepLink({ kind, step, block, word }: StepLinkProps) {
  const arrowFirst = block || kind === 'prev';
  const decorated = block && !step.labelText;
  return (
    <div className={`govuk-pagination__${kind}`}>
      <Anchor className="govuk-link govuk-pagination__link" href={step.href} rel={kind}>
        {arrowFirst ? <Arrow kind={kind} /> : null}
        <span
          className={classNames(
            'govuk-pagination__link-title',
            decorated ? 'govuk-pagination__link-title--decorated' : false,
          )}
        >
          {step.text ?? (
            <>
              {word}
              <span className="govuk-visually-hidden"> page</span>
            </>
          )}
        </span>
        {step.labelText && block ? (
          <>
            <span className="govuk-visually-hidden">:</span>
            <span className="govuk-pagination__link-label">{step.labelText}</span>
          </>
        ) : null}
        {arrowFirst ? null : <Arrow kind={kind} />}
      </Anchor>
    </div>
  );
}

const arrows = {
  prev: 'm6.5938-0.0078125-6.7266 6.7266 6.7441 6.4062 1.377-1.449-4.1856-3.9768h12.896v-2h-12.984l4.2931-4.293-1.414-1.414z',
  next: 'm8.107-0.0078125-1.4136 1.414 4.2926 4.293h-12.986v2h12.896l-4.1855 3.9766 1.377 1.4492 6.7441-6.4062-6.7246-6.7266z',
};

function Arrow({ kind }: { kind: 'prev' | 'next' }) {
  return (
    <svg
      className={`govuk-pagination__icon govuk-pagination__icon--${kind}`}
      xmlns="http://www.w3.org/2000/svg"
      height="13"
      width="15"
      aria-hidden="true"
      focusable="false"
      viewBox="0 0 15 13"
    >
      <path d={arrows[kind]} />
    </svg>
  );
}
