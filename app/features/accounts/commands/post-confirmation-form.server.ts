import type { Portal } from '../../../platform/portal.ts';
import { countOf, timeInWords } from '../../../platform/words.ts';
import { type ConfirmationPage, codeSchema, confirmationFields, waitingFormOf } from '../confirmation.ts';
import { hasRecentConfirmation } from '../confirmation-session.server.ts';
import { type CodeChecked, checkConfirmationCode } from './check-confirmation-code.server.ts';
import { sendConfirmationCode } from './send-confirmation-code.server.ts';

/**
 * One post to the confirmation page: the form of a step that arrives and waits, a request for another code, or a code.
 * Gives the page to show, or `confirmed`: then the step that waited goes on with the very form that it had.
 */
export async function postConfirmationForm(
  portal: Portal,
  token: string,
  form: FormData,
): Promise<{ readonly confirmed: true } | ConfirmationPage> {
  const waiting = waitingFormOf(form);
  const intent = form.get(confirmationFields.intent);
  if (intent !== 'check') {
    if (await hasRecentConfirmation(portal, token)) return { confirmed: true };
    const sent = await sendConfirmationCode(portal, token, { again: intent === 'another' });
    if (sent.outcome !== 'too-many') return { waiting, codeSent: true, problem: null, fieldProblem: false };
    const problem = `You have asked for too many codes. Wait until ${timeInWords(sent.againAt)}, then ask for another`;
    return { waiting, codeSent: intent === 'another', problem, fieldProblem: false };
  }
  const typed = codeSchema.safeParse(form.get(confirmationFields.code));
  const problem = typed.success
    ? problemWith(await checkConfirmationCode(portal, token, typed.data))
    : (typed.error.issues[0]?.message ?? '');
  return problem === null ? { confirmed: true } : { waiting, codeSent: true, problem, fieldProblem: true };
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
