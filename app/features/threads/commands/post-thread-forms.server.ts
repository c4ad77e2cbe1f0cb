/** What the pages of the threads post: each intent with its own form and its own command. */
import { type FieldErrors, parseForm, type TypedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { formText } from '../../../platform/typed-text.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { getThreadReturn } from '../about.server.ts';
import { insideCommentSchema, replySchema, sharedCommentSchema } from '../schema.ts';
import { type Side, scopeOfSide } from '../shared.server.ts';
import { endQuery } from './ask-query.server.ts';
import { postInsideComment, withdrawInsideComment } from './inside-comments.server.ts';
import { postSharedComment, replyToQuery } from './shared-comments.server.ts';

/** Done, or what is wrong with the form. */
export type ThreadFormOutcome =
  | { readonly ok: true }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };

/** The page inside an agency. Knows no intent that writes to the partnership. */
export async function postInsideForm(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  form: FormData,
): Promise<ThreadFormOutcome> {
  await getThreadReturn(portal.database.db, scopeOfSide(viewer, 'agency'), returnId);
  if (form.get('intent') === 'withdraw') {
    await withdrawInsideComment(portal, viewer, { returnId, commentId: formText(form, 'comment') ?? '' });
    return { ok: true };
  }
  const parsed = parseForm(insideCommentSchema, form);
  if (!parsed.ok) return parsed;
  const { insideText, standard, question } = parsed.value;
  await postInsideComment(portal, viewer, { returnId, standard, question, text: insideText });
  return { ok: true };
}

/** The page of the shared thread, from either side. Knows no intent that writes inside an agency. */
export async function postSharedForm(
  portal: Portal,
  viewer: Viewer,
  side: Side,
  returnId: string,
  form: FormData,
): Promise<ThreadFormOutcome> {
  await getThreadReturn(portal.database.db, scopeOfSide(viewer, side), returnId);
  const intent = form.get('intent');
  if (intent === 'settle' || intent === 'withdraw-query') {
    const to = intent === 'settle' ? 'settled' : 'withdrawn';
    await endQuery(portal, viewer, { returnId, queryId: formText(form, 'query') ?? '', to });
    return { ok: true };
  }
  if (intent === 'reply') {
    const parsed = parseForm(replySchema, form);
    if (!parsed.ok) return parsed;
    const { replyText, query } = parsed.value;
    await replyToQuery(portal, viewer, side, { returnId, queryId: query, text: replyText });
    return { ok: true };
  }
  const parsed = parseForm(sharedCommentSchema, form);
  if (!parsed.ok) return parsed;
  const { sharedText, standard, question } = parsed.value;
  await postSharedComment(portal, viewer, side, { returnId, standard, question, text: sharedText });
  return { ok: true };
}
