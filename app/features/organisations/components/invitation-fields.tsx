import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Radios } from '../../../ui/radios.tsx';
import { TextInput } from '../../../ui/text-input.tsx';

type InvitationFieldsProps = {
  readonly roles: readonly { readonly role: string; readonly name: string }[];
  /** What was typed before it was refused. */
  readonly values: TypedValues | undefined;
  /** Adds the early check to a text field. */
  readonly checked: (name: 'email' | 'personName' | 'personJobTitle') => object;
};

/** Who is given a role, and which: the same fields for an organisation and for the partnership itself. */
export function InvitationFields({ roles, values, checked }: InvitationFieldsProps) {
  const text = (field: string) => typedText(values, field);
  return (
    <>
      <TextInput
        {...checked('email')}
        name="email"
        label="E-mail address"
        type="email"
        spellCheck={false}
        defaultValue={text('email')}
      />
      <TextInput
        {...checked('personName')}
        name="personName"
        label="Name"
        hint="Somebody who has an account already keeps the name they have."
        autoComplete="off"
        defaultValue={text('personName')}
      />
      <TextInput
        {...checked('personJobTitle')}
        name="personJobTitle"
        label="Job title (optional)"
        defaultValue={text('personJobTitle')}
      />
      <Radios
        name="role"
        legend="What do they do here?"
        legendSize="s"
        defaultValue={text('role') || null}
        items={roles.map(({ role, name }) => ({ value: role, label: name }))}
      />
    </>
  );
}
