import type { ReactNode } from 'react';
import { Anchor } from './anchor.tsx';
import { classNames } from './class-names.ts';

type BackLinkProps = { href: string; children?: ReactNode; className?: string | undefined };

/**
 * Back to the page before in the task. Goes in `before` of `Main`; it is a landmark of its own, so that nothing on a
 * page lies outside one.
 */
export function BackLink({ href, children = 'Back', className }: BackLinkProps) {
  return (
    <nav aria-label="Back">
      <Anchor href={href} className={classNames('govuk-back-link', className)}>
        {children}
      </Anchor>
    </nav>
  );
}
