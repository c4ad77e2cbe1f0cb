import type { ReactNode } from 'react';
import { Form } from 'react-router';
import { type FailedForm, failedAs } from '../../../../platform/page-forms.ts';
import { typedDate, typedText } from '../../../../platform/typed-text.ts';
import { Button } from '../../../../ui/button.tsx';
import { DateInput } from '../../../../ui/date-input.tsx';
import { Details } from '../../../../ui/details.tsx';
import { FormErrors } from '../../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../../ui/hidden-fields.tsx';
import { Radios } from '../../../../ui/radios.tsx';
import { TextArea } from '../../../../ui/text-area.tsx';
import { TextInput } from '../../../../ui/text-input.tsx';
import { ProofFields, type ProofProps } from '../../../actions/components/form-parts.tsx';
import type { RequestDetail } from '../get-request.server.ts';
import { requestTextLimit } from '../schema.ts';

type Props = { request: RequestDetail; failed: FailedForm | undefined } & Pick<ProofProps, 'proofs'>;

/** The ids of the fields of each form, for the error summary: several forms share their names. */
export const requestFieldIds = (intent: string): Record<string, string> =>
  Object.fromEntries(['note', 'dueOn', 'evidence', 'file', 'title'].map((name) => [name, `${intent}-${name}`]));

/** The forms that this person may use now; one that came back stands there with what was typed, whatever happened since. */
export function RequestForms({ request, failed, proofs }: Props) {
  const { may } = request;
  const shows = (allowed: boolean, intent: string) => allowed || failed?.intent === intent;
  const part = (intent: string) => ({ intent, request, failed: failedAs(failed, intent) });
  return (
    <>
      {shows(may.answer, 'answer') ? <AnswerForm {...part('answer')} proofs={proofs} /> : null}
      {shows(may.refuse, 'refuse') ? (
        <Part {...part('refuse')} summary="Refuse this request" button="Refuse it">
          <Note {...part('refuse')} label="Why do you refuse?" hint="The partnership reads this." />
        </Part>
      ) : null}
      {shows(may.answerFor, 'answer-for') ? <AnswerForForm {...part('answer-for')} /> : null}
      {shows(may.extend, 'extend') ? (
        <Part {...part('extend')} summary="Give more time" button="Give more time">
          <Note {...part('extend')} label="Why is there more time?" />
          <Due {...part('extend')} />
        </Part>
      ) : null}
      {shows(may.askAgain, 'again') ? (
        <Part {...part('again')} summary="Ask again" button="Ask again">
          <Note {...part('again')} label="What is still asked?" />
          <Due {...part('again')} />
        </Part>
      ) : null}
      {shows(may.close, 'close') ? (
        <Part {...part('close')} summary="Close this request" button="Close it">
          <Note {...part('close')} label="What came of it?" />
        </Part>
      ) : null}
    </>
  );
}

type PartProps = { intent: string; request: RequestDetail; failed: FailedForm | undefined };

function Part({
  intent,
  request,
  failed,
  summary,
  button,
  children,
}: PartProps & { summary: string; button: string; children: ReactNode }) {
  return (
    <Details summary={summary} open={failed !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={failed?.errors}>
          <HiddenFields fields={{ revision: request.revision }} />
          {children}
          <Button name="intent" value={intent} variant="secondary" preventDoubleClick>
            {button}
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

function AnswerForm({ request, failed, proofs }: PartProps & Pick<ProofProps, 'proofs'>) {
  return (
    <Form method="post" encType="multipart/form-data" noValidate>
      <FormErrors errors={failed?.errors}>
        <h2 className="govuk-heading-m">
          {request.status === 'answered' ? 'Add to your answer' : 'Answer this request'}
        </h2>
        <Note
          intent="answer"
          failed={failed}
          label="Your answer"
          hint="The partnership reads it. No names of children or families."
        />
        <ProofFields intent="answer" proofs={proofs} mayUpload={request.may.addEvidence} values={failed?.values} />
        <Button name="intent" value="answer" preventDoubleClick>
          Send the answer
        </Button>
      </FormErrors>
    </Form>
  );
}

function AnswerForForm(part: PartProps) {
  const { request, failed } = part;
  return (
    <Part {...part} summary={`Enter what ${request.body} said`} button="Save it">
      <Radios
        name="what"
        legend="What did they do?"
        legendSize="s"
        defaultValue={typedText(failed?.values, 'what', 'answered')}
        items={[
          { value: 'answered', label: 'Answered' },
          { value: 'refused', label: 'Refused' },
        ]}
      />
      <TextInput
        name="givenBy"
        label="Who said it"
        labelSize="s"
        hint="Name and role."
        defaultValue={typedText(failed?.values, 'givenBy')}
      />
      <DateInput
        name="givenOn"
        legend="Day it was said"
        legendSize="s"
        defaultValue={typedDate(failed?.values, 'givenOn')}
      />
      <Note {...part} label="What did they say?" />
    </Part>
  );
}

type NoteProps = { intent: string; failed: FailedForm | undefined; label: string; hint?: string };

function Note({ intent, failed, label, hint = 'No names of children or families.' }: NoteProps) {
  return (
    <TextArea
      name="note"
      id={`${intent}-note`}
      label={label}
      labelSize="s"
      hint={hint}
      rows={4}
      limit={{ characters: requestTextLimit, threshold: 75 }}
      defaultValue={typedText(failed?.values, 'note')}
    />
  );
}

function Due({ intent, failed }: PartProps) {
  return (
    <DateInput
      name="dueOn"
      id={`${intent}-dueOn-date`}
      dayId={`${intent}-dueOn`}
      legend="Day by which an answer is due"
      legendSize="s"
      defaultValue={typedDate(failed?.values, 'dueOn')}
    />
  );
}
