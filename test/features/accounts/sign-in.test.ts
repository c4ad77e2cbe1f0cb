import { expect, it } from 'vitest';
import { askForSignInLink } from '../../../app/features/accounts/commands/ask-for-sign-in-link.server.ts';
import { completeSignIn } from '../../../app/features/accounts/commands/complete-sign-in.server.ts';
import { endSession } from '../../../app/features/accounts/commands/end-session.server.ts';
import { findViewer } from '../../../app/features/accounts/queries.server.ts';
import { safeDestination } from '../../../app/features/accounts/schema.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

async function linkFor(portal: TestPortal, email: string): Promise<string> {
  await askForSignInLink(portal, { email, destination: '/returns' });
  const { body } = await portal.database.db
    .selectFrom('outbox_message')
    .select('body')
    .where('to_address', '=', email)
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return /\/sign-in\/link\/(\S+)/.exec(body)?.[1] ?? '';
}

describeEachDatabase('signing in by link', (open) => {
  it('opens one session, with the roles of the day, and takes the person where they wanted to go', async () => {
    const portal = await open();
    const partnershipId = await aPartnership(portal);
    const person = await aViewer(portal, { role: 'business-manager', partnershipId });
    const { sessionToken, destination } = await completeSignIn(portal, await linkFor(portal, person.email));
    expect(destination).toBe('/returns');
    expect(await findViewer(portal, sessionToken)).toEqual(person);
  });

  it('works once', async () => {
    const portal = await open();
    const person = await aViewer(portal, { none: true });
    const token = await linkFor(portal, person.email);
    await completeSignIn(portal, token);
    await expect(completeSignIn(portal, token)).rejects.toThrow('used or is too old');
  });

  it('opens one session even when the button is pressed twice at once', async () => {
    const portal = await open();
    const person = await aViewer(portal, { none: true });
    const token = await linkFor(portal, person.email);
    const presses = await Promise.allSettled([1, 2, 3].map(() => completeSignIn(portal, token)));
    expect(presses.filter((press) => press.status === 'fulfilled')).toHaveLength(1);
  });

  it('ends after twenty minutes', async () => {
    const portal = await open();
    const person = await aViewer(portal, { none: true });
    const token = await linkFor(portal, person.email);
    portal.setTime('2026-11-02T09:20:01Z');
    await expect(completeSignIn(portal, token)).rejects.toThrow('too old');
  });

  it('sends nothing to an address that nobody has, and says nothing of it', async () => {
    const portal = await open();
    await askForSignInLink(portal, { email: 'nobody@example.org' });
    expect(await portal.database.db.selectFrom('outbox_message').selectAll().execute()).toEqual([]);
  });

  it('stops sending when one address asks again and again', async () => {
    const portal = await open();
    const person = await aViewer(portal, { none: true });
    for (let time = 0; time < 9; time++) await askForSignInLink(portal, { email: person.email });
    expect(await portal.database.db.selectFrom('outbox_message').selectAll().execute()).toHaveLength(5);
  });

  it('keeps neither links nor sessions where a copy of the database would give them away', async () => {
    const portal = await open();
    const person = await aViewer(portal, { none: true });
    const token = await linkFor(portal, person.email);
    const { sessionToken } = await completeSignIn(portal, token);
    const links = await portal.database.db.selectFrom('sign_in_link').selectAll().execute();
    const sessions = await portal.database.db.selectFrom('session').selectAll().execute();
    expect(JSON.stringify([links, sessions])).not.toContain(token);
    expect(JSON.stringify([links, sessions])).not.toContain(sessionToken);
  });

  it('leaves a leaver outside at once', async () => {
    const portal = await open();
    const person = await aViewer(portal, { none: true });
    const { sessionToken } = await completeSignIn(portal, await linkFor(portal, person.email));
    await portal.database.db
      .updateTable('person')
      .set({ deactivated_at: portal.stamp().now })
      .where('id', '=', person.personId)
      .execute();
    expect(await findViewer(portal, sessionToken)).toBeUndefined();
  });

  it('ends a session at sign-out, after an idle hour and after twelve hours', async () => {
    const portal = await open();
    const person = await aViewer(portal, { none: true });
    const first = await completeSignIn(portal, await linkFor(portal, person.email));
    await endSession(portal, first.sessionToken);
    expect(await findViewer(portal, first.sessionToken)).toBeUndefined();

    const second = await completeSignIn(portal, await linkFor(portal, person.email));
    portal.setTime('2026-11-02T10:00:01Z');
    expect(await findViewer(portal, second.sessionToken)).toBeUndefined();

    const third = await completeSignIn(portal, await linkFor(portal, person.email));
    for (let hour = 0; hour < 24; hour++) {
      portal.setTime(new Date(Date.parse('2026-11-02T10:00:01Z') + hour * 30 * 60_000).toISOString());
      expect(await findViewer(portal, third.sessionToken)).toBeDefined();
    }
    portal.setTime('2026-11-02T22:00:02Z');
    expect(await findViewer(portal, third.sessionToken)).toBeUndefined();
  });

  it('gives no role before its first day or after its last', async () => {
    const portal = await open();
    const partnershipId = await aPartnership(portal);
    const person = await aViewer(portal, { role: 'moderator', partnershipId });
    const { sessionToken } = await completeSignIn(portal, await linkFor(portal, person.email));
    await portal.database.db.updateTable('role_grant').set({ to_on: '2026-11-02' }).execute();
    expect((await findViewer(portal, sessionToken))?.partnershipRoles).toEqual([]);
    await portal.database.db.updateTable('role_grant').set({ from_on: '2026-11-03', to_on: null }).execute();
    expect((await findViewer(portal, sessionToken))?.partnershipRoles).toEqual([]);
  });
});

it('never sends a person to another site after signing in', () => {
  for (const path of ['https://evil.example', '//evil.example', '/\\evil.example', '', null]) {
    expect(safeDestination(path)).toBe('/home');
  }
  expect(safeDestination('/returns/1?page=2')).toBe('/returns/1?page=2');
});
