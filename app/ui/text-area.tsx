import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { type FieldProps, FormGroup, Hint, HintAndErrors, Label, type LabelProps, useField } from './form-group.tsx';
import type { OptionalProps } from './optional-props.ts';
import { useGovuk } from './use-govuk.ts';

type TextAreaProps = FieldProps &
  LabelProps &
  OptionalProps<{
    /** Around the text box, inside the group. */
    beforeInput: ReactNode;
    afterInput: ReactNode;
    /** Counts while typing, and says the limit without script. Never cuts text off: the server checks. */
    limit: CountLimit;
  }> &
  Omit<ComponentPropsWithRef<'textarea'>, 'name' | 'id' | 'aria-describedby'>;

/** Characters as JavaScript's `length` counts them, line breaks as one; or words. `threshold`: per cent before it shows. */
export type CountLimit = { characters: number; threshold?: number } | { words: number; threshold?: number };

/** Several lines of text. Everything a `<textarea>` takes goes onto it: `defaultValue`, `rows`, `onBlur`, `ref`. */
export function TextArea(props: TextAreaProps) {
  const { name, id, hint, hintClassName, error, errorClassName, describedBy, formGroupClassName, ...more } = props;
  const { label, labelSize, labelClassName, labelIsHeading, ...controls } = more;
  const { beforeInput, afterInput, limit, className, rows = 5, ...input } = controls;
  const field = useField(props);
  const countId = `${field.id}-info`;
  const ref = useGovuk<HTMLDivElement>(limit ? 'govuk-character-count' : undefined);
  return (
    <FormGroup
      invalid={field.invalid}
      className={classNames(limit ? 'govuk-character-count' : false, formGroupClassName)}
      {...(limit ? { ref, attributes: countAttributes(limit) } : {})}
    >
      <Label {...{ label, labelSize, labelClassName, labelIsHeading }} htmlFor={field.id} />
      <HintAndErrors field={field} props={props} />
      {beforeInput}
      <textarea
        {...input}
        className={classNames(
          'govuk-textarea',
          limit ? 'govuk-js-character-count' : false,
          field.invalid ? 'govuk-textarea--error' : false,
          className,
        )}
        id={field.id}
        name={name}
        rows={rows}
        aria-describedby={classNames(limit ? countId : false, field.describedBy) || undefined}
      />
      {limit ? (
        <Hint id={countId} className="govuk-character-count__message">
          {'words' in limit
            ? `You can enter up to ${limit.words} words`
            : `You can enter up to ${limit.characters} characters`}
        </Hint>
      ) : null}
      {afterInput}
    </FormGroup>
  );
}

function countAttributes(limit: CountLimit): Record<`data-${string}`, string> {
  return {
    'data-module': 'govuk-character-count',
    ...('words' in limit
      ? { 'data-maxlength': String(limit.words), 'data-count-type': 'words' }
      : { 'data-maxlength': String(limit.characters) }),
    ...(limit.threshold === undefined ? {} : { 'data-threshold': String(limit.threshold) }),
  };
}
