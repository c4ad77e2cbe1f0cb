/** A hostile identity provider, and whoever stands between it and us: nobody gets in. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openTestPortal, type TestPortal } from '../setup/each-database.ts';
import { atLeast, figure, isFullRun, none } from './figures.ts';
import { ProviderScene } from './provider-scene.ts';
import { allTries, coreTries, isAccepted } from './provider-tries.ts';

let portal: TestPortal;
let tried = 0;
let accepted = 0;

beforeAll(async () => {
  portal = await openTestPortal('sqlite');
});

afterAll(async () => {
  figure('hostile identity provider', { tried: atLeast(40, tried), accepted: none(accepted) });
  await portal.close();
});

describe('a hostile identity provider', () => {
  it.each(isFullRun ? allTries : coreTries)('gets nobody in with $says', async (one) => {
    const scene = await ProviderScene.open(portal);
    tried += 1;
    const gotIn = await isAccepted(scene, one);
    if (gotIn) accepted += 1;
    await scene.close();
    expect(gotIn).toBe(false);
  });

  it('is tried in at least 40 ways, each of which would be noticed: the same provider, when honest, signs in', async () => {
    expect(new Set(allTries.map(({ says }) => says)).size).toBe(allTries.length);
    expect(allTries.length).toBeGreaterThanOrEqual(40);
    const scene = await ProviderScene.open(portal);
    expect(await isAccepted(scene, { says: 'honest' })).toBe(true);
    await scene.close();
  });
});
