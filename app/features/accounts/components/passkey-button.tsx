import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser';
import { useEffect, useRef, useState } from 'react';
import { Button, type ButtonVariant } from '../../../ui/button.tsx';

interface PasskeyButtonProps {
  purpose: 'sign-in' | 'confirm' | 'register';
  children: string;
  /** Receives what the browser made; the form around is sent with it. */
  field: string;
  /** Sent with it, where the form has several buttons. */
  intent?: { readonly name: string; readonly value: string };
  variant?: ButtonVariant;
  /** What a browser without scripts, or without passkeys, can do in place of it. */
  otherwise: string;
}

type State = 'unknown' | 'unsupported' | 'ready' | 'asking' | 'failed';

/**
 * Has the browser use or make a passkey, and sends the form around with what it gives. Without script there are words in
 * place of the button.
 */
export function PasskeyButton({
  purpose,
  children,
  field,
  intent,
  variant = 'primary',
  otherwise,
}: PasskeyButtonProps) {
  const [state, setState] = useState<State>('unknown');
  const answer = useRef<HTMLInputElement>(null);
  useEffect(() => setState(browserSupportsWebAuthn() ? 'ready' : 'unsupported'), []);
  const press = async () => {
    setState('asking');
    try {
      const given = await askBrowser(purpose);
      if (!answer.current) return;
      answer.current.value = JSON.stringify(given);
      answer.current.form?.submit();
    } catch {
      setState('failed');
    }
  };
  if (state === 'unsupported') return <p className="govuk-body">This browser knows no passkeys. {otherwise}</p>;
  return (
    <>
      <noscript>
        <p className="govuk-body">Passkeys need a browser with scripts. {otherwise}</p>
      </noscript>
      {state === 'unknown' ? null : (
        <>
          <input ref={answer} type="hidden" name={field} />
          {intent ? <input type="hidden" name={intent.name} value={intent.value} /> : null}
          <Button type="button" variant={variant} disabled={state === 'asking'} onClick={() => void press()}>
            {children}
          </Button>
        </>
      )}
      <p className="govuk-body" role="status">
        {state === 'failed' ? `That did not work, or was cancelled. Try again. ${otherwise}` : null}
      </p>
    </>
  );
}

async function askBrowser(purpose: PasskeyButtonProps['purpose']): Promise<object> {
  const body = new FormData();
  body.set('purpose', purpose);
  const response = await fetch('/sign-in/passkey-options', { method: 'POST', body });
  if (!response.ok) throw new Error('No options');
  const optionsJSON = await response.json();
  return purpose === 'register' ? startRegistration({ optionsJSON }) : startAuthentication({ optionsJSON });
}
