/** What may reach everybody's rows is named one by one: the wall on PostgreSQL is as good as this list is short. */
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { amongAccountsAt, asThePortalAt } from '../../app/reach-of-routes.server.ts';
import routes from '../../app/routes.ts';
import { portalReasons } from '../../db/portal-reasons.ts';

const root = resolve(import.meta.dirname, '../..');
const sources = ['app', 'db'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map((entry) => relative(root, join(entry.parentPath, entry.name))),
);
const itself = ['db/reach.ts', 'db/portal-reasons.ts'];
const codeOf = (path: string) =>
  readFileSync(join(root, path), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');

const callersOf = (name: string) =>
  sources
    .filter((path) => !itself.includes(path) && new RegExp(`(?<!function )\\b${name}\\(`).test(codeOf(path)))
    .toSorted();

it("everybody's rows are reached from the files that are listed with their reason, and from no other", () => {
  const listed = [...new Set(Object.values(portalReasons).flat())].toSorted();
  expect(callersOf('asThePortal')).toEqual(listed);
  const wrong = Object.entries(portalReasons).flatMap(([reason, files]) =>
    files.filter((path) => !codeOf(path).includes(`'${reason}'`)).map((path) => `${path} does not say: ${reason}`),
  );
  expect(wrong).toEqual([]);
  const unsaid = listed.flatMap((path) => {
    const said = [...codeOf(path).matchAll(/asThePortal\(\s*'([^']+)'/g)].map((match) => match[1] ?? '');
    return said.filter((reason) => !reasonsIn(path).includes(reason)).map((reason) => `${path}: ${reason}`);
  });
  expect(unsaid).toEqual([]);
});

const reasonsIn = (path: string) =>
  Object.entries(portalReasons).flatMap(([reason, files]: [string, readonly string[]]) =>
    files.includes(path) ? [reason] : [],
  );

it('roles are looked up before the person is known in these places alone', () => {
  expect(callersOf('amongAccounts')).toEqual([
    'app/features/accounts/commands/calendar-address.server.ts',
    'app/features/accounts/queries.server.ts',
    'app/reach-of-routes.server.ts',
  ]);
});

it('reach is entered, and widened to what a command makes or takes in, in these places alone', () => {
  expect(callersOf('enterReach')).toEqual(['app/features/accounts/reach.server.ts']);
  expect(callersOf('reachAlso')).toEqual([
    'app/features/organisations/commands/save-organisation.server.ts',
    'app/features/organisations/commands/write-import.server.ts',
  ]);
});

it('addresses that reach further than the person are routes that there are', () => {
  const paths = new Set(routes.map(({ path }) => `/${path ?? ''}`));
  expect([...amongAccountsAt, ...Object.keys(asThePortalAt)].filter((path) => !paths.has(path))).toEqual([]);
});
