import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { TypedText } from '../../../ui/columns.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { SummaryList } from '../../../ui/summary-list.tsx';
import { Table } from '../../../ui/table.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { bodyKinds, impacts, likelihoods, type Risk, riskBandCodes, riskBands } from '../rules.ts';
import { logTextLimit } from '../schema.ts';

type Named = { readonly id: string; readonly name: string };

/** What a new challenge's form starts with. */
export interface ProposedEntry {
  /** Makes two posts of this form one entry. */
  readonly formKey: string;
  readonly challengeId: string | null;
  readonly submissionId: string | null;
  /** Who is challenged, where the source settles it. */
  readonly organisation: Named | null;
  readonly asked: { readonly challenge: string; readonly reply: string } | null;
  readonly raisedOn: string;
  readonly dueOn: string;
  /** The organisations of whoever raises it for an agency: nobody else is offered. */
  readonly raisers?: readonly Named[];
  readonly organisations: readonly Named[];
  /** More than one for somebody who works for several. */
  readonly partnerships: readonly Named[];
}

type Props = { proposal: ProposedEntry; values: TypedValues | undefined };

/** The fields of a challenge that is put on the log. What a session recorded is shown and not asked again. */
export function EntryFields({ proposal, values }: Props) {
  const { asked, organisation, partnerships } = proposal;
  return (
    <>
      <HiddenFields
        fields={{
          formKey: typedText(values, 'formKey', proposal.formKey),
          challenge: proposal.challengeId,
          submission: proposal.challengeId === null ? proposal.submissionId : null,
          raisedTo: organisation ? `organisation:${organisation.id}` : null,
        }}
      />
      {partnerships.length > 1 && !organisation ? (
        <Select
          name="partnership"
          label="Partnership"
          labelSize="s"
          defaultValue={typedText(values, 'partnership')}
          items={[{ value: '', label: 'Choose' }, ...partnerships.map(({ id, name }) => ({ value: id, label: name }))]}
        />
      ) : null}
      <Bodies proposal={proposal} values={values} />
      {asked ? (
        <SummaryList
          rows={[
            { label: 'What the panel asked', value: <TypedText>{asked.challenge}</TypedText> },
            { label: 'The reply', value: <TypedText>{asked.reply}</TypedText> },
          ]}
        />
      ) : (
        <TextArea
          name="reason"
          label="What is the concern, and what must be answered?"
          labelSize="s"
          hint="No names of children or families."
          limit={{ characters: logTextLimit, threshold: 75 }}
          defaultValue={typedText(values, 'reason')}
        />
      )}
      <DateInput
        name="raisedOn"
        legend="Day it was raised"
        legendSize="s"
        defaultValue={typedDate(values, 'raisedOn', proposal.raisedOn)}
      />
      <Radios
        name="report"
        legend="Do you ask for an assurance report?"
        legendSize="s"
        hint="A written report that says how the risk is dealt with, beyond the answer itself."
        defaultValue={typedText(values, 'report')}
        items={[
          { value: 'yes', label: 'Yes' },
          { value: 'no', label: 'No' },
        ]}
      />
      <TextInput
        name="reportAbout"
        label="What the report must cover, if you ask for one"
        labelSize="s"
        defaultValue={typedText(values, 'reportAbout')}
      />
      <DateInput
        name="dueOn"
        legend="Day by which an answer is due"
        legendSize="s"
        defaultValue={typedDate(values, 'dueOn', proposal.dueOn)}
      />
      <RiskFields legend="How great is the risk if nothing changes?" values={values} />
    </>
  );
}

const nameLabel = 'Name of the sub-group or other board';

function Bodies({ proposal: { organisation, organisations, raisers }, values }: Props) {
  const choices = [
    { value: '', label: 'Choose' },
    { value: 'board', label: bodyKinds.board },
    { value: 'sub-group', label: `${bodyKinds['sub-group']} (name below)` },
    { value: 'other-board', label: `${bodyKinds['other-board']} (name below)` },
    ...organisations.map(({ id, name }) => ({ value: `organisation:${id}`, label: name })),
  ];
  return (
    <>
      {raisers ? (
        <OwnBodies raisers={raisers} values={values} />
      ) : (
        <AnyBody choices={choices} organisation={organisation} values={values} />
      )}
      {organisation ? (
        <SummaryList rows={[{ label: 'Who is challenged', value: organisation.name }]} />
      ) : (
        <>
          <Select
            name="raisedTo"
            label="Who is challenged?"
            labelSize="s"
            defaultValue={typedText(values, 'raisedTo')}
            items={choices}
          />
          <TextInput
            name="raisedToName"
            label={`${nameLabel} that is challenged`}
            width={20}
            autoComplete="off"
            defaultValue={typedText(values, 'raisedToName')}
          />
        </>
      )}
    </>
  );
}

type Choice = { value: string; label: string };

function AnyBody({
  choices,
  organisation,
  values,
}: {
  choices: Choice[];
  organisation: Named | null;
  values: TypedValues | undefined;
}) {
  return (
    <>
      <Select
        name="raisedBy"
        label="Who raises the challenge?"
        labelSize="s"
        defaultValue={typedText(values, 'raisedBy', organisation ? 'board' : '')}
        items={choices}
      />
      <TextInput
        name="raisedByName"
        label={`${nameLabel} that raises it`}
        width={20}
        autoComplete="off"
        defaultValue={typedText(values, 'raisedByName')}
      />
    </>
  );
}

/** Whoever works for one agency raises it for that one. */
function OwnBodies({ raisers, values }: { raisers: readonly Named[]; values: TypedValues | undefined }) {
  const [only] = raisers;
  if (only && raisers.length === 1) return <HiddenFields fields={{ raisedBy: `organisation:${only.id}` }} />;
  return (
    <Select
      name="raisedBy"
      label="Which of your organisations raises the challenge?"
      labelSize="s"
      defaultValue={typedText(values, 'raisedBy')}
      items={[
        { value: '', label: 'Choose' },
        ...raisers.map(({ id, name }) => ({ value: `organisation:${id}`, label: name })),
      ]}
    />
  );
}

type RiskProps = {
  legend: string;
  values: TypedValues | undefined;
  stored?: Risk | undefined;
  prefix?: string;
  /** Names of the two fields, where a form asks for more than one risk. */
  names?: { readonly likelihood: string; readonly impact: string };
  /** Left out where the form shows the key to the score already. */
  withKey?: boolean;
};

const plainNames = { likelihood: 'likelihood', impact: 'impact' };

/** Likelihood and impact, each from 1 to 5 with its word, and the key to what they come to. */
export function RiskFields({ legend, values, stored, prefix = '', names = plainNames, withKey = true }: RiskProps) {
  const items = (names: readonly string[]) => [
    { value: '', label: 'Choose' },
    ...names.map((name, at) => ({ value: String(at + 1), label: `${at + 1} ${name}` })),
  ];
  return (
    <fieldset className="govuk-fieldset">
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">{legend}</legend>
      <Select
        name={names.likelihood}
        id={`${prefix}${names.likelihood}`}
        label="Likelihood"
        defaultValue={typedText(values, names.likelihood, stored?.likelihood)}
        items={items(likelihoods)}
      />
      <Select
        name={names.impact}
        id={`${prefix}${names.impact}`}
        label="Impact"
        defaultValue={typedText(values, names.impact, stored?.impact)}
        items={items(impacts)}
      />
      {withKey ? <ScoreKey /> : null}
    </fieldset>
  );
}

function ScoreKey() {
  return (
    <Details summary="What the score means">
      <p className="govuk-body">The risk score is likelihood times impact, so it goes from 1 to 25.</p>
      <Table
        caption="Risk scores in words"
        captionHidden
        columns={[{ label: 'Score' }, { label: 'Risk' }]}
        rows={riskBandCodes.map((band) => ({
          key: band,
          cells: [`${riskBands[band].from} to ${riskBands[band].to}`, riskBands[band].words],
        }))}
      />
    </Details>
  );
}
