import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { findOrganisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { partScope } from '../../returns/parts.server.ts';
import { getThreadReturn, placeIn } from '../about.server.ts';
import { threadProblem } from '../rules.ts';

/**
 * Writes a comment for colleagues of the same organisation; whoever holds only a part of the return, about that part. Only the organisation's chain hears of it. Refuses a return of
 * others as unknown, and one that is closed.
 */
export async function postInsideComment(
  portal: Portal,
  viewer: Viewer,
  input: { readonly returnId: string; readonly standard: string; readonly question: string; readonly text: string },
): Promise<{ readonly commentId: string }> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const part = { returnId: input.returnId, part: input.standard };
    const scope = await partScope(trx, viewer, 'comment.write', part);
    const thread = await getThreadReturn(trx, { organisation: scope }, input.returnId);
    const problem = threadProblem(thread.status);
    if (problem) throw notNow(problem);
    const place = placeIn(thread, input);
    if (scope.handed && place.standardCode !== input.standard) throw notFound();
    const id = stamp.newId();
    await trx
      .insertInto('agency_comment')
      .values({
        id,
        organisation_id: thread.organisationId,
        return_id: thread.returnId,
        standard_code: place.standardCode,
        question_code: place.questionCode,
        text: input.text,
        author_id: viewer.personId,
        posted_at: stamp.now,
        withdrawn_at: null,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'agency-comment.posted',
      owner: { organisationId: thread.organisationId },
      actorId: viewer.personId,
      subject: { kind: 'return', id: thread.returnId },
      detail: { comment: id, standard: place.standardCode, question: place.questionCode },
    });
    return { commentId: id };
  });
}

/**
 * Withdraws one's own comment: it stays in the record as withdrawn, without its words on any page. Withdrawing twice does
 * nothing. Refuses the comment of somebody else as unknown.
 */
export async function withdrawInsideComment(
  portal: Portal,
  viewer: Viewer,
  input: { readonly returnId: string; readonly commentId: string },
): Promise<void> {
  const organisationIds = [
    ...(findOrganisationScope(viewer, 'comment.write')?.organisationIds ?? []),
    ...(findOrganisationScope(viewer, 'comment.write-part')?.organisationIds ?? []),
  ];
  if (organisationIds.length === 0) throw notFound();
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const found = await trx
      .selectFrom('agency_comment')
      .select(['organisation_id', 'withdrawn_at'])
      .where('id', '=', input.commentId)
      .where('return_id', '=', input.returnId)
      .where('organisation_id', 'in', organisationIds)
      .where('author_id', '=', viewer.personId)
      .executeTakeFirst();
    if (!found) throw notFound();
    const { numUpdatedRows } = await trx
      .updateTable('agency_comment')
      .set({ withdrawn_at: stamp.now })
      .where('id', '=', input.commentId)
      .where('organisation_id', '=', found.organisation_id)
      .where('withdrawn_at', 'is', null)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    await recordEvent(trx, stamp, {
      type: 'agency-comment.withdrawn',
      owner: { organisationId: found.organisation_id },
      actorId: viewer.personId,
      subject: { kind: 'return', id: input.returnId },
      detail: { comment: input.commentId },
    });
  });
}
