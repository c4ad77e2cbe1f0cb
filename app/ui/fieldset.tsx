import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import type { OptionalProps } from './optional-props.ts';

export type HeadingSize = 's' | 'm' | 'l' | 'xl';

export type LegendProps = {
  legend: ReactNode;
} & OptionalProps<{
  legendSize: HeadingSize;
  legendClassName: string;
  /** The question is the page's heading. */
  legendIsHeading: boolean;
}>;

type FieldsetProps = OptionalProps<LegendProps> &
  OptionalProps<{ children: ReactNode; describedBy: string; role: 'group'; className: string; id: string }>;

/** Fields that belong together, under one question. */
export function Fieldset(props: FieldsetProps) {
  const { legend, legendSize, legendClassName, legendIsHeading, children, describedBy, role, className, id } = props;
  const size = legendSize ? `govuk-fieldset__legend--${legendSize}` : false;
  return (
    <fieldset id={id} className={classNames('govuk-fieldset', className)} role={role} aria-describedby={describedBy}>
      {legend ? (
        <legend className={classNames('govuk-fieldset__legend', size, legendClassName)}>
          {legendIsHeading ? <h1 className="govuk-fieldset__heading">{legend}</h1> : legend}
        </legend>
      ) : null}
      {children}
    </fieldset>
  );
}
