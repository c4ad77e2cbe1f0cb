import { Form } from 'react-router';
import type { FieldErrors, TypedValues } from '../../../platform/form-parsing.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { Button } from '../../../ui/button.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { Details } from '../../../ui/details.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { EscalationDetail } from '../queries.server.ts';

/** A form that came back. */
export interface FailedForm {
  readonly intent: string;
  readonly errors: FieldErrors;
  readonly values: TypedValues;
}

/** The ids of the fields of each form, for the error summary: several forms share their names. */
export const escalationFieldIds = (intent: string): Record<string, string> => ({
  note: `${intent}-note`,
  until: `${intent}-until`,
});

type NoteProps = { intent: string; label: string; values: TypedValues | undefined };

const Note = ({ intent, label, values }: NoteProps) => (
  <TextArea
    name="note"
    id={`${intent}-note`}
    label={label}
    labelSize="s"
    hint="No names of children or families."
    rows={3}
    defaultValue={typedText(values, 'note')}
  />
);

type RaiseProps = { revision: number; level: string; drafts: boolean; failed: FailedForm | undefined };

/** Raises to the next level now. */
export function RaiseForm({ revision, level, drafts, failed }: RaiseProps) {
  const own = failed?.intent === 'raise' ? failed : undefined;
  return (
    <Form method="post" noValidate>
      <FormErrors errors={own?.errors}>
        <h2 className="govuk-heading-m">Raise it to: {level}</h2>
        <HiddenFields fields={{ revision }} />
        <Note intent="raise" label="Why you raise it now" values={own?.values} />
        {drafts ? (
          <p className="govuk-body">
            A letter is drafted. It goes to nobody until the chair has approved it and somebody releases it.
          </p>
        ) : null}
        <Button name="intent" value="raise" preventDoubleClick>
          Raise it now
        </Button>
      </FormErrors>
    </Form>
  );
}

type FormsProps = { escalation: EscalationDetail; failed: FailedForm | undefined };

/** What somebody of the partnership may do about an escalation now. */
export function EscalationForms({ escalation, failed }: FormsProps) {
  const { next, revision, status, mayChange } = escalation;
  if (!mayChange || status === 'ended') return null;
  return (
    <>
      {next ? <RaiseForm revision={revision} level={next.name} drafts={next.drafts} failed={failed} /> : null}
      {status === 'paused' ? (
        <Form method="post">
          <HiddenFields fields={{ revision }} />
          <Button name="intent" value="resume" variant="secondary" preventDoubleClick>
            Let it climb again
          </Button>
        </Form>
      ) : (
        <PauseForm escalation={escalation} failed={failed} />
      )}
      <EndForm escalation={escalation} failed={failed} />
    </>
  );
}

function PauseForm({ escalation: { revision }, failed }: FormsProps) {
  const own = failed?.intent === 'pause' ? failed : undefined;
  return (
    <Details summary="Pause it" open={own !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={own?.errors}>
          <HiddenFields fields={{ revision }} />
          <Note intent="pause" label="Why it waits" values={own?.values} />
          <DateInput
            name="until"
            dayId="pause-until"
            legend="Last day of the pause"
            legendSize="s"
            defaultValue={typedDate(own?.values, 'until')}
          />
          <Button name="intent" value="pause" variant="secondary" preventDoubleClick>
            Pause it
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

function EndForm({ escalation: { revision }, failed }: FormsProps) {
  const own = failed?.intent === 'end' ? failed : undefined;
  return (
    <Details summary="End it" open={own !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={own?.errors}>
          <HiddenFields fields={{ revision }} />
          <p className="govuk-body">
            It is not raised by itself again for the date that it has now. What is late stays late.
          </p>
          <Note intent="end" label="Why it ends" values={own?.values} />
          <Button name="intent" value="end" variant="warning" preventDoubleClick>
            End it
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}
