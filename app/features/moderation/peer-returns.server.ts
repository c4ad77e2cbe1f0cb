import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { partnershipScope, type Viewer } from '../accounts/viewer.ts';
import type { ModerationStatus } from './rules.ts';

/** A return that a peer moderates. */
export interface PeerReturn {
  readonly submissionId: string;
  readonly organisationName: string;
  readonly cycleName: string;
  readonly status: ModerationStatus;
  /** Before it, nothing of the return is theirs to open. */
  readonly declared: boolean;
  readonly ratings: number;
  /** Questions that this person has rated. */
  readonly judged: number;
}

/** The newest version of every return that is given to a moderator from another agency, oldest first. */
export async function listPeerReturns(db: Reader, viewer: Viewer, pageAsked: number): Promise<Page<PeerReturn>> {
  const scope = partnershipScope(viewer, 'moderation.read-assigned');
  const given = () =>
    db
      .selectFrom('moderation_assignment as assignment')
      .innerJoin('submission', (join) =>
        join
          .onRef('submission.return_id', '=', 'assignment.return_id')
          .onRef('submission.partnership_id', '=', 'assignment.partnership_id')
          .on('submission.superseded_at', 'is', null),
      )
      .where('assignment.partnership_id', 'in', scope.partnershipIds)
      .where('assignment.person_id', '=', viewer.personId)
      .where('assignment.ended_at', 'is', null);
  const { count } = await given()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(count), pageAsked);
  const rows = await given()
    .innerJoin('moderation', 'moderation.submission_id', 'submission.id')
    .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .select([
      'submission.id as submissionId',
      'organisation.name as organisationName',
      'cycle.name as cycleName',
      'moderation.status',
      'assignment.declared_at as declaredAt',
    ])
    .select((eb) => [
      eb
        .selectFrom('submission_rating')
        .select((one) => one.fn.countAll<number>().as('ratings'))
        .whereRef('submission_rating.submission_id', '=', 'submission.id')
        .as('ratings'),
      eb
        .selectFrom('judgement')
        .select((one) => one.fn.countAll<number>().as('judged'))
        .whereRef('judgement.submission_id', '=', 'submission.id')
        .where('judgement.moderator_id', '=', viewer.personId)
        .where('judgement.superseded_at', 'is', null)
        .as('judged'),
    ])
    .orderBy('submission.submitted_at')
    .orderBy('submission.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map(({ declaredAt, ratings, judged, ...row }) => ({
      ...row,
      declared: declaredAt !== null,
      ratings: Number(ratings),
      judged: Number(judged),
    })),
    page,
    pageCount,
    total: Number(count),
  };
}
