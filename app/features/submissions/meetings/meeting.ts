/** The meeting of a board or of governors that a sign-off rests on. */
import { z } from 'zod';
import { requiredDay } from '../../../platform/form-parsing.ts';
import type { Meeting } from '../schema.ts';

/** A meeting with who recorded it. */
export interface RecordedMeeting extends Meeting {
  readonly recordedBy: string;
  readonly recordedAt: string;
  readonly revision: number;
}

const line = (most: number, what: string) =>
  z
    .string()
    .default('')
    .transform((typed) => typed.replaceAll(/\s+/g, ' ').trim())
    .pipe(z.string().max(most, `Shorten ${what} to ${most} characters or fewer`));

/** The form that records a meeting. That it is not in the future is decided by the command, which knows the day. */
export const meetingFormSchema = z.object({
  heldOn: requiredDay('the date of the meeting'),
  body: line(200, 'the name of the meeting').pipe(z.string().min(1, 'Enter which meeting it was')),
  minuteReference: line(100, 'the minute reference').transform((typed) => (typed === '' ? null : typed)),
});

export type MeetingForm = z.output<typeof meetingFormSchema>;
