import { expect, it } from 'vitest';
import { BadConfiguration, readConfig } from '../../app/platform/config.server.ts';
import { notifyKey, templateIds } from '../mocks/notify-service.ts';

const problemsOf = (environment: Record<string, string>) => {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    return error instanceof BadConfiguration ? error.problems : [String(error)];
  }
};

it('starts with nothing configured, on this machine alone, with SQLite', () => {
  const config = readConfig({});
  expect(config).toMatchObject({ mode: 'embedded', port: 3000, host: 'localhost', secureCookies: false });
  expect(config.databaseUrl).toMatch(/^sqlite:/);
});

it('lists everything that production misses, at once', () => {
  expect(problemsOf({ LOS_MODE: 'production' })).toEqual([
    expect.stringContaining('SESSION_SECRET is missing'),
    expect.stringContaining('PUBLIC_ORIGIN is missing'),
    expect.stringContaining('DATABASE_URL is missing'),
    'LOS_MAIL is missing: set smtp, notify, or none if no mail shall go out',
  ]);
});

it('refuses a short secret, a plain http address and an unknown database', () => {
  expect(
    problemsOf({
      LOS_MODE: 'production',
      SESSION_SECRET: 'short',
      PUBLIC_ORIGIN: 'http://assurance.example.org',
      DATABASE_URL: 'mysql://x',
      PORT: 'many',
      LOS_MAIL: 'none',
    }),
  ).toEqual([
    'PORT must be a number',
    'DATABASE_URL must start with postgres:// or sqlite:',
    'SESSION_SECRET must have at least 32 characters',
    'PUBLIC_ORIGIN must start with https:// in production',
  ]);
});

it('loads no demonstration in production', () => {
  const config = readConfig({
    LOS_MODE: 'production',
    SESSION_SECRET: 'x'.repeat(32),
    PUBLIC_ORIGIN: 'https://assurance.example.org',
    DATABASE_URL: 'postgres://localhost/los',
    LOS_DEMONSTRATION: 'on',
    LOS_MAIL: 'none',
  });
  expect(config).toMatchObject({ demonstration: false, secureCookies: true });
});

const production = {
  LOS_MODE: 'production',
  SESSION_SECRET: 'x'.repeat(32),
  PUBLIC_ORIGIN: 'https://assurance.example.org',
  DATABASE_URL: 'postgres://localhost/los',
};

it('shows mail on screen in embedded mode, and never in production', () => {
  expect(readConfig({}).mail).toEqual({ kind: 'screen' });
  expect(problemsOf({ ...production, LOS_MAIL: 'screen' })).toEqual([
    'LOS_MAIL must not be screen in production: everybody could read all messages',
  ]);
  expect(readConfig({ ...production, LOS_MAIL: 'none' }).mail).toEqual({ kind: 'none' });
});

it('lists everything that mail over SMTP misses', () => {
  expect(problemsOf({ ...production, LOS_MAIL: 'smtp', SMTP_USER: 'portal', MAIL_REPLY_TO: 'nobody' })).toEqual([
    'SMTP_HOST is missing: set the name of the mail server',
    'SMTP_USER and SMTP_PASSWORD must be set together',
    'MAIL_FROM is missing: set the address that messages come from',
    'MAIL_REPLY_TO must be an e-mail address',
  ]);
  const smtp = { ...production, LOS_MAIL: 'smtp', SMTP_HOST: 'mail.example.org', MAIL_FROM: 'Portal <p@example.org>' };
  expect(problemsOf({ ...smtp, SMTP_TLS: 'off', SMTP_PORT: '0' })).toEqual([
    'SMTP_TLS must not be off in production unless SMTP_HOST is this machine',
    'SMTP_PORT must be a number up to 65535',
  ]);
  expect(readConfig(smtp).mail).toMatchObject({ kind: 'smtp', tls: 'starttls', port: 587 });
  expect(readConfig({ ...smtp, SMTP_TLS: 'implicit' }).mail).toMatchObject({ port: 465 });
});

it('lists everything that mail by GOV.UK Notify misses', () => {
  expect(problemsOf({ ...production, LOS_MAIL: 'notify', NOTIFY_TEMPLATES: 'reminder=1 hello=2' })).toEqual([
    expect.stringContaining('NOTIFY_API_KEY is missing'),
    expect.stringContaining('NOTIFY_CALLBACK_TOKEN is missing'),
    'NOTIFY_TEMPLATES has no template id for reminder',
    'NOTIFY_TEMPLATES names an unknown message: hello',
    expect.stringMatching(
      /^NOTIFY_TEMPLATES is incomplete: it lacks sign-in-link, confirmation-code, sign-in-changed, /,
    ),
  ]);
  const complete = {
    ...production,
    LOS_MAIL: 'notify',
    NOTIFY_API_KEY: notifyKey,
    NOTIFY_CALLBACK_TOKEN: 'y'.repeat(32),
    NOTIFY_TEMPLATES: Object.entries(templateIds)
      .map((entry) => entry.join('='))
      .join(', '),
  };
  expect(readConfig(complete).mail).toMatchObject({ kind: 'notify', templates: templateIds });
  expect(problemsOf({ ...complete, NOTIFY_URL: 'http://notify.example.org', NOTIFY_CALLBACK_TOKEN: 'short' })).toEqual([
    'NOTIFY_CALLBACK_TOKEN must have at least 32 characters',
    'NOTIFY_URL must start with https:// in production',
  ]);
});
