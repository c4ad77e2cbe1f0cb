import { parseArgs } from 'node:util';
import { exportToFile } from '../../features/exchange/export/export-to-file.server.ts';
import type { CommandContext } from '../command.ts';

export const exportUsage = 'npm run los -- organisations export ORGANISATION --out FILE.zip';

/** `organisations export`: the copy of everything of one organisation as a ZIP file. */
export async function exportOrganisation(args: string[], { print, error, portal }: CommandContext): Promise<number> {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    strict: false,
    options: { out: { type: 'string' } },
  });
  const [organisationId, ...more] = positionals;
  if (organisationId === undefined || more.length > 0 || typeof values.out !== 'string') {
    error(`Usage: ${exportUsage}`);
    return 2;
  }
  const made = await exportToFile(await portal(), organisationId, values.out, async (percent, note) =>
    print(`${percent}%  ${note}`),
  );
  if (!made) {
    error(`There is no organisation '${organisationId}'`);
    return 1;
  }
  print(`Wrote ${values.out}: ${made.files} files, ${made.size} bytes, SHA-256 ${made.sha256}`);
  return 0;
}
