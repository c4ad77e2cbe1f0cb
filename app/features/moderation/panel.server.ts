/** Several judgements on one question, and the rating that stands from them. */
import type { Reader } from '../../../db/client.server.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import { type Standing, standingOf } from './rules.ts';

/** A judgement that counts. */
export interface CountedJudgement {
  readonly standardCode: string;
  readonly questionCode: string;
  readonly point: string;
  readonly reason: string;
  readonly revision: number;
  readonly madeAt: string;
  readonly moderatorId: string;
  readonly moderator: string;
  readonly blind: boolean;
}

/** A panel rating that counts. */
export interface CountedPanelRating {
  readonly questionCode: string;
  readonly point: string;
  readonly reason: string;
  readonly revision: number;
  readonly setAt: string;
  readonly setBy: string;
}

/** What stands on one question, with what it stands on. */
export interface QuestionStanding extends Standing {
  readonly standardCode: string;
  readonly judgements: readonly CountedJudgement[];
  readonly panel: CountedPanelRating | null;
}

/** What stands on every judged question of a submission, or of some standards of it, by question. */
export async function listStandings(
  db: Reader,
  scope: PartnershipScope,
  submissionId: string,
  standardCodes?: readonly string[],
): Promise<Map<string, QuestionStanding>> {
  const judgements = await db
    .selectFrom('judgement')
    .innerJoin('person', 'person.id', 'judgement.moderator_id')
    .select([
      'judgement.standard_code as standardCode',
      'judgement.question_code as questionCode',
      'judgement.point',
      'judgement.reason',
      'judgement.revision',
      'judgement.made_at as madeAt',
      'judgement.moderator_id as moderatorId',
      'judgement.blind',
      'person.name as moderator',
    ])
    .where('judgement.submission_id', '=', submissionId)
    .where('judgement.partnership_id', 'in', scope.partnershipIds)
    .where('judgement.superseded_at', 'is', null)
    .$if(standardCodes !== undefined, (query) => query.where('judgement.standard_code', 'in', standardCodes ?? []))
    .orderBy('judgement.made_at')
    .orderBy('judgement.id')
    .execute();
  const panels = await db
    .selectFrom('panel_rating')
    .innerJoin('person', 'person.id', 'panel_rating.set_by')
    .select([
      'panel_rating.question_code as questionCode',
      'panel_rating.point',
      'panel_rating.reason',
      'panel_rating.revision',
      'panel_rating.set_at as setAt',
      'person.name as setBy',
    ])
    .where('panel_rating.submission_id', '=', submissionId)
    .where('panel_rating.partnership_id', 'in', scope.partnershipIds)
    .where('panel_rating.superseded_at', 'is', null)
    .execute();
  const panelOf = new Map(panels.map((panel) => [panel.questionCode, panel]));
  const byQuestion = Map.groupBy(
    judgements.map(({ blind, ...one }) => ({ ...one, blind: blind === 1 })),
    ({ questionCode }) => questionCode,
  );
  return new Map(
    [...byQuestion].map(([code, its]) => {
      const panel = panelOf.get(code) ?? null;
      return [code, { ...standingOf(its, panel), standardCode: its[0]?.standardCode ?? '', judgements: its, panel }];
    }),
  );
}

/** The reason behind a moderated rating, by question. */
export interface StandingReason {
  readonly submissionId: string;
  readonly questionCode: string;
  readonly point: string;
  readonly reason: string;
}

/**
 * Why each moderated rating is what it is, one a question: what the panel wrote, else what the moderators did, who agree.
 * Questions on which moderators differ have none. The caller has looked the submissions up in scope.
 */
export async function listStandingReasons(db: Reader, submissionIds: readonly string[]): Promise<StandingReason[]> {
  if (submissionIds.length === 0) return [];
  const columns = ['submission_id as submissionId', 'question_code as questionCode', 'point', 'reason'] as const;
  const judgements = await db
    .selectFrom('judgement')
    .select(columns)
    .where('submission_id', 'in', submissionIds)
    .where('superseded_at', 'is', null)
    .orderBy('made_at')
    .orderBy('id')
    .execute();
  const panels = await db
    .selectFrom('panel_rating')
    .select(columns)
    .where('submission_id', 'in', submissionIds)
    .where('superseded_at', 'is', null)
    .execute();
  const keyOf = (row: Pick<StandingReason, 'submissionId' | 'questionCode'>) =>
    `${row.submissionId}/${row.questionCode}`;
  const panelOf = new Map(panels.map((row) => [keyOf(row), row]));
  return [...Map.groupBy(judgements, keyOf)].flatMap(([key, its]) => {
    const panel = panelOf.get(key);
    if (panel) return [panel];
    const { point } = standingOf(its, null);
    const [first] = its;
    if (point === null || !first) return [];
    const reasons = its.map(({ reason }) => reason).filter((reason) => reason !== '');
    return [{ ...first, point, reason: [...new Set(reasons)].join('\n\n') }];
  });
}
