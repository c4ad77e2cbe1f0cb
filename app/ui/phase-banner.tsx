import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { Tag, type TagTone } from './tag.tsx';

type PhaseBannerProps = {
  tag: ReactNode;
  tone?: TagTone | undefined;
  tagClassName?: string | undefined;
  children: ReactNode;
  className?: string | undefined;
};

/** A line under the header: "Demonstration: everything here is invented". */
export function PhaseBanner({ tag, tone, tagClassName, children, className }: PhaseBannerProps) {
  return (
    <div className={classNames('govuk-phase-banner govuk-width-container', className)}>
      <p className="govuk-phase-banner__content">
        <Tag tone={tone} className={classNames('govuk-phase-banner__content__tag', tagClassName)}>
          {tag}
        </Tag>
        <span className="govuk-phase-banner__text">{children}</span>
      </p>
    </div>
  );
}
