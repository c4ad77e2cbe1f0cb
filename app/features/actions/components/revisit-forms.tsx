import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Button } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { mostDrawn, revisitAmounts, revisitOutcomes, revisitPools } from '../revisit/rules.ts';
import { noteLimit } from '../schema.ts';

const choices = (words: Readonly<Record<string, string>>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** Which closed actions, and how many of them. */
export function DrawForm({
  partnerships,
  values,
}: {
  partnerships: readonly { readonly id: string; readonly name: string }[];
  values: TypedValues | undefined;
}) {
  return (
    <Form method="post" noValidate>
      {partnerships.length === 1 ? null : (
        <Select
          name="partnership"
          label="For which partnership"
          labelSize="s"
          defaultValue={typedText(values, 'partnership', '')}
          items={partnerships.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Radios
        name="pool"
        legend="Which closed actions"
        legendSize="s"
        defaultValue={typedText(values, 'pool', 'all')}
        items={choices(revisitPools)}
      />
      <Radios
        name="amount"
        legend="How many"
        legendSize="s"
        defaultValue={typedText(values, 'amount', 'number')}
        items={choices(revisitAmounts)}
      />
      <TextInput
        name="number"
        label="Number"
        labelSize="s"
        hint={`For a number by lot: ${mostDrawn} or fewer.`}
        width={3}
        inputMode="numeric"
        autoComplete="off"
        defaultValue={typedText(values, 'number', '5')}
      />
      <TextInput
        name="share"
        label="Share"
        labelSize="s"
        hint="For a share by lot."
        width={3}
        suffix="%"
        inputMode="numeric"
        autoComplete="off"
        defaultValue={typedText(values, 'share', '10')}
      />
      <Button preventDoubleClick>Draw</Button>
    </Form>
  );
}

/** The ids of the fields of one action's form, for the error summary. */
export const lookIds = (actionId: string): Record<string, string> => ({
  outcome: `outcome-${actionId}`,
  note: `note-${actionId}`,
});

type Failed = { readonly errors: Readonly<Record<string, readonly string[]>>; readonly values: TypedValues };

/** What somebody saw of one action. */
export function LookForm({
  action: { id, reference },
  again,
  failed,
}: {
  action: { readonly id: string; readonly reference: string };
  again: boolean;
  failed: Failed | undefined;
}) {
  return (
    <Details summary={`${again ? 'Look once more at' : 'Look at'} ${reference}`} open={failed !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={failed?.errors}>
          <HiddenFields fields={{ action: id }} />
          <Radios
            name="outcome"
            id={`outcome-${id}`}
            legend="What you saw"
            legendSize="s"
            defaultValue={typedText(failed?.values, 'outcome', '')}
            items={choices(revisitOutcomes)}
          />
          <TextArea
            name="note"
            id={`note-${id}`}
            label="What you looked at, and what shows it"
            labelSize="s"
            hint="The organisation will read this, unless nothing could be told. No names of children or families."
            rows={3}
            limit={{ characters: noteLimit, threshold: 75 }}
            defaultValue={typedText(failed?.values, 'note')}
          />
          <Button variant="secondary" preventDoubleClick>
            Save what you saw<span className="govuk-visually-hidden"> of {reference}</span>
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}
