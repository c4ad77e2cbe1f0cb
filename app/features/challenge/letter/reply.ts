import { z } from 'zod';

/** What an agency can say to its outcome letter. */
export const replyKinds = {
  agree: 'We agree with this letter',
  text: 'We want to reply in words',
  question: 'We have a question about it',
} as const;
export type ReplyKind = keyof typeof replyKinds;
const kinds = Object.keys(replyKinds) as [ReplyKind, ...ReplyKind[]];

const limit = 4000;

/** A reply. Words are needed for everything but agreeing. */
export const replySchema = z
  .object({
    kind: z.enum(kinds, 'Choose how you reply'),
    text: z
      .string()
      .default('')
      .transform((text) => text.replaceAll('\r\n', '\n').trim())
      .refine(
        (text) => text.length <= limit,
        `Shorten your words to ${limit.toLocaleString('en-GB')} characters or fewer`,
      ),
  })
  .superRefine(({ kind, text }, context) => {
    if (kind !== 'agree' && text === '')
      context.addIssue({
        code: 'custom',
        path: ['text'],
        message: kind === 'question' ? 'Enter your question' : 'Enter your reply',
      });
  });
export type Reply = z.output<typeof replySchema>;

export const answerSchema = z.object({
  reply: z.string(),
  answer: z
    .string('Enter the answer')
    .trim()
    .min(1, 'Enter the answer')
    .max(limit, `Shorten the answer to ${limit.toLocaleString('en-GB')} characters or fewer`),
});
