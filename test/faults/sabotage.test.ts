import { describe, expect, it } from 'vitest';
import { copyOfTheHouse, isCaught, removeCopy, staleness } from './sabotage.ts';
import { sabotages } from './sabotages.ts';

describe('the sabotage set', () => {
  it.each(sabotages)('can still be done: $promise', (sabotage) => {
    expect(staleness(sabotage)).toBeUndefined();
  });

  it('is noticed by the tests it names, tried here with the first that needs no database', () => {
    const sabotage = sabotages.find(({ tests }) => tests.every((path) => path.startsWith('test/platform')));
    if (!sabotage) throw new Error('There is no such sabotage');
    const copy = copyOfTheHouse();
    try {
      expect(isCaught({ ...sabotage, to: sabotage.from }, copy)).toBe(false);
      expect(isCaught(sabotage, copy)).toBe(true);
    } finally {
      removeCopy(copy);
    }
  });
});
