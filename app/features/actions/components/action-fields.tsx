import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { priorities } from '../rules.ts';
import { noteLimit, otherOwner } from '../schema.ts';

/** What a new action's form starts with. */
export interface ProposedAction {
  readonly organisationId: string | null;
  /** The group whose own action it is to be. */
  readonly groupId: string | null;
  readonly challengeId: string | null;
  readonly submissionId: string | null;
  readonly questionCode: string | null;
  readonly finding: string;
  readonly what: string;
  readonly successMeasure: string;
  readonly owners: readonly { readonly id: string; readonly name: string; readonly role: string }[];
  readonly ownerId: string | null;
  readonly dueOn: string;
  /** Makes two posts of this form one action. */
  readonly formKey: string;
}

type Props = { proposal: ProposedAction; values: TypedValues | undefined };

/** The fields of a new action, all of them filled in as far as its source allows. */
export function ActionFields({ proposal, values }: Props) {
  return (
    <>
      <HiddenFields
        fields={{
          formKey: typedText(values, 'formKey', proposal.formKey),
          organisation: proposal.organisationId,
          group: proposal.groupId,
          challenge: proposal.challengeId,
          submission: proposal.challengeId === null ? proposal.submissionId : null,
          question: proposal.challengeId === null ? proposal.questionCode : null,
        }}
      />
      <TextArea
        name="finding"
        label="What was found"
        labelSize="s"
        hint="No names of children or families."
        limit={{ characters: noteLimit, threshold: 75 }}
        defaultValue={typedText(values, 'finding', proposal.finding)}
      />
      <TextArea
        name="what"
        label="What must be done"
        labelSize="s"
        rows={3}
        limit={{ characters: 2000, threshold: 75 }}
        defaultValue={typedText(values, 'what', proposal.what)}
      />
      <TextArea
        name="successMeasure"
        label="How we shall know that it worked"
        labelSize="s"
        rows={3}
        limit={{ characters: 2000, threshold: 75 }}
        defaultValue={typedText(values, 'successMeasure', proposal.successMeasure)}
      />
      <Owner proposal={proposal} values={values} />
      <DateInput
        name="dueOn"
        legend="Due date"
        legendSize="s"
        defaultValue={typedDate(values, 'dueOn', proposal.dueOn)}
      />
      <Radios
        name="priority"
        legend="Priority"
        legendSize="s"
        inline
        defaultValue={typedText(values, 'priority', 'medium')}
        items={Object.entries(priorities).map(([value, label]) => ({ value, label }))}
      />
    </>
  );
}

function Owner({ proposal, values }: Props) {
  const chosen = typedText(values, 'owner', proposal.ownerId ?? (proposal.owners.length === 0 ? otherOwner : ''));
  return (
    <>
      <Radios
        name="owner"
        legend="Owner"
        legendSize="s"
        hint="Somebody at the organisation. An owner with an account gets a message."
        defaultValue={chosen}
        items={[
          ...proposal.owners.map(({ id, name, role }) => ({ value: id, label: name, hint: role })),
          { value: otherOwner, label: 'Somebody else' },
        ]}
      />
      <TextInput
        name="ownerName"
        label="Name of somebody else"
        labelSize="s"
        width={20}
        autoComplete="off"
        defaultValue={typedText(values, 'ownerName')}
      />
    </>
  );
}
