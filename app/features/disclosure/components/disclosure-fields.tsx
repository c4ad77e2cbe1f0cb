import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { disclosureKindCodes, disclosureKinds } from '../rules.ts';
import { disclosureTextLimit } from '../schema.ts';

type Choice = { readonly value: string; readonly name: string };
type Props = { values: TypedValues | undefined };

/** The fields of a new request. */
export function NewDisclosureFields({ owners, values }: Props & { owners: readonly Choice[] }) {
  return (
    <>
      {owners.length > 1 ? (
        <Select
          name="owner"
          label="Whose records is it about?"
          labelSize="s"
          defaultValue={typedText(values, 'owner')}
          items={[{ value: '', label: 'Choose' }, ...owners.map(({ value, name }) => ({ value, label: name }))]}
        />
      ) : null}
      <Radios
        name="kind"
        legend="What kind of request is it?"
        legendSize="s"
        defaultValue={typedText(values, 'kind')}
        items={disclosureKindCodes.map((code) => ({
          value: code,
          label: disclosureKinds[code].words,
          hint:
            code === 'subject-access'
              ? 'Somebody asks for what is held about themselves, or about somebody for whom they may ask (UK GDPR, article 15).'
              : 'Somebody asks for information that a public authority holds (Freedom of Information Act 2000).',
        }))}
      />
      <DateInput
        name="receivedOn"
        legend="On which day was it received?"
        legendSize="s"
        hint="The day it arrived anywhere in the body, whether or not that was a working day. The day to answer by follows from it."
        defaultValue={typedDate(values, 'receivedOn')}
      />
      <AboutFields values={values} />
    </>
  );
}

/** Who asks for what, and what to look for. `prefix` keeps the ids apart from those of other forms of the page. */
export function AboutFields({ values, prefix = '' }: Props & { prefix?: string }) {
  return (
    <>
      <TextInput
        name="askedBy"
        id={`${prefix}askedBy`}
        label="Who asks?"
        labelSize="s"
        hint="As little as you need to know them again: “the parent”, initials, or your own file number. How to reach them stays in your mail."
        autoComplete="off"
        defaultValue={typedText(values, 'askedBy')}
      />
      <TextArea
        name="askedFor"
        id={`${prefix}askedFor`}
        label="What do they ask to see?"
        labelSize="s"
        rows={3}
        limit={{ characters: disclosureTextLimit, threshold: 75 }}
        defaultValue={typedText(values, 'askedFor')}
      />
      <TextArea
        name="searchWords"
        id={`${prefix}searchWords`}
        label="Names and words to look for"
        labelSize="s"
        rows={4}
        hint="One to a line: the name in each spelling, or words of the subject. Capitals, accents and apostrophes make no difference; “Ann” does not find “annual”."
        defaultValue={typedText(values, 'searchWords')}
      />
      <TextInput
        name="account"
        id={`${prefix}account`}
        label="E-mail address of their account here (optional)"
        labelSize="s"
        hint="Where the person has or had a role here: finds their account, what they wrote, and what the record says that they did."
        type="email"
        autoComplete="off"
        defaultValue={typedText(values, 'account')}
      />
    </>
  );
}
