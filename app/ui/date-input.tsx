import type { ChangeEventHandler } from 'react';
import { classNames } from './class-names.ts';
import { fieldId } from './field-id.ts';
import { Fieldset, type LegendProps } from './fieldset.tsx';
import { useFormErrors } from './form-errors.tsx';
import { type FieldProps, FormGroup, HintAndErrors, useField } from './form-group.tsx';
import type { OptionalProps } from './optional-props.ts';
import { TextInput } from './text-input.tsx';

export type DateParts = OptionalProps<{ day: string; month: string; year: string }>;
export type DatePart = keyof DateParts;

type DateInputProps = FieldProps &
  OptionalProps<LegendProps> &
  OptionalProps<{
    /** `YYYY-MM-DD`, or the three parts as they were typed. */
    defaultValue: string | DateParts | null;
    /** The parts that are wrong; left out: those with errors of their own, else all three. */
    errorParts: readonly DatePart[];
    /** The id of the day, where the error summary leads; `fieldId(name)` when left out. */
    dayId: string;
    autoComplete: 'bday';
    className: string;
    fieldsetClassName: string;
    onChange: ChangeEventHandler<HTMLDivElement>;
  }>;

const parts = [
  { part: 'day', label: 'Day', width: 2 },
  { part: 'month', label: 'Month', width: 2 },
  { part: 'year', label: 'Year', width: 4 },
] as const;

/**
 * A date as three inputs named `<name>-day`, `<name>-month` and `<name>-year`. Errors are looked for under the name
 * itself and under the three input names.
 */
export function DateInput(props: DateInputProps) {
  const { name, legend, className, dayId = fieldId(name) } = props;
  const id = props.id ?? `${fieldId(name)}-date`;
  const { error, wrong } = useDateErrors(props);
  const field = useField({ ...props, id, error });
  const values = dateParts(props.defaultValue);
  const content = (
    <>
      <HintAndErrors field={field} props={props} />
      <div className={classNames('govuk-date-input', className)} id={id} onChange={props.onChange}>
        {parts.map(({ part, label, width }) => (
          <div key={part} className="govuk-date-input__item">
            <TextInput
              name={`${name}-${part}`}
              id={part === 'day' ? dayId : `${props.id ?? fieldId(name)}-${part}`}
              label={label}
              labelClassName="govuk-date-input__label"
              className={classNames('govuk-date-input__input', wrong.includes(part) ? 'govuk-input--error' : false)}
              width={width}
              error={[]}
              inputMode="numeric"
              defaultValue={values[part]}
              autoComplete={props.autoComplete ? `bday-${part}` : undefined}
            />
          </div>
        ))}
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
          role="group"
        >
          {content}
        </Fieldset>
      ) : (
        content
      )}
    </FormGroup>
  );
}

function useDateErrors({ name, error, errorParts }: DateInputProps) {
  const inherited = useFormErrors();
  const ofParts = parts.map(({ part }) => ({ part, sentences: inherited[`${name}-${part}`] ?? [] }));
  const whole = error ?? inherited[name] ?? [];
  const sentences = [...(typeof whole === 'string' ? [whole] : whole), ...ofParts.flatMap((one) => one.sentences)];
  const namedParts = ofParts.filter((one) => one.sentences.length > 0).map((one) => one.part);
  const guess = namedParts.length > 0 ? namedParts : parts.map(({ part }) => part);
  const wrong: readonly DatePart[] = errorParts ?? (sentences.length > 0 ? guess : []);
  return { error: sentences, wrong };
}

/** Splits `YYYY-MM-DD` into parts without leading zeros; anything else that is text shows as nothing. */
function dateParts(value: string | DateParts | null | undefined): DateParts {
  if (typeof value !== 'string') return value ?? {};
  const found = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value);
  return found ? { year: found[1], month: String(Number(found[2])), day: String(Number(found[3])) } : {};
}
