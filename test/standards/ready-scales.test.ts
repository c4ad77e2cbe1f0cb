import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stringify } from 'yaml';
import type { Scale } from '../../standards/contract.ts';
import { lintEdition } from '../../standards/lint.ts';
import { loadReadyScales } from '../../standards/ready-scales.server.ts';
import { anEdition, aQuestion, aStandard, ragScale } from '../builders/an-edition.ts';

describe('the ready-made scales', () => {
  it('are those that areas use, each sound and fit for an edition', async () => {
    const { scales, problems } = await loadReadyScales();
    expect(problems).toEqual([]);
    expect(scales.map(({ code, best, points }) => `${code} ${best} ${points.length}`)).toEqual([
      'five-point-inspection highest 5',
      'four-point-met highest 4',
      'met-or-not highest 2',
      'one-to-four lowest 4',
      'percentage highest 5',
      'red-amber-green highest 3',
      'zero-to-three highest 4',
    ]);
    for (const scale of scales) {
      const standards = [aStandard('a1', [aQuestion('x', { answer: { type: 'rating', scale: scale.code } })])];
      expect(lintEdition(anEdition({ scales: [scale], standards }))).toEqual([]);
    }
  });

  describe('in a file', () => {
    let folder: string;
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), 'scales-'));
    });
    afterAll(() => rm(folder, { recursive: true }));
    const found = async (scale: Scale) => {
      await writeFile(join(folder, 'rag.yaml'), stringify(scale));
      return (await loadReadyScales(folder)).problems.map(({ line, code, reason }) => `${line} ${code}: ${reason}`);
    };
    const [red, amber, green] = ragScale.points as [Scale['points'][0], Scale['points'][0], Scale['points'][0]];

    it('are told apart by shape, not by colour alone', async () => {
      expect(await found({ ...ragScale, points: [red, { ...amber, shape: red.shape }, green] })).toEqual([
        '18 rag: Two points of the scale have the shape "diamond-bar", so colour alone would tell them apart',
      ]);
    });

    it('ask for an action only below the points that ask for none', async () => {
      expect(await found({ ...ragScale, points: [{ ...red, actionNeeded: false }, amber, green] })).toEqual([
        '20 rag: "amber" asks for an action, but "red", which is worse, does not',
      ]);
      expect(await found({ ...ragScale, code: 'other' })).toEqual([
        '1 other: The file is found as "rag", but it says that it is "other"',
      ]);
    });
  });
});
