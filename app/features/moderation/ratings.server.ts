import type { Reader } from '../../../db/client.server.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { markOf } from '../submissions/marks.ts';
import type { PreviousRating } from './pages.ts';
import { listStandings } from './panel.server.ts';
import { moderatedStandardPoint } from './rules.ts';

/** All ratings of a standard or a question of one submission, beside each other. */
export interface RatingRow {
  readonly standardCode: string;
  readonly scaleCode: string | null;
  readonly selfPoint: string | null;
  readonly moderatedPoint: string | null;
  readonly agreedPoint: string | null;
}

/** The ratings of one question. */
export interface QuestionRatingRow extends RatingRow {
  readonly questionCode: string;
  readonly scaleCode: string;
}

const points = [
  'standard_code as standardCode',
  'self_point as selfPoint',
  'moderated_point as moderatedPoint',
  'agreed_point as agreedPoint',
] as const;

/** The ratings of every standard of a submission, in no order. */
export const listStandardRatings = (db: Reader, scope: PartnershipScope, submissionId: string): Promise<RatingRow[]> =>
  db
    .selectFrom('submission_standard')
    .select([...points, 'scale_code as scaleCode'])
    .where('submission_id', '=', submissionId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .execute();

/** The ratings of every rated question of a submission, in no order. */
export const listQuestionRatings = (
  db: Reader,
  scope: PartnershipScope,
  submissionId: string,
): Promise<QuestionRatingRow[]> =>
  db
    .selectFrom('submission_rating')
    .select([...points, 'question_code as questionCode', 'scale_code as scaleCode'])
    .where('submission_id', '=', submissionId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .execute();

/** Ratings of the cycle before, by question and by standard. */
export interface PreviousRatings {
  readonly cycleName: string;
  readonly questions: ReadonlyMap<string, PreviousRating>;
  readonly standards: ReadonlyMap<string, PreviousRating>;
}

/** What the same organisation was rated in the cycle before this one; undefined where there is nothing to compare. */
export async function findPreviousRatings(
  db: Reader,
  scope: PartnershipScope,
  submission: { readonly organisationId: string; readonly cycleId: string },
): Promise<PreviousRatings | undefined> {
  const before = await db
    .selectFrom('cycle')
    .innerJoin('submission', 'submission.cycle_id', 'cycle.previous_cycle_id')
    .innerJoin('cycle as earlier', 'earlier.id', 'cycle.previous_cycle_id')
    .select(['submission.id', 'submission.edition_id as editionId', 'earlier.name as cycleName'])
    .where('cycle.id', '=', submission.cycleId)
    .where('cycle.partnership_id', 'in', scope.partnershipIds)
    .where('submission.organisation_id', '=', submission.organisationId)
    .where('submission.superseded_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  if (!before) return undefined;
  const compiled = await getEdition(db, before.editionId);
  const questions = await listQuestionRatings(db, scope, before.id);
  const standards = await listStandardRatings(db, scope, before.id);
  return {
    cycleName: before.cycleName,
    questions: new Map(questions.flatMap((row) => entry(compiled, row.questionCode, row))),
    standards: new Map(standards.flatMap((row) => entry(compiled, row.standardCode, row))),
  };
}

function entry(compiled: CompiledEdition, code: string, row: RatingRow): [string, PreviousRating][] {
  const mark = markOf(compiled, row.scaleCode, row.agreedPoint ?? row.moderatedPoint ?? row.selfPoint);
  if (!mark) return [];
  return [
    [code, { mark, whose: row.agreedPoint !== null ? 'agreed' : row.moderatedPoint !== null ? 'moderated' : 'own' }],
  ];
}

/** Moderated ratings of a submission as its judgements and panel ratings alone make them; what the stored ratings must equal. */
export async function rebuildModeratedPoints(
  db: Reader,
  scope: PartnershipScope,
  submission: { readonly id: string; readonly editionId: string },
): Promise<{ questions: Record<string, string | null>; standards: Record<string, string | null> }> {
  const compiled = await getEdition(db, submission.editionId);
  const standings = await listStandings(db, scope, submission.id);
  const ratings = (await listQuestionRatings(db, scope, submission.id)).map((row) => ({
    ...row,
    moderatedPoint: standings.get(row.questionCode)?.point ?? null,
  }));
  const standards = await listStandardRatings(db, scope, submission.id);
  return {
    questions: Object.fromEntries(ratings.map(({ questionCode, moderatedPoint }) => [questionCode, moderatedPoint])),
    standards: Object.fromEntries(
      standards.map(({ standardCode }) => [
        standardCode,
        moderatedStandardPoint(
          compiled,
          standardCode,
          ratings.filter((row) => row.standardCode === standardCode),
        ),
      ]),
    ),
  };
}
