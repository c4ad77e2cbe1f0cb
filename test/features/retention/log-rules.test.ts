import { expect, it } from 'vitest';
import { askForSignInLink } from '../../../app/features/accounts/commands/ask-for-sign-in-link.server.ts';
import { createJobRunner } from '../../../app/features/jobs/runner.server.ts';
import { approveRun } from '../../../app/features/retention/commands/decide-run.server.ts';
import { placeHold } from '../../../app/features/retention/commands/hold.server.ts';
import { prepareErasure } from '../../../app/features/retention/commands/prepare-run.server.ts';
import { jobHandlers } from '../../../app/jobs.server.ts';
import { createLog, withoutTyped } from '../../../app/platform/log.server.ts';
import type { Mailer } from '../../../app/platform/mail/mailer.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';
import { aPersonEverywhere, canaryAddress, canaryName } from './a-person-everywhere.ts';

/** A mail service whose error says whom it could not reach. */
const brokenMailer: Mailer = {
  kind: 'smtp',
  send: async ({ to }) => {
    throw new Error(`550 5.1.1 <${to}>: Recipient address rejected: "${canaryName}" is unknown`);
  },
  find: async () => 'unknown',
  check: async () => [],
  close: async () => undefined,
};

describeEachDatabase('the log', (open) => {
  it('holds no name, no address and no typed text, whatever people ask for and whatever fails', async () => {
    const testPortal = await open({ mailer: brokenMailer });
    const lines: string[] = [];
    const portal = { ...testPortal, log: createLog((line) => void lines.push(line), testPortal.clock.now) };
    const world = await aPersonEverywhere(testPortal);
    const { manager, partnershipId } = world;
    const owner = { kind: 'partnership', id: partnershipId } as const;
    await askForSignInLink(portal, { email: canaryAddress, destination: '/home' });
    await placeHold(portal, manager, owner, {
      what: `everything:${partnershipId}`,
      email: '',
      reason: `Canary words about ${canaryName}`,
    });
    await prepareErasure(portal, manager, owner, { email: canaryAddress, reason: `Canary words of ${canaryName}` });
    await expect(approveRun(portal, manager, canaryName)).rejects.toThrow('Page not found');
    await portal.database.transaction((trx) =>
      trx
        .insertInto('job')
        .values({
          id: portal.newId(),
          kind: 'reminder-round',
          payload: `${canaryName} <${canaryAddress}>`,
          reference: null,
          status: 'waiting',
          priority: 5,
          run_at: portal.stamp().now,
          attempts: 0,
          failures: 0,
          progress: 0,
          created_at: portal.stamp().now,
        })
        .execute(),
    );
    await createJobRunner(portal, jobHandlers).drain();
    const twice = await portal.database.db
      .insertInto('person')
      .values({
        id: portal.newId(),
        email: canaryAddress,
        name: canaryName,
        created_at: portal.stamp().now,
        revision: 1,
      })
      .execute()
      .catch((error: unknown) => error);
    portal.log.error('request-failed', twice, { requestId: 'r1' });
    expect(lines.filter((line) => line.includes('job-failed')).length).toBeGreaterThan(1);
    expect(lines.filter((line) => /canary|wilhelmina/i.test(line.replaceAll(/\(?\/[^\s]*/g, '')))).toEqual([]);
    const jobs = await portal.database.db.selectFrom('job').select('last_error').execute();
    expect(jobs.filter(({ last_error }) => /canary|wilhelmina/i.test(last_error ?? ''))).toEqual([]);
  });

  it('still says what failed and where', () => {
    const words = withoutTyped(
      'error: relation "legal_hold" does not exist, not "Jo Bell"\n    at query (/srv/app/db/client.server.ts:12:3)',
    );
    expect(words).toContain('relation "legal_hold" does not exist, not "[text]"');
    expect(words).toContain('at query (/srv/app/db/client.server.ts:12:3)');
    expect(withoutTyped('Key (email)=(jo@example.org) already exists.')).toBe('Key (email)=([text]) already exists.');
  });
});
