import { expect, it } from 'vitest';
import { packDifference } from '../../../app/features/challenge/pack/difference.ts';
import { skipsVersions } from '../../../app/features/challenge/pack/earlier-versions.ts';
import { aPackModel } from '../../builders/a-pack-model.ts';

it('two versions that say the same differ in nothing, also where two pieces of evidence have one title', () => {
  const model = aPackModel({ agencies: 2, everyPart: true });
  const [first, second] = model.agencies[0]?.evidence ?? [];
  if (!first || !second) throw new Error('The agency has evidence');
  Object.assign(second, { title: first.title, datesCovered: 'April 2023 to March 2024', freshness: 'Over a year old' });
  const { whole, agencies, unchanged } = packDifference(model, structuredClone(model));
  expect([whole, agencies, unchanged.length]).toEqual([[], [], 2]);
});

it('evidence that has grown old and an action that has become overdue are said', () => {
  const before = aPackModel({ agencies: 1, everyPart: true });
  const after = structuredClone(before);
  const [agency] = after.agencies;
  if (!agency?.evidence[0] || !agency.openActions[1]) throw new Error('The agency has evidence and actions');
  agency.evidence[0].freshness = 'Over a year old';
  agency.openActions[1].overdue = true;
  expect(packDifference(before, after).agencies[0]?.sentences).toEqual([
    expect.stringContaining('was “Current”, and is “Over a year old”'),
    `${agency.openActions[1].reference} has become overdue`,
  ]);
});

it.each([
  ['is said where one is missing', [5, 3, 2, 1], true],
  ['is said where the first is missing', [3, 2], true],
  ['is not said where none is', [3, 2, 1], false],
  ['is not said of the packs that are too old for the list', Array.from({ length: 50 }, (_, at) => 60 - at), false],
])('that versions are counted over the packs of everybody %s', (_name, versions, said) => {
  expect(skipsVersions(versions.map((version) => ({ version })))).toBe(said);
});
