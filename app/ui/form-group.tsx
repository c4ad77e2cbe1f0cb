import type { ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import { ErrorMessage } from './error-message.tsx';
import { fieldId } from './field-id.ts';
import type { HeadingSize } from './fieldset.tsx';
import { type ErrorProp, useFieldErrors } from './form-errors.tsx';
import { keyed } from './keyed.ts';
import type { OptionalProps } from './optional-props.ts';

/** What every field takes. */
export type FieldProps = {
  /** The form name. The id, and so the error summary's link, follow from it. */
  name: string;
} & OptionalProps<{
  id: string;
  /** One idea, no links. */
  hint: ReactNode;
  hintClassName: string;
  /** Left out: the errors the `FormErrors` around has under this name. */
  error: ErrorProp;
  errorClassName: string;
  /** Ids of further text about the field. */
  describedBy: string;
  formGroupClassName: string;
}>;

export type LabelProps = {
  label: ReactNode;
} & OptionalProps<{
  labelSize: HeadingSize;
  labelClassName: string;
  /** The question is the page's heading. */
  labelIsHeading: boolean;
}>;

/** Ids, errors and descriptions of one field, worked out in one place. */
export function useField({ name, id = fieldId(name), hint, error, describedBy }: FieldProps) {
  const errors = useFieldErrors(name, error);
  const hintId = hint ? `${id}-hint` : undefined;
  const errorIds = errors.map((_, place) => (place === 0 ? `${id}-error` : `${id}-error-${place + 1}`));
  const description = classNames(describedBy, hintId, ...errorIds);
  return { id, hintId, errors, errorIds, describedBy: description || undefined, invalid: errors.length > 0 };
}

export type FieldState = ReturnType<typeof useField>;

type FormGroupProps = { children: ReactNode } & OptionalProps<{
  invalid: boolean;
  className: string;
  attributes: Record<`data-${string}`, string>;
  ref: Ref<HTMLDivElement>;
}>;

/** The space around one field, with the red line when something is wrong in it. */
export function FormGroup({ children, invalid, className, attributes, ref }: FormGroupProps) {
  return (
    <div
      {...attributes}
      {...(ref ? { ref } : {})}
      className={classNames('govuk-form-group', invalid ? 'govuk-form-group--error' : false, className)}
    >
      {children}
    </div>
  );
}

/** Hint and errors of a field, in the documented order, with the ids that `useField` gave out. */
export function HintAndErrors({ field, props }: { field: FieldState; props: FieldProps }) {
  return (
    <>
      {props.hint ? (
        <Hint id={field.hintId} className={props.hintClassName}>
          {props.hint}
        </Hint>
      ) : null}
      {keyed(field.errors).map(({ key, value }) => (
        <ErrorMessage key={key} id={field.errorIds[Number(key)]} className={props.errorClassName}>
          {value}
        </ErrorMessage>
      ))}
    </>
  );
}

type HintProps = { children: ReactNode; id?: string | undefined; className?: string | undefined };

/** Grey help text of a field. */
export function Hint({ children, id, className }: HintProps) {
  return (
    <div id={id} className={classNames('govuk-hint', className)}>
      {children}
    </div>
  );
}

/** The label of a field, in an `h1` when it is the page's question. */
export function Label({ label, labelSize, labelClassName, labelIsHeading, htmlFor }: LabelProps & { htmlFor: string }) {
  if (!label) return null;
  const element = (
    <label
      className={classNames('govuk-label', labelSize ? `govuk-label--${labelSize}` : false, labelClassName)}
      htmlFor={htmlFor}
    >
      {label}
    </label>
  );
  return labelIsHeading ? <h1 className="govuk-label-wrapper">{element}</h1> : element;
}
