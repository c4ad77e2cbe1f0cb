import { Form } from 'react-router';
import { Button, ButtonGroup } from '../../../ui/button.tsx';
import { InsetText } from '../../../ui/inset-text.tsx';
import { keyed } from '../../../ui/keyed.ts';
import { PasswordInput } from '../../../ui/password-input.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import {
  type ConfirmationPage,
  type ConfirmationWays,
  codeMinutes,
  confirmationFields,
  type WaitingForm,
} from '../confirmation.ts';
import { PasskeyButton } from './passkey-button.tsx';
import { ProviderButtons } from './provider-buttons.tsx';

interface ConfirmationFormsProps {
  page: ConfirmationPage | undefined;
  email: string;
  /** The portal shows its messages on screen. */
  onScreen: boolean;
  ways: ConfirmationWays;
  /** Where the person goes on. */
  to: string;
}

/** Every way to confirm that this person has; each carries the form that waits. */
export function ConfirmationForms({ page, email, onScreen, ways, to }: ConfirmationFormsProps) {
  const waiting = page?.waiting ?? [];
  if (page?.codeSent) return <EnterCode waiting={waiting} email={email} onScreen={onScreen} />;
  return (
    <>
      <p className="govuk-body">
        It is a while since you signed in. Show that it is you, so that nobody else goes on in your name.
      </p>
      {waiting.length > 0 ? <Kept /> : null}
      {ways.passkey ? (
        <Form method="post" reloadDocument>
          <Waiting form={waiting} />
          <PasskeyButton
            purpose="confirm"
            field={confirmationFields.passkey}
            intent={{ name: confirmationFields.intent, value: 'passkey' }}
            otherwise="Confirm another way."
          >
            Confirm with a passkey
          </PasskeyButton>
        </Form>
      ) : null}
      {ways.password ? <EnterPassword waiting={waiting} /> : null}
      {ways.providers.length > 0 ? <AtOrganisation ways={ways} waiting={waiting} to={to} /> : null}
      {ways.mail ? (
        <>
          <p className="govuk-body">We can send a code to {email}.</p>
          <Form method="post" noValidate>
            <Waiting form={waiting} />
            <Button name={confirmationFields.intent} value="send" preventDoubleClick>
              Send me a code
            </Button>
          </Form>
        </>
      ) : null}
    </>
  );
}

const Kept = () => <p className="govuk-body">What you chose and typed is kept, and goes on when you have confirmed.</p>;

function EnterPassword({ waiting }: { waiting: WaitingForm }) {
  return (
    <Form method="post" noValidate>
      <Waiting form={waiting} />
      <h2 className="govuk-heading-m">With your password</h2>
      <PasswordInput name={confirmationFields.password} label="Password" />
      <TextInput
        name={confirmationFields.second}
        label="Code of your authenticator"
        hint="Six digits, or a recovery code"
        autoComplete="one-time-code"
        spellCheck={false}
        width={10}
      />
      <Button name={confirmationFields.intent} value="password" variant="secondary" preventDoubleClick>
        Confirm with password and code
      </Button>
    </Form>
  );
}

/** A form that waits stays on this page: the organisation's sign-in opens beside it. */
function AtOrganisation({ ways, waiting, to }: { ways: ConfirmationWays; waiting: WaitingForm; to: string }) {
  const beside = waiting.length > 0;
  return (
    <>
      <h2 className="govuk-heading-m">At your organisation</h2>
      <ProviderButtons
        issuers={ways.providers}
        purpose="confirm"
        verb="Confirm with"
        to={beside ? '' : to}
        newTab={beside}
      />
      {beside ? (
        <Form method="post" noValidate>
          <Waiting form={waiting} />
          <p className="govuk-body">When you have confirmed there, come back to this tab.</p>
          <Button name={confirmationFields.intent} value="again" variant="secondary" preventDoubleClick>
            Continue
          </Button>
        </Form>
      ) : null}
    </>
  );
}

function EnterCode({ waiting, email, onScreen }: { waiting: WaitingForm; email: string; onScreen: boolean }) {
  return (
    <>
      <p className="govuk-body">
        It is a while since you signed in. We have sent a code of six digits to <strong>{email}</strong>. It works once,
        within {codeMinutes} minutes.
      </p>
      {waiting.length > 0 ? <Kept /> : null}
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
