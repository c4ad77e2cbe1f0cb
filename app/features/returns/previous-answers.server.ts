import { z } from 'zod';
import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { type ContentQuestion, returnContentSchema } from './content.ts';
import type { AgencyReturn } from './schema.ts';
import type { PreviousAnswer } from './standard-page.ts';

export interface PreviousReturn {
  readonly submittedAt: string;
  readonly cycleName: string;
  readonly answers: ReadonlyMap<string, PreviousAnswer>;
}

/** A sent return never changes, so what is read out of one is kept for a while. */
const known = new Map<string, ReadonlyMap<string, ContentQuestion>>();
const mostKnown = 64;

const snapshotSchema = z.object({ content: returnContentSchema });

/**
 * The last return that the organisation sent on the same set of standards, for the question codes asked for. Nothing
 * when there is none, or when none of the codes was in it.
 */
export async function findPreviousReturn(
  db: Reader,
  scope: OrganisationScope,
  agencyReturn: AgencyReturn,
  questions: readonly { readonly code: string; readonly text: string }[],
): Promise<PreviousReturn | undefined> {
  const row = await db
    .selectFrom('submission')
    .innerJoin('standard_edition', 'standard_edition.id', 'submission.edition_id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .select(['submission.id', 'submission.submitted_at', 'submission.edition_id', 'cycle.name'])
    .where('submission.organisation_id', '=', agencyReturn.organisationId)
    .where('submission.organisation_id', 'in', scope.organisationIds)
    .where('submission.return_id', '<>', agencyReturn.id)
    .where('submission.submitted_at', '<', agencyReturn.submittedAt ?? '9999')
    .where(
      'standard_edition.set_code',
      '=',
      db.selectFrom('standard_edition').select('set_code').where('id', '=', agencyReturn.editionId),
    )
    .orderBy('submission.submitted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return undefined;
  const before = await questionsOfSubmission(db, row.id);
  const { scales } = await getEdition(db, row.edition_id);
  const answers = new Map<string, PreviousAnswer>();
  for (const { code, text } of questions) {
    const found = before.get(code);
    if (!found || (found.words.length === 0 && found.narrative === '')) continue;
    const point = scales.get(found.scale ?? '')?.points.find((one) => one.code === found.point);
    answers.set(code, {
      words: found.words,
      narrative: found.narrative,
      point: point ? { word: point.word, shape: point.shape, tone: point.tone } : null,
      reworded: found.text !== text,
    });
  }
  return answers.size === 0 ? undefined : { submittedAt: row.submitted_at, cycleName: row.name, answers };
}

/** The questions of a submission that the caller has found within its scope, by code. */
export async function questionsOfSubmission(
  db: Reader,
  submissionId: string,
): Promise<ReadonlyMap<string, ContentQuestion>> {
  const kept = known.get(submissionId);
  if (kept) return kept;
  const { snapshot } = await db
    .selectFrom('submission')
    .select('snapshot')
    .where('id', '=', submissionId)
    .executeTakeFirstOrThrow();
  const { content } = snapshotSchema.parse(JSON.parse(snapshot));
  const questions = new Map(
    content.standards.flatMap((standard) => standard.questions.map((question) => [question.code, question] as const)),
  );
  known.set(submissionId, questions);
  const oldest = known.keys().next();
  if (known.size > mostKnown && !oldest.done) known.delete(oldest.value);
  return questions;
}
