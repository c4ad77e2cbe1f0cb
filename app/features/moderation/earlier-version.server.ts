/** What was judged on the version before, where the agency sent its return again. */
import type { Reader } from '../../../db/client.server.ts';
import type { PartnershipScope, Viewer } from '../accounts/viewer.ts';
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
 * The judgements of the version before on one standard, by question: the person's own, else the latest of others, and
 * the person's own alone with `ownOnly`. Empty for a first version. They stay on that version whatever is done here.
 */
export async function listEarlierJudgements(
  db: Reader,
  scope: PartnershipScope,
  viewer: Viewer,
  {
    sent,
    standardCode,
    ownOnly,
  }: { readonly sent: Submission; readonly standardCode: string; readonly ownOnly: boolean },
): Promise<ReadonlyMap<string, EarlierJudgement>> {
  if (sent.version === 1) return new Map();
  const before = await getSubmissionOfReturn(
    db,
    { organisation: undefined, partnership: scope },
    sent.returnId,
    sent.version - 1,
  );
  const rows = await db
    .selectFrom('judgement')
    .innerJoin('person', 'person.id', 'judgement.moderator_id')
    .select([
      'judgement.question_code as questionCode',
      'judgement.point',
      'judgement.reason',
      'judgement.made_at as madeAt',
      'judgement.moderator_id as moderatorId',
      'person.name as moderator',
    ])
    .where('judgement.submission_id', '=', before.id)
    .where('judgement.partnership_id', 'in', scope.partnershipIds)
    .where('judgement.standard_code', '=', standardCode)
    .where('judgement.superseded_at', 'is', null)
    .$if(ownOnly, (query) => query.where('judgement.moderator_id', '=', viewer.personId))
    .orderBy('judgement.made_at')
    .execute();
  const was = questionsOf(before);
  const is = questionsOf(sent);
  const ownLast = rows.toSorted((a, b) => +(a.moderatorId === viewer.personId) - +(b.moderatorId === viewer.personId));
  return new Map(
    ownLast.map(({ moderatorId: _moderatorId, ...row }) => [
      row.questionCode,
      { ...row, version: before.version, unchanged: isUnchanged(was.get(row.questionCode), is.get(row.questionCode)) },
    ]),
  );
}

const questionsOf = ({ snapshot }: Submission): ReadonlyMap<string, ContentQuestion> =>
  new Map(snapshot.content.standards.flatMap(({ questions }) => questions.map((one) => [one.code, one] as const)));
