import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type InsetTextProps = { children: ReactNode; id?: string | undefined; className?: string | undefined };

/** Words set apart from the rest: a quotation, an example, last year's answer. */
export function InsetText({ children, id, className }: InsetTextProps) {
  return (
    <div id={id} className={classNames('govuk-inset-text', className)}>
      {children}
    </div>
  );
}
