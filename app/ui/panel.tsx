import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type PanelProps = {
  title: ReactNode;
  children?: ReactNode;
  headingLevel?: 1 | 2 | 3 | 4 | 5 | 6 | undefined;
  className?: string | undefined;
};

/** The end of a task: what was done, and its reference. */
export function Panel({ title, children, headingLevel = 1, className }: PanelProps) {
  const Heading = `h${headingLevel}` as const;
  return (
    <div className={classNames('govuk-panel govuk-panel--confirmation', className)}>
      <Heading className="govuk-panel__title">{title}</Heading>
      {children ? <div className="govuk-panel__body">{children}</div> : null}
    </div>
  );
}
