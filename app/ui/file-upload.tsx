import type { ComponentPropsWithRef, ReactNode } from 'react';
import { classNames } from './class-names.ts';
import { type FieldProps, FormGroup, HintAndErrors, Label, type LabelProps, useField } from './form-group.tsx';
import type { OptionalProps } from './optional-props.ts';
import { useGovuk } from './use-govuk.ts';

type FileUploadProps = FieldProps &
  LabelProps &
  OptionalProps<{
    beforeInput: ReactNode;
    afterInput: ReactNode;
    /** The drop zone and button of govuk-frontend; without script the browser's own control. On unless `false`. */
    improved: boolean;
  }> &
  Omit<ComponentPropsWithRef<'input'>, 'name' | 'id' | 'type' | 'aria-describedby'>;

/** Chooses a file. The form needs `encType="multipart/form-data"`; say in the hint which types and how large. */
export function FileUpload(props: FileUploadProps) {
  const { name, id, hint, hintClassName, error, errorClassName, describedBy, formGroupClassName, ...more } = props;
  const { label, labelSize, labelClassName, labelIsHeading, ...controls } = more;
  const { beforeInput, afterInput, improved = true, className, ...input } = controls;
  const field = useField(props);
  const ref = useGovuk<HTMLDivElement>(improved ? 'govuk-file-upload' : undefined);
  const control = (
    <input
      {...input}
      className={classNames('govuk-file-upload', className, field.invalid ? 'govuk-file-upload--error' : false)}
      id={field.id}
      name={name}
      type="file"
      aria-describedby={field.describedBy}
    />
  );
  return (
    <FormGroup invalid={field.invalid} className={formGroupClassName}>
      <Label {...{ label, labelSize, labelClassName, labelIsHeading }} htmlFor={field.id} />
      <HintAndErrors field={field} props={props} />
      {beforeInput}
      {improved ? (
        <div ref={ref} className="govuk-file-upload-wrapper" data-module="govuk-file-upload">
          {control}
        </div>
      ) : (
        control
      )}
      {afterInput}
    </FormGroup>
  );
}
