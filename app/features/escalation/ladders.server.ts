import type { Reader } from '../../../db/client.server.ts';
import { type Duty, type Ladder, type Letter, ladderSchema, type Subject } from './ladder.ts';
import { usualLadders } from './usual-ladders.ts';
import { usualLetters } from './wording.ts';

export interface StoredLadder {
  readonly ladder: Ladder;
  /** 0 while nothing was ever set. */
  readonly revision: number;
}

/** The ladder of one kind of thing in a partnership: its own, or the usual one. */
export async function getLadder(db: Reader, partnershipId: string, subject: Subject): Promise<StoredLadder> {
  const row = await db
    .selectFrom('escalation_ladder')
    .select(['ladder', 'revision'])
    .where('partnership_id', '=', partnershipId)
    .where('subject', '=', subject)
    .executeTakeFirst();
  return row
    ? { ladder: ladderSchema.parse(JSON.parse(row.ladder)), revision: row.revision }
    : { ladder: usualLadders[subject], revision: 0 };
}

export interface StoredWording {
  readonly text: string;
  readonly revision: number;
}

/** The words that a letter starts with in a partnership: its own, or the usual ones. */
export async function getWording(
  db: Reader,
  partnershipId: string,
  letter: Letter,
  duty: Duty,
): Promise<StoredWording> {
  const row = await db
    .selectFrom('escalation_wording')
    .select(['text', 'revision'])
    .where('partnership_id', '=', partnershipId)
    .where('letter', '=', letter)
    .where('duty', '=', duty)
    .executeTakeFirst();
  return row ?? { text: usualLetters[letter][duty], revision: 0 };
}
