import { expect, it } from 'vitest';
import { command } from '../../../app/cli/commands/users.ts';
import { findViewer } from '../../../app/features/accounts/queries.server.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSessionToken } from '../../builders/a-session-token.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

async function run(portal: TestPortal, ...args: string[]) {
  const printed: string[] = [];
  const errors: string[] = [];
  const code = await command.run(args, {
    print: (line) => void printed.push(line),
    error: (line) => void errors.push(line),
    portal: async () => portal,
  });
  return { code, printed, errors };
}

describeEachDatabase('los users sign-out', (open) => {
  it('ends every session of one person, or of everybody, and puts it on record', async () => {
    const portal = await open();
    const partnershipId = await aPartnership(portal);
    const ann = await aViewer(portal, { role: 'business-manager', partnershipId });
    const bob = await aViewer(portal, { role: 'moderator', partnershipId });
    const tokens = [
      await aSessionToken(portal, ann),
      await aSessionToken(portal, ann),
      await aSessionToken(portal, bob),
    ];
    const signedIn = async () => (await Promise.all(tokens.map((token) => findViewer(portal, token)))).map(Boolean);
    expect(await run(portal, 'sign-out', ann.email.toUpperCase())).toEqual({
      code: 0,
      printed: ['2 sessions ended'],
      errors: [],
    });
    expect(await signedIn()).toEqual([false, false, true]);
    expect((await run(portal, 'sign-out', '--everybody')).printed).toEqual(['1 session ended']);
    expect(await signedIn()).toEqual([false, false, false]);
    const events = await portal.database.db
      .selectFrom('event')
      .select(['subject_id', 'actor_id', 'detail'])
      .where('type', '=', 'sign-in.ended')
      .orderBy('seq')
      .execute();
    expect(events.map((event) => ({ ...event, detail: JSON.parse(event.detail) }))).toEqual([
      { subject_id: ann.personId, actor_id: null, detail: { sessions: 2, because: 'operator' } },
      { subject_id: bob.personId, actor_id: null, detail: { sessions: 1, because: 'operator' } },
    ]);
  });

  it('says that nobody has an address, and wants either a person or everybody', async () => {
    const portal = await open();
    expect(await run(portal, 'sign-out', 'nobody@example.org')).toMatchObject({
      code: 1,
      errors: ['Nobody has the address nobody@example.org'],
    });
    expect((await run(portal, 'sign-out')).code).toBe(2);
    expect((await run(portal, 'sign-out', 'somebody@example.org', '--everybody')).code).toBe(2);
  });
});
