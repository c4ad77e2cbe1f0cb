import { Form } from 'react-router';
import { dayInWords, listInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { SingleCheckbox } from '../../../ui/checkboxes.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { TextArea } from '../../../ui/text-area.tsx';
import { WarningText } from '../../../ui/warning-text.tsx';
import type { SignOffPage } from '../pages.ts';
import { noteLimit } from '../schema.ts';

/** The declaration, the tick and the named button, for each role in which the person may sign. */
export function SignForms({ page }: { page: SignOffPage }) {
  const mine = page.signOff.signatories.filter(({ code }) => page.maySignAs.includes(code));
  return mine.map(({ code, title, declaration }) => (
    <section key={code} aria-labelledby={`sign-${code}`}>
      <h2 className="govuk-heading-m" id={`sign-${code}`}>
        Sign as {title.charAt(0).toLowerCase() + title.slice(1)}
      </h2>
      <p className="govuk-body">{declaration}</p>
      {page.signsUnder[code] === undefined ? null : (
        <p className="govuk-body">
          You sign in their place: your authority is valid until {dayInWords(page.signsUnder[code])}.
        </p>
      )}
      <Form method="post" noValidate>
        <HiddenFields fields={{ signatory: code, contentHash: page.contentHash }} />
        <SingleCheckbox name="declared" id={`declared-${code}`} label="I make this declaration" />
        <Button name="intent" value="sign" preventDoubleClick>
          Approve this return
        </Button>
      </Form>
    </section>
  ));
}

/** The other way: back to the lead, with what must change. */
export function SendBackForm({ page, typed }: { page: SignOffPage; typed: string }) {
  if (!page.maySendBack) return null;
  const anySigned = page.signOff.signatories.some(({ signature }) => signature);
  return (
    <section aria-labelledby="send-back">
      <h2 className="govuk-heading-m" id="send-back">
        Send it back instead
      </h2>
      <Form method="post" noValidate>
        <TextArea
          name="note"
          label="What needs to change before you can sign"
          hint="The safeguarding lead sees this note. Do not name children or families."
          rows={4}
          limit={{ characters: noteLimit }}
          defaultValue={typed}
        />
        {anySigned ? <p className="govuk-body">Signatures that are on the return will no longer count.</p> : null}
        <ButtonGroup>
          <Button name="intent" value="send-back" variant="secondary" preventDoubleClick>
            Send back with this note
          </Button>
        </ButtonGroup>
      </Form>
    </section>
  );
}

/** For the lead, once everybody has signed. */
export function SendForm({ page }: { page: Pick<SignOffPage, 'returnId' | 'overdue' | 'signOff' | 'recipients'> }) {
  const { returnId, overdue, signOff } = page;
  if (signOff.meetingAsked && !signOff.meeting)
    return (
      <WarningText>
        Everybody has signed. The partnership asks for the meeting of your board or governors:{' '}
        <Anchor className="govuk-link" href={`/returns/${returnId}/meeting`}>
          record its date
        </Anchor>
        , then send the return.
      </WarningText>
    );
  const sends = page.recipients.filter(({ receives, status }) => receives && status === 'signed');
  return (
    <Form method="post" action={`/returns/${returnId}/check`}>
      <h2 className="govuk-heading-m">Send your return</h2>
      {page.recipients.length > 0 ? (
        <p className="govuk-body">
          It goes to {listInWords(sends.map(({ partnershipName }) => partnershipName))}, to each as a copy of its own.
        </p>
      ) : null}
      <p className="govuk-body">
        Everybody who must sign has signed. Sending freezes the return: you keep a copy, and the answers can no longer
        be changed.{overdue ? ' The last day has passed, so it will be shown as late.' : ''}
      </p>
      <Button name="intent" value="send" preventDoubleClick>
        Send your return
      </Button>
    </Form>
  );
}
