import type { ComparisonModel } from '../../../pdf/models.ts';
import { findChain } from '../../../standards/carry-forward.ts';
import type { Edition } from '../../../standards/contract.ts';
import { compareEditionNumbers } from '../../../standards/edition-order.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { type ComparisonFilter, readComparisonFilter } from './change-kinds.ts';
import { comparisonModel } from './comparison-model.ts';
import { drawOnce } from './drawn-files.server.ts';
import { setInWords } from './edition-facts.ts';
import { getEdition, getSharedEdition } from './editions.server.ts';
import { composedFates, type FatesBetween, fatesWithin, guessedFates, writtenFates } from './fates-between.ts';
import { listSuccessions } from './successions.server.ts';

export interface ComparisonPage {
  readonly set: string;
  readonly setName: string;
  /** Every installed edition of the set, newest first. */
  readonly editions: readonly string[];
  readonly from: string | null;
  readonly to: string | null;
  readonly filter: ComparisonFilter;
  /** Null where there are not two editions to compare; `problem` says why. */
  readonly model: ComparisonModel | null;
  readonly problem: string | null;
}

/**
 * Two editions of a set side by side. Without editions in the query: the newest and the one before it. The older one is
 * always the first, whatever order they are asked in. Refuses a set or an edition that is not installed.
 */
export async function getComparison(portal: Portal, set: string, query: URLSearchParams): Promise<ComparisonPage> {
  const { db } = portal.database;
  const rows = await db
    .selectFrom('standard_edition')
    .select('edition')
    .where('set_code', '=', set)
    .where('partnership_id', 'is', null)
    .limit(200)
    .execute();
  const editions = rows.map(({ edition }) => edition).toSorted((a, b) => compareEditionNumbers(b, a));
  const [newest] = editions;
  if (newest === undefined) throw notFound();
  const asked = [query.get('from') ?? editions[1] ?? newest, query.get('to') ?? newest];
  if (asked.some((edition) => !editions.includes(edition))) throw notFound();
  const [from = newest, to = newest] = asked.toSorted(compareEditionNumbers);
  const filter = readComparisonFilter(query.get('kind'));
  const page = { set, setName: setInWords(set), editions, from, to, filter };
  if (from === to) return { ...page, model: null, problem: nothingToCompare(editions, from) };

  const [older, newer] = [await getSharedEdition(db, `${set}/${from}`), await getSharedEdition(db, `${set}/${to}`)];
  const fates = await fatesBetween(portal, older.compiled.edition, newer.compiled.edition);
  const model = comparisonModel({
    from: older.compiled.edition,
    to: newer.compiled.edition,
    fates,
    filter,
    madeOn: older.installedAt > newer.installedAt ? older.installedAt : newer.installedAt,
    publicOrigin: portal.config.publicOrigin,
  });
  return { ...page, model, problem: null };
}

const nothingToCompare = (editions: readonly string[], edition: string) =>
  editions.length < 2
    ? `Edition ${edition} is the only one of this set, so there is nothing to compare it with.`
    : `You chose edition ${edition} twice. Choose two different editions.`;

/**
 * What became of every question of one edition in another of the same set: as one succession says, as several say
 * together, or as the computer guesses where no chain leads there. Editions with a partnership's own questions go the way
 * of the edition that they were made from.
 */
export async function fatesBetween(
  { database: { db } }: Pick<Portal, 'database'>,
  from: Edition,
  to: Edition,
): Promise<FatesBetween> {
  const successions = (await listSuccessions(db, from.set)).map(({ succession }) => succession);
  const chain = findChain(successions, from.edition, to.edition);
  if (!chain) return guessedFates(from, to);
  const [only] = chain;
  if (!only) return fatesWithin(from, to);
  if (chain.length === 1) return writtenFates(only, from, to);
  const between: Edition[] = [];
  for (const { to: passed } of chain.slice(0, -1)) {
    const found = await findEdition(db, `${from.set}/${passed}`);
    if (!found) return guessedFates(from, to);
    between.push(found);
  }
  return composedFates(chain, [from, ...between, to]);
}

/** A chain may pass an edition that this portal never installed. */
async function findEdition(db: Portal['database']['db'], id: string): Promise<Edition | undefined> {
  const row = await db.selectFrom('standard_edition').select('sha256').where('id', '=', id).executeTakeFirst();
  return row && (await getEdition(db, id, row.sha256)).edition;
}

/** The comparison as a PDF, drawn off the request thread. Refuses where there are not two editions to compare. */
export async function drawComparison(
  portal: Portal,
  set: string,
  query: URLSearchParams,
): Promise<{ readonly bytes: Uint8Array; readonly fileName: string }> {
  const { model, from, to } = await getComparison(portal, set, query);
  if (!model) throw notFound();
  const bytes = await drawOnce(portal, model, 'pdf');
  return { bytes, fileName: `${set}-${from}-to-${to}.pdf` };
}
