import type { ChangeEventHandler, ReactNode } from 'react';
import { type Choice, ChoiceItem, type Divider } from './choice-item.tsx';
import { classNames } from './class-names.ts';
import { Fieldset, type LegendProps } from './fieldset.tsx';
import { type FieldProps, FormGroup, HintAndErrors, useField } from './form-group.tsx';
import { keyed } from './keyed.ts';
import type { OptionalProps } from './optional-props.ts';
import { useGovuk } from './use-govuk.ts';

type RadiosProps = FieldProps &
  OptionalProps<LegendProps> &
  OptionalProps<{
    /** The value that is ticked at first, on the server too. */
    defaultValue: string | null;
    inline: boolean;
    small: boolean;
    className: string;
    fieldsetClassName: string;
    beforeInputs: ReactNode;
    afterInputs: ReactNode;
    /** Hears every change inside the group. */
    onChange: ChangeEventHandler<HTMLDivElement>;
  }> & { items: readonly (Choice | Divider)[] };

/**
 * One of several. Plain HTML radios, read from the form: a form library that owns them unticks what was chosen before
 * the page's script arrived. Without `legend` no fieldset is printed: put one around.
 */
export function Radios(props: RadiosProps) {
  const { name, items, defaultValue, legend, inline, small, className } = props;
  const field = useField(props);
  const ref = useGovuk<HTMLDivElement>('govuk-radios');
  const content = (
    <>
      <HintAndErrors field={field} props={props} />
      <div
        ref={ref}
        className={classNames(
          'govuk-radios',
          inline ? 'govuk-radios--inline' : false,
          small ? 'govuk-radios--small' : false,
          className,
        )}
        data-module="govuk-radios"
        onChange={props.onChange}
      >
        {props.beforeInputs}
        {keyed(items).map(({ key, value: item }) =>
          'divider' in item ? (
            <div key={key} className="govuk-radios__divider">
              {item.divider}
            </div>
          ) : (
            <ChoiceItem
              key={key}
              kind="radio"
              name={name}
              id={item.id ?? choiceId(field.id, Number(key))}
              choice={item}
              checked={item.defaultChecked ?? (defaultValue !== null && item.value === defaultValue)}
            />
          ),
        )}
        {props.afterInputs}
      </div>
    </>
  );
  return (
    <FormGroup invalid={field.invalid} className={props.formGroupClassName}>
      {legend ? (
        <Fieldset
          legend={legend}
          legendSize={props.legendSize}
          legendClassName={props.legendClassName}
          legendIsHeading={props.legendIsHeading}
          describedBy={field.describedBy}
          className={props.fieldsetClassName}
        >
          {content}
        </Fieldset>
      ) : (
        content
      )}
    </FormGroup>
  );
}

/** The first choice has the group's own id, so that the error summary leads to it. */
export function choiceId(groupId: string, place: number): string {
  return place === 0 ? groupId : `${groupId}-${place + 1}`;
}
