/**
 * Rating blind first: in a cycle that asks for it, what an agency said of itself stays hidden from a moderator until they
 * have rated it themselves. Here is the one rule for whole documents and figures; the pages of moderation lift it
 * standard by standard (decision 0032).
 */
import { type Expression, type SqlBool, sql } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import { notNow } from '../../platform/refusals.ts';
import type { Viewer } from '../accounts/viewer.ts';

/** Partnerships in which somebody moderates without also running the cycle or chairing: there they rate blind. */
export const moderatesIn = (viewer: Viewer): string[] => [
  ...new Set(
    viewer.partnershipRoles
      .filter(({ role }) => role === 'moderator')
      .map(({ partnershipId }) => partnershipId)
      .filter(
        (id) =>
          !viewer.partnershipRoles.some(
            ({ role, partnershipId }) =>
              partnershipId === id && (role === 'business-manager' || role === 'independent-chair'),
          ),
      ),
  ),
];

/**
 * Whether a row of `submission` is one whose ratings this person must not see yet: its cycle is rated blind, the
 * moderation of its newest version was never finished, the person is a moderator of it, and has not rated every question of it. For a
 * `where` of a query that has the table under its own name.
 */
export function hiddenFrom(viewer: Viewer): Expression<SqlBool> {
  const moderates = moderatesIn(viewer);
  const byRole =
    moderates.length === 0 ? sql<SqlBool>`1 = 0` : sql<SqlBool>`submission.partnership_id in (${sql.join(moderates)})`;
  return sql<SqlBool>`(
    exists (
      select 1 from cycle_moderation
      where cycle_moderation.cycle_id = submission.cycle_id
        and cycle_moderation.partnership_id = submission.partnership_id
        and cycle_moderation.blind = 1
    )
    and (${byRole} or exists (
      select 1 from moderation_assignment
      where moderation_assignment.return_id = submission.return_id
        and moderation_assignment.partnership_id = submission.partnership_id
        and moderation_assignment.person_id = ${viewer.personId}
        and moderation_assignment.ended_at is null
    ))
    and exists (
      select 1 from submission as newest
      inner join agency_return on agency_return.id = newest.return_id
      where newest.return_id = submission.return_id
        and newest.partnership_id = submission.partnership_id
        and newest.superseded_at is null
        and agency_return.status <> 'closed'
        and not exists (select 1 from reply_window where reply_window.submission_id = newest.id)
    )
    and exists (
      select 1 from submission_rating
      where submission_rating.submission_id = submission.id
        and not exists (
          select 1 from judgement
          where judgement.submission_id = submission_rating.submission_id
            and judgement.question_code = submission_rating.question_code
            and judgement.moderator_id = ${viewer.personId}
            and judgement.superseded_at is null
        )
    )
  )`;
}

/**
 * Refuses, in words, a page or file that shows ratings of a submission which this person must rate first: by submission,
 * or everything that a session or its pack holds.
 */
export async function refuseWhileBlind(
  db: Reader,
  viewer: Viewer,
  about: { readonly submissionId: string } | { readonly sessionId: string } | { readonly packId: string },
): Promise<void> {
  const hidden = await db
    .selectFrom('submission')
    .select('submission.id')
    .where(hiddenFrom(viewer))
    .where('submission.id', 'in', (eb) => {
      if ('submissionId' in about)
        return eb.selectFrom('submission as one').select('one.id').where('one.id', '=', about.submissionId);
      const slots = eb.selectFrom('session_slot').select('session_slot.submission_id');
      if ('sessionId' in about) return slots.where('session_slot.session_id', '=', about.sessionId);
      return slots
        .innerJoin('challenge_pack', 'challenge_pack.session_id', 'session_slot.session_id')
        .where('challenge_pack.id', '=', about.packId);
    })
    .limit(1)
    .executeTakeFirst();
  if (hidden)
    throw notNow(
      'This shows ratings of a return that you moderate in a cycle that is rated blind. Rate every standard of it first, or wait until its moderation is finished',
    );
}
