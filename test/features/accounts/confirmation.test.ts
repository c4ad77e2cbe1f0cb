import { describe, expect, it } from 'vitest';
import { checkConfirmationCode } from '../../../app/features/accounts/commands/check-confirmation-code.server.ts';
import { endSession } from '../../../app/features/accounts/commands/end-session.server.ts';
import {
  mailAlone,
  postConfirmationForm,
} from '../../../app/features/accounts/commands/post-confirmation-form.server.ts';
import { sendConfirmationCode } from '../../../app/features/accounts/commands/send-confirmation-code.server.ts';
import { codeSchema, isRecentlyConfirmed, waitingFormOf } from '../../../app/features/accounts/confirmation.ts';
import { hasRecentConfirmation } from '../../../app/features/accounts/confirmation-session.server.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { aSessionToken, codeSentTo } from '../../builders/a-session-token.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const confirming = (token: string) => ({ token, attemptToken: undefined, ways: mailAlone });

const later = '2026-11-02T09:15:01.000Z';

/** Somebody who signed in more than a quarter of an hour ago. */
async function somebody(portal: TestPortal) {
  const viewer = await aViewer(portal, { none: true });
  const token = await aSessionToken(portal, viewer);
  portal.setTime(later);
  return { viewer, token };
}

const another = (code: string) => String((Number(code) + 1) % 1_000_000).padStart(6, '0');
const send = (portal: TestPortal, token: string, again = false) => sendConfirmationCode(portal, token, { again });
const codes = (portal: TestPortal) => portal.database.db.selectFrom('confirmation_code').selectAll().execute();

describeEachDatabase('confirming with a code', (open) => {
  it('is not asked within a quarter of an hour of signing in, and is after it', async () => {
    const portal = await open();
    const token = await aSessionToken(portal, await aViewer(portal, { none: true }));
    portal.setTime('2026-11-02T09:15:00.000Z');
    expect(await hasRecentConfirmation(portal, token)).toBe(true);
    portal.setTime(later);
    expect(await hasRecentConfirmation(portal, token)).toBe(false);
    expect(await hasRecentConfirmation(portal, 'another token')).toBe(false);
    expect(await hasRecentConfirmation(portal, undefined)).toBe(false);
  });

  it('lasts a quarter of an hour for the session that asked, and for no other', async () => {
    const portal = await open();
    const { viewer, token } = await somebody(portal);
    const elsewhere = await aSessionToken(portal, viewer);
    expect(await send(portal, token)).toEqual({ outcome: 'sent' });
    const code = await codeSentTo(portal, viewer);
    expect(await checkConfirmationCode(portal, elsewhere, code)).toEqual({ outcome: 'none' });
    expect(await checkConfirmationCode(portal, token, code)).toEqual({ outcome: 'confirmed' });
    expect(await hasRecentConfirmation(portal, token)).toBe(true);
    portal.setTime('2026-11-02T09:30:02.000Z');
    expect(await hasRecentConfirmation(portal, token)).toBe(false);
  });

  it('works once', async () => {
    const portal = await open();
    const { viewer, token } = await somebody(portal);
    await send(portal, token);
    const code = await codeSentTo(portal, viewer);
    const presses = await Promise.all([1, 2, 3].map(() => checkConfirmationCode(portal, token, code)));
    expect(presses.filter(({ outcome }) => outcome === 'confirmed')).toHaveLength(1);
    expect(await checkConfirmationCode(portal, token, code)).toEqual({ outcome: 'none' });
  });

  it('works within ten minutes', async () => {
    const portal = await open();
    const { viewer, token } = await somebody(portal);
    await send(portal, token);
    portal.setTime('2026-11-02T09:25:01.000Z');
    expect(await checkConfirmationCode(portal, token, await codeSentTo(portal, viewer))).toEqual({
      outcome: 'expired',
    });
    expect(await hasRecentConfirmation(portal, token)).toBe(false);
  });

  it('allows five wrong codes, also at once, and then not even the right one', async () => {
    const portal = await open();
    const { viewer, token } = await somebody(portal);
    await send(portal, token);
    const code = await codeSentTo(portal, viewer);
    expect(await checkConfirmationCode(portal, token, another(code))).toEqual({ outcome: 'wrong', triesLeft: 4 });
    await Promise.all([1, 2, 3, 4, 5, 6].map(() => checkConfirmationCode(portal, token, another(code))));
    expect(await checkConfirmationCode(portal, token, code)).toEqual({ outcome: 'used-up' });
    expect(await codes(portal)).toMatchObject([{ tries: 5, used_at: null }]);
    const refused = await portal.database.db
      .selectFrom('event')
      .select('type')
      .where('type', '=', 'confirmation.refused')
      .execute();
    expect(refused).toHaveLength(1);
    expect(await send(portal, token)).toEqual({ outcome: 'sent' });
    expect(await checkConfirmationCode(portal, token, await codeSentTo(portal, viewer))).toEqual({
      outcome: 'confirmed',
    });
  });

  it('counts the newest code alone', async () => {
    const portal = await open();
    const { viewer, token } = await somebody(portal);
    await send(portal, token);
    const first = await codeSentTo(portal, viewer);
    expect(await send(portal, token)).toEqual({ outcome: 'there-already' });
    portal.setTime('2026-11-02T09:16:00.000Z');
    await send(portal, token, true);
    const second = await codeSentTo(portal, viewer);
    if (second !== first)
      expect(await checkConfirmationCode(portal, token, first)).toEqual({ outcome: 'wrong', triesLeft: 4 });
    expect(await checkConfirmationCode(portal, token, second)).toEqual({ outcome: 'confirmed' });
  });

  it('sends five codes an hour to one person, whatever the browser, and says when there may be another', async () => {
    const portal = await open();
    const { viewer, token } = await somebody(portal);
    const elsewhere = await aSessionToken(portal, viewer);
    const asked = await Promise.all(
      [token, elsewhere, token, elsewhere, token, elsewhere, token].map((one) => send(portal, one, true)),
    );
    expect(asked.filter(({ outcome }) => outcome === 'sent')).toHaveLength(5);
    expect(asked.find(({ outcome }) => outcome !== 'sent')).toEqual({
      outcome: 'too-many',
      againAt: '2026-11-02T10:15:01.000Z',
    });
    expect(
      await postConfirmationForm(portal, confirming(token), formOf({ 'confirm-intent': 'another' })),
    ).toMatchObject({
      problem: 'You have asked for too many codes. Wait until 10:15am, then ask for another',
    });
    portal.setTime('2026-11-02T10:15:02.000Z');
    expect(await send(portal, token, true)).toEqual({ outcome: 'sent' });
  });

  it('keeps no code where a copy of the table would give it away', async () => {
    const portal = await open();
    const { viewer, token } = await somebody(portal);
    await send(portal, token);
    const stored = JSON.stringify([
      await codes(portal),
      await portal.database.db.selectFrom('event').selectAll().execute(),
    ]);
    expect(stored).not.toContain(await codeSentTo(portal, viewer));
  });

  it('is nothing for a session that has ended', async () => {
    const portal = await open();
    const { viewer, token } = await somebody(portal);
    await send(portal, token);
    await endSession(portal, token);
    await expect(send(portal, token)).rejects.toMatchObject({ code: 'not-signed-in' });
    const code = await codeSentTo(portal, viewer);
    await expect(checkConfirmationCode(portal, token, code)).rejects.toMatchObject({ code: 'not-signed-in' });
  });
});

const formOf = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};

describeEachDatabase('the page that asks for the code', (open) => {
  it('takes in the form that waits, sends one code, and gives every field of the form back', async () => {
    const portal = await open();
    const { viewer, token } = await somebody(portal);
    const form = formOf({ signatory: 'headteacher', declared: 'yes' });
    form.append('ticks[]', 'a');
    form.append('ticks[]', 'b');
    const waiting = [
      ['signatory', 'headteacher'],
      ['declared', 'yes'],
      ['ticks[]', 'a'],
      ['ticks[]', 'b'],
    ];
    const page = { waiting, codeSent: true, problem: null, field: null };
    expect(await postConfirmationForm(portal, confirming(token), form)).toEqual(page);
    expect(await postConfirmationForm(portal, confirming(token), form)).toEqual(page);
    expect(await codes(portal)).toHaveLength(1);
    form.append('confirm-intent', 'check');
    form.append('confirm-code', '12 34');
    expect(await postConfirmationForm(portal, confirming(token), form)).toEqual({
      ...page,
      problem: 'Enter the six digits of the code',
      field: 'confirm-code',
    });
    expect(await codes(portal)).toMatchObject([{ tries: 0 }]);
    const code = await codeSentTo(portal, viewer);
    form.set('confirm-code', another(code));
    expect(await postConfirmationForm(portal, confirming(token), form)).toMatchObject({
      waiting,
      problem: 'This code is not right. Check it and enter it again: you can try 4 more times',
    });
    form.set('confirm-code', ` ${code.slice(0, 3)} ${code.slice(3)} `);
    expect(await postConfirmationForm(portal, confirming(token), form)).toEqual({ confirmed: true });
    expect(waitingFormOf(form)).toEqual(waiting);
    form.delete('confirm-intent');
    expect(await postConfirmationForm(portal, confirming(token), form)).toEqual({ confirmed: true });
  });
});

describe('a code', () => {
  it('may be pasted with spaces or a hyphen, and is six digits', () => {
    for (const typed of ['204718', ' 204 718 ', '204-718', '204\u2013718'])
      expect(codeSchema.parse(typed)).toBe('204718');
    for (const typed of ['', '20471', '2047189', 'abcdef', null])
      expect(codeSchema.safeParse(typed).success).toBe(false);
  });

  it('is not needed for a quarter of an hour after the last proof', () => {
    const session = { createdAt: '2026-11-02T08:00:00.000Z', confirmedAt: '2026-11-02T09:00:00.000Z' };
    expect(isRecentlyConfirmed(session, '2026-11-02T09:15:00.000Z')).toBe(true);
    expect(isRecentlyConfirmed(session, '2026-11-02T09:15:00.001Z')).toBe(false);
  });
});
