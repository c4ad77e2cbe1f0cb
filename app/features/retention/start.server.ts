import type { Portal } from '../../platform/portal.ts';
import { countOf } from '../../platform/words.ts';
import { removeFiles } from './files.server.ts';
import { readJournalState, writeJournal } from './journal.server.ts';

/**
 * What a start does about disposals: finishes what a kill interrupted. Gives the words with which the start is refused
 * when the journal knows of disposals that the database does not; null when all is well.
 */
export async function startDisposals(portal: Portal): Promise<string | null> {
  const words = await journalProblem(portal);
  if (words !== null) return words;
  await writeJournal(portal);
  await removeFiles(portal);
  return null;
}

/** Why the journal and the database do not fit, in words for the operator; null when they do. */
export async function journalProblem(portal: Portal): Promise<string | null> {
  const state = await readJournalState(portal);
  if (state.is === 'another') return state.words;
  if (state.is !== 'ahead') return null;
  const { seq } = await portal.database.db
    .selectFrom('disposal_journal')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirstOrThrow();
  return `The journal of disposals holds ${countOf(state.seq - Number(seq ?? 0), 'entry', 'entries')} that this database does not know: it was restored from an older backup, and records that had gone are back. Run npm run los -- retention replay, then start again.`;
}
