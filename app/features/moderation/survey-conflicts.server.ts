import type { Reader } from '../../../db/client.server.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { listFiguresOfCycle } from '../surveys/figures.server.ts';
import type { ConflictThresholds } from '../surveys/rules.ts';
import { compareWithOwn, type OwnPoint } from './survey-conflicts.ts';

/** A return that was sent, as far as it is compared. */
interface Sent {
  readonly submissionId: string;
  readonly organisationId: string;
  readonly editionId: string;
}

/** Parameters of one statement are limited. */
const submissionsAtOnce = 200;

/**
 * How many survey figures say otherwise than the own rating, by submission; those without any are left out. The caller has
 * found the cycle within its scope. A fixed number of statements for every so many returns.
 */
export async function countSurveyConflicts(
  db: Reader,
  cycle: { readonly id: string; readonly partnershipId: string },
  sent: readonly Sent[],
  thresholds: ConflictThresholds,
): Promise<Map<string, number>> {
  const figures = Map.groupBy(await listFiguresOfCycle(db, cycle), ({ organisationId }) => organisationId);
  const compared = sent.filter(({ organisationId }) => figures.has(organisationId));
  const counts = new Map<string, number>();
  for (let from = 0; from < compared.length; from += submissionsAtOnce) {
    const some = compared.slice(from, from + submissionsAtOnce);
    const own = await listOwnPoints(
      db,
      cycle.partnershipId,
      some.map(({ submissionId }) => submissionId),
    );
    for (const { submissionId, organisationId, editionId } of some) {
      const beside = compareWithOwn(
        figures.get(organisationId) ?? [],
        own.get(submissionId) ?? [],
        await getEdition(db, editionId),
        thresholds,
      );
      const count = beside.filter(({ conflict }) => conflict !== null).length;
      if (count > 0) counts.set(submissionId, count);
    }
  }
  return counts;
}

async function listOwnPoints(
  db: Reader,
  partnershipId: string,
  submissionIds: readonly string[],
): Promise<Map<string, (OwnPoint & { readonly submissionId: string })[]>> {
  const columns = [
    'submission_id as submissionId',
    'standard_code as standardCode',
    'scale_code as scaleCode',
    'self_point as selfPoint',
  ] as const;
  const questions = await db
    .selectFrom('submission_rating')
    .select([...columns, 'question_code as questionCode'])
    .where('submission_id', 'in', submissionIds)
    .where('partnership_id', '=', partnershipId)
    .execute();
  const standards = await db
    .selectFrom('submission_standard')
    .select(columns)
    .where('submission_id', 'in', submissionIds)
    .where('partnership_id', '=', partnershipId)
    .execute();
  const all = [...questions, ...standards.map((standard) => ({ ...standard, questionCode: null }))];
  return Map.groupBy(all, ({ submissionId }) => submissionId);
}
