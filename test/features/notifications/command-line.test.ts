import { expect, it } from 'vitest';
import { command } from '../../../app/cli/commands/outbox.ts';
import { messageNames } from '../../../app/platform/mail/message-names.ts';
import { aReminder, messageOf } from '../../builders/a-message.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

async function run(portal: TestPortal, ...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const code = await command.run(args, {
    print: (line) => void printed.push(line),
    error: (line) => void errors.push(line),
    portal: async () => portal,
  });
  return { code, printed: printed.join('\n'), errors: errors.join('\n') };
}

describeEachDatabase('los outbox', (open) => {
  it('lists what did not go out with the reason, and queues it again', async () => {
    const portal = await open();
    const [first, second, third] = [
      await aReminder(portal, 'a@example.org'),
      await aReminder(portal, 'b@example.org'),
      await aReminder(portal, 'c@example.org'),
    ];
    const fail = (ids: string[]) =>
      portal.database.db
        .updateTable('outbox_message')
        .set({ status: 'failed', last_error: 'AuthError: Invalid token (403)' })
        .where('id', 'in', ids)
        .execute();
    await fail([first, second]);
    const { code, printed } = await run(portal, 'list');
    expect([code, printed.split('\n').length]).toEqual([0, 3]);
    expect(printed).toContain(`${second}  2026-11-02T09:00:00.000Z  failed  b@example.org`);
    expect(printed).toContain('AuthError: Invalid token (403)');
    expect(printed).not.toContain(third);
    expect(await run(portal, 'retry', first)).toMatchObject({ code: 0, printed: '1 message is queued again' });
    expect((await messageOf(portal, second)).status).toBe('failed');
    expect(await run(portal, 'retry', '--all')).toMatchObject({ code: 0, printed: '1 message is queued again' });
    expect((await messageOf(portal, second)).status).toBe('queued');
    expect((await run(portal, 'retry', 'unknown')).code).toBe(1);
  });

  it('prints the templates, asks the mail service, and says how it is called', async () => {
    const portal = await open();
    const { printed } = await run(portal, 'templates');
    for (const name of messageNames) expect(printed).toContain(`== ${name}\nSubject: `);
    expect(await run(portal, 'check')).toMatchObject({ code: 0, errors: '' });
    expect(await run(portal, 'retry')).toMatchObject({ code: 2, errors: expect.stringContaining('Usage') });
    expect((await run(portal)).code).toBe(2);
  });
});
