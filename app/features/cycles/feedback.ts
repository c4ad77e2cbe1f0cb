import { z } from 'zod';
import { daysBetween } from '../../platform/clock.ts';
import { countOf } from '../../platform/words.ts';

/** What a partnership promises of its answers in one cycle. */
export interface FeedbackSettings {
  /** Days from the sending of a return to its answer: a letter or a written response. */
  readonly targetDays: number;
  /** Days that an agency is given to reply to its letter. */
  readonly replyDays: number;
  /** A letter is released only when the chair has approved the very text that goes out. */
  readonly chairApproves: boolean;
}

/**
 * Where nothing is set. No published figure was found; partnerships that name months answer within one (a session in May
 * and letters in June, a report in February and feedback in March: domain.md 4.2, steps 10 and 14).
 */
export const usualFeedback: FeedbackSettings = { targetDays: 30, replyDays: 14, chairApproves: false };

const days = (what: string) =>
  z
    .string(`Enter ${what}`)
    .trim()
    .refine((typed) => /^\d{1,3}$/.test(typed) && Number(typed) >= 1 && Number(typed) <= 365, {
      message: `Enter ${what} as a number from 1 to 365`,
    })
    .transform(Number);

export const feedbackSettingsSchema = z.object({
  targetDays: days('the days until an answer is due'),
  replyDays: days('the days an agency has to reply'),
  chairApproves: z
    .string()
    .optional()
    .transform((ticked) => ticked !== undefined),
});

/** The last week before the target is "due soon". */
const soonDays = 7;

export type FeedbackStanding = 'in-time' | 'soon' | 'late';

/** Where the answer to a return stands, in words with a shape of its own; colour comes last. */
export interface FeedbackClock {
  readonly days: number;
  readonly standing: FeedbackStanding;
  readonly words: string;
}

/** The clock of a return that was sent on one day and has no answer on another. */
export function feedbackClock(sentOn: string, today: string, targetDays: number): FeedbackClock {
  const passed = Math.max(0, daysBetween(sentOn, today));
  const left = targetDays - passed;
  if (left < 0) return { days: passed, standing: 'late', words: `Late by ${countOf(-left, 'day')}` };
  if (left === 0) return { days: passed, standing: 'soon', words: 'Due today' };
  if (left <= soonDays) return { days: passed, standing: 'soon', words: `Due in ${countOf(left, 'day')}` };
  return { days: passed, standing: 'in-time', words: `In time, ${countOf(left, 'day')} left` };
}
