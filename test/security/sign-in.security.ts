/** The hostile identity provider: every try on a scene of its own, and the same scene honest between them. */

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';
import { figure } from './figures.ts';
import { ProviderScene } from './provider-scene.ts';
import { allTries, isAccepted } from './provider-tries.ts';

let portal: TestPortal;
let tried = 0;
let accepted = 0;

beforeAll(async () => {
  portal = await openTestPortal('sqlite');
});

afterAll(async () => {
  await portal.close();
  figure(`hostile identity provider: ${tried} tried, ${accepted} accepted`);
});

describe('a hostile identity provider', () => {
  it.each(allTries)('gets nobody in with $says', async (one) => {
    const scene = await ProviderScene.open(portal);
    tried += 1;
    const gotIn = await isAccepted(scene, one);
    if (gotIn) accepted += 1;
    await scene.close();
    expect(gotIn).toBe(false);
  });

  it('is tried in at least 40 ways, each of which would be noticed', async () => {
    expect(new Set(allTries.map(({ says }) => says)).size).toBe(allTries.length);
    expect(allTries.length).toBeGreaterThanOrEqual(40);
    const scene = await ProviderScene.open(portal);
    expect(await isAccepted(scene, { says: 'honest' })).toBe(true);
    await scene.close();
  });
});
