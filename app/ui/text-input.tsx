import type { ComponentPropsWithRef, ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import { type FieldProps, FormGroup, HintAndErrors, Label, type LabelProps, useField } from './form-group.tsx';
import type { OptionalProps } from './optional-props.ts';

export type InputWidth = 2 | 3 | 4 | 5 | 10 | 20 | 30;

type TextInputProps = FieldProps &
  LabelProps &
  OptionalProps<{
    /** In characters, for values of known length. */
    width: InputWidth;
    prefix: ReactNode;
    suffix: ReactNode;
    /** Inside the line of the input, before and after it. */
    beforeInput: ReactNode;
    afterInput: ReactNode;
    wrapperClassName: string;
    formGroupAttributes: Record<`data-${string}`, string>;
    formGroupRef: Ref<HTMLDivElement>;
  }> &
  Omit<ComponentPropsWithRef<'input'>, 'name' | 'id' | 'prefix' | 'width' | 'aria-describedby'>;

/** One line of text. Everything an `<input>` takes goes onto the input: `defaultValue`, `autoComplete`, `onChange`, `ref`. */
export function TextInput(props: TextInputProps) {
  const { name, id, hint, hintClassName, error, errorClassName, describedBy, formGroupClassName, ...more } = props;
  const { label, labelSize, labelClassName, labelIsHeading, ...controls } = more;
  const {
    width,
    prefix,
    suffix,
    beforeInput,
    afterInput,
    wrapperClassName,
    formGroupAttributes,
    formGroupRef,
    ...input
  } = controls;
  const field = useField(props);
  const control = (
    <input
      {...input}
      className={classNames(
        'govuk-input',
        width ? `govuk-input--width-${width}` : false,
        input.className,
        field.invalid ? 'govuk-input--error' : false,
      )}
      id={field.id}
      name={name}
      type={input.type ?? 'text'}
      aria-describedby={field.describedBy}
    />
  );
  const wrapped = prefix || suffix || beforeInput || afterInput;
  return (
    <FormGroup
      invalid={field.invalid}
      className={formGroupClassName}
      attributes={formGroupAttributes}
      ref={formGroupRef}
    >
      <Label {...{ label, labelSize, labelClassName, labelIsHeading }} htmlFor={field.id} />
      <HintAndErrors field={field} props={props} />
      {wrapped ? (
        <div className={classNames('govuk-input__wrapper', wrapperClassName)}>
          {beforeInput}
          {prefix ? <Affix side="prefix">{prefix}</Affix> : null}
          {control}
          {suffix ? <Affix side="suffix">{suffix}</Affix> : null}
          {afterInput}
        </div>
      ) : (
        control
      )}
    </FormGroup>
  );
}

function Affix({ side, children }: { side: 'prefix' | 'suffix'; children: ReactNode }) {
  return (
    <div className={`govuk-input__${side}`} aria-hidden="true">
      {children}
    </div>
  );
}
