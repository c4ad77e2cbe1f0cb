import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { type CycleDates, cycleDates } from '../rules.ts';

type CycleFieldsProps = {
  values: TypedValues | undefined;
  stored: (CycleDates & { readonly name: string }) | undefined;
  /** The opening day of a launched cycle stays: it is sent along unseen. */
  opened?: boolean;
};

/** Name and dates of a cycle, in the order in which the dates fall. */
export function CycleFields({ values, stored, opened = false }: CycleFieldsProps) {
  return (
    <>
      <TextInput
        name="name"
        label="Name"
        hint="Organisations see it on their return, for example Section 11, 2027."
        defaultValue={typedText(values, 'name', stored?.name)}
      />
      {cycleDates.map(({ field, label, hint }) =>
        opened && field === 'opensOn' ? (
          <KeptDate key={field} field={field} date={stored?.opensOn ?? ''} />
        ) : (
          <DateInput
            key={field}
            name={field}
            legend={label}
            legendSize="s"
            hint={hint}
            defaultValue={typedDate(values, field, stored?.[field] ?? null)}
          />
        ),
      )}
    </>
  );
}

function KeptDate({ field, date }: { field: string; date: string }) {
  const [year, month, day] = date.split('-');
  return (
    <>
      <input type="hidden" name={`${field}-day`} value={day} />
      <input type="hidden" name={`${field}-month`} value={month} />
      <input type="hidden" name={`${field}-year`} value={year} />
    </>
  );
}
