import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type Scale, scaleSchema } from './contract.ts';
import { lintScale } from './lint.ts';
import { type Finding, repeated } from './lint-finding.ts';
import { type Problem, readYamlFile } from './yaml-file.server.ts';

/** Where the ready-made scales are, a file each. */
export const readyScalesDir = join(import.meta.dirname, 'scales');

/**
 * The ready-made scales, by code: for authors to copy into an edition and for questions of a partnership's own. Each is
 * held to more than a scale of an edition: its points differ by shape as well, and a point that asks for an action
 * stands below every point that does not.
 */
export async function loadReadyScales(
  directory: string = readyScalesDir,
): Promise<{ scales: Scale[]; problems: Problem[] }> {
  const files = (await readdir(directory)).filter((name) => name.endsWith('.yaml')).toSorted();
  const scales: Scale[] = [];
  const problems: Problem[] = [];
  for (const name of files) {
    const path = join(directory, name);
    const file = await readYamlFile(path, scaleSchema);
    if ('problems' in file) {
      problems.push(...file.problems);
      continue;
    }
    const scale = file.content;
    const findings = [...lintScale(scale, []), ...lintReadyScale(scale, basename(name, '.yaml'))];
    if (findings.length === 0) scales.push(scale);
    problems.push(...findings.map(({ path: at, code, reason }) => file.problemAt(at, code, reason)));
  }
  return { scales, problems };
}

function lintReadyScale({ code, points, best }: Scale, name: string): Finding[] {
  const worstFirst = points.toSorted((a, b) => (best === 'highest' ? a.order - b.order : b.order - a.order));
  const firstGood = worstFirst.findIndex(({ actionNeeded }) => !actionNeeded);
  return [
    ...(code === name
      ? []
      : [{ code, reason: `The file is found as "${name}", but it says that it is "${code}"`, path: ['code'] }]),
    ...repeated(
      points,
      ({ shape }) => shape,
      (shape, i) => ({
        code,
        reason: `Two points of the scale have the shape "${shape}", so colour alone would tell them apart`,
        path: ['points', i, 'shape'],
      }),
    ),
    ...worstFirst.flatMap((point, rank) =>
      point.actionNeeded && firstGood >= 0 && rank > firstGood
        ? [
            {
              code,
              reason: `"${point.code}" asks for an action, but "${worstFirst[firstGood]?.code}", which is worse, does not`,
              path: ['points', points.indexOf(point), 'actionNeeded'],
            },
          ]
        : [],
    ),
  ];
}
