import type { Reader } from '../../../../db/client.server.ts';
import { wordDifferences } from '../../questionnaire/word-differences.ts';
import type { TextDifference } from '../../submissions/versions/difference.ts';
import { letterPassages, passageDifferences } from '../passages.ts';
import { findApproval } from './approval.server.ts';
import type { LetterBody } from './letter-model.server.ts';
import type { LetterRecords } from './letter-records.server.ts';

/** One change of the words of a letter: who, when, and each text before and after. */
export interface LetterEdit {
  readonly revision: number;
  readonly by: string;
  readonly at: string;
  readonly differences: readonly TextDifference[];
}

const labels = [
  ['Opening', 'opening'],
  ['What is working well', 'strengths'],
  ['Closing', 'closing'],
] as const;

/** How many changes a page shows; there are rarely ten. */
const mostEdits = 50;

/** Every change of the words of a letter, newest first; the first one is against what the record proposed. */
export async function listLetterEdits(
  db: Reader,
  { submissionId, partnershipId }: Pick<LetterRecords, 'submissionId' | 'partnershipId'>,
): Promise<LetterEdit[]> {
  const rows = await db
    .selectFrom('outcome_letter_words')
    .innerJoin('person', 'person.id', 'outcome_letter_words.saved_by')
    .select(['outcome_letter_words.revision', 'opening', 'strengths', 'closing', 'saved_at', 'person.name'])
    .where('submission_id', '=', submissionId)
    .where('partnership_id', '=', partnershipId)
    .orderBy('outcome_letter_words.revision', 'desc')
    .limit(mostEdits)
    .execute();
  return rows.slice(0, -1).map((row, at) => ({
    revision: row.revision,
    by: row.name,
    at: row.saved_at,
    differences: labels.flatMap(([label, name]) => {
      const before = rows[at + 1]?.[name] ?? '';
      return before === row[name] ? [] : [{ label, ...wordDifferences(before, row[name]) }];
    }),
  }));
}

/** What is in the letter now and was not when it was last approved or, before that, when its words were last saved. */
export interface ChangedSince {
  readonly since: 'approved' | 'saved';
  readonly at: string;
  readonly differences: readonly TextDifference[];
}

/** Compares a letter with its last approved or saved state; null where they say the same, and where there is none. */
export async function findChangedSince(
  db: Reader,
  records: Pick<LetterRecords, 'submissionId' | 'partnershipId'>,
  body: LetterBody,
): Promise<ChangedSince | null> {
  const approval = await findApproval(db, records);
  const saved = approval ? undefined : await findSaved(db, records);
  const state = approval ?? saved;
  if (!state) return null;
  const differences = passageDifferences(letterPassages(state.body), letterPassages(body));
  return differences.length === 0 ? null : { since: approval ? 'approved' : 'saved', at: state.at, differences };
}

async function findSaved(
  db: Reader,
  { submissionId, partnershipId }: Pick<LetterRecords, 'submissionId' | 'partnershipId'>,
): Promise<{ readonly body: LetterBody; readonly at: string } | undefined> {
  const row = await db
    .selectFrom('outcome_letter_words')
    .select(['body', 'saved_at'])
    .where('submission_id', '=', submissionId)
    .where('partnership_id', '=', partnershipId)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  // Written by `saveLetterText` from a typed body.
  return row ? { body: JSON.parse(row.body) as LetterBody, at: row.saved_at } : undefined;
}
