import type { Reader, Trx } from '../../../db/client.server.ts';
import type { Edition } from '../../../standards/contract.ts';
import type { Stamp } from '../../platform/portal.ts';
import { notFound, Refusal } from '../../platform/refusals.ts';
import { recordEvent } from '../audit/commands.server.ts';
import { type CompiledEdition, compileEdition } from './compiled-edition.ts';

/** `section-11/2023.1`: how an edition is named everywhere. */
export const editionId = (edition: Pick<Edition, 'set' | 'edition'>): string => `${edition.set}/${edition.edition}`;

/**
 * Installs an edition that the loader has checked. Installing the same text again does nothing; a published edition
 * with another text is refused, because what people answered must stay what they were asked.
 */
export async function installEdition(
  trx: Trx,
  stamp: Stamp,
  { edition, sha256 }: { readonly edition: Edition; readonly sha256: string },
): Promise<'installed' | 'unchanged' | 'replaced-draft'> {
  const id = editionId(edition);
  const known = await trx
    .selectFrom('standard_edition')
    .select(['sha256', 'status'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (known?.sha256 === sha256) return 'unchanged';
  if (known?.status === 'published') {
    throw new Refusal(
      'not-now',
      `Edition ${id} is published and installed with another text; give the change a new edition`,
    );
  }
  const row = {
    set_code: edition.set,
    edition: edition.edition,
    status: edition.status,
    title: edition.title,
    short_title: edition.shortTitle,
    sector: edition.sector,
    sha256,
    document: JSON.stringify(edition),
    installed_at: stamp.now,
    partnership_id: null,
    base_edition_id: null,
  };
  if (known) await trx.updateTable('standard_edition').set(row).where('id', '=', id).execute();
  else
    await trx
      .insertInto('standard_edition')
      .values({ id, ...row })
      .execute();
  await recordEvent(trx, stamp, {
    type: 'edition.installed',
    owner: 'system',
    actorId: null,
    subject: { kind: 'edition', id },
    detail: { sha256 },
  });
  return known ? 'replaced-draft' : 'installed';
}

/** The longest list of editions that is shown. */
export const mostEditions = 200;

export interface EditionSummary {
  readonly id: string;
  readonly title: string;
  /** The title with its number, because editions of one set may share a title. */
  readonly name: string;
  readonly shortTitle: string;
  readonly sector: 'agency' | 'setting';
  readonly status: 'draft' | 'published';
  readonly sha256: string;
  readonly installedAt: string;
}

/**
 * Every edition of the library that is installed, newest edition of each set first. They belong to nobody: anyone signed
 * in may read them. What a partnership froze with questions of its own is not among them.
 */
export async function listEditions(db: Reader): Promise<EditionSummary[]> {
  const rows = await db
    .selectFrom('standard_edition')
    .select(['id', 'title', 'edition', 'short_title', 'sector', 'status', 'sha256', 'installed_at'])
    .where('partnership_id', 'is', null)
    .orderBy('set_code')
    .orderBy('edition', 'desc')
    .limit(mostEditions)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    title: row.title,
    name: `${row.title}, edition ${row.edition}`,
    shortTitle: row.short_title,
    sector: row.sector === 'setting' ? 'setting' : 'agency',
    status: row.status,
    sha256: row.sha256,
    installedAt: row.installed_at,
  }));
}

/**
 * An edition of the library, by anybody, with its fingerprint and the instant this text was installed. Refuses what a
 * partnership froze with questions of its own as unknown.
 */
export async function getSharedEdition(
  db: Reader,
  id: string,
): Promise<{ readonly compiled: CompiledEdition; readonly sha256: string; readonly installedAt: string }> {
  const row = await db
    .selectFrom('standard_edition')
    .select(['sha256', 'installed_at'])
    .where('id', '=', id)
    .where('partnership_id', 'is', null)
    .executeTakeFirst();
  if (!row) throw notFound();
  return { compiled: await getEdition(db, id, row.sha256), sha256: row.sha256, installedAt: row.installed_at };
}

const compiledBySha = new Map<string, CompiledEdition>();
const mostCompiled = 32;

/**
 * An installed edition, ready for the engine. Published text never changes, so it is compiled once and kept by its
 * hash. Refuses an edition that is not installed. A caller that has read the hash beside its own rows passes it on,
 * which saves the look-up.
 */
export async function getEdition(db: Reader, id: string, knownSha256?: string): Promise<CompiledEdition> {
  const kept = knownSha256 === undefined ? undefined : compiledBySha.get(knownSha256);
  if (kept) return kept;
  const row = await db.selectFrom('standard_edition').select('sha256').where('id', '=', id).executeTakeFirst();
  if (!row) throw notFound();
  const compiledBefore = compiledBySha.get(row.sha256);
  if (compiledBefore) return compiledBefore;
  const { document } = await db
    .selectFrom('standard_edition')
    .select('document')
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
  const compiled = compileEdition(JSON.parse(document) as Edition);
  compiledBySha.set(row.sha256, compiled);
  const oldest = compiledBySha.keys().next();
  if (compiledBySha.size > mostCompiled && !oldest.done) compiledBySha.delete(oldest.value);
  return compiled;
}
