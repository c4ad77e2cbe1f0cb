import type { Portal } from '../../../platform/portal.ts';
import { countOf, timeInWords } from '../../../platform/words.ts';
import {
  type ConfirmationPage,
  type ConfirmationWays,
  codeSchema,
  confirmationFields,
  type WaitingForm,
  waitingFormOf,
} from '../confirmation.ts';
import { hasRecentConfirmation } from '../confirmation-session.server.ts';
import { hasOtherThanMail } from '../confirmation-ways.server.ts';
import { confirmWithPasskey } from '../passkeys/use-passkey.server.ts';
import { secondFactorSchema } from '../password/schema.ts';
import { confirmWithPassword } from '../password/use-password.server.ts';
import { type CodeChecked, checkConfirmationCode } from './check-confirmation-code.server.ts';
import { sendConfirmationCode } from './send-confirmation-code.server.ts';

/** The browser that confirms, and how its person can. */
export interface Confirming {
  readonly token: string;
  readonly attemptToken: string | undefined;
  readonly ways: ConfirmationWays;
}

/** Somebody who has a code by mail and nothing else. */
export const mailAlone: ConfirmationWays = { mail: true, passkey: false, password: false, providers: [] };

type Confirmed = { readonly confirmed: true } | ConfirmationPage;

/**
 * One post to the confirmation page: the form of a step that arrives and waits, a request for a code, or a proof. Gives
 * the page to show, or `confirmed`: then the step that waited goes on with the very form that it had. Somebody who has
 * another way is asked first; others get their code at once.
 */
export async function postConfirmationForm(
  portal: Portal,
  { token, attemptToken, ways }: Confirming,
  form: FormData,
): Promise<Confirmed> {
  const waiting = waitingFormOf(form);
  const page = pageOf(waiting);
  switch (form.get(confirmationFields.intent)) {
    case 'check':
      return ways.mail ? checkCode(portal, token, form, page) : page({});
    case 'passkey': {
      const answer = form.get(confirmationFields.passkey);
      if (await confirmWithPasskey(portal, token, { attemptToken, answer })) return { confirmed: true };
      return page({ problem: 'The passkey did not work, or it took too long. Try again, or confirm another way' });
    }
    case 'password':
      return checkPassword(portal, token, form, page);
    case 'again':
      if (await hasRecentConfirmation(portal, token)) return { confirmed: true };
      return page({ problem: 'You have not confirmed in the other tab yet' });
    case 'send':
    case 'another':
      break;
    default:
      if (await hasRecentConfirmation(portal, token)) return { confirmed: true };
      if (hasOtherThanMail(ways)) return page({});
  }
  if (await hasRecentConfirmation(portal, token)) return { confirmed: true };
  return ways.mail ? sendCode(portal, token, form, page) : page({});
}

type MakePage = (parts: Partial<Pick<ConfirmationPage, 'codeSent' | 'problem' | 'field'>>) => ConfirmationPage;

const pageOf =
  (waiting: WaitingForm): MakePage =>
  ({ codeSent = false, problem = null, field = null }) => ({ waiting, codeSent, problem, field });

async function sendCode(portal: Portal, token: string, form: FormData, page: MakePage): Promise<Confirmed> {
  const again = form.get(confirmationFields.intent) === 'another';
  const sent = await sendConfirmationCode(portal, token, { again });
  if (sent.outcome !== 'too-many') return page({ codeSent: true });
  const problem = `You have asked for too many codes. Wait until ${timeInWords(sent.againAt)}, then ask for another`;
  return page({ codeSent: again, problem });
}

async function checkCode(portal: Portal, token: string, form: FormData, page: MakePage): Promise<Confirmed> {
  const typed = codeSchema.safeParse(form.get(confirmationFields.code));
  const problem = typed.success
    ? problemWith(await checkConfirmationCode(portal, token, typed.data))
    : (typed.error.issues[0]?.message ?? '');
  return problem === null ? { confirmed: true } : page({ codeSent: true, problem, field: confirmationFields.code });
}

async function checkPassword(portal: Portal, token: string, form: FormData, page: MakePage): Promise<Confirmed> {
  const password = form.get(confirmationFields.password);
  if (typeof password !== 'string' || password === '' || password.length > 1000)
    return page({ problem: 'Enter your password', field: confirmationFields.password });
  const code = secondFactorSchema.safeParse(form.get(confirmationFields.second));
  if (!code.success) return page({ problem: code.error.issues[0]?.message ?? '', field: confirmationFields.second });
  const checked = await confirmWithPassword(portal, token, { password, code: code.data });
  if (checked.outcome === 'right') return { confirmed: true };
  const problem =
    checked.outcome === 'wait'
      ? `Too many wrong tries. Wait until ${timeInWords(checked.until)}, or confirm another way`
      : 'The password or the code is not right, or the code was used before. Enter both again';
  return page({ problem, field: confirmationFields.password });
}

function problemWith(checked: CodeChecked): string | null {
  switch (checked.outcome) {
    case 'confirmed':
      return null;
    case 'wrong':
      return `This code is not right. Check it and enter it again: you can try ${countOf(checked.triesLeft, 'more time', 'more times')}`;
    case 'used-up':
      return 'The code was entered wrongly too often. Ask for a new code';
    case 'expired':
      return 'This code is too old. Ask for a new code';
    case 'none':
      return 'This code has been used or was never sent. Ask for a new code';
  }
}
