import type { ReturnForEdit } from '../commands/edit-return.server.ts';
import type { ReturnAtHand, SaveAnswersInput, SaveInReturnOutcome } from '../commands/save-answers.server.ts';
import { concernedBy } from './concerned.server.ts';
import { copyUses } from './uses.server.ts';

type Input = Omit<SaveAnswersInput, 'returnId'>;

/**
 * Saves what was just written in one return in every other that is answered together with it: the same words over
 * whatever revision stands there, so that afterwards all of them say the same. Each counts its own progress, settles its
 * own carried answers and goes back to work by itself. A conflict is the first return's alone.
 */
export async function saveInOthers(
  hand: ReturnAtHand,
  input: Input,
  outcome: SaveInReturnOutcome,
  save: (hand: ReturnAtHand, input: Input) => Promise<SaveInReturnOutcome>,
): Promise<SaveInReturnOutcome> {
  const { together } = await concernedBy(hand.trx, hand.agencyReturn, { standard: input.standardCode });
  const { written } = outcome;
  if (together.length === 0 || (written.length === 0 && input.mark === undefined)) return outcome;
  let { takenBack } = outcome;
  for (const other of together) {
    const standing = await revisionsIn(hand, other, written);
    const answers = input.answers
      .filter(({ questionCode }) => written.includes(questionCode))
      .map((answer) => ({ ...answer, revision: standing.get(answer.questionCode) ?? 0 }));
    const { standardCode, mark } = input;
    const saved = await save({ ...hand, agencyReturn: other, follows: true }, { standardCode, answers, mark });
    takenBack ||= saved.takenBack;
    await copyUses(hand, other, written);
  }
  return { ...outcome, takenBack };
}

async function revisionsIn({ trx }: ReturnAtHand, { id }: ReturnForEdit, codes: readonly string[]) {
  if (codes.length === 0) return new Map<string, number>();
  const rows = await trx
    .selectFrom('answer')
    .select(['question_code', 'revision'])
    .where('return_id', '=', id)
    .where('question_code', 'in', codes)
    .execute();
  return new Map(rows.map((row) => [row.question_code, row.revision]));
}
