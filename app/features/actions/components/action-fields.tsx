import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { DateInput } from '../../../ui/date-input.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { ActionChoices, ChoosablePerson } from '../choices.server.ts';
import { actionSources, type Priority, priorities, type SourceByHand, sourcesByHand } from '../rules.ts';
import { noteLimit, otherOwner } from '../schema.ts';
import { SmartHelp } from './smart-help.tsx';

/** What the fields of an action start with, whether it is new or there already. */
export interface ProposedDetails {
  readonly finding: string;
  readonly what: string;
  readonly successMeasure: string;
  readonly sponsorId: string | null;
  readonly sponsor: string | null;
  readonly startsOn: string | null;
  readonly priority: Priority;
  readonly servesId: string | null;
  readonly groupId: string | null;
  readonly ratify: 'set' | 'yes' | 'no';
}

/** What a new action's form starts with. */
export interface ProposedAction extends Omit<ProposedDetails, 'sponsorId' | 'sponsor' | 'startsOn'> {
  readonly organisationId: string | null;
  readonly challengeId: string | null;
  readonly submissionId: string | null;
  readonly questionCode: string | null;
  readonly followsId: string | null;
  readonly ownerId: string | null;
  readonly dueOn: string;
  /** Whether somebody has to say where it comes from. */
  readonly asksSource: boolean;
  readonly source: 'return' | SourceByHand;
  /** Makes two posts of this form one action. */
  readonly formKey: string;
}

type Values = TypedValues | undefined;

/** The fields of a new action, all of them filled in as far as its source allows. */
export function NewActionFields({
  proposal,
  choices,
  values,
}: {
  proposal: ProposedAction;
  choices: ActionChoices;
  values: Values;
}) {
  const { organisationId, challengeId } = proposal;
  return (
    <>
      <HiddenFields
        fields={{
          formKey: typedText(values, 'formKey', proposal.formKey),
          organisation: organisationId,
          ...(organisationId === null ? { group: proposal.groupId } : {}),
          challenge: challengeId,
          submission: challengeId === null ? proposal.submissionId : null,
          question: challengeId === null ? proposal.questionCode : null,
          follows: proposal.followsId,
          ...(proposal.asksSource ? {} : { source: proposal.source }),
        }}
      />
      {proposal.asksSource ? <SourceFields source={proposal.source} values={values} /> : null}
      <WhatFields start={proposal} values={values} />
      <OwnerFields people={choices.owners} ownerId={proposal.ownerId} values={values} />
      <DateInput
        name="dueOn"
        legend="Due date"
        legendSize="s"
        defaultValue={typedDate(values, 'dueOn', proposal.dueOn)}
      />
      <PriorityField priority={proposal.priority} values={values} />
      <MoreFields
        start={{ ...proposal, sponsorId: null, sponsor: null, startsOn: null }}
        choices={choices}
        ofGroup={organisationId === null}
        values={values}
      />
    </>
  );
}

/** Where it comes from, for an action or a finding that is added by hand. */
export function SourceFields({ source, values }: { source: 'return' | SourceByHand; values: Values }) {
  return (
    <>
      <Radios
        name="source"
        legend="Where it comes from"
        legendSize="s"
        defaultValue={typedText(values, 'source', source)}
        items={sourcesByHand.map((code) => ({ value: code, label: actionSources[code] }))}
      />
      <TextInput
        name="sourceName"
        label="Name of the inspection, review, audit or survey"
        labelSize="s"
        hint="For instance “Joint targeted area inspection”. Leave it empty if the partnership added it."
        autoComplete="off"
        defaultValue={typedText(values, 'sourceName')}
      />
      <DateInput
        name="sourceOn"
        legend="Its day (optional)"
        legendSize="s"
        defaultValue={typedDate(values, 'sourceOn', '')}
      />
    </>
  );
}

/** The finding, what must be done, and how anybody will know, with help beside it. */
export function WhatFields({
  start,
  values,
}: {
  start: Pick<ProposedDetails, 'finding' | 'what' | 'successMeasure'>;
  values: Values;
}) {
  return (
    <>
      <FindingField finding={start.finding} values={values} />
      <TextArea
        name="what"
        label="What must be done"
        labelSize="s"
        rows={3}
        limit={{ characters: 2000, threshold: 75 }}
        defaultValue={typedText(values, 'what', start.what)}
      />
      <TextArea
        name="successMeasure"
        label="How we shall know that it worked"
        labelSize="s"
        rows={3}
        limit={{ characters: 2000, threshold: 75 }}
        defaultValue={typedText(values, 'successMeasure', start.successMeasure)}
      />
      <SmartHelp />
    </>
  );
}

export function FindingField({ finding, values }: { finding: string; values: Values }) {
  return (
    <TextArea
      name="finding"
      label="What was found"
      labelSize="s"
      hint="No names of children or families."
      limit={{ characters: noteLimit, threshold: 75 }}
      defaultValue={typedText(values, 'finding', finding)}
    />
  );
}

/** Somebody with an account, or a name. */
export function OwnerFields({
  people,
  ownerId,
  values,
  legend = 'Owner',
}: {
  people: readonly ChoosablePerson[];
  ownerId: string | null;
  values: Values;
  legend?: string;
}) {
  return (
    <>
      <Radios
        name="owner"
        legend={legend}
        legendSize="s"
        hint="An owner with an account gets a message."
        defaultValue={typedText(values, 'owner', ownerId ?? (people.length === 0 ? otherOwner : ''))}
        items={[
          ...people.map(({ id, name, role }) => ({ value: id, label: name, hint: role })),
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

export function PriorityField({ priority, values }: { priority: Priority; values: Values }) {
  return (
    <Radios
      name="priority"
      legend="Priority"
      legendSize="s"
      inline
      defaultValue={typedText(values, 'priority', priority)}
      items={Object.entries(priorities).map(([value, label]) => ({ value, label }))}
    />
  );
}

/** What an action can do without: sponsor, start, what it serves, who follows it, and the board. */
export function MoreFields({
  start,
  choices,
  ofGroup,
  values,
}: {
  start: ProposedDetails;
  choices: ActionChoices;
  ofGroup: boolean;
  values: Values;
}) {
  const named = start.sponsorId === null && start.sponsor !== null;
  return (
    <>
      <Select
        name="sponsor"
        label="Executive sponsor (optional)"
        labelSize="s"
        hint="Who answers for it at the top of the organisation. A sponsor does not check the action."
        defaultValue={typedText(values, 'sponsor', start.sponsorId ?? (named ? otherOwner : ''))}
        items={[
          { value: '', label: 'Nobody' },
          ...choices.sponsors.map(({ id, name, role }) => ({ value: id, label: `${name}, ${role}` })),
          { value: otherOwner, label: 'Somebody else, named below' },
        ]}
      />
      <TextInput
        name="sponsorName"
        label="Name of another sponsor"
        labelSize="s"
        width={20}
        autoComplete="off"
        defaultValue={typedText(values, 'sponsorName', named ? (start.sponsor ?? '') : '')}
      />
      <DateInput
        name="startsOn"
        legend="Start (optional)"
        legendSize="s"
        defaultValue={typedDate(values, 'startsOn', start.startsOn ?? '')}
      />
      {choices.priorities.length === 0 ? null : (
        <Select
          name="partnershipPriority"
          label="Priority of the partnership that it serves (optional)"
          labelSize="s"
          defaultValue={typedText(values, 'partnershipPriority', start.servesId ?? '')}
          items={[
            { value: '', label: 'None' },
            ...choices.priorities.map(({ id, title, setBy }) => ({
              value: id,
              label: setBy === 'young-people' ? `${title} (set by young people)` : title,
            })),
          ]}
        />
      )}
      {ofGroup || choices.groups.length === 0 ? null : (
        <Select
          name="group"
          label="Group that follows it (optional)"
          labelSize="s"
          defaultValue={typedText(values, 'group', start.groupId ?? '')}
          items={[{ value: '', label: 'None' }, ...choices.groups.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      )}
      <Radios
        name="ratify"
        legend="Does a board ratify it before it is closed?"
        legendSize="s"
        defaultValue={typedText(values, 'ratify', start.ratify)}
        items={[
          { value: 'set', label: 'As the partnership has set for where it comes from' },
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]}
      />
    </>
  );
}
