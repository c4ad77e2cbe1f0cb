import { z } from 'zod';
import { isDay } from '../../platform/form-parsing.ts';
import type { MailSettings } from '../notifications/schema.ts';

/** A number of days that may be left empty; null then. */
const optionalDays = (most: number) =>
  z
    .string()
    .trim()
    .default('')
    .refine(
      (text) => text === '' || (/^\d+$/.test(text) && Number(text) <= most),
      `Enter a number of days up to ${most}, or nothing`,
    )
    .transform((text) => (text === '' ? null : Number(text)));

/** Numbers of working days parted by commas; empty for none. */
const listOfDays = z
  .string()
  .trim()
  .default('')
  .refine((text) => {
    const parts = text === '' ? [] : text.split(/[\s,]+/);
    return parts.length <= 6 && parts.every((part) => /^\d+$/.test(part) && Number(part) <= 60);
  }, 'Enter up to 6 numbers of working days, each up to 60, with commas between them')
  .transform((text) => (text === '' ? [] : [...new Set(text.split(/[\s,]+/).map(Number))].toSorted((a, b) => b - a)));

const optionalAddress = z
  .string()
  .trim()
  .max(254)
  .default('')
  .refine(
    (text) => text === '' || z.email().safeParse(text).success,
    'Enter an e-mail address in the correct format, like name@example.org',
  )
  .transform((text) => (text === '' ? null : text));

const optionalId = z
  .string()
  .trim()
  .default('')
  .refine((text) => text === '' || z.uuid().safeParse(text).success, 'Copy the whole id from GOV.UK Notify')
  .transform((text) => (text === '' ? null : text));

const spanPattern = /^(\d{1,2})\/(\d{1,2})\/(\d{4})\s*(?:-|–|to)\s*(\d{1,2})\/(\d{1,2})\/(\d{4})$/;

const dayFrom = (day = '', month = '', year = ''): string =>
  `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;

function spanOf(line: string): { from: string; to: string } | undefined {
  const found = spanPattern.exec(line.trim());
  if (!found) return undefined;
  const span = { from: dayFrom(found[1], found[2], found[3]), to: dayFrom(found[4], found[5], found[6]) };
  return isDay(span.from) && isDay(span.to) && span.from <= span.to ? span : undefined;
}

const holidays = z
  .string()
  .max(2000)
  .default('')
  .transform((text, context) => {
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const spans = lines.map(spanOf);
    const wrong = lines.filter((_, at) => spans[at] === undefined);
    if (wrong.length > 0)
      context.addIssue({
        code: 'custom',
        message: `Write each holiday like 21/12/2026 to 1/1/2027: ${wrong[0]?.trim()}`,
      });
    if (lines.length > 30) context.addIssue({ code: 'custom', message: 'Enter up to 30 holidays' });
    return spans.filter((span) => span !== undefined);
  });

const ticked = z
  .string()
  .optional()
  .transform((value) => value === 'on');

/** The form of how a partnership's messages go out. */
export const mailSettingsFormSchema = z.object({
  replyTo: optionalAddress,
  notifyReplyToId: optionalId,
  halfWay: ticked,
  workingDaysBefore: listOfDays,
  daysAfter: optionalDays(60),
  seniorDaysAfter: optionalDays(90),
  chairDaysAfter: optionalDays(120),
  signOffWorkingDays: optionalDays(30),
  actionDaysBefore: optionalDays(90),
  actionOnTheDay: ticked,
  mondayDigest: ticked,
  sessionWorkingDaysBefore: listOfDays,
  schoolHolidays: holidays,
});

export type MailSettingsForm = z.output<typeof mailSettingsFormSchema>;

/** The settings that a form asks for. */
export const settingsOf = (form: MailSettingsForm): MailSettings => ({
  returns: {
    halfWay: form.halfWay,
    workingDaysBefore: form.workingDaysBefore,
    daysAfter: form.daysAfter,
    seniorDaysAfter: form.seniorDaysAfter,
    chairDaysAfter: form.chairDaysAfter,
  },
  signOffWorkingDays: form.signOffWorkingDays,
  actions: {
    daysBefore: form.actionDaysBefore,
    onTheDay: form.actionOnTheDay,
    mondayDigest: form.mondayDigest,
  },
  sessionWorkingDaysBefore: form.sessionWorkingDaysBefore,
  schoolHolidays: form.schoolHolidays,
});

const daySlashed = (day: string): string => day.split('-').map(Number).toReversed().join('/');

/** What the fields show for settings that are stored. */
export function fieldsOf(settings: MailSettings) {
  const text = (days: number | null) => (days === null ? '' : String(days));
  return {
    workingDaysBefore: settings.returns.workingDaysBefore.join(', '),
    daysAfter: text(settings.returns.daysAfter),
    seniorDaysAfter: text(settings.returns.seniorDaysAfter),
    chairDaysAfter: text(settings.returns.chairDaysAfter),
    signOffWorkingDays: text(settings.signOffWorkingDays),
    actionDaysBefore: text(settings.actions.daysBefore),
    sessionWorkingDaysBefore: settings.sessionWorkingDaysBefore.join(', '),
    schoolHolidays: settings.schoolHolidays
      .map(({ from, to }) => `${daySlashed(from)} to ${daySlashed(to)}`)
      .join('\n'),
  };
}
