import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { Length } from '../schedule.ts';

/** How long a kind of record is kept, and why. */
export function LengthFields({ length, values }: { length: Length | null; values: TypedValues | undefined }) {
  return (
    <>
      <Radios
        name="keep"
        legend="What happens to them?"
        legendSize="s"
        defaultValue={typedText(values, 'keep', length === null ? 'keep' : 'length')}
        items={[
          { value: 'length', label: 'They go after a time' },
          { value: 'keep', label: 'They are kept until this is changed' },
        ]}
      />
      <TextInput
        name="amount"
        label="How long"
        labelSize="s"
        hint="Only if they go after a time"
        width={3}
        inputMode="numeric"
        defaultValue={typedText(values, 'amount', length?.amount)}
      />
      <Select
        name="unit"
        label="Of what"
        labelSize="s"
        defaultValue={typedText(values, 'unit', length?.unit ?? 'years')}
        items={[
          { value: 'days', label: 'Days' },
          { value: 'months', label: 'Months' },
          { value: 'years', label: 'Years' },
        ]}
      />
      <TextArea
        name="reason"
        label="Why so long"
        labelSize="s"
        rows={3}
        limit={{ characters: 1000 }}
        defaultValue={typedText(values, 'reason')}
      />
    </>
  );
}
