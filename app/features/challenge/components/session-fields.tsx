import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { clockInWords } from '../../../platform/words.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextInput } from '../../../ui/text-input.tsx';

type Props = {
  values: TypedValues | undefined;
  stored: {
    readonly title?: string;
    readonly heldOn: string;
    readonly startsAt?: string;
    readonly place?: string;
    readonly chair: string | null;
  };
  panel: readonly { readonly id: string; readonly name: string; readonly role: string }[];
};

/** Name, date, time, place and chair of a session. */
export function SessionFields({ values, stored, panel }: Props) {
  return (
    <>
      <TextInput
        name="title"
        label="Name of the session"
        labelSize="s"
        hint="For example, Spring challenge session."
        defaultValue={typedText(values, 'title', stored.title)}
      />
      <DateInput name="heldOn" legend="Date" legendSize="s" defaultValue={typedDate(values, 'heldOn', stored.heldOn)} />
      <TextInput
        name="startsAt"
        label="Starts at"
        labelSize="s"
        hint="For example, 9:30am or 14:00."
        width={5}
        defaultValue={typedText(values, 'startsAt', stored.startsAt ? clockInWords(stored.startsAt) : '')}
      />
      <TextInput
        name="place"
        label="Place, or link to join"
        labelSize="s"
        defaultValue={typedText(values, 'place', stored.place)}
      />
      <Select
        name="chair"
        label="Chair"
        labelSize="s"
        defaultValue={typedText(values, 'chair', stored.chair)}
        items={[
          { value: '', label: 'Not yet named' },
          ...panel.map(({ id, name, role }) => ({ value: id, label: `${name}, ${role}` })),
        ]}
      />
    </>
  );
}
