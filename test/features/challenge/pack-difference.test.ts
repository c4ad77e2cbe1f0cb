import { expect, it } from 'vitest';
import { packDifference } from '../../../app/features/challenge/pack/difference.ts';
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
