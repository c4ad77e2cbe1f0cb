import type { TypedValues } from '../../../../platform/form-parsing.ts';
import { typedText } from '../../../../platform/typed-text.ts';
import { Select } from '../../../../ui/select.tsx';
import { TextArea } from '../../../../ui/text-area.tsx';
import { TextInput } from '../../../../ui/text-input.tsx';
import { RiskFields as ScoreFields } from '../../../challenge-log/components/entry-fields.tsx';
import type { RiskDetail } from '../get-risk.server.ts';
import { riskCategories, riskCategoryCodes } from '../rules.ts';
import { riskNoteLimit, riskTextLimit } from '../schema.ts';

type Named = { readonly id: string; readonly name: string };

type Props = {
  values: TypedValues | undefined;
  owners: readonly Named[];
  groups: readonly Named[];
  /** What stands now, or what its source proposes. */
  stored?: Partial<
    Pick<RiskDetail, 'category' | 'cause' | 'event' | 'effect' | 'ownerId' | 'owner' | 'group' | 'assurance' | 'target'>
  >;
  /** Before each id, where another form of the page has the same fields. */
  prefix?: string;
};

/** What a risk says of itself, and who answers for it. */
export function StatementFields({ values, owners, groups, stored = {}, prefix = '' }: Props) {
  const text = (name: string, known: string | null | undefined) => typedText(values, name, known);
  const named = stored.ownerId === null || stored.ownerId === undefined ? stored.owner : '';
  return (
    <>
      <Select
        name="category"
        id={`${prefix}category`}
        label="What is it about?"
        labelSize="s"
        defaultValue={text('category', stored.category)}
        items={[
          { value: '', label: 'Choose' },
          ...riskCategoryCodes.map((code) => ({ value: code, label: riskCategories[code] })),
        ]}
      />
      <Words
        name="cause"
        label="Cause: why may it happen?"
        hint="No names of children or families."
        {...{ prefix, values }}
        stored={stored.cause}
      />
      <Words name="event" label="Event: what may happen?" {...{ prefix, values }} stored={stored.event} />
      <Words name="effect" label="Effect: what would it lead to?" {...{ prefix, values }} stored={stored.effect} />
      <Select
        name="owner"
        id={`${prefix}owner`}
        label="Owner"
        labelSize="s"
        hint="Who answers for it; somebody of the partnership, or a name below."
        defaultValue={text('owner', stored.ownerId)}
        items={[{ value: '', label: 'Choose' }, ...owners.map(({ id, name }) => ({ value: id, label: name }))]}
      />
      <TextInput
        name="ownerName"
        id={`${prefix}ownerName`}
        label="Name of the owner, if not in the list"
        autoComplete="off"
        defaultValue={text('ownerName', named)}
      />
      {groups.length > 0 ? (
        <Select
          name="group"
          id={`${prefix}group`}
          label="Group that holds it"
          labelSize="s"
          defaultValue={text('group', stored.group?.id)}
          items={[{ value: '', label: 'None' }, ...groups.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      ) : null}
      <TextArea
        name="assurance"
        id={`${prefix}assurance`}
        label="What shows that the controls work?"
        labelSize="s"
        hint="For instance an audit, figures, an inspection, what children and families say."
        limit={{ characters: riskNoteLimit, threshold: 75 }}
        defaultValue={text('assurance', stored.assurance)}
      />
      <ScoreFields
        legend="What should it come down to?"
        prefix={prefix}
        names={{ likelihood: 'targetLikelihood', impact: 'targetImpact' }}
        values={values}
        stored={stored.target}
        withKey={false}
      />
    </>
  );
}

type WordsProps = {
  name: string;
  label: string;
  hint?: string;
  prefix: string;
  values: TypedValues | undefined;
  stored: string | undefined;
};

function Words({ name, label, hint, prefix, values, stored }: WordsProps) {
  return (
    <TextArea
      name={name}
      id={`${prefix}${name}`}
      label={label}
      labelSize="s"
      {...(hint === undefined ? {} : { hint })}
      rows={3}
      limit={{ characters: riskTextLimit, threshold: 75 }}
      defaultValue={typedText(values, name, stored)}
    />
  );
}
