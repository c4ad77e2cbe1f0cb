import type { ReactNode } from 'react';
import { Form } from 'react-router';
import { type FailedForm, failedAs } from '../../../platform/page-forms.ts';
import { typedDate, typedText } from '../../../platform/typed-text.ts';
import { instantInWords } from '../../../platform/words.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { SingleCheckbox } from '../../../ui/checkboxes.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { Details } from '../../../ui/details.tsx';
import { FormErrors } from '../../../ui/form-errors.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { Radios } from '../../../ui/radios.tsx';
import { Select } from '../../../ui/select.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import type { DisclosureDetail } from '../get-disclosure.server.ts';
import { disclosureOutcomeCodes, disclosureOutcomes, pauseReasons, pausesOf } from '../rules.ts';
import { disclosureTextLimit } from '../schema.ts';
import { AboutFields } from './disclosure-fields.tsx';

type Props = { request: DisclosureDetail; failed: FailedForm | undefined };
type PartProps = { intent: string; request: DisclosureDetail; failed: FailedForm | undefined };

const fields = ['note', 'person', 'pausedFor', 'pausedOn', 'resumedOn', 'outcome', 'declared'];
const aboutFields = ['askedBy', 'askedFor', 'searchWords', 'account'];

/** The ids of the fields of each form, for the error summary: several forms share their names. */
export const disclosureFieldIds = (intent: string): Record<string, string> =>
  Object.fromEntries([...fields, ...aboutFields].map((name) => [name, `${intent}-${name}`]));

/** The forms that this person may use now; one that came back stands there with what was typed, whatever happened since. */
export function DisclosureForms({ request, failed }: Props) {
  const { may, kind } = request;
  const shows = (allowed: boolean, intent: string) => allowed || failed?.intent === intent;
  const part = (intent: string) => ({ intent, request, failed: failedAs(failed, intent) });
  return (
    <>
      {shows(may.pause, 'pause') ? (
        <Part {...part('pause')} summary="Pause: something is asked of the person" button="Pause">
          <Radios
            name="pausedFor"
            id="pause-pausedFor"
            legend="What do you wait for?"
            legendSize="s"
            defaultValue={typedText(failedAs(failed, 'pause')?.values, 'pausedFor')}
            items={pausesOf(kind).map((reason) => ({ value: reason, label: pauseReasons[reason] }))}
          />
          <Day {...part('pause')} name="pausedOn" legend="On which day did you ask?" />
          <Note {...part('pause')} label="What did you ask?" />
        </Part>
      ) : null}
      {shows(may.resume, 'resume') ? (
        <Part {...part('resume')} summary="Go on: the person has answered" button="Go on">
          <Day {...part('resume')} name="resumedOn" legend="On which day did the answer come?" />
          <Note {...part('resume')} label="Note (optional)" />
        </Part>
      ) : null}
      {shows(may.extend, 'extend') ? (
        <Part {...part('extend')} summary="Take the longer time" button="Take the longer time">
          <Note
            {...part('extend')}
            label="Why is it needed?"
            hint={
              kind === 'subject-access'
                ? 'Two more months, where the request is complex or one of several by the person. They must be told why within the first month.'
                : 'Up to twenty working days more, only to weigh the public interest. The person must be told which exemption it is.'
            }
          />
        </Part>
      ) : null}
      {shows(may.handle, 'change') ? (
        <Part {...part('change')} summary="Change who asks, for what, and what to look for" button="Save">
          <AboutFields
            prefix="change-"
            values={
              failedAs(failed, 'change')?.values ?? {
                askedBy: request.askedBy,
                askedFor: request.askedFor,
                searchWords: request.searchWords.join('\n'),
                account: request.account?.email ?? '',
              }
            }
          />
        </Part>
      ) : null}
      {shows(may.close, 'close') ? (
        <Part {...part('close')} summary="Close this request" button="Close it">
          <Radios
            name="outcome"
            id="close-outcome"
            legend="What came of it?"
            legendSize="s"
            defaultValue={typedText(failedAs(failed, 'close')?.values, 'outcome')}
            items={disclosureOutcomeCodes.map((code) => ({ value: code, label: disclosureOutcomes[code] }))}
          />
          <Note {...part('close')} label="What was sent to whom, and when?" />
        </Part>
      ) : null}
      {shows(may.reopen, 'reopen') ? (
        <Part {...part('reopen')} summary="Open this request again" button="Open it again">
          <Note {...part('reopen')} label="Why?" />
        </Part>
      ) : null}
    </>
  );
}

/** Asking a second person to read everything before it goes out, and that person's own form. */
export function CheckSection({ request, failed }: Props) {
  const { check, may, checkers } = request;
  const asking = failedAs(failed, 'ask-check');
  const checking = failedAs(failed, 'checked');
  return (
    <section aria-labelledby="check">
      <h2 className="govuk-heading-m" id="check">
        Check by a second person
      </h2>
      <p className="govuk-body">{checkWords(check)}</p>
      {may.check || checking ? (
        <Form method="post" noValidate>
          <FormErrors errors={checking?.errors}>
            <HiddenFields fields={{ judged: request.judgedRevision }} />
            <SingleCheckbox
              name="declared"
              id="checked-declared"
              label="I have read every record and what is blacked out in it"
            />
            <Note intent="checked" failed={checking} label="Note (optional)" />
            <Button name="intent" value="checked" preventDoubleClick>
              Confirm the check
            </Button>
          </FormErrors>
        </Form>
      ) : null}
      {may.handle && check.state === 'nobody-asked' ? (
        checkers.length === 0 ? (
          <p className="govuk-body">Nobody else here may check. Give somebody the role first.</p>
        ) : (
          <Form method="post" noValidate>
            <FormErrors errors={asking?.errors}>
              <HiddenFields fields={{ revision: request.revision }} />
              <Select
                name="person"
                id="ask-check-person"
                label="Who checks?"
                labelSize="s"
                defaultValue={typedText(asking?.values, 'person')}
                items={[
                  { value: '', label: 'Choose' },
                  ...checkers.map(({ personId, name, role }) => ({ value: personId, label: `${name}, ${role}` })),
                ]}
              />
              <Button name="intent" value="ask-check" variant="secondary" preventDoubleClick>
                Ask them to check
              </Button>
            </FormErrors>
          </Form>
        )
      ) : null}
      {may.handle && check.state !== 'nobody-asked' ? (
        <Form method="post">
          <HiddenFields fields={{ revision: request.revision }} />
          <Button name="intent" value="no-check" variant="secondary" preventDoubleClick>
            Ask nobody to check any more
          </Button>
        </Form>
      ) : null}
    </section>
  );
}

function checkWords({ state, by, at }: DisclosureDetail['check']): string {
  switch (state) {
    case 'nobody-asked':
      return 'Nobody is asked. You can ask somebody to read everything before it goes out: nothing goes out then until they have.';
    case 'waiting':
      return `${by ?? ''} is asked and has not checked yet. They see it on their home page.`;
    case 'done':
      return `${by ?? ''} checked everything${at === null ? '' : ` on ${instantInWords(at)}`}.`;
    case 'out-of-date':
      return `${by ?? ''} checked${at === null ? '' : ` on ${instantInWords(at)}`}, and something has changed since: they are asked to look again.`;
  }
}

/** The way to the file that goes out, or what still stands in it. */
export function AnswerSection({ request }: { request: DisclosureDetail }) {
  const { inTheWay, id, status } = request;
  const ready = inTheWay.length === 0 && status !== 'closed';
  return (
    <section aria-labelledby="answer">
      <h2 className="govuk-heading-m" id="answer">
        The answer
      </h2>
      {inTheWay.length > 0 && status !== 'closed' ? (
        <>
          <p className="govuk-body">No file can be made yet:</p>
          <ul className="govuk-list govuk-list--bullet">
            {keyed(inTheWay).map(({ key, value }) => (
              <li key={key}>{value}</li>
            ))}
          </ul>
        </>
      ) : null}
      <LinkButton href={`/disclosures/${id}/answer`} variant="secondary">
        {ready ? 'Make the file that goes out' : 'Files made so far'}
      </LinkButton>
    </section>
  );
}

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

type NoteProps = { intent: string; failed: FailedForm | undefined; label: string; hint?: string };

function Note({ intent, failed, label, hint }: NoteProps) {
  return (
    <TextArea
      name="note"
      id={`${intent}-note`}
      label={label}
      labelSize="s"
      {...(hint === undefined ? {} : { hint })}
      rows={3}
      limit={{ characters: disclosureTextLimit, threshold: 75 }}
      defaultValue={typedText(failed?.values, 'note')}
    />
  );
}

function Day({ intent, failed, name, legend }: PartProps & { name: string; legend: string }) {
  return (
    <DateInput
      name={name}
      id={`${intent}-${name}-date`}
      dayId={`${intent}-${name}`}
      legend={legend}
      legendSize="s"
      defaultValue={typedDate(failed?.values, name)}
    />
  );
}
