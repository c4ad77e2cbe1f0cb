import { z } from 'zod';
import type { FieldErrors, TypedValues } from '../../../platform/form-parsing.ts';
import { formProblem, parseForm } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { answerSchema, inviteSchema, replySchema } from '../schema.ts';
import { endInvitation, invitePerson } from './invite.server.ts';
import { answerQuestion, replyToInvitation } from './reply.server.ts';

/** What was done, or what to put right. */
export type PeoplePosted =
  | { readonly ok: true; readonly done: 'invited' | 'ended' | 'replied' | 'answered' }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };

const endSchema = z.object({ invitation: z.string() });

/** Any form about who comes to a session, on the partnership's page or an agency's. */
export async function postPeopleForm(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  form: FormData,
): Promise<PeoplePosted> {
  switch (form.get('intent')) {
    case 'invite': {
      const parsed = parseForm(inviteSchema, form);
      if (!parsed.ok) return parsed;
      const found = await invitePerson(portal, viewer, sessionId, parsed.value);
      return found ? formProblem(found.field, found.problem, form) : { ok: true, done: 'invited' };
    }
    case 'end': {
      const parsed = parseForm(endSchema, form);
      if (!parsed.ok) throw notFound();
      await endInvitation(portal, viewer, sessionId, parsed.value.invitation);
      return { ok: true, done: 'ended' };
    }
    case 'reply': {
      const parsed = parseForm(replySchema, form);
      if (!parsed.ok) return parsed;
      const found = await replyToInvitation(portal, viewer, sessionId, parsed.value);
      return found ? formProblem(found.field, found.problem, form) : { ok: true, done: 'replied' };
    }
    case 'answer': {
      const parsed = parseForm(answerSchema, form);
      if (!parsed.ok) return parsed;
      await answerQuestion(portal, viewer, sessionId, parsed.value);
      return { ok: true, done: 'answered' };
    }
    default:
      throw notFound();
  }
}
