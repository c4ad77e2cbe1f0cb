import { z } from 'zod';

const days = (most: number) => z.number().int().min(0).max(most);

/**
 * How a partnership wants people reminded. Each number can be set; null leaves the rung out. Working days are Monday to
 * Friday without bank holidays.
 */
export const mailSettingsSchema = z.strictObject({
  returns: z.strictObject({
    /** Half of the time between opening and due date has passed and nothing was started. */
    halfWay: z.boolean(),
    workingDaysBefore: z.array(days(60)).max(6),
    daysAfter: days(60).nullable(),
    /** After so many days the senior board-level lead is told. */
    seniorDaysAfter: days(90).nullable(),
    /** After so many days it is on the independent chair's list. */
    chairDaysAfter: days(120).nullable(),
  }),
  /** Working days after which signatories are reminded, and from which the lead is told daily. */
  signOffWorkingDays: days(30).nullable(),
  actions: z.strictObject({ daysBefore: days(90).nullable(), onTheDay: z.boolean(), mondayDigest: z.boolean() }),
  /** Working days before a challenge session. */
  sessionWorkingDaysBefore: z.array(days(60)).max(6),
  /** In these no ordinary message goes to people of schools and colleges. */
  schoolHolidays: z.array(z.strictObject({ from: z.string(), to: z.string() })).max(30),
});

export type MailSettings = z.output<typeof mailSettingsSchema>;

/** What holds until a partnership sets something else. */
export const usualMailSettings: MailSettings = {
  returns: { halfWay: true, workingDaysBefore: [14, 7, 2], daysAfter: 1, seniorDaysAfter: 7, chairDaysAfter: 14 },
  signOffWorkingDays: 3,
  actions: { daysBefore: 14, onTheDay: true, mondayDigest: true },
  sessionWorkingDaysBefore: [15, 5, 1],
  schoolHolidays: [],
};
