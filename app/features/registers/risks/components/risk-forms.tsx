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
import { RiskFields } from '../../../challenge-log/components/entry-fields.tsx';
import type { RiskDetail } from '../get-risk.server.ts';
import { closeReasonCodes, closeReasons, otherLevel, riskLevels, riskStatuses } from '../rules.ts';
import { riskNoteLimit, riskTextLimit } from '../schema.ts';
import { StatementFields } from './risk-fields.tsx';

type Props = { risk: RiskDetail; failed: FailedForm | undefined; nextReviewOn: string };

/** The ids of the fields of each form, for the error summary: several forms share their names. */
export const riskFieldIds = (intent: string): Record<string, string> =>
  Object.fromEntries(
    [
      ...['note', 'reviewOn', 'likelihood', 'impact', 'category', 'cause', 'event', 'effect', 'owner', 'ownerName'],
      ...['group', 'assurance', 'targetLikelihood', 'targetImpact', 'words', 'action'],
    ].map((name) => [name, `${intent}-${name}`]),
  );

/** The forms that this person may use now; one that came back stands there with what was typed, whatever happened since. */
export function RiskForms({ risk, failed, nextReviewOn }: Props) {
  const { may } = risk;
  const shows = (allowed: boolean, intent: string) => allowed || failed?.intent === intent;
  return (
    <>
      {shows(may.review, 'review') ? <ReviewForm {...{ risk, failed, nextReviewOn }} /> : null}
      {shows(may.change, 'control') ? <ControlForm {...{ risk, failed }} /> : null}
      {shows(may.change, 'change') ? <ChangeForm {...{ risk, failed }} /> : null}
      {shows(may.change, 'level') ? <LevelForm {...{ risk, failed }} /> : null}
      {shows(may.close, 'close') ? <CloseForm {...{ risk, failed }} /> : null}
      {shows(may.reopen, 'reopen') ? <ReopenForm {...{ risk, failed, nextReviewOn }} /> : null}
    </>
  );
}

type PartProps = {
  intent: string;
  summary: string;
  button: string;
  failed: FailedForm | undefined;
  revision: number;
  children: ReactNode;
};

function FormPart({ intent, summary, button, failed, revision, children }: PartProps) {
  return (
    <Details summary={summary} open={failed !== undefined}>
      <Form method="post" noValidate>
        <FormErrors errors={failed?.errors}>
          <HiddenFields fields={{ revision }} />
          {children}
          <Button name="intent" value={intent} preventDoubleClick>
            {button}
          </Button>
        </FormErrors>
      </Form>
    </Details>
  );
}

type FormProps = Pick<Props, 'risk' | 'failed'>;

function ReviewForm({ risk, failed: any, nextReviewOn }: Props) {
  const failed = failedAs(any, 'review');
  return (
    <FormPart
      intent="review"
      summary="Review this risk"
      button="Save the review"
      failed={failed}
      revision={risk.revision}
    >
      <RiskFields legend="How great is it now?" prefix="review-" stored={risk.now} values={failed?.values} />
      <Note intent="review" label="What did the review find?" failed={failed} />
      <Radios
        name="standing"
        id="review-standing"
        legend="What happens with it?"
        legendSize="s"
        defaultValue={typedText(failed?.values, 'standing', risk.status === 'closed' ? '' : risk.status)}
        items={(['open', 'watched'] as const).map((status) => ({
          value: status,
          label: riskStatuses[status].words,
          hint: riskStatuses[status].meaning,
        }))}
      />
      <ReviewDay intent="review" failed={failed} day={nextReviewOn} />
    </FormPart>
  );
}

function ControlForm({ risk, failed: any }: FormProps) {
  const failed = failedAs(any, 'control');
  return (
    <FormPart intent="control" summary="Add a control" button="Add it" failed={failed} revision={risk.revision}>
      <TextArea
        name="words"
        id="control-words"
        label="The control"
        labelSize="s"
        rows={2}
        limit={{ characters: riskTextLimit, threshold: 75 }}
        defaultValue={typedText(failed?.values, 'words')}
      />
      <Radios
        name="kind"
        id="control-kind"
        legend="Is it in place?"
        legendSize="s"
        defaultValue={typedText(failed?.values, 'kind')}
        items={[
          { value: 'existing', label: 'Yes, in place' },
          { value: 'planned', label: 'No, planned' },
        ]}
      />
      <TextInput
        name="action"
        id="control-action"
        label="Action that puts it in place (optional)"
        hint="Its reference, like ACT-1234-5678."
        width={20}
        autoComplete="off"
        defaultValue={typedText(failed?.values, 'action')}
      />
    </FormPart>
  );
}

function ChangeForm({ risk, failed: any }: FormProps) {
  const failed = failedAs(any, 'change');
  return (
    <FormPart
      intent="change"
      summary="Change its words, owner or target"
      button="Save"
      failed={failed}
      revision={risk.revision}
    >
      <StatementFields
        values={failed?.values}
        owners={risk.owners}
        groups={risk.groups}
        stored={risk}
        prefix="change-"
      />
    </FormPart>
  );
}

function LevelForm({ risk, failed: any }: FormProps) {
  const failed = failedAs(any, 'level');
  const to = riskLevels[otherLevel(risk.level)].words.toLowerCase();
  const words =
    risk.level === 'operational' ? 'Raise it to the strategic level' : 'Take it back to the operational level';
  return (
    <FormPart intent="level" summary={words} button={`Make it ${to}`} failed={failed} revision={risk.revision}>
      <Note intent="level" label={`Why is it ${to} now?`} failed={failed} />
    </FormPart>
  );
}

function CloseForm({ risk, failed: any }: FormProps) {
  const failed = failedAs(any, 'close');
  return (
    <FormPart intent="close" summary="Close this risk" button="Close the risk" failed={failed} revision={risk.revision}>
      <Radios
        name="because"
        id="close-because"
        legend="Why is it closed?"
        legendSize="s"
        defaultValue={typedText(failed?.values, 'because')}
        items={closeReasonCodes.map((code) => ({ value: code, label: closeReasons[code] }))}
      />
      <Note intent="close" label="What does that rest on?" failed={failed} />
    </FormPart>
  );
}

function ReopenForm({ risk, failed: any, nextReviewOn }: Props) {
  const failed = failedAs(any, 'reopen');
  return (
    <FormPart
      intent="reopen"
      summary="Open this risk again"
      button="Open it again"
      failed={failed}
      revision={risk.revision}
    >
      <Note intent="reopen" label="Why is it opened again?" failed={failed} />
      <ReviewDay intent="reopen" failed={failed} day={nextReviewOn} />
    </FormPart>
  );
}

type NoteProps = { intent: string; label: string; failed: FailedForm | undefined };

function Note({ intent, label, failed }: NoteProps) {
  return (
    <TextArea
      name="note"
      id={`${intent}-note`}
      label={label}
      labelSize="s"
      hint="No names of children or families."
      rows={4}
      limit={{ characters: riskNoteLimit, threshold: 75 }}
      defaultValue={typedText(failed?.values, 'note')}
    />
  );
}

type ReviewDayProps = { intent: string; failed: FailedForm | undefined; day: string };

function ReviewDay({ intent, failed, day }: ReviewDayProps) {
  return (
    <DateInput
      name="reviewOn"
      dayId={`${intent}-reviewOn`}
      id={`${intent}-reviewOn-date`}
      legend="Next review"
      legendSize="s"
      hint="Risks are reviewed every quarter."
      defaultValue={typedDate(failed?.values, 'reviewOn', day)}
    />
  );
}
