import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { type FieldProps, FormGroup, HintAndErrors, Label, type LabelProps, useField } from './form-group.tsx';
import { keyed } from './keyed.ts';
import type { OptionalProps } from './optional-props.ts';

export type SelectOption = { label: string; value?: string | undefined; disabled?: boolean | undefined };

type SelectProps = FieldProps &
  LabelProps &
  OptionalProps<{ beforeInput: ReactNode; afterInput: ReactNode }> &
  Omit<ComponentPropsWithRef<'select'>, 'name' | 'id' | 'children' | 'aria-describedby'> & {
    items: readonly SelectOption[];
  };

/** A drop-down, for many short choices; a few are better as radios. `defaultValue` is printed as selected. */
export function Select(props: SelectProps) {
  const { name, id, hint, hintClassName, error, errorClassName, describedBy, formGroupClassName, ...more } = props;
  const { label, labelSize, labelClassName, labelIsHeading, ...controls } = more;
  const { beforeInput, afterInput, items, className, ...select } = controls;
  const field = useField(props);
  return (
    <FormGroup invalid={field.invalid} className={formGroupClassName}>
      <Label {...{ label, labelSize, labelClassName, labelIsHeading }} htmlFor={field.id} />
      <HintAndErrors field={field} props={props} />
      {beforeInput}
      <select
        {...select}
        className={classNames('govuk-select', className, field.invalid ? 'govuk-select--error' : false)}
        id={field.id}
        name={name}
        aria-describedby={field.describedBy}
      >
        {keyed(items).map(({ key, value: option }) => (
          <option key={key} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      {afterInput}
    </FormGroup>
  );
}
