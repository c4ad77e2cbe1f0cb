import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedText } from '../../../platform/typed-text.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { Details } from '../../../ui/details.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { RatingTag } from '../../../ui/rating-mark.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { RecordedChallenge, SessionRecord } from '../record-queries.server.ts';
import { askers, outcomes } from '../rules.ts';

type Props = {
  record: SessionRecord;
  /** The entry being changed; undefined for a new one. */
  entry: RecordedChallenge | undefined;
  /** What a link on the page asked the form to start with. */
  start: { readonly about: string; readonly challenge: string };
  values: TypedValues | undefined;
  /** Of the entry as it is now, after somebody else changed it. */
  revision: number | undefined;
  /** Makes two posts of a new entry one. */
  formKey: string;
};

/** What the panel asked, the reply, the outcome, and the rating agreed. */
export function ChallengeForm({ record, entry, start, values, revision, formKey }: Props) {
  const about = typedText(values, 'about', entry?.aboutValue ?? start.about);
  const agreed = typedText(values, 'agreedPoint', entry?.agreedPoint);
  return (
    <Form
      method="post"
      noValidate
      id="entry"
      key={entry?.id ?? 'new'}
      data-keep={`${record.slot.id}:${entry?.id ?? 'new'}`}
    >
      <h2 className="govuk-heading-m">{entry ? 'Change an entry' : 'Record a challenge'}</h2>
      <HiddenFields
        fields={
          entry
            ? { challengeId: entry.id, revision: revision ?? entry.revision }
            : { formKey: typedText(values, 'formKey', formKey) }
        }
      />
      <Select name="about" label="About" labelSize="s" defaultValue={about} items={record.subjects} />
      <TextArea
        name="challenge"
        label="What was asked"
        labelSize="s"
        rows={3}
        defaultValue={typedText(values, 'challenge', entry?.challenge ?? start.challenge)}
      />
      <Select
        name="askedBy"
        label="Asked by"
        labelSize="s"
        defaultValue={typedText(values, 'askedBy', entry?.askedBy ?? record.challenges[0]?.askedBy)}
        items={askers.map((asker) => ({ value: asker, label: asker }))}
      />
      <TextArea
        name="reply"
        label="The reply"
        labelSize="s"
        hint="No names of children or families."
        rows={4}
        defaultValue={typedText(values, 'reply', entry?.reply)}
      />
      <Radios
        name="outcome"
        legend="Outcome"
        legendSize="s"
        small
        defaultValue={typedText(values, 'outcome', entry?.outcome)}
        items={Object.entries(outcomes).map(([value, label]) => ({ value, label }))}
      />
      <Details summary="Agree a rating" open={agreed !== ''}>
        <Radios
          name="agreedPoint"
          legend="Agreed rating"
          legendSize="s"
          hint="Of the question chosen above. Leave it as it is when no rating was agreed."
          small
          defaultValue={agreed}
          items={[
            { value: '', label: 'No rating agreed' },
            ...pointsFor(record, about).map(({ code, mark }) => ({
              value: code,
              label: <RatingTag word={mark.word} shape={mark.shape} tone={mark.tone} />,
            })),
          ]}
        />
        <TextArea
          name="agreedReason"
          label="Why the panel agreed it"
          labelSize="s"
          rows={3}
          defaultValue={typedText(values, 'agreedReason', entry?.agreedReason)}
        />
      </Details>
      <p className="app-status-line" role="status" data-sending />
      <ButtonGroup>
        <Button name="intent" value={entry ? 'change' : 'record'} preventDoubleClick>
          {entry ? 'Save the entry' : 'Record it'}
        </Button>
        {entry ? (
          <Anchor className="govuk-link" href={`/challenge/${record.session.id}/record/${record.slot.id}`}>
            Cancel
          </Anchor>
        ) : null}
      </ButtonGroup>
    </Form>
  );
}

/** The ratings of the chosen question's scale; without one, those of every scale, each code once. */
function pointsFor(record: SessionRecord, about: string): SessionRecord['scales'][number]['points'] {
  const scale = record.scaleOf[about.replace(/^question:/, '')];
  const scales = scale ? record.scales.filter(({ code }) => code === scale) : record.scales;
  const points = scales.flatMap((one) => one.points);
  return points.filter(({ code }, at) => points.findIndex((other) => other.code === code) === at);
}
