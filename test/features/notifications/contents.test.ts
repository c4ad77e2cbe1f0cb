import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { exampleValues } from '../../../app/features/notifications/example-values.ts';
import { fill, placeholdersOf, templates } from '../../../app/features/notifications/templates.ts';
import { runReminderRound } from '../../../app/features/reminders/round.server.ts';
import { messageNames, ownLinks } from '../../../app/platform/mail/message-names.ts';
import { aSignInLink } from '../../builders/a-message.ts';
import { aWorld, draftCanary } from '../../routes/world.ts';
import { openTestPortal, type TestPortal } from '../../setup/each-database.ts';

/** All that a message may be filled with. Whoever adds to this list says what it is, and that it is none of the rest. */
const mayBeSaid = new Set([
  'subject',
  'level',
  ...[
    'organisation',
    'group',
    'role',
    'cycle',
    'edition',
    'session',
    'reference',
    'returns',
    'pack',
    'change',
    // Which kind of way to sign in came or went, and at most the name of an organisation.
    'sign_in_change',
    'lines',
    'person',
    'place',
  ],
  ...['due', 'until', 'since', 'day', 'time', 'minutes', 'hours', 'is_or_was'],
  // The single-use code, in its own message alone: see below.
  'code',
  ...ownLinks,
]);

describe.each(messageNames)('the message %s', (name) => {
  const { subject, body } = templates[name];

  it('is filled with nothing but names, dates, references and links of ours', () => {
    const canaries = Object.fromEntries(
      placeholdersOf(name).map((placeholder) => [placeholder, `canary-${placeholder}`]),
    );
    const said = [...fill(body, canaries).matchAll(/canary-(\w+)/g)].map((match) => match[1] ?? '');
    expect(said.filter((placeholder) => !mayBeSaid.has(placeholder))).toEqual([]);
    expect(fill(subject, {})).toBe(subject);
  });

  it('has one link, in plain words, with no mark-up', () => {
    const text = fill(body, exampleValues);
    const links = [...text.matchAll(/https?:\/\/\S+/g)].length;
    expect(links).toBe(name === 'weekly-digest' ? 2 : 1);
    expect(`${subject}\n${text}`).not.toMatch(/[<>*#[\]]|\(\(/);
  });

  it('carries the single-use link only if it is a message for it', () => {
    const forIt = ['sign-in-link', 'section-invitation', 'recovery-link', 'invitation-link'].includes(name);
    expect(placeholdersOf(name).includes('link')).toBe(forIt);
  });

  it('carries the single-use code only if it is the message for it, and never in the subject', () => {
    expect(placeholdersOf(name).includes('code')).toBe(name === 'confirmation-code');
    expect(subject).not.toContain('((');
  });
});

describe('the messages of a whole cycle', () => {
  let portal: TestPortal;
  beforeAll(async () => {
    portal = await openTestPortal('sqlite');
  });
  afterAll(() => portal.close());

  it('hold no answer, rating, finding, action, letter or name of a file', async () => {
    await aWorld(portal, 'brookmere');
    await aSignInLink(portal, 'somebody@example.org');
    for (const day of ['2026-11-23', '2026-12-14', '2026-12-18', '2027-03-01']) {
      portal.setTime(`${day}T09:00:00.000Z`);
      await runReminderRound(portal, { day });
    }
    const { db } = portal.database;
    const rows = await db
      .selectFrom('outbox_message')
      .select(['template', 'subject', 'body', 'message_values', 'reference'])
      .execute();
    const templatesSeen = new Set(rows.map(({ template }) => template));
    for (const name of ['reminder', 'action-due', 'weekly-digest', 'outcome-letter'])
      expect(templatesSeen).toContain(name);
    const answers = await db.selectFrom('answer').select('value').execute();
    const evidence = await db.selectFrom('evidence').select(['title', 'file_name']).execute();
    const secrets = [
      draftCanary,
      'Finding of brookmere',
      'Keep one log',
      'One log by June',
      'minutes.txt',
      ...evidence.map(({ title }) => title),
      ...answers.flatMap(({ value }) =>
        [...value.matchAll(/"narrative":"([^"]{8,})"/g)].map((match) => match[1] ?? ''),
      ),
    ].filter((text) => text.length > 3);
    expect(secrets.length).toBeGreaterThan(5);
    const said = rows.map((row) => JSON.stringify(row)).join('\n');
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
    expect(said).not.toMatch(/\b(red|amber|green)\b/i);
    const others = rows.filter(({ template }) => template !== 'sign-in-link').map(({ body }) => body);
    expect(others.filter((body) => body.includes('/sign-in/link/'))).toEqual([]);
  });
});
