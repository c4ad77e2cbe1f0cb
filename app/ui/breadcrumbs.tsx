import type { ReactNode } from 'react';
import { Anchor } from './anchor.tsx';
import { classNames } from './class-names.ts';
import { keyed } from './keyed.ts';

export type Breadcrumb = { text: ReactNode; href?: string | undefined };

type BreadcrumbsProps = {
  /** From the top down; one without `href` is this page. */
  items: readonly Breadcrumb[];
  collapseOnMobile?: boolean | undefined;
  label?: string | undefined;
  className?: string | undefined;
};

/** Where this page lies. Goes in `before` of `Main`, never together with a back link. */
export function Breadcrumbs({ items, collapseOnMobile, label = 'Breadcrumb', className }: BreadcrumbsProps) {
  return (
    <nav
      className={classNames(
        'govuk-breadcrumbs',
        className,
        collapseOnMobile ? 'govuk-breadcrumbs--collapse-on-mobile' : false,
      )}
      aria-label={label}
    >
      <ol className="govuk-breadcrumbs__list">
        {keyed(items).map(({ key, value: { text, href } }) =>
          href ? (
            <li key={key} className="govuk-breadcrumbs__list-item">
              <Anchor className="govuk-breadcrumbs__link" href={href}>
                {text}
              </Anchor>
            </li>
          ) : (
            <li key={key} className="govuk-breadcrumbs__list-item" aria-current="page">
              {text}
            </li>
          ),
        )}
      </ol>
    </nav>
  );
}
