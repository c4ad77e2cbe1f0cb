import type { Reader, Trx } from '../../../db/client.server.ts';
import type { Succession } from '../../../standards/contract.ts';
import type { Stamp } from '../../platform/portal.ts';
import { recordEvent } from '../audit/commands.server.ts';

/** `section-11/2018.1--2023.1`: how a succession is named everywhere. */
export const successionId = ({ set, from, to }: Pick<Succession, 'set' | 'from' | 'to'>): string =>
  `${set}/${from}--${to}`;

/** A succession as it is installed, under its name. */
export interface InstalledSuccession {
  readonly id: string;
  readonly sha256: string;
  readonly installedAt: string;
  readonly succession: Succession;
}

/**
 * Installs a succession that the loader has checked. The same text again does nothing; another text replaces the one
 * that is there, because a succession may be mended. What has been carried by the old text stays as it was carried.
 */
export async function installSuccession(
  trx: Trx,
  stamp: Stamp,
  { succession, sha256 }: { readonly succession: Succession; readonly sha256: string },
): Promise<'installed' | 'unchanged' | 'replaced'> {
  const id = successionId(succession);
  const known = await trx.selectFrom('standard_succession').select('sha256').where('id', '=', id).executeTakeFirst();
  if (known?.sha256 === sha256) return 'unchanged';
  const row = {
    id,
    set_code: succession.set,
    from_edition: succession.from,
    to_edition: succession.to,
    sha256,
    document: JSON.stringify(succession),
    installed_at: stamp.now,
  };
  await trx
    .insertInto('standard_succession')
    .values(row)
    .onConflict((conflict) =>
      conflict.column('id').doUpdateSet({ sha256, document: row.document, installed_at: row.installed_at }),
    )
    .execute();
  await recordEvent(trx, stamp, {
    type: 'succession.installed',
    owner: 'system',
    actorId: null,
    subject: { kind: 'succession', id },
    detail: { sha256, replaced: known?.sha256 ?? null },
  });
  return known ? 'replaced' : 'installed';
}

const columns = ['id', 'sha256', 'document', 'installed_at'] as const;

const installed = (row: { id: string; sha256: string; document: string; installed_at: string }) => ({
  id: row.id,
  sha256: row.sha256,
  installedAt: row.installed_at,
  succession: JSON.parse(row.document) as Succession,
});

/** Every installed succession of a set, oldest first. Like editions they belong to nobody. */
export async function listSuccessions(db: Reader, setCode: string): Promise<InstalledSuccession[]> {
  const rows = await db
    .selectFrom('standard_succession')
    .select(columns)
    .where('set_code', '=', setCode)
    .orderBy('from_edition')
    .orderBy('to_edition')
    .limit(200)
    .execute();
  return rows.map(installed);
}

/** The succession between two editions of a set; undefined where none is installed. */
export async function findSuccession(
  db: Reader,
  between: Pick<Succession, 'set' | 'from' | 'to'>,
): Promise<InstalledSuccession | undefined> {
  const row = await db
    .selectFrom('standard_succession')
    .select(columns)
    .where('id', '=', successionId(between))
    .executeTakeFirst();
  return row && installed(row);
}
