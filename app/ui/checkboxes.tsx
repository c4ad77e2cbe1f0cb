import type { ChangeEventHandler, ReactNode } from 'react';
import { type Choice, ChoiceItem, type Divider } from './choice-item.tsx';
import { classNames } from './class-names.ts';
import { Fieldset, type LegendProps } from './fieldset.tsx';
import { type FieldProps, FormGroup, HintAndErrors, useField } from './form-group.tsx';
import { keyed } from './keyed.ts';
import type { OptionalProps } from './optional-props.ts';
import { choiceId } from './radios.tsx';
import { useGovuk } from './use-govuk.ts';

export type CheckboxChoice = Choice &
  OptionalProps<{
    /** Another form name than the group's. */
    name: string;
    /** Unticks all others when ticked: "None of these". The server must check it too. */
    exclusive: boolean;
  }>;

type CheckboxesProps = FieldProps &
  OptionalProps<LegendProps> &
  OptionalProps<{
    /** The values that are ticked at first, on the server too. */
    defaultValues: readonly string[];
    small: boolean;
    className: string;
    fieldsetClassName: string;
    beforeInputs: ReactNode;
    afterInputs: ReactNode;
    /** Hears every change inside the group. */
    onChange: ChangeEventHandler<HTMLDivElement>;
  }> & { items: readonly (CheckboxChoice | Divider)[] };

/** Any number of several, posted as one name with many values. For one alone see `SingleCheckbox`. */
export function Checkboxes(props: CheckboxesProps) {
  const { name, items, defaultValues = [], legend, small, className } = props;
  const field = useField(props);
  const ref = useGovuk<HTMLDivElement>('govuk-checkboxes');
  const content = (
    <>
      <HintAndErrors field={field} props={props} />
      <div
        ref={ref}
        className={classNames('govuk-checkboxes', small ? 'govuk-checkboxes--small' : false, className)}
        data-module="govuk-checkboxes"
        onChange={props.onChange}
      >
        {props.beforeInputs}
        {keyed(items).map(({ key, value: item }) =>
          'divider' in item ? (
            <div key={key} className="govuk-checkboxes__divider">
              {item.divider}
            </div>
          ) : (
            <ChoiceItem
              key={key}
              kind="checkbox"
              name={item.name ?? name}
              id={item.id ?? choiceId(field.id, Number(key))}
              choice={item}
              checked={item.defaultChecked ?? defaultValues.includes(item.value)}
              describedBy={legend ? undefined : field.describedBy}
              exclusive={item.exclusive}
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

type SingleCheckboxProps = FieldProps & { label: ReactNode } & OptionalProps<{
    value: string;
    defaultChecked: boolean;
    small: boolean;
    itemHint: ReactNode;
    reveal: ReactNode;
    onChange: ChangeEventHandler<HTMLDivElement>;
  }>;

/** One tick: a declaration, a yes. It posts `value` ("yes" when left out) or nothing. */
export function SingleCheckbox(props: SingleCheckboxProps) {
  const { label, value = 'yes', defaultChecked, itemHint, reveal, ...rest } = props;
  return <Checkboxes {...rest} items={[{ value, label, hint: itemHint, defaultChecked, reveal }]} />;
}
