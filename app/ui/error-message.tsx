import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type ErrorMessageProps = {
  children: ReactNode;
  id?: string | undefined;
  /** Said before the message by screen readers; empty leaves it out. */
  hiddenPrefix?: string | undefined;
  className?: string | undefined;
};

/** What is wrong with one field. Fields print their own; this is for the rest. */
export function ErrorMessage({ children, id, hiddenPrefix = 'Error', className }: ErrorMessageProps) {
  return (
    <p id={id} className={classNames('govuk-error-message', className)}>
      {hiddenPrefix ? <span className="govuk-visually-hidden">{hiddenPrefix}:</span> : null}
      {hiddenPrefix ? ' ' : null}
      {children}
    </p>
  );
}
