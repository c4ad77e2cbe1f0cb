import { expect, it } from 'vitest';
import { createRequestContext } from '../../app/context.server.ts';
import { sessionCookieName } from '../../app/features/accounts/sessions.ts';
import { notFound, notNow } from '../../app/platform/refusals.ts';
import { logRefusal } from '../../app/refusal-log.server.ts';
import { aViewer } from '../builders/a-partnership.ts';
import { aSessionToken } from '../builders/a-session-token.ts';
import { describeEachDatabase } from '../setup/each-database.ts';

describeEachDatabase('what is not there or not theirs', (open) => {
  it('goes to the log with who asked for which page, and never with what they sent', async () => {
    const portal = await open();
    const lines: object[] = [];
    const log = { info: (event: string, fields = {}) => void lines.push({ event, ...fields }), error: () => undefined };
    const viewer = await aViewer(portal, { none: true });
    const token = await aSessionToken(portal, viewer);
    const refuse = async (cookie: string | undefined, refusal = notFound()) => {
      const request = new Request('http://localhost:3000/returns/a-secret-number?q=words', {
        headers: cookie === undefined ? {} : { cookie },
      });
      const identity = { requestId: '0123', nonce: 'test' };
      const context = createRequestContext(request, { ...portal, log }, identity);
      await logRefusal(refusal, { request, context }, 'returns/:returnId');
    };
    await refuse(`${sessionCookieName(false)}=${token}`);
    await refuse(undefined);
    await refuse(undefined, notNow('Enter the reason'));
    const line = { event: 'refused', requestId: '0123', page: 'returns/:returnId', method: 'GET' };
    expect(lines).toEqual([
      { ...line, person: viewer.personId },
      { ...line, person: 'nobody' },
    ]);
  });
});
