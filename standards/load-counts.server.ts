import { basename, dirname } from 'node:path';
import { type Counts, countsSchema } from './beside-contract.ts';
import type { Edition } from './contract.ts';
import { lintCounts } from './lint-counts.ts';
import { type Problem, readYamlFile } from './yaml-file.server.ts';

/** The checks of the figures of a set are in `SET/counts.yaml`, beside its editions. */
export const isCountsFile = (file: string): boolean => basename(file) === 'counts.yaml';

/** Reads the checks of the figures of one set; gives either sound checks or everything that is wrong with them. */
export async function readCountsFile(
  path: string,
  editions: readonly Edition[],
): Promise<{ loaded?: Counts; problems: Problem[] }> {
  const file = await readYamlFile(path, countsSchema);
  if ('problems' in file) return file;
  const { content, problemAt } = file;
  const folder = basename(dirname(path));
  if (content.set !== folder)
    return {
      problems: [
        problemAt(['set'], content.set, `The file is in the folder of "${folder}", but says "${content.set}"`),
      ],
    };
  const findings = lintCounts(
    content.relations,
    editions.filter(({ set }) => set === content.set),
  );
  const problems = findings.map((finding) => problemAt(finding.path, finding.code, finding.reason));
  return problems.length > 0 ? { problems } : { loaded: content, problems };
}
