/** What was judged on the version before, where the agency sent its return again. */
import type { Reader } from '../../../db/client.server.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import type { ContentQuestion } from '../returns/content.ts';
import type { Submission } from '../submissions/queries.server.ts';
import { getSubmissionOfReturn } from '../submissions/queries.server.ts';
import { isUnchanged } from '../submissions/versions/difference.ts';

/** A judgement that counted on the version before, and whether the agency says the same now. */
export interface EarlierJudgement {
  readonly questionCode: string;
  readonly version: number;
  readonly point: string;
  readonly reason: string;
  readonly moderator: string;
  readonly madeAt: string;
  /** Answer, words and evidence are the same in both versions, so the judgement may be taken over. */
  readonly unchanged: boolean;
}

/**
 * The judgements of the version before on one standard, by question; empty for a first version. They stay on that
 * version whatever is done here.
 */
export async function listEarlierJudgements(
  db: Reader,
  scope: PartnershipScope,
  submission: Submission,
  standardCode: string,
): Promise<ReadonlyMap<string, EarlierJudgement>> {
  if (submission.version === 1) return new Map();
  const before = await getSubmissionOfReturn(
    db,
    { organisation: undefined, partnership: scope },
    submission.returnId,
    submission.version - 1,
  );
  const rows = await db
    .selectFrom('judgement')
    .innerJoin('person', 'person.id', 'judgement.moderator_id')
    .select([
      'judgement.question_code as questionCode',
      'judgement.point',
      'judgement.reason',
      'judgement.made_at as madeAt',
      'person.name as moderator',
    ])
    .where('judgement.submission_id', '=', before.id)
    .where('judgement.partnership_id', 'in', scope.partnershipIds)
    .where('judgement.standard_code', '=', standardCode)
    .where('judgement.superseded_at', 'is', null)
    .execute();
  const was = questionsOf(before);
  const is = questionsOf(submission);
  return new Map(
    rows.map((row) => [
      row.questionCode,
      { ...row, version: before.version, unchanged: isUnchanged(was.get(row.questionCode), is.get(row.questionCode)) },
    ]),
  );
}

const questionsOf = ({ snapshot }: Submission): ReadonlyMap<string, ContentQuestion> =>
  new Map(snapshot.content.standards.flatMap(({ questions }) => questions.map((one) => [one.code, one] as const)));
