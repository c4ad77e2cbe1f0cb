import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { Button } from '../../../ui/button.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { HandOverPage } from '../colleagues.server.ts';
import { newPerson } from '../hand-over.ts';

interface HandOverFormProps {
  page: HandOverPage;
  /** Whose role goes over, where the link said so. */
  from: string | null;
  /** What was typed before it was refused. */
  values: TypedValues | undefined;
}

/** Who takes over, from when, and whether the person before leaves. */
export function HandOverForm({ page, from, values }: HandOverFormProps) {
  const { leads, colleagues, isOwn, organisation } = page;
  const [only, ...others] = leads;
  return (
    <Form method="post" noValidate>
      {only && others.length === 0 ? <HiddenFields fields={{ from: only.personId }} /> : null}
      {others.length > 0 ? (
        <Radios
          name="from"
          legend="Whose role is handed over?"
          legendSize="m"
          defaultValue={typedText(values, 'from') || from}
          items={leads.map(({ personId, name }) => ({ value: personId, label: name }))}
        />
      ) : null}
      <Radios
        name="person"
        legend="Who takes over?"
        legendSize="m"
        defaultValue={typedText(values, 'person') || (colleagues.length === 0 ? newPerson : null)}
        items={[
          ...colleagues.map(({ personId, name, roles }) => ({ value: personId, label: name, hint: roles })),
          ...(colleagues.length === 0 ? [] : [{ divider: 'or' }]),
          {
            value: newPerson,
            label: 'Somebody who is not in this list',
            reveal: (
              <>
                <TextInput
                  name="email"
                  label="Their e-mail address"
                  type="email"
                  spellCheck={false}
                  autoComplete="off"
                  defaultValue={typedText(values, 'email')}
                />
                <TextInput
                  name="personName"
                  label="Their name"
                  autoComplete="off"
                  defaultValue={typedText(values, 'personName')}
                />
              </>
            ),
          },
        ]}
      />
      <DateInput
        name="on"
        legend="From which day?"
        legendSize="m"
        hint="On that day they have the role, and whoever hands it over has it no more."
        defaultValue={typedDate(values, 'on', page.today)}
      />
      {leads.length === 0 ? (
        <HiddenFields fields={{ leaves: 'no' }} />
      ) : (
        <Radios
          name="leaves"
          legend={isOwn ? `Do you leave ${organisation.name}?` : 'Does the person before leave the organisation?'}
          legendSize="m"
          hint={
            isOwn
              ? 'If you leave, you can no longer sign in for it from that day.'
              : 'Who leaves can no longer sign in for it from that day.'
          }
          defaultValue={typedText(values, 'leaves') || null}
          items={[
            { value: 'yes', label: 'Yes' },
            { value: 'no', label: isOwn ? 'No, I stay as a contributor' : 'No, they stay as a contributor' },
          ]}
        />
      )}
      <Button preventDoubleClick>Hand over</Button>
    </Form>
  );
}
