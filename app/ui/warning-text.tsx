import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

type WarningTextProps = { children: ReactNode; iconText?: string | undefined; className?: string | undefined };

/** Something with consequences: said in words, with an exclamation mark. */
export function WarningText({ children, iconText = 'Warning', className }: WarningTextProps) {
  return (
    <div className={classNames('govuk-warning-text', className)}>
      <span className="govuk-warning-text__icon" aria-hidden="true">
        !
      </span>
      <strong className="govuk-warning-text__text">
        <span className="govuk-visually-hidden">{iconText}</span> {children}
      </strong>
    </div>
  );
}
