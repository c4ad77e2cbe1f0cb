import type { BlockList } from 'node:net';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type LimitSettings, readLimits, readTrustedProxies } from './limit-settings.server.ts';
import { type MailConfig, readMailConfig } from './mail/mail-config.server.ts';
import { readScannerAddress, type ScannerAddress } from './scanner.server.ts';

const environmentSchema = z.object({
  NODE_ENV: z.string().optional(),
  PORT: z.coerce.number('PORT must be a number').int().min(0).max(65535).default(3000),
  HOST: z.string().optional(),
  DATA_DIR: z.string().optional(),
  DISPOSAL_JOURNAL: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^(postgres(ql)?:\/\/|sqlite:)/, 'DATABASE_URL must start with postgres:// or sqlite:')
    .optional(),
  LOS_MODE: z.enum(['embedded', 'production'], 'LOS_MODE must be embedded or production').optional(),
  PUBLIC_ORIGIN: z.url('PUBLIC_ORIGIN must be an address such as https://assurance.example.org').optional(),
  SESSION_SECRET: z.string().min(32, 'SESSION_SECRET must have at least 32 characters').optional(),
  LOS_DEMONSTRATION: z.enum(['on', 'off'], 'LOS_DEMONSTRATION must be on or off').default('on'),
});

/** Everything the process was told, read once. `embedded` is the default way: one process, SQLite, mail on screen. */
export interface Config {
  readonly mode: 'embedded' | 'production';
  readonly port: number;
  readonly host: string;
  readonly publicOrigin: string;
  readonly databaseUrl: string;
  readonly dataDir: string;
  /** The file that says what was disposed of, outside of the database. */
  readonly disposalJournal: string;
  readonly secureCookies: boolean;
  readonly sessionSecret: string;
  /** Load the invented partnership into an empty database; never in production. */
  readonly demonstration: boolean;
  readonly mail: MailConfig;
  /** How often things may be done. */
  readonly limits: LimitSettings;
  /** Our own proxies: only what they say of where a request comes from is believed. */
  readonly trustedProxies: BlockList;
  /** The scanner for malware; null where there is none. */
  readonly scanner: ScannerAddress | null;
  /** Secrets of this portal at the sign-ins of organisations, by the name that follows `OIDC_SECRET_`. Never shown. */
  readonly clientSecrets: ReadonlyMap<string, string>;
}

/** A configuration that cannot be used; `problems` lists every fault, each in a sentence that names the setting. */
export class BadConfiguration extends Error {
  readonly problems: readonly string[];
  constructor(problems: readonly string[]) {
    super(`The configuration cannot be used:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`);
    this.name = 'BadConfiguration';
    this.problems = problems;
  }
}

/**
 * Reads the configuration. Production (`LOS_MODE=production`) refuses to start without its secret, its public https
 * address, a database address and a decision about mail, and lists all that is wrong at once.
 */
export function readConfig(environment: Record<string, string | undefined>): Config {
  const parsed = environmentSchema.safeParse(
    Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== '')),
  );
  const problems = parsed.success ? [] : parsed.error.issues.map((issue) => issue.message);
  const mode = environment.LOS_MODE === 'production' ? 'production' : 'embedded';
  if (mode === 'production') {
    if (!environment.SESSION_SECRET) problems.push('SESSION_SECRET is missing: set at least 32 random characters');
    if (!environment.PUBLIC_ORIGIN) problems.push('PUBLIC_ORIGIN is missing: set the https address people will use');
    else if (!environment.PUBLIC_ORIGIN.startsWith('https://'))
      problems.push('PUBLIC_ORIGIN must start with https:// in production');
    if (!environment.DATABASE_URL) problems.push('DATABASE_URL is missing: set postgres://... or sqlite:FILE');
  }
  const mail = readMailConfig(environment, mode, problems);
  const limits = readLimits(environment.RATE_LIMITS, problems);
  const scanner = readScannerAddress(environment.CLAMAV_SOCKET, problems);
  const trustedProxies = readTrustedProxies(environment.TRUSTED_PROXIES, problems);
  if (!parsed.success || problems.length > 0) throw new BadConfiguration(problems);
  const settings = parsed.data;
  const dataDir = resolve(settings.DATA_DIR ?? '.data');
  const publicOrigin = new URL(settings.PUBLIC_ORIGIN ?? `http://localhost:${settings.PORT}`).origin;
  return Object.freeze({
    mode,
    port: settings.PORT,
    host: settings.HOST ?? (mode === 'production' ? '0.0.0.0' : 'localhost'),
    publicOrigin,
    databaseUrl: settings.DATABASE_URL ?? `sqlite:${resolve(dataDir, 'line-of-sight.sqlite')}`,
    dataDir,
    disposalJournal: resolve(settings.DISPOSAL_JOURNAL ?? join(dataDir, 'disposals.journal')),
    secureCookies: publicOrigin.startsWith('https://'),
    mail: Object.freeze(mail),
    limits,
    trustedProxies,
    scanner,
    clientSecrets: readClientSecrets(environment),
    demonstration: mode === 'embedded' && settings.LOS_DEMONSTRATION === 'on',
    sessionSecret: settings.SESSION_SECRET ?? 'embedded-mode-only-not-a-secret-at-all',
  });
}

const secretPrefix = 'OIDC_SECRET_';

const readClientSecrets = (environment: Record<string, string | undefined>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(environment).flatMap(([name, value]) =>
      name.startsWith(secretPrefix) && value ? [[name.slice(secretPrefix.length), value] as const] : [],
    ),
  );
