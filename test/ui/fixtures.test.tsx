import { readdirSync, readFileSync } from 'node:fs';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { adapted } from './fixture-adaptations.ts';
import type { Options } from './fixture-options.ts';
import { fieldParts } from './fixture-parts-fields.tsx';
import { textParts } from './fixture-parts-text.tsx';
import { unexpressed, unprinted } from './fixtures-unexpressed.ts';
import { normalise } from './html-tree.ts';

const folder = new URL('../../node_modules/govuk-frontend/dist/govuk/components/', import.meta.url);
const shipped = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const parts = { ...textParts, ...fieldParts };

type Fixture = { name: string; options: Options; html: string };

function readFixtures(component: string): Fixture[] {
  const file: { fixtures: Fixture[] } = JSON.parse(readFileSync(new URL(`${component}/fixtures.json`, folder), 'utf8'));
  return file.fixtures;
}

describe('the markup of GOV.UK Frontend', () => {
  it('is printed by a part of ours, or has a reason why not, for every component that is shipped', () => {
    const known = [...Object.keys(parts), ...Object.keys(unprinted)].sort();
    expect(known).toEqual(shipped.map((entry) => entry.name).sort());
  });

  for (const [component, print] of Object.entries(parts)) {
    const reasons = unexpressed[component] ?? {};
    const passedOver = Object.values(reasons).flat();
    const documented = (fixture: Fixture) => normalise(adapt(fixture.html, fixture.options));
    const adapt = adapted[component] ?? ((html: string) => html);
    const fixtures = readFixtures(component);

    describe(component, () => {
      for (const fixture of fixtures.filter((one) => !passedOver.includes(one.name))) {
        it(`is printed as documented: ${fixture.name}`, () => {
          expect(normalise(renderToStaticMarkup(print(fixture.options)))).toBe(documented(fixture));
        });
      }

      for (const [reason, names] of Object.entries(reasons)) {
        it.each(names)(`differs because ${reason}: %s`, (name) => {
          const fixture = fixtures.find((one) => one.name === name);
          if (!fixture) throw new Error('no such example is shipped any more');
          expect(normalise(renderToStaticMarkup(print(fixture.options)))).not.toBe(documented(fixture));
        });
      }
    });
  }
});
