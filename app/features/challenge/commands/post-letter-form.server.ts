import { z } from 'zod';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { isRefusal, notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import type { LetterText } from '../letter/letter-model.server.ts';
import { answerSchema } from '../letter/reply.ts';
import { letterWordsSchema } from '../schema.ts';
import { closeReturn } from './close-return.server.ts';
import { approveLetter, issueLetter } from './issue-letter.server.ts';
import { answerReply } from './reply-to-letter.server.ts';
import { saveLetterText } from './save-letter.server.ts';

/** Where to go next, as a query of the same page; or what to put right, and the words somebody else saved first. */
export type LetterPosted =
  | { readonly ok: true; readonly query: string }
  | {
      readonly ok: false;
      readonly errors: FieldErrors;
      readonly values: TypedValues;
      readonly theirs?: LetterText & { readonly revision: number; readonly by: string };
      /** The letter changed after it was read, or waits for the chair: what is shown now is what there is to read. */
      readonly reread?: true;
    };

const issueSchema = z.object({ bodySha256: z.string() });
const closeSchema = z.object({ returnId: z.string() });

/** Any form of the letter's page. A form of another kind is refused as not found. */
export async function postLetterForm(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  form: FormData,
): Promise<LetterPosted> {
  switch (form.get('intent')) {
    case 'save': {
      const parsed = parseForm(letterWordsSchema, form);
      if (!parsed.ok) return parsed;
      const saved = await saveLetterText(portal, viewer, submissionId, parsed.value);
      if (saved.saved) return { ok: true, query: '?view=preview' };
      const errors = { '': ['Somebody else changed these words while you were writing. Both texts are below'] };
      return { ok: false, errors, values: typedValues(form), theirs: saved.theirs };
    }
    case 'issue':
    case 'approve': {
      const parsed = parseForm(issueSchema, form);
      if (!parsed.ok) throw notFound();
      const issues = form.get('intent') === 'issue';
      try {
        await (issues ? issueLetter : approveLetter)(portal, viewer, submissionId, parsed.value);
        return { ok: true, query: issues ? '?saved=issued' : '?view=preview&saved=approved' };
      } catch (error) {
        if (!isRefusal(error) || error.code === 'not-found') throw error;
        return { ok: false, errors: { '': [error.message] }, values: {}, reread: true };
      }
    }
    case 'answer': {
      const parsed = parseForm(answerSchema, form);
      if (!parsed.ok) return parsed;
      await answerReply(portal, viewer, submissionId, parsed.value);
      return { ok: true, query: '?saved=answered' };
    }
    case 'close': {
      const parsed = parseForm(closeSchema, form);
      if (!parsed.ok) throw notFound();
      await closeReturn(portal, viewer, parsed.value.returnId);
      return { ok: true, query: '?saved=closed' };
    }
    default:
      throw notFound();
  }
}
