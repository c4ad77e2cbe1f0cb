import type { ReactNode } from 'react';
import { useGovuk } from './use-govuk.ts';

type SkipLinkProps = { href?: string | undefined; className?: string | undefined; children?: ReactNode };

/** First thing on every page: jumps over the header. A second one may lead to the first unanswered question. */
export function SkipLink({ href = '#main-content', className, children = 'Skip to main content' }: SkipLinkProps) {
  const ref = useGovuk<HTMLAnchorElement>('govuk-skip-link');
  return (
    <a
      ref={ref}
      href={href}
      className={className ? `govuk-skip-link ${className}` : 'govuk-skip-link'}
      data-module="govuk-skip-link"
    >
      {children}
    </a>
  );
}
