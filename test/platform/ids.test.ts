import { expect, it } from 'vitest';
import { createIdMaker, makeReference } from '../../app/platform/ids.ts';

it('makes identifiers that sort by the order of their making, also within one millisecond', () => {
  const makeId = createIdMaker();
  const made = Array.from({ length: 2000 }, (_, at) => makeId(new Date(1_800_000_000_000 + Math.floor(at / 100))));
  expect(made).toEqual([...made].sort());
  expect(new Set(made).size).toBe(made.length);
  for (const id of made) expect(id).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
});

it('makes references that can be read over the telephone', () => {
  for (let time = 0; time < 200; time++) {
    expect(makeReference('S11')).toMatch(/^S11-[2-9BCDFGHJKMNPQRSTVWXZ]{4}-[2-9BCDFGHJKMNPQRSTVWXZ]{4}$/);
  }
});
