import type { ReactNode } from 'react';

type EmptyStateProps = {
  /** What is not here, and why: "No returns match these filters." */
  children: ReactNode;
  heading?: ReactNode;
  /** What to do about it: a link or a button. */
  action?: ReactNode;
};

/** In place of an empty list or table. */
export function EmptyState({ children, heading, action }: EmptyStateProps) {
  return (
    <div className="app-empty">
      {heading ? <h2 className="govuk-heading-s">{heading}</h2> : null}
      <p className="govuk-body">{children}</p>
      {action}
    </div>
  );
}
