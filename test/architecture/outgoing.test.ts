/** Nothing on the server opens a connection but the modules named here, each to what the configuration names. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');

/** What can open a connection, and who may use it for what. */
const connectors: readonly { readonly what: RegExp; readonly allowed: Readonly<Record<string, string>> }[] = [
  {
    what: /from '(?:node:)?(?:http|https|http2|net|tls|dgram|dns|dns\/promises|inspector)'|import\('(?:node:)?(?:http|https|http2|net|tls|dgram)/,
    allowed: {
      'app/platform/http-server.server.ts': 'listens',
      'app/cli/dev.ts': 'listens, while somebody develops',
      'app/platform/outgoing.server.ts': 'is the way out',
      'app/platform/scanner.server.ts': 'speaks to the scanner that CLAMAV_SOCKET names',
      'app/platform/limit-settings.server.ts': 'reads addresses, opens nothing',
      'app/platform/client-address.server.ts': 'reads addresses, opens nothing',
      'app/platform/config.server.ts': 'names a type',
      'pdf/drawing-process.server.ts': 'speaks to a process of ours over its pipe',
    },
  },
  {
    what: /from '(?:axios|undici|got|node-fetch|ws|nodemailer|notifications-node-client|openid-client)'/,
    allowed: {
      'app/platform/outgoing.server.ts': 'is the way out',
      'app/platform/mail/notify-mailer.server.ts': 'speaks to NOTIFY_URL by the way out',
      'app/platform/mail/smtp-mailer.server.ts': 'speaks to SMTP_HOST',
    },
  },
  { what: /from 'pg'/, allowed: { 'db/dialect.ts': 'speaks to DATABASE_URL' } },
  { what: /\b(?:WebSocket|EventSource|XMLHttpRequest)\b|(?<![\w.])fetch\(/, allowed: {} },
];

/** Runs in browsers, which may reach the portal alone: its policy says so. */
const inBrowsers = (path: string) =>
  /\/page-script\/|^app\/ui\/|^app\/entry\.client|\/components\//.test(path) && !path.includes('.server.');

const sources = ['app', 'db', 'pdf', 'standards'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name))),
);

it('nothing else imports or calls what opens a connection', () => {
  const found = sources.flatMap((path) => {
    if (inBrowsers(path)) return [];
    // Words about connections are none.
    const code = readFileSync(join(root, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
    return connectors.flatMap(({ what, allowed }) => {
      const hit = what.exec(code)?.[0];
      return hit !== undefined && !Object.hasOwn(allowed, path) ? [`${path}: ${hit}`] : [];
    });
  });
  expect(sources.length).toBeGreaterThan(700);
  expect(found).toEqual([]);
});

it('names no module that needs no naming any more', () => {
  const stale = connectors.flatMap(({ what, allowed }) =>
    Object.keys(allowed).filter((path) => !what.test(readFileSync(join(root, path), 'utf8'))),
  );
  expect(stale).toEqual([]);
});
