/** The forms of the threads. Each thread has its own: the text of one is never read by the other's. */
import { z } from 'zod';
import { requiredDay } from '../../platform/form-parsing.ts';

/** The most characters of a comment. */
export const commentLimit = 2000;

const text = (missing: string) =>
  z
    .string(missing)
    .transform((typed) => typed.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .min(1, missing)
        .max(commentLimit, `Shorten it to ${commentLimit.toLocaleString('en-GB')} characters or fewer`),
    );

const about = {
  /** Code of the standard; empty for the return as a whole. */
  standard: z.string().default(''),
  /** Code of the question; empty for the standard as a whole. */
  question: z.string().default(''),
};

/** A comment inside an agency. */
export const insideCommentSchema = z.object({ insideText: text('Write your comment for your colleagues'), ...about });

/** A comment that agency and partnership both read, and an answer to a question when it names one. */
export const sharedCommentSchema = z.object({ sharedText: text('Write your message'), ...about });

/** An answer, or a further word, to one question of the partnership. */
export const replySchema = z.object({ replyText: text('Write your answer'), query: z.string() });

/** A question of the partnership about something in a sent return. */
export const askSchema = z.object({
  queryText: text('Write your question'),
  replyBy: requiredDay('the day by which you need an answer'),
});

export type Ask = z.infer<typeof askSchema>;
