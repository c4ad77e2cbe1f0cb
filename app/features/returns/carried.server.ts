import { z } from 'zod';
import type { Reader } from '../../../db/client.server.ts';
import { shapes, tones } from '../../../standards/contract.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import type { CarriedQuestion, CarryForward } from './carried.ts';
import { readAnswer } from './facts.ts';

const originsSchema = z.array(
  z.object({
    code: z.string(),
    number: z.string(),
    text: z.string(),
    words: z.array(z.string()),
    narrative: z.string(),
    point: z.object({ word: z.string(), shape: z.enum(shapes), tone: z.enum(tones) }).nullable(),
  }),
);
const evidenceSchema = z.array(z.string());
const retiredSchema = z.array(z.object({ code: z.string(), number: z.string(), text: z.string() }));

/** Ids of evidence as a carried answer stores them. */
export const readCarriedEvidence = (text: string): string[] => evidenceSchema.parse(JSON.parse(text));

/**
 * Answers carried to questions of a return, settled or not, by question code; of some questions alone if named. One that
 * waits while its question has an answer has been overtaken (both came in the same moment), and is revised by it.
 */
export async function listCarried(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
  questionCodes?: readonly string[],
): Promise<Map<string, CarriedQuestion>> {
  if (questionCodes?.length === 0) return new Map();
  let query = db
    .selectFrom('carried_answer')
    .leftJoin('submission', 'submission.id', 'carried_answer.submission_id')
    .leftJoin('edition_move', 'edition_move.id', 'carried_answer.move_id')
    .innerJoin('cycle', (join) =>
      join.on((eb) => eb('cycle.id', '=', eb.fn.coalesce('submission.cycle_id', 'edition_move.cycle_id'))),
    )
    .leftJoin('answer', (join) =>
      join
        .onRef('answer.return_id', '=', 'carried_answer.return_id')
        .onRef('answer.question_code', '=', 'carried_answer.question_code'),
    )
    .select((eb) => [
      'carried_answer.question_code',
      'carried_answer.standard_code',
      'state',
      'rule',
      'fate',
      'note',
      'origins',
      'carried_answer.value',
      'text_only',
      'evidence',
      'answer.revision',
      'cycle.name',
      'cycle.partnership_id',
      'carried_answer.move_id',
      eb.fn.coalesce('submission.submitted_at', 'edition_move.moved_at', eb.val('')).as('given_at'),
    ])
    .where('carried_answer.return_id', '=', returnId)
    .where('carried_answer.organisation_id', 'in', scope.organisationIds);
  if (questionCodes) query = query.where('carried_answer.question_code', 'in', questionCodes);
  const rows = await query.orderBy('carried_answer.question_code').execute();
  return new Map(
    rows.map((row) => [
      row.question_code,
      {
        questionCode: row.question_code,
        standardCode: row.standard_code,
        state: row.state === 'waiting' && row.revision !== null ? 'revised' : row.state,
        rule: row.rule,
        fate: row.fate,
        note: row.note,
        origins: originsSchema.parse(JSON.parse(row.origins)),
        value: row.value === null ? null : readAnswer(row.value),
        textOnly: row.text_only === 1,
        evidence: readCarriedEvidence(row.evidence),
        cycleName: row.move_id === null ? row.name : `${row.name} before it moved`,
        source: row.move_id === null ? 'sent' : 'moved',
        partnershipId: row.partnership_id,
        submittedAt: row.given_at,
      },
    ]),
  );
}

/** Codes of the questions of a return to which something was carried that nobody has settled. */
export async function listWaiting(db: Reader, scope: OrganisationScope, returnId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('carried_answer')
    .leftJoin('answer', (join) =>
      join
        .onRef('answer.return_id', '=', 'carried_answer.return_id')
        .onRef('answer.question_code', '=', 'carried_answer.question_code'),
    )
    .select('carried_answer.question_code')
    .where('carried_answer.organisation_id', 'in', scope.organisationIds)
    .where('carried_answer.return_id', '=', returnId)
    .where('carried_answer.state', '=', 'waiting')
    .where('answer.revision', 'is', null)
    .execute();
  return rows.map((row) => row.question_code);
}

/** What became of last time's answers in a return; undefined while nobody has looked for them yet. */
export async function findCarryForward(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
): Promise<CarryForward | undefined> {
  const row = await db
    .selectFrom('carry_forward')
    .leftJoin('submission', 'submission.id', 'carry_forward.submission_id')
    .leftJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .leftJoin('standard_edition', 'standard_edition.id', 'submission.edition_id')
    .select([
      'carry_forward.outcome',
      'carry_forward.retired',
      'submission.return_id as fromReturn',
      'submission.submitted_at as submittedAt',
      'cycle.name as cycleName',
      'standard_edition.title',
    ])
    .where('carry_forward.return_id', '=', returnId)
    .where('carry_forward.organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  if (!row) return undefined;
  const { fromReturn, submittedAt, cycleName, title } = row;
  return {
    outcome: row.outcome,
    from:
      fromReturn === null || submittedAt === null || cycleName === null || title === null
        ? null
        : { returnId: fromReturn, submittedAt, cycleName, editionTitle: title },
    retired: retiredSchema.parse(JSON.parse(row.retired)),
  };
}
