import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../app/routes');
const pages = readdirSync(folder, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.tsx'))
  .map((entry) => join(entry.parentPath, entry.name));

it('every page has one title: its own, which can say that a form came back, or that of its meta', () => {
  const titlesOf = (source: string) => [
    ...(/<title>/.test(source) ? ['own'] : []),
    ...(/MetaFunction = (?!\(\) => \[\];)/.test(source) ? ['meta'] : []),
  ];
  const wrong = pages
    .map((path) => ({ path, titles: titlesOf(readFileSync(path, 'utf8')) }))
    .filter(({ titles }) => titles.length > 1);
  expect(pages.length).toBeGreaterThan(30);
  expect(wrong).toEqual([]);
});
