import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { Checkboxes, SingleCheckbox } from '../../../ui/checkboxes.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { useFieldErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { practiceTextLimit } from '../schema.ts';

/** What the form by which an organisation agrees starts with. */
export interface ProposedPractice {
  readonly organisation: { readonly id: string; readonly name: string };
  readonly partnerships: readonly { readonly id: string; readonly name: string }[];
  readonly standards: readonly { readonly standard: string; readonly title: string }[];
  /** Makes two posts of this form one item; null for one that is there already. */
  readonly formKey: string | null;
  readonly revision: number | null;
  readonly submissionId: string | null;
  readonly questionCode: string | null;
  readonly evidenceId: string | null;
  readonly title: string;
  readonly what: string;
  readonly difference: string;
  readonly contact: string;
  readonly chosenStandards: readonly string[];
  readonly chosenPartnerships: readonly string[];
  readonly until: string;
}

/** Lists are posted under a name with brackets, and their errors come back without. */
function useListErrors() {
  return { standards: useFieldErrors('standards', undefined), partnerships: useFieldErrors('partnerships', undefined) };
}

type Props = { proposal: ProposedPractice; values: TypedValues | undefined };

/** The words that are shared, with whom, until when, and the agreement itself, which is never ticked beforehand. */
export function AgreeFields({ proposal, values }: Props) {
  const errors = useListErrors();
  const listed = (name: string, stored: readonly string[]) => {
    if (values === undefined) return stored;
    const typed = values[name];
    return Array.isArray(typed) ? typed : [];
  };
  return (
    <>
      <HiddenFields
        fields={{
          formKey: proposal.formKey === null ? null : typedText(values, 'formKey', proposal.formKey),
          revision: proposal.revision,
          organisation: proposal.organisation.id,
          submission: proposal.submissionId,
          question: proposal.questionCode,
          evidence: proposal.evidenceId,
        }}
      />
      <TextInput
        name="title"
        label="Title"
        labelSize="s"
        hint="What others will find it by."
        defaultValue={typedText(values, 'title', proposal.title)}
      />
      <TextArea
        name="what"
        label="What do you do?"
        labelSize="s"
        hint="Enough for somebody else to try it. No names of children or families."
        limit={{ characters: practiceTextLimit, threshold: 75 }}
        defaultValue={typedText(values, 'what', proposal.what)}
      />
      <TextArea
        name="difference"
        label="What difference does it make for children, and how do you know?"
        labelSize="s"
        limit={{ characters: practiceTextLimit, threshold: 75 }}
        defaultValue={typedText(values, 'difference', proposal.difference)}
      />
      <TextInput
        name="contact"
        label="Whom can others ask? (optional)"
        labelSize="s"
        hint="A role is enough, for instance the designated safeguarding lead."
        defaultValue={typedText(values, 'contact', proposal.contact)}
      />
      {proposal.standards.length === 0 ? null : (
        <Checkboxes
          name="standards[]"
          id="standards"
          error={errors.standards}
          legend="Standards that it is about (optional)"
          legendSize="s"
          small
          defaultValues={listed('standards', proposal.chosenStandards)}
          items={proposal.standards.map(({ standard, title }) => ({ value: standard, label: title }))}
        />
      )}
      <Checkboxes
        name="partnerships[]"
        id="partnerships"
        error={errors.partnerships}
        legend="Who may read it?"
        legendSize="s"
        hint="Everybody with an account at a partnership, and at its agencies and settings."
        defaultValues={listed('partnerships', proposal.chosenPartnerships)}
        items={proposal.partnerships.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <DateInput
        name="until"
        legend="Last day on which it is shared"
        legendSize="s"
        hint="You can withdraw it at any time before, with one press."
        defaultValue={typedDate(values, 'until', proposal.until)}
      />
      <LookedAgain values={values} />
      <SingleCheckbox
        name="agreed"
        label={`${proposal.organisation.name} agrees to share this with the partnerships chosen above, until that day`}
        defaultChecked={typedText(values, 'agreed') === 'yes'}
      />
    </>
  );
}

/** Asked only where something in the text seems to tell who a child is. */
function LookedAgain({ values }: { values: TypedValues | undefined }) {
  const asked = useFieldErrors('looked', undefined).length > 0;
  if (!asked && typedText(values, 'looked') !== 'yes') return null;
  return (
    <SingleCheckbox
      name="looked"
      label="I have looked at it again: no child or family can be recognised"
      defaultChecked={typedText(values, 'looked') === 'yes'}
    />
  );
}
