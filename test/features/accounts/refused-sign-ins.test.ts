import { expect, it } from 'vitest';
import { unknownBrowser } from '../../../app/features/accounts/begin-session.server.ts';
import { checkConfirmationCode } from '../../../app/features/accounts/commands/check-confirmation-code.server.ts';
import { completeSignIn } from '../../../app/features/accounts/commands/complete-sign-in.server.ts';
import { sendConfirmationCode } from '../../../app/features/accounts/commands/send-confirmation-code.server.ts';
import { signInWithPassword } from '../../../app/features/accounts/password/use-password.server.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSessionToken, codeSentTo } from '../../builders/a-session-token.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

describeEachDatabase('somebody who is not let in', (open) => {
  it('stands in the log by the way they tried, and never with what they typed', async () => {
    const opened = await open();
    const lines: object[] = [];
    const log = { info: (event: string, fields = {}) => void lines.push({ event, ...fields }), error: () => undefined };
    const portal = { ...opened, log };
    const partnershipId = await aPartnership(portal);
    const ann = await aViewer(portal, { role: 'moderator', partnershipId });
    const token = await aSessionToken(portal, ann);
    await expect(completeSignIn(portal, 'a-link-that-nobody-sent')).rejects.toThrow('too old');
    const given = { email: 'nobody@brookmere.example', password: 'a secret that was typed', code: '123456' };
    expect(await signInWithPassword(portal, { ...given, browser: unknownBrowser })).toEqual({ outcome: 'wrong' });
    await sendConfirmationCode(portal, token, { again: false });
    const wrong = (await codeSentTo(opened, ann)) === '000000' ? '111111' : '000000';
    expect(await checkConfirmationCode(portal, token, wrong)).toMatchObject({ outcome: 'wrong' });
    expect(lines).toEqual([
      { event: 'sign-in-refused', way: 'link' },
      { event: 'sign-in-refused', way: 'password', person: 'nobody' },
      { event: 'confirmation-refused', way: 'code', person: ann.personId },
    ]);
  });
});
