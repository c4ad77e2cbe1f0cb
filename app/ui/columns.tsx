import type { ReactNode } from 'react';

/** Two things side by side on wide screens, in reading order on narrow ones. */
export function Columns({ first, second }: { first: ReactNode; second: ReactNode }) {
  return (
    <div className="app-columns">
      <div className="app-columns__column">{first}</div>
      <div className="app-columns__column">{second}</div>
    </div>
  );
}

/** A comfortable line length on a wide page: two thirds of it. */
export function TwoThirds({ children }: { children: ReactNode }) {
  return (
    <div className="govuk-grid-row">
      <div className="govuk-grid-column-two-thirds">{children}</div>
    </div>
  );
}

/** Words that people typed, in any script: line breaks are kept, long addresses wrap. Never read as HTML. */
export function TypedText({ children }: { children: string }) {
  return (
    <p className="govuk-body app-typed-text" dir="auto">
      {children}
    </p>
  );
}
