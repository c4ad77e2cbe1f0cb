import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { Button } from '../../../ui/button.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { PersonChoice } from '../../accounts/components/person-choice.tsx';
import type { HandOverPage } from '../colleagues.server.ts';

interface HandOverFormProps {
  page: HandOverPage;
  /** Whose role goes over, where the link said so. */
  from: string | null;
  /** What was typed before it was refused. */
  values: TypedValues | undefined;
}

/** Who takes over, from when, and whether the person before leaves: for every lead whose role is not to go over already. */
export function HandOverForm({ page, from, values }: HandOverFormProps) {
  const { colleagues, isOwn, organisation, planned } = page;
  const leads = page.leads.filter(({ personId }) => !planned.some(({ fromId }) => fromId === personId));
  if (leads.length === 0 && planned.length > 0) return null;
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
      <PersonChoice legend="Who takes over?" colleagues={colleagues} values={values} />
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
