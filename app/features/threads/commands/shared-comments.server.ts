import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { organisationScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import { getThreadReturn, type Place, placeIn, type ThreadReturn } from '../about.server.ts';
import { mayMoveQuery, type QueryStatus, replyProblem, threadProblem } from '../rules.ts';
import type { Side } from '../shared.server.ts';

const writingScope = (viewer: Viewer, side: Side) =>
  side === 'agency'
    ? { organisation: organisationScope(viewer, 'partnership-thread.write') }
    : { partnership: partnershipScope(viewer, 'thread.write') };

/** The return that a person may write about for a side, held against a closing that is under way. */
async function holdThread(trx: Trx, viewer: Viewer, side: Side, returnId: string): Promise<ThreadReturn> {
  const scope = writingScope(viewer, side);
  const thread = await getThreadReturn(trx, scope, returnId);
  const held = await trx
    .updateTable('agency_return')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('id', '=', returnId)
    .where('organisation_id', '=', thread.organisationId)
    .returning('status')
    .executeTakeFirstOrThrow();
  const problem = threadProblem(held.status);
  if (problem) throw notNow(problem);
  return thread;
}

/**
 * Writes what agency and partnership both read. An agency may do so before it sends its return: what it writes here
 * crosses the wall because somebody wrote it here, and nothing else does. Refuses a return outside the side as unknown,
 * and one that is closed.
 */
export async function postSharedComment(
  portal: Portal,
  viewer: Viewer,
  side: Side,
  input: { readonly returnId: string; readonly standard: string; readonly question: string; readonly text: string },
): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const thread = await holdThread(trx, viewer, side, input.returnId);
    const place = placeIn(thread, input);
    const id = await writeComment(trx, stamp, viewer, thread, { ...place, side, text: input.text, queryId: null });
    await recordEvent(trx, stamp, {
      type: 'partnership-comment.posted',
      owner: ownerOf(thread),
      actorId: viewer.personId,
      subject: { kind: 'return', id: thread.returnId },
      detail: { comment: id, side, standard: place.standardCode, question: place.questionCode },
    });
  });
}

/**
 * Writes about one question of the partnership. From the agency it is an answer, and who asked is told; from the
 * partnership it is a further word, and the question waits again. Refuses one that is settled or withdrawn, and every
 * answer after the return is closed, in words.
 */
export async function replyToQuery(
  portal: Portal,
  viewer: Viewer,
  side: Side,
  input: { readonly returnId: string; readonly queryId: string; readonly text: string },
): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const thread = await holdThread(trx, viewer, side, input.returnId);
    const query = await trx
      .updateTable('partnership_query')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('id', '=', input.queryId)
      .where('return_id', '=', thread.returnId)
      .where('organisation_id', '=', thread.organisationId)
      .where('partnership_id', '=', thread.partnershipId)
      .returning(['id', 'status', 'standard_code', 'question_code', 'asked_by', 'revision'])
      .executeTakeFirst();
    if (!query) throw notFound();
    const problem = replyProblem(query.status);
    if (problem) throw notNow(problem);
    const place = { standardCode: query.standard_code, questionCode: query.question_code };
    const id = await writeComment(trx, stamp, viewer, thread, { ...place, side, text: input.text, queryId: query.id });
    const to: QueryStatus = side === 'agency' ? 'answered' : 'open';
    if (mayMoveQuery(query.status, to))
      await trx
        .updateTable('partnership_query')
        .set({ status: to, answered_at: to === 'answered' ? stamp.now : null })
        .where('id', '=', query.id)
        .where('partnership_id', '=', thread.partnershipId)
        .execute();
    await recordEvent(trx, stamp, {
      type: side === 'agency' ? 'query.answered' : 'query.asked',
      owner: ownerOf(thread),
      actorId: viewer.personId,
      subject: { kind: 'return', id: thread.returnId },
      detail: { query: query.id, comment: id },
    });
    if (side === 'agency') await tellAsker(portal, trx, stamp, thread, query);
  });
}

/** Writes one comment of the shared thread, for the commands of this slice. Gives its id. */
export async function writeComment(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  thread: Pick<ThreadReturn, 'returnId' | 'organisationId' | 'partnershipId'>,
  comment: Place & { readonly side: Side; readonly text: string; readonly queryId: string | null },
): Promise<string> {
  const id = stamp.newId();
  await trx
    .insertInto('partnership_comment')
    .values({
      id,
      partnership_id: thread.partnershipId,
      organisation_id: thread.organisationId,
      return_id: thread.returnId,
      standard_code: comment.standardCode,
      question_code: comment.questionCode,
      query_id: comment.queryId,
      side: comment.side,
      text: comment.text,
      author_id: viewer.personId,
      posted_at: stamp.now,
    })
    .execute();
  return id;
}

const ownerOf = ({ organisationId, partnershipId }: ThreadReturn) => ({ organisationId, partnershipId });

async function tellAsker(
  portal: Portal,
  trx: Trx,
  stamp: Stamp,
  thread: ThreadReturn,
  query: { readonly id: string; readonly asked_by: string; readonly revision: number },
): Promise<void> {
  const asker = await trx
    .selectFrom('person')
    .select(['id', 'email'])
    .where('id', '=', query.asked_by)
    .where('deactivated_at', 'is', null)
    .executeTakeFirst();
  if (!asker) return;
  await queueMessages(trx, stamp, 'query-answered', [
    {
      fields: {
        cycle: thread.cycleName,
        organisation: thread.organisationName,
        address: `${portal.config.publicOrigin}/threads/${thread.returnId}#query-${query.id}`,
      },
      to: { address: asker.email, personId: asker.id },
      reference: `query-answered:${query.id}:${query.revision}`,
      partnershipId: thread.partnershipId,
    },
  ]);
}
