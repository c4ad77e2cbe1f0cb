import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { type HoldScope, holdScopes } from '../words.ts';

interface Props {
  choices: readonly { scope: HoldScope; id: string; name: string }[];
  values: TypedValues | undefined;
}

/** What must not go, and why. */
export function HoldFields({ choices, values }: Props) {
  return (
    <>
      <Select
        name="what"
        label="What must not go"
        labelSize="s"
        defaultValue={typedText(values, 'what')}
        items={[
          { value: '', label: 'Choose' },
          ...choices.map(({ scope, id, name }) => ({
            value: `${scope}:${id}`,
            label: scope === 'everything' ? name : `${holdScopes[scope]}: ${name}`,
          })),
          { value: 'person', label: 'Everything about one person' },
        ]}
      />
      <TextInput
        name="email"
        type="email"
        label="E-mail address of the person"
        labelSize="s"
        hint="Only for one person: somebody who has or had a role here"
        autoComplete="off"
        spellCheck={false}
        defaultValue={typedText(values, 'email')}
      />
      <TextArea
        name="reason"
        label="Why"
        labelSize="s"
        rows={4}
        limit={{ characters: 1000 }}
        defaultValue={typedText(values, 'reason')}
      />
    </>
  );
}
