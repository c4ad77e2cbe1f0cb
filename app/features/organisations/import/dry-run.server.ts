import { createHash } from 'node:crypto';
import type { Reader } from '../../../../db/client.server.ts';
import { asThePortal } from '../../../../db/reach.ts';
import { organisationOf } from '../queries.server.ts';
import type { RowReading } from './candidate.ts';
import { type ImportOutcome, type ImportRow, importOutcomes, type PlannedRow, planImport } from './compare.ts';
import type { KnownOrganisation } from './directory-index.ts';
import { type ImportFormat, UnreadableFile } from './format.ts';
import { type FileSource, openImportFile } from './read-file.server.ts';
import { readRegisterRow } from './register-row.ts';
import { readTemplateRow } from './template-row.ts';

/** A file as read for one local authority (the schools register) or whole (our template). */
export type ImportReading =
  | { readonly format: ImportFormat; readonly authorities: readonly Authority[] }
  | { readonly format: ImportFormat; readonly localAuthority: string | null; readonly rows: readonly RowReading[] };

export interface Authority {
  readonly name: string;
  readonly establishments: number;
}

const mostRows = 10_000;

/**
 * Reads a file. The schools register needs a local authority: without one, those in the file are given to choose from.
 * Only rows of that authority are kept, so that the whole country never sits in memory.
 */
export async function readImport(source: FileSource, localAuthority: string | undefined): Promise<ImportReading> {
  const file = await openImportFile(source);
  const authorities = new Map<string, number>();
  const rows: RowReading[] = [];
  const ofRegister = file.format === 'register';
  for await (const row of file.rows()) {
    const authority = row.cell('LA (name)');
    if (ofRegister) authorities.set(authority, (authorities.get(authority) ?? 0) + 1);
    if (ofRegister && authority !== localAuthority) continue;
    rows.push(ofRegister ? readRegisterRow(row) : readTemplateRow(row));
    if (rows.length > mostRows)
      throw new UnreadableFile(`The file has more than ${mostRows.toLocaleString('en-GB')} rows: import it in parts`);
  }
  if (!ofRegister && rows.length === 0) throw new UnreadableFile('The file has column names and no rows beneath them');
  if (ofRegister && (localAuthority === undefined || !authorities.has(localAuthority)))
    return {
      format: file.format,
      authorities: [...authorities]
        .map(([name, establishments]) => ({ name, establishments }))
        .filter(({ name }) => name !== '')
        .toSorted((one, other) => one.name.localeCompare(other.name, 'en-GB')),
    };
  return { format: file.format, localAuthority: ofRegister ? (localAuthority ?? null) : null, rows };
}

export interface DryRun {
  readonly format: ImportFormat;
  readonly localAuthority: string | null;
  readonly rows: readonly ImportRow[];
  readonly counts: Readonly<Record<ImportOutcome, number>>;
  /** Names what applying would do: the same file on the same directory has the same. */
  readonly outcome: string;
  /** How many contacts of the file can be invited; each stands in its row. */
  readonly invitees: number;
  /** No row is refused, and something would change. */
  readonly mayApply: boolean;
}

/** What importing the rows would do to the directory of a partnership on a day. Nothing is written. */
export async function planAgainstDirectory(
  db: Reader,
  { partnershipId, today }: { readonly partnershipId: string; readonly today: string },
  reading: Extract<ImportReading, { rows: unknown }>,
): Promise<{ readonly dryRun: DryRun; readonly planned: readonly PlannedRow[] }> {
  const known = await asThePortal(
    'an organisation that the installation knows by its number',
    () => readDirectory(db, partnershipId, today, reading.rows),
    db,
  );
  const planned = planImport(reading.rows, known);
  const counts = Object.fromEntries(Object.keys(importOutcomes).map((code) => [code, 0])) as Record<
    ImportOutcome,
    number
  >;
  for (const { outcome } of planned) counts[outcome] += 1;
  const rows = planned.map(
    ({ row, name, outcome, changes, reasons, invites }): ImportRow => ({
      row,
      name,
      outcome,
      changes,
      reasons,
      invites,
    }),
  );
  const touches = counts.new + counts.joins + counts.changed + counts.closed > 0;
  return {
    planned,
    dryRun: {
      format: reading.format,
      localAuthority: reading.localAuthority,
      rows,
      counts,
      outcome: createHash('sha256').update(JSON.stringify(rows)).digest('hex'),
      invitees: rows.filter(({ invites }) => invites !== null).length,
      mayApply: counts.refused === 0 && touches,
    },
  };
}

const batch = 500;

/** The partnership's organisations, past and present, and any other that has a register number of the file. */
async function readDirectory(
  db: Reader,
  partnershipId: string,
  today: string,
  readings: readonly RowReading[],
): Promise<KnownOrganisation[]> {
  const memberships = await db
    .selectFrom('partnership_member')
    .select(['organisation_id', 'left_on'])
    .where('partnership_id', '=', partnershipId)
    .execute();
  const ever = new Set(memberships.map((member) => member.organisation_id));
  const members = new Set(
    memberships.filter(({ left_on }) => left_on === null).map((member) => member.organisation_id),
  );
  const candidates = readings.flatMap((reading) => ('candidate' in reading ? [reading.candidate] : []));
  const rows = [
    ...(await inBatches([...ever], (ids) =>
      db.selectFrom('organisation').selectAll().where('id', 'in', ids).execute(),
    )),
    ...(await inBatches(defined(candidates.map(({ urn }) => urn)), (urns) =>
      db.selectFrom('organisation').selectAll().where('urn', 'in', urns).execute(),
    )),
    ...(await inBatches(defined(candidates.map(({ odsCode }) => odsCode)), (codes) =>
      db.selectFrom('organisation').selectAll().where('ods_code', 'in', codes).execute(),
    )),
  ];
  const byId = new Map(rows.map((row) => [row.id, organisationOf(row)]));
  const contacts = Map.groupBy(
    await inBatches([...byId.keys()], (ids) =>
      db
        .selectFrom('organisation_contact')
        .select(['id', 'organisation_id', 'name', 'job_title as jobTitle', 'email'])
        .where('organisation_id', 'in', ids)
        .where('removed_at', 'is', null)
        .orderBy('created_at')
        .execute(),
    ),
    (contact) => contact.organisation_id,
  );
  const holders = Map.groupBy(
    await inBatches([...byId.keys()], (ids) =>
      db
        .selectFrom('role_grant')
        .innerJoin('person', 'person.id', 'role_grant.person_id')
        .select(['role_grant.organisation_id', 'person.email'])
        .where('role_grant.organisation_id', 'in', ids)
        .where((eb) => eb.or([eb('role_grant.to_on', 'is', null), eb('role_grant.to_on', '>', today)]))
        .execute(),
    ),
    (holder) => holder.organisation_id,
  );
  return [...byId.values()].map((organisation) => ({
    organisation,
    member: members.has(organisation.id),
    everMember: ever.has(organisation.id),
    contacts: contacts.get(organisation.id) ?? [],
    holders: new Set((holders.get(organisation.id) ?? []).map(({ email }) => email)),
  }));
}

const defined = (codes: readonly (string | undefined)[]) => [...new Set(codes.filter((code) => code !== undefined))];

async function inBatches<T>(keys: readonly string[], read: (part: string[]) => Promise<T[]>): Promise<T[]> {
  const found: T[] = [];
  for (let start = 0; start < keys.length; start += batch)
    found.push(...(await read(keys.slice(start, start + batch))));
  return found;
}
