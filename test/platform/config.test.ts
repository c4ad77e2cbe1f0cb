import { expect, it } from 'vitest';
import { BadConfiguration, readConfig } from '../../app/platform/config.server.ts';

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
  });
  expect(config).toMatchObject({ demonstration: false, secureCookies: true });
});
