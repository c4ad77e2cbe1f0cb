import { Form } from 'react-router';
import type { TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { Button } from '../../../ui/button.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { Details } from '../../../ui/details.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { Radios } from '../../../ui/radios.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { ProofFields, type ProofProps } from '../../actions/components/form-parts.tsx';
import type { EntryIntent } from '../commands/post-entry-form.server.ts';
import type { EntryDetail } from '../get-entry.server.ts';
import { entryOutcomeCodes, entryOutcomes, mayEndAs } from '../rules.ts';
import { logTextLimit } from '../schema.ts';
import { RiskFields } from './entry-fields.tsx';

/** A form that came back: which one, what is wrong, what was typed. */
export interface FailedEntryForm {
  readonly intent: EntryIntent;
  readonly errors: Readonly<Record<string, readonly string[]>>;
  readonly values: TypedValues;
}

type FormProps = { entry: EntryDetail; failed: FailedEntryForm | undefined };

const own = (failed: FailedEntryForm | undefined, intent: EntryIntent) =>
  failed?.intent === intent ? failed : undefined;

/** The ids of the fields of each form, for the error summary: several forms share their names. */
export const entryFieldIds = (intent: string): Record<string, string> =>
  Object.fromEntries(
    ['note', 'dueOn', 'likelihood', 'impact', 'evidence', 'file', 'title'].map((name) => [name, `${intent}-${name}`]),
  );

/** The forms that this person may use now; one that came back stands there with what was typed, whatever happened since. */
export function EntryForms({ entry, failed, proofs }: FormProps & Pick<ProofProps, 'proofs'>) {
  const { may } = entry;
  const shows = (allowed: boolean, intent: EntryIntent) => allowed || failed?.intent === intent;
  return (
    <>
      {may.passOn ? <PassOnForm entry={entry} /> : null}
      {shows(may.answer, 'answer') ? <AnswerForm {...{ entry, failed, proofs }} /> : null}
      {shows(may.answerFor, 'answer-for') ? <AnswerForForm {...{ entry, failed }} /> : null}
      {shows(may.close, 'close') ? <CloseForm {...{ entry, failed }} /> : null}
      {shows(may.askMore, 'more') ? <MoreForm {...{ entry, failed }} /> : null}
      {shows(may.moveDate, 'date') ? <DateForm {...{ entry, failed }} /> : null}
      {shows(may.rescore, 'risk') ? <RiskForm {...{ entry, failed }} /> : null}
    </>
  );
}

/** What an agency says of another one reaches it through the partnership. */
function PassOnForm({ entry }: { entry: EntryDetail }) {
  return (
    <Form method="post">
      <p className="govuk-body">
        {entry.raisedBy.name} raised this. {entry.raisedTo.name} does not know of it until you pass it on; or close it
        with an outcome, and {entry.raisedBy.name} is told.
      </p>
      <Button name="intent" value="pass-on" preventDoubleClick>
        Pass it on to {entry.raisedTo.name}
      </Button>
    </Form>
  );
}

function AnswerForm({ entry, failed, proofs }: FormProps & Pick<ProofProps, 'proofs'>) {
  const form = own(failed, 'answer');
  return (
    <Form method="post" encType="multipart/form-data" noValidate>
      <FormErrors errors={form?.errors}>
        <h2 className="govuk-heading-m">
          {entry.status === 'answered' ? 'Add to your answer' : 'Answer this challenge'}
        </h2>
        <Note
          intent="answer"
          label="Your answer"
          hint={
            entry.reportAbout === null
              ? 'Whoever raised the challenge and the partnership read it. No names of children or families.'
              : 'An assurance report is asked for: add it below. No names of children or families.'
          }
          values={form?.values}
        />
        <ProofFields intent="answer" proofs={proofs} mayUpload={entry.may.addEvidence} values={form?.values} />
        <Button name="intent" value="answer" preventDoubleClick>
          Send the answer
        </Button>
      </FormErrors>
    </Form>
  );
}

function AnswerForForm({ entry, failed }: FormProps) {
  const form = own(failed, 'answer-for');
  return (
    <Details summary={`Enter the answer of ${entry.raisedTo.name}`} open={form !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={form?.errors}>
          <TextInput
            name="givenBy"
            label="Who gave it"
            labelSize="s"
            hint="Name and role, for instance the chair of the sub-group."
            defaultValue={typedText(form?.values, 'givenBy')}
          />
          <DateInput
            name="givenOn"
            legend="Day it was given"
            legendSize="s"
            defaultValue={typedDate(form?.values, 'givenOn')}
          />
          <Note intent="answer-for" label="The answer" values={form?.values} />
          <Button name="intent" value="answer-for" preventDoubleClick>
            Save the answer
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

function CloseForm({ entry, failed }: FormProps) {
  const form = own(failed, 'close');
  const outcomes = entryOutcomeCodes.filter((outcome) => mayEndAs(entry.status, outcome) || form !== undefined);
  return (
    <Details summary="Close with an outcome" open={form !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={form?.errors}>
          <HiddenFields fields={{ revision: entry.revision }} />
          <Radios
            name="outcome"
            legend="Outcome"
            legendSize="s"
            defaultValue={typedText(form?.values, 'outcome')}
            items={outcomes.map((outcome) => ({
              value: outcome,
              label: entryOutcomes[outcome].words,
              hint: entryOutcomes[outcome].meaning,
            }))}
          />
          <Note intent="close" label="What the outcome rests on" hint="The agency reads this." values={form?.values} />
          <RiskFields
            legend="How great is the risk now?"
            prefix="close-"
            stored={entry.riskNow}
            values={form?.values}
          />
          <Button name="intent" value="close" preventDoubleClick>
            Close the challenge
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

function MoreForm({ entry, failed }: FormProps) {
  const form = own(failed, 'more');
  return (
    <Details
      summary={entry.status === 'closed' ? 'Open this challenge again' : 'Ask for more'}
      open={form !== undefined}
    >
      <Form method="post" noValidate>
        <FormErrors errors={form?.errors}>
          <HiddenFields fields={{ revision: entry.revision }} />
          <Note intent="more" label="What is still asked" hint="The agency reads this." values={form?.values} />
          <DateInput
            name="dueOn"
            dayId="more-dueOn"
            legend="Day by which an answer is due"
            legendSize="s"
            defaultValue={typedDate(form?.values, 'dueOn')}
          />
          <Button name="intent" value="more" variant="secondary" preventDoubleClick>
            {entry.status === 'closed' ? 'Open it again' : 'Ask for more'}
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

function DateForm({ entry, failed }: FormProps) {
  const form = own(failed, 'date');
  return (
    <Details summary="Move the date" open={form !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={form?.errors}>
          <HiddenFields fields={{ revision: entry.revision }} />
          <DateInput
            name="dueOn"
            dayId="date-dueOn"
            legend="New date"
            legendSize="s"
            hint="The first date stays on record, and the report to the board goes by it."
            defaultValue={typedDate(form?.values, 'dueOn', entry.dueOn)}
          />
          <Note intent="date" label="Reason for the new date" values={form?.values} />
          <Button name="intent" value="date" variant="secondary" preventDoubleClick>
            Move the date
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

function RiskForm({ entry, failed }: FormProps) {
  const form = own(failed, 'risk');
  return (
    <Details summary="Judge the risk again" open={form !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={form?.errors}>
          <HiddenFields fields={{ revision: entry.revision }} />
          <RiskFields legend="How great is the risk now?" prefix="risk-" stored={entry.riskNow} values={form?.values} />
          <Note intent="risk" label="Why the risk is another" values={form?.values} />
          <Button name="intent" value="risk" variant="secondary" preventDoubleClick>
            Save the risk
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

type NoteProps = { intent: EntryIntent; label: string; hint?: string; values: TypedValues | undefined };

function Note({ intent, label, hint = 'No names of children or families.', values }: NoteProps) {
  return (
    <TextArea
      name="note"
      id={`${intent}-note`}
      label={label}
      labelSize="s"
      hint={hint}
      rows={4}
      limit={{ characters: logTextLimit, threshold: 75 }}
      defaultValue={typedText(values, 'note')}
    />
  );
}
