import { classNames } from './class-names.ts';
import { fieldId } from './field-id.ts';
import type { FieldProps, LabelProps } from './form-group.tsx';
import type { OptionalProps } from './optional-props.ts';
import { TextInput } from './text-input.tsx';
import { useGovuk } from './use-govuk.ts';

type PasswordInputProps = FieldProps &
  LabelProps &
  OptionalProps<{ autoComplete: 'current-password' | 'new-password'; className: string }>;

/** A password with a "Show" button. Paste is never blocked. */
export function PasswordInput(props: PasswordInputProps) {
  const { formGroupClassName, className, autoComplete = 'current-password', ...rest } = props;
  const ref = useGovuk<HTMLDivElement>('govuk-password-input');
  return (
    <TextInput
      {...rest}
      formGroupRef={ref}
      formGroupClassName={classNames('govuk-password-input', formGroupClassName)}
      formGroupAttributes={{ 'data-module': 'govuk-password-input' }}
      wrapperClassName="govuk-password-input__wrapper"
      className={classNames('govuk-password-input__input govuk-js-password-input-input', className)}
      type="password"
      spellCheck={false}
      autoCapitalize="none"
      autoComplete={autoComplete}
      afterInput={<ShowButton controls={props.id ?? fieldId(props.name)} />}
    />
  );
}

function ShowButton({ controls }: { controls: string }) {
  return (
    <button
      type="button"
      className="govuk-button govuk-button--secondary govuk-password-input__toggle govuk-js-password-input-toggle"
      data-module="govuk-button"
      aria-controls={controls}
      aria-label="Show password"
      hidden
    >
      Show
    </button>
  );
}
