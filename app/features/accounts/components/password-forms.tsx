import { Form } from 'react-router';
import { countOf, instantInWords } from '../../../platform/words.ts';
import { Anchor } from '../../../ui/anchor.tsx';
import { Button } from '../../../ui/button.tsx';
import { HiddenFields } from '../../../ui/hidden-fields.tsx';
import { PasswordInput } from '../../../ui/password-input.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { WarningText } from '../../../ui/warning-text.tsx';
import type { OfferedAuthenticator } from '../password/authenticator.server.ts';
import { shortestPassword } from '../password/schema.ts';

interface PasswordFormsProps {
  own: { readonly setAt: string; readonly codesLeft: number } | null;
  offered: OfferedAuthenticator;
  email: string;
}

/** Sets a password together with an authenticator; what is there is changed as a whole. */
export function PasswordForms({ own, offered, email }: PasswordFormsProps) {
  return (
    <>
      <p className="govuk-body">
        A password works here together with an authenticator alone: an app that shows a new code of six digits every
        half minute. A passkey is quicker and safer, if your device has one.
      </p>
      {own === null ? null : (
        <>
          <p className="govuk-body">
            You have both since {instantInWords(own.setAt)}, and {countOf(own.codesLeft, 'recovery code')} left. Setting
            them again takes their place.
          </p>
          <Form method="post">
            <HiddenFields fields={{ intent: 'codes' }} />
            <Button variant="secondary" preventDoubleClick>
              Make new recovery codes
            </Button>
          </Form>
          <Form method="post">
            <HiddenFields fields={{ intent: 'remove' }} />
            <Button variant="warning" preventDoubleClick>
              Remove password and authenticator
            </Button>
          </Form>
        </>
      )}
      <Form method="post" noValidate>
        <HiddenFields fields={{ intent: 'set', sealed: offered.sealed }} />
        <input type="hidden" name="username" autoComplete="username" value={email} />
        <h2 className="govuk-heading-m">1. Choose a password</h2>
        <PasswordInput
          name="password"
          label="New password"
          hint={`At least ${shortestPassword} characters: three words that have nothing to do with each other are easy to keep in mind. You can paste it.`}
          autoComplete="new-password"
        />
        <h2 className="govuk-heading-m">2. Set your authenticator up</h2>
        <p className="govuk-body">Scan this with your authenticator, or type the key into it.</p>
        <QrCode {...offered.qr} />
        <p className="govuk-body">
          Key: <code>{offered.key}</code>
        </p>
        <TextInput
          name="code"
          label="Code that it shows now"
          hint="Six digits"
          inputMode="numeric"
          autoComplete="one-time-code"
          spellCheck={false}
          width={10}
        />
        <Button preventDoubleClick>Set password and authenticator</Button>
      </Form>
    </>
  );
}

/** Dark on white whatever the page's colours are, with the quiet zone that scanners need. */
function QrCode({ path, size }: { path: string; size: number }) {
  const zone = 4;
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      role="img"
      aria-label="Picture of the key, to scan. The key follows in words."
      width="232"
      height="232"
      viewBox={`${-zone} ${-zone} ${size + 2 * zone} ${size + 2 * zone}`}
      shapeRendering="crispEdges"
    >
      <rect x={-zone} y={-zone} width={size + 2 * zone} height={size + 2 * zone} fill="#ffffff" />
      <path d={path} fill="#000000" />
    </svg>
  );
}

/** Shown once. */
export function RecoveryCodes({ codes }: { codes: readonly string[] }) {
  return (
    <>
      <h1 className="govuk-heading-l">Your recovery codes</h1>
      <p className="govuk-body">
        Each takes the place of a code of your authenticator once, for when you have lost it. Keep them where only you
        can read them: print this page, or put them into your password keeper.
      </p>
      <WarningText>They are shown this once.</WarningText>
      <ul className="govuk-list">
        {codes.map((code) => (
          <li key={code}>
            <code>{code}</code>
          </li>
        ))}
      </ul>
      <p className="govuk-body">
        <Anchor className="govuk-link" href="/account">
          I have kept them: go to your account
        </Anchor>
      </p>
    </>
  );
}
