import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, constants } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { applyImport } from '../../features/organisations/commands/import-organisations.server.ts';
import { type ImportRow, importOutcomes } from '../../features/organisations/import/compare.ts';
import { type DryRun, planAgainstDirectory, readImport } from '../../features/organisations/import/dry-run.server.ts';
import { formatNames, UnreadableFile } from '../../features/organisations/import/format.ts';
import { findPartnershipBySlug } from '../../features/organisations/queries.server.ts';
import type { Portal } from '../../platform/portal.ts';
import { countOf } from '../../platform/words.ts';
import type { CliCommand, CommandContext } from '../command.ts';
import { exportOrganisation, exportUsage } from './export-organisation.ts';

export const command: CliCommand = {
  name: 'organisations',
  summary: 'imports a directory of organisations, exports everything of one',
  usage: `Usage: npm run los -- organisations import FILE [--partnership SLUG] [--local-authority NAME] [--apply]
       ${exportUsage}

import shows what importing FILE would do, row by row: new, changed, closed, unchanged, left out and refused. FILE is our CSV
template or the "all establishments" extract of Get Information About Schools, which needs --local-authority.
Nothing is written without --apply, and nothing is written while a row is refused (exit code 1).
--partnership may be left out when the installation has one partnership.

export writes everything of the organisation with this id (the last part of its address, /organisations/ORGANISATION) to
a ZIP file: returns with their history, what was sent, evidence, letters, actions. See docs/export-format.md.`,
  async run(args, context) {
    if (args[0] === 'export') return exportOrganisation(args.slice(1), context);
    const asked = readArguments(args);
    if (!asked) {
      context.error(this.usage);
      return 2;
    }
    try {
      await access(asked.file, constants.R_OK);
    } catch {
      context.error(`The file '${asked.file}' cannot be read`);
      return 2;
    }
    try {
      return await importFile(asked, context);
    } catch (problem) {
      if (!(problem instanceof UnreadableFile)) throw problem;
      context.error(problem.message);
      return 1;
    }
  },
};

interface Asked {
  readonly file: string;
  readonly partnership: string | undefined;
  readonly localAuthority: string | undefined;
  readonly apply: boolean;
}

function readArguments(args: string[]): Asked | undefined {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        partnership: { type: 'string' },
        'local-authority': { type: 'string' },
        apply: { type: 'boolean', default: false },
      },
    });
    const [verb, file, ...more] = positionals;
    if (verb !== 'import' || file === undefined || more.length > 0) return undefined;
    return { file, partnership: values.partnership, localAuthority: values['local-authority'], apply: values.apply };
  } catch {
    return undefined;
  }
}

async function importFile(asked: Asked, context: CommandContext): Promise<number> {
  const { print, error } = context;
  const portal = await context.portal();
  const partnership = await findPartnershipBySlug(portal.database.db, asked.partnership);
  if (!partnership) {
    error(
      asked.partnership === undefined
        ? 'Say which partnership with --partnership SLUG: there is none, or more than one'
        : `There is no partnership '${asked.partnership}'`,
    );
    return 1;
  }
  const reading = await readImport(async () => createReadStream(asked.file), asked.localAuthority);
  if ('authorities' in reading) {
    error(
      asked.localAuthority === undefined
        ? 'This file holds many local authorities: choose one with --local-authority NAME'
        : `There is no local authority '${asked.localAuthority}' in the file`,
    );
    for (const { name, establishments } of reading.authorities) print(`${name}\t${establishments}`);
    return 1;
  }
  const { dryRun } = await planAgainstDirectory(
    portal.database.db,
    { partnershipId: partnership.id, today: portal.stamp().today },
    reading,
  );
  print(`${formatNames[dryRun.format]}, for ${partnership.name}`);
  for (const row of dryRun.rows) print(lineOf(row));
  print(totalsOf(dryRun));
  if (dryRun.counts.refused > 0) {
    error('Nothing was imported: mend the refused rows and try again');
    return 1;
  }
  if (!asked.apply) {
    print(dryRun.mayApply ? 'Nothing was written. Add --apply to import' : 'There is nothing to import');
    return 0;
  }
  return applied(portal, partnership.id, reading, dryRun, asked, context);
}

async function applied(
  portal: Portal,
  partnershipId: string,
  reading: Parameters<typeof applyImport>[2],
  { outcome }: DryRun,
  { file }: Asked,
  { print, error }: CommandContext,
): Promise<number> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  const result = await applyImport(portal, { partnershipId, actorId: null }, reading, {
    sha256: hash.digest('hex'),
    outcome,
  });
  if (!result.ok) {
    error(result.problem);
    return 1;
  }
  print('Imported');
  return 0;
}

function lineOf({ row, name, outcome, changes, reasons }: ImportRow): string {
  const changed = changes.map(({ field, from, to }) => `${field}: ${from || '(empty)'} > ${to || '(empty)'}`);
  const more = outcome === 'new' ? [] : [...reasons, ...changed];
  return [`row ${row}`, importOutcomes[outcome].toLowerCase(), name, ...more].join('\t');
}

function totalsOf({ rows, counts }: DryRun): string {
  const parts = Object.entries(importOutcomes).map(
    ([outcome, words]) => `${counts[outcome as keyof typeof importOutcomes]} ${words.toLowerCase()}`,
  );
  return `${countOf(rows.length, 'row')}: ${parts.join(', ')}`;
}
