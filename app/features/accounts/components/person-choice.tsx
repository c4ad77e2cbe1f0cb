import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Radios } from '../../../ui/radios.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { newPerson } from '../schema.ts';

interface PersonChoiceProps {
  legend: string;
  colleagues: readonly { readonly personId: string; readonly name: string; readonly roles: string }[];
  /** What happens at the address of somebody new. */
  emailHint?: string;
  /** What was typed before it was refused. */
  values: TypedValues | undefined;
}

/** One of the colleagues, or somebody who is not in the list yet, by e-mail address and name. */
export function PersonChoice({ legend, colleagues, emailHint, values }: PersonChoiceProps) {
  return (
    <Radios
      name="person"
      legend={legend}
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
                hint={emailHint}
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
  );
}
