import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type MainProps = {
  children: ReactNode;
  /** Back link or breadcrumbs, above the main landmark. */
  before?: ReactNode;
  /** `full` uses the whole window: heat tables, long lists, side by side comparison. */
  width?: 'normal' | 'full' | undefined;
};

/** The page's own part, between header and footer: every page has exactly one. */
export function Main({ children, before, width = 'normal' }: MainProps) {
  return (
    <div className={classNames('govuk-width-container', width === 'full' ? 'app-width-container--full' : false)}>
      {before}
      <main className="govuk-main-wrapper" id="main-content">
        {children}
      </main>
    </div>
  );
}
