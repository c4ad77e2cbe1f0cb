import { Form } from 'react-router';
import { Button } from '../../../ui/button.tsx';
import { Checkboxes } from '../../../ui/checkboxes.tsx';
import { FilterForm } from '../../../ui/filter-form.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { staleInWords } from '../../evidence/freshness.ts';
import type { Evidence } from '../../evidence/schema.ts';
import { kindOfEvidence, periodOfEvidence } from '../../evidence/words.ts';
import type { AttachedEvidence } from '../standard-page.ts';

interface ChooseEvidenceProps {
  page: {
    readonly mostMonths: number | null;
    readonly attached: readonly AttachedEvidence[];
    readonly library: { readonly items: readonly Evidence[]; readonly total: number; readonly pageCount: number };
  };
  search: string;
  here: string;
  /** `YYYY-MM-DD` */
  today: string;
}

/** The library with a tick for what this question uses. What is attached comes first, on every page of the list. */
export function ChooseEvidence({ page: { mostMonths, attached, library }, search, here, today }: ChooseEvidenceProps) {
  const ticked = new Set(attached.map(({ id }) => id));
  const listed = [...attached, ...library.items.filter(({ id }) => !ticked.has(id))];
  return (
    <>
      {search !== '' || library.pageCount > 1 ? (
        <FilterForm heading="Search your evidence" submitText="Search" clearHref={here}>
          <TextInput name="search" label="Words in the title, file name or address" defaultValue={search} />
        </FilterForm>
      ) : null}
      {listed.length > 0 ? (
        <Form method="post" action={here} key={attached.map(({ id }) => id).join(' ')}>
          <HiddenFields fields={{ intent: 'choose', shown: listed.map(({ id }) => id) }} />
          <Checkboxes
            name="chosen"
            legend="Choose from your evidence"
            legendSize="m"
            items={listed.map((item) => ({
              value: item.id,
              label: item.title,
              hint: [kindOfEvidence(item), periodOfEvidence(item), staleInWords(item, today, mostMonths)]
                .filter(Boolean)
                .join(', '),
            }))}
            defaultValues={[...ticked]}
          />
          <Button preventDoubleClick>Use the evidence that is ticked</Button>
        </Form>
      ) : null}
    </>
  );
}
