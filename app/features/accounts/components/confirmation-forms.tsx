import { Form } from 'react-router';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { TextInput } from '../../../ui/text-input.tsx';
import { type ConfirmationPage, codeMinutes, confirmationFields, type WaitingForm } from '../confirmation.ts';

interface ConfirmationFormsProps {
  page: ConfirmationPage | undefined;
  email: string;
  /** The portal shows its messages on screen. */
  onScreen: boolean;
}

/** The field for the code, and the way to a new one; each carries the form that waits. */
export function ConfirmationForms({ page, email, onScreen }: ConfirmationFormsProps) {
  const waiting = page?.waiting ?? [];
  if (!page?.codeSent)
    return (
      <>
        <p className="govuk-body">
          It is a while since you signed in. We send a code to {email}, so that nobody else goes on in your name.
        </p>
        <Form method="post" noValidate>
          <Waiting form={waiting} />
          <Button name={confirmationFields.intent} value="send" preventDoubleClick>
            Send me a code
          </Button>
        </Form>
      </>
    );
  return (
    <>
      <p className="govuk-body">
        It is a while since you signed in. We have sent a code of six digits to <strong>{email}</strong>. It works once,
        within {codeMinutes} minutes.
      </p>
      {waiting.length > 0 ? (
        <p className="govuk-body">What you chose and typed is kept, and goes on when you have entered the code.</p>
      ) : null}
      {onScreen ? (
        <InsetText>
          This portal runs by itself and sends no mail. Your code is in the{' '}
          <a className="govuk-link" href="/outbox" target="_blank" rel="noreferrer">
            messages on screen (opens in a new tab)
          </a>
          .
        </InsetText>
      ) : null}
      <Form method="post" noValidate>
        <Waiting form={waiting} />
        <TextInput
          name={confirmationFields.code}
          label="Code"
          labelSize="s"
          hint="Six digits. You can paste it."
          inputMode="numeric"
          autoComplete="one-time-code"
          spellCheck={false}
          width={10}
        />
        <Button name={confirmationFields.intent} value="check" preventDoubleClick>
          Continue
        </Button>
      </Form>
      <h2 className="govuk-heading-s">No code?</h2>
      <p className="govuk-body">Look in your junk folder. A new code takes the place of the one before.</p>
      <Form method="post" noValidate>
        <Waiting form={waiting} />
        <ButtonGroup>
          <Button name={confirmationFields.intent} value="another" variant="secondary" preventDoubleClick>
            Send me a new code
          </Button>
        </ButtonGroup>
      </Form>
    </>
  );
}

function Waiting({ form }: { form: WaitingForm }) {
  return keyed(form).map(({ key, value: [name, value] }) => (
    <input key={key} type="hidden" name={name} value={value} />
  ));
}
