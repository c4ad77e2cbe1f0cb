import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { AuthoritiesPage } from '../authorities/authorities-page.server.ts';

/** Whom somebody signs for, who it is, from when to when and why. */
export function AuthorityFields({
  mayGiveFor,
  values,
}: Pick<AuthoritiesPage, 'mayGiveFor'> & { values: TypedValues | undefined }) {
  const text = (name: string) => typedText(values, name);
  const [only] = mayGiveFor.length === 1 ? mayGiveFor : [];
  return (
    <>
      <Radios
        name="signatory"
        legend="Whom do they sign for?"
        legendSize="s"
        defaultValue={text('signatory') || (only?.code ?? null)}
        items={mayGiveFor.map(({ code, title }) => ({ value: code, label: title }))}
      />
      <TextInput
        name="email"
        label="E-mail address of the person who will sign"
        labelSize="s"
        type="email"
        spellCheck={false}
        defaultValue={text('email')}
      />
      <TextInput
        name="personName"
        label="Their name"
        labelSize="s"
        hint="Somebody who has an account already keeps the name they have."
        autoComplete="off"
        defaultValue={text('personName')}
      />
      <TextInput
        name="personJobTitle"
        label="Their job title (optional)"
        labelSize="s"
        defaultValue={text('personJobTitle')}
      />
      <DateInput name="fromOn" legend="First day" legendSize="s" defaultValue={typedDate(values, 'fromOn')} />
      <DateInput
        name="toOn"
        legend="Last day"
        legendSize="s"
        hint="Within a year of the first day."
        defaultValue={typedDate(values, 'toOn')}
      />
      <TextArea
        name="reason"
        label="Why does somebody else sign?"
        labelSize="s"
        hint="Your own organisation sees this. It is not sent with the return."
        rows={3}
        limit={{ characters: 500 }}
        defaultValue={text('reason')}
      />
      <TextInput
        name="document"
        label="Where the paper is kept (optional)"
        labelSize="s"
        hint="For example, a minute reference or the address of a document."
        defaultValue={text('document')}
      />
    </>
  );
}
