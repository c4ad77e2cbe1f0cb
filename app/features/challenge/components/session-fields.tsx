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
    readonly endsAt?: string | null;
    readonly place?: string;
    readonly joinLink?: string | null;
    readonly papersOn?: string | null;
    readonly chair: string | null;
  };
  panel: readonly { readonly id: string; readonly name: string; readonly role: string }[];
};

/** Name, date, times, place, papers and chair of a session. */
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
        name="endsAt"
        label="Ends at (optional)"
        labelSize="s"
        hint="Leave it empty to end with the last agency."
        width={5}
        defaultValue={typedText(values, 'endsAt', stored.endsAt ? clockInWords(stored.endsAt) : '')}
      />
      <TextInput
        name="place"
        label="Place"
        labelSize="s"
        hint="Leave it empty if everybody joins by link."
        defaultValue={typedText(values, 'place', stored.place)}
      />
      <TextInput
        name="joinLink"
        type="url"
        label="Link to join (optional)"
        labelSize="s"
        defaultValue={typedText(values, 'joinLink', stored.joinLink)}
      />
      <DateInput
        name="papersOn"
        legend="Papers are released on (optional)"
        legendSize="s"
        hint="Until then only those who prepare the session read them. Leave it empty to release them at once."
        defaultValue={typedDate(values, 'papersOn', stored.papersOn)}
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
