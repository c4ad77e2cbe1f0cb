/** A moderator asks an agency about something in its return, and ends the question. */
import type { Trx } from '../../../../db/client.server.ts';
import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { listLeads } from '../../cycles/leads.server.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import { getSubmission } from '../../submissions/queries.server.ts';
import { getThreadReturn, placeIn, type ThreadReturn } from '../about.server.ts';
import { mayMoveQuery, queryStatuses, threadProblem } from '../rules.ts';
import type { Ask } from '../schema.ts';
import { writeComment } from './shared-comments.server.ts';

/** Asked, or what is wrong with the form. */
export type AskOutcome =
  | { readonly ok: true; readonly queryId: string }
  | { readonly ok: false; readonly errors: FieldErrors };

/**
 * Asks the agency about a standard or a question of the version that was read. The question is the first comment about
 * it; its leads are told that there is one and by when. Refuses a submission to another partnership, and a question that
 * the version does not have, as unknown; an older version; a closed return; and somebody of the organisation itself.
 */
export async function askQuery(
  portal: Portal,
  viewer: Viewer,
  input: {
    readonly submissionId: string;
    readonly standard: string;
    readonly question: string;
    readonly form: Ask;
  },
): Promise<AskOutcome> {
  const scope = partnershipScope(viewer, 'query.ask');
  return portal.database.transaction(async (trx): Promise<AskOutcome> => {
    const stamp = portal.stamp();
    const submission = await getSubmission(trx, scope, input.submissionId);
    const thread = await getThreadReturn(trx, { partnership: scope }, submission.returnId);
    if (submission.supersededAt !== null)
      throw notNow('A newer version of this return has been sent: ask about that one');
    if (viewer.organisationRoles.some(({ organisationId }) => organisationId === thread.organisationId))
      throw notNow(`You have a role in ${thread.organisationName}, so somebody else must ask about its return`);
    const held = await trx
      .updateTable('agency_return')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where('id', '=', thread.returnId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .returning('status')
      .executeTakeFirstOrThrow();
    const problem = threadProblem(held.status);
    if (problem) throw notNow(problem);
    const asked = submission.snapshot.content.standards.find(({ code }) => code === input.standard);
    if (!asked || (input.question !== '' && !asked.questions.some(({ code }) => code === input.question)))
      throw notFound();
    if (input.form.replyBy < stamp.today)
      return { ok: false, errors: { replyBy: ['The day must not be in the past'] } };
    const place = placeIn(thread, input);
    const queryId = stamp.newId();
    await trx
      .insertInto('partnership_query')
      .values({
        id: queryId,
        partnership_id: thread.partnershipId,
        organisation_id: thread.organisationId,
        return_id: thread.returnId,
        submission_id: submission.id,
        standard_code: place.standardCode,
        question_code: place.questionCode,
        status: 'open',
        reply_by: input.form.replyBy,
        asked_by: viewer.personId,
        asked_at: stamp.now,
        answered_at: null,
        ended_by: null,
        ended_at: null,
        revision: 1,
      })
      .execute();
    const text = input.form.queryText;
    const comment = await writeComment(trx, stamp, viewer, thread, { ...place, side: 'partnership', text, queryId });
    await recordEvent(trx, stamp, {
      type: 'query.asked',
      owner: { organisationId: thread.organisationId, partnershipId: thread.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'return', id: thread.returnId },
      detail: { query: queryId, comment, submission: submission.id, replyBy: input.form.replyBy },
    });
    await tellLeads(portal, trx, stamp, thread, { queryId, replyBy: input.form.replyBy });
    return { ok: true, queryId };
  });
}

async function tellLeads(
  portal: Portal,
  trx: Trx,
  stamp: Stamp,
  thread: ThreadReturn,
  { queryId, replyBy }: { readonly queryId: string; readonly replyBy: string },
): Promise<void> {
  const leads = await listLeads(trx, [thread.organisationId], stamp.today);
  await queueMessages(
    trx,
    stamp,
    'query-asked',
    leads.map(({ personId, email }) => ({
      fields: {
        cycle: thread.cycleName,
        organisation: thread.organisationName,
        due: dayInWords(replyBy),
        address: `${portal.config.publicOrigin}/returns/${thread.returnId}/comments/partnership#query-${queryId}`,
      },
      to: { address: email, personId },
      reference: `query-asked:${queryId}:${personId}`,
      organisationId: thread.organisationId,
      partnershipId: thread.partnershipId,
    })),
  );
}

/**
 * Settles a question, or withdraws it. Doing the same twice does nothing; it can be done after the return is closed, so
 * that nothing stays open for ever. Refuses a question of another partnership as unknown, and one that ended otherwise.
 */
export async function endQuery(
  portal: Portal,
  viewer: Viewer,
  input: { readonly returnId: string; readonly queryId: string; readonly to: 'settled' | 'withdrawn' },
): Promise<void> {
  const scope = partnershipScope(viewer, 'query.ask');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const query = await trx
      .updateTable('partnership_query')
      .set((eb) => ({ revision: eb('revision', '+', 1) }))
      .where('id', '=', input.queryId)
      .where('return_id', '=', input.returnId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .returning(['id', 'status', 'organisation_id', 'partnership_id'])
      .executeTakeFirst();
    if (!query) throw notFound();
    if (query.status === input.to) return;
    if (!mayMoveQuery(query.status, input.to))
      throw notNow(`This question is ${queryStatuses[query.status].words.toLowerCase()} already`);
    await trx
      .updateTable('partnership_query')
      .set({ status: input.to, ended_by: viewer.personId, ended_at: stamp.now })
      .where('id', '=', query.id)
      .where('partnership_id', '=', query.partnership_id)
      .execute();
    await recordEvent(trx, stamp, {
      type: input.to === 'settled' ? 'query.settled' : 'query.withdrawn',
      owner: { organisationId: query.organisation_id, partnershipId: query.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'return', id: input.returnId },
      detail: { query: query.id },
    });
  });
}
