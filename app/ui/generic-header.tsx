import type { ReactNode } from 'react';
import { Anchor } from './anchor.tsx';
import { classNames } from './class-names.ts';

type GenericHeaderProps = {
  /** The product's name, with its mark if it has one. */
  children: ReactNode;
  href?: string | undefined;
  className?: string | undefined;
  containerClassName?: string | undefined;
};

/** The header for services that are not on GOV.UK: a link home with the product's own name. */
export function GenericHeader({
  children,
  href = '/',
  className,
  containerClassName = 'govuk-width-container',
}: GenericHeaderProps) {
  return (
    <div className={classNames('govuk-generic-header', className)}>
      <div className={classNames('govuk-generic-header__container', containerClassName)}>
        <div className="govuk-generic-header__logo">
          <Anchor href={href} className="govuk-generic-header__homepage-link">
            {children}
          </Anchor>
        </div>
      </div>
    </div>
  );
}
