import { type FieldErrors, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvents } from '../../audit/record-events.server.ts';
import { replyFields, replyLimit } from '../reply-form.ts';
import { findOpenRatings } from '../reply-page.server.ts';

/** What became of the form of replies; what was typed comes back when nothing was written. */
export type ReplyOutcome =
  | { readonly ok: true; readonly recorded: number }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };

/**
 * Records what an agency says to ratings that differ from its own, all that were changed or none; each supersedes the
 * reply before it, which is kept. Refuses a return of another organisation as unknown, a day after the last, ratings that
 * are being looked at again, and a question whose moderated rating does not differ.
 */
export async function replyToRatings(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  form: FormData,
): Promise<ReplyOutcome> {
  const scope = organisationScope(viewer, 'rating.reply');
  return portal.database.transaction(async (trx): Promise<ReplyOutcome> => {
    const stamp = portal.stamp();
    const { ratings, partnershipId } = await findOpenRatings(
      trx,
      scope,
      returnId,
      String(form.get('submission') ?? ''),
    );
    if (!ratings) throw notFound();
    if (!ratings.finished)
      throw notNow('The partnership is looking at these ratings again: reply once it has finished');
    if (ratings.replyBy < stamp.today)
      throw notNow(
        `The last day to reply was ${dayInWords(ratings.replyBy)}. Write to the partnership in the messages instead`,
      );
    const errors: FieldErrors = {};
    const changed = ratings.questions.flatMap(({ code, standardCode, moderatedPoint, reply }) => {
      const names = replyFields(code);
      const typed = form.get(names.text);
      if (typeof typed !== 'string') return [];
      const text = typed.replace(/\r\n?/g, '\n').trim();
      if (text === (reply?.text ?? '') && (text === '' || reply?.moderatedPoint === moderatedPoint)) return [];
      if (text === '') errors[names.text] = ['Write your reply: one that was given can be changed, not taken away'];
      if (text.length > replyLimit)
        errors[names.text] = [`Shorten your reply to ${replyLimit.toLocaleString('en-GB')} characters or fewer`];
      if (String(reply?.revision ?? 0) !== form.get(names.seen))
        errors[names.text] = ['A colleague replied to this while you had the page open: compare both, then save again'];
      return [{ code, standardCode, moderatedPoint, text, follows: reply?.revision ?? 0 }];
    });
    if (Object.keys(errors).length > 0) return { ok: false, errors, values: typedValues(form) };
    if (changed.length === 0) return { ok: true, recorded: 0 };
    const { submissionId, organisationId } = ratings;
    await trx
      .updateTable('rating_reply')
      .set({ superseded_at: stamp.now })
      .where('submission_id', '=', submissionId)
      .where('organisation_id', '=', organisationId)
      .where('superseded_at', 'is', null)
      .where(
        'question_code',
        'in',
        changed.map(({ code }) => code),
      )
      .execute();
    await trx
      .insertInto('rating_reply')
      .values(
        changed.map(({ code, standardCode, moderatedPoint, text, follows }) => ({
          id: stamp.newId(),
          partnership_id: partnershipId,
          organisation_id: organisationId,
          submission_id: submissionId,
          standard_code: standardCode,
          question_code: code,
          moderated_point: moderatedPoint,
          text,
          written_by: viewer.personId,
          written_at: stamp.now,
          superseded_at: null,
          revision: follows + 1,
        })),
      )
      .execute();
    await recordEvents(
      trx,
      stamp,
      changed.map(({ code, standardCode }) => ({
        type: 'rating.replied' as const,
        owner: { organisationId, partnershipId },
        actorId: viewer.personId,
        subject: { kind: 'submission' as const, id: submissionId },
        detail: { standard: standardCode, question: code },
      })),
    );
    return { ok: true, recorded: changed.length };
  });
}
