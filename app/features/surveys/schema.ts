/** The forms of surveys: one schema for both sides. */
import { z } from 'zod';
import { requiredDay } from '../../platform/form-parsing.ts';
import { fewestAnswers, type KeptFigure, mostFewest, surveyAudienceCodes } from './rules.ts';

export const statementLimit = 300;
const mostPeople = 999_999;

const words = (what: string, limit: number) =>
  z
    .string(`Enter ${what}`)
    .trim()
    .min(1, `Enter ${what}`)
    .max(limit, `Shorten ${what} to ${limit} characters or fewer`);

const leastMessage = `Enter a whole number from ${fewestAnswers} to ${mostFewest}`;

/** A survey: who held it, who was asked, when, and beside which returns its figures are read. */
export const surveySchema = z
  .object({
    formKey: z.string().max(60).optional(),
    /** Of the survey that is changed; none for a new one. */
    revision: z.coerce.number().int().positive().optional(),
    cycle: z
      .string()
      .default('')
      .transform((id) => id.trim()),
    title: words('the title of the survey', 150),
    asked: z.enum(surveyAudienceCodes, 'Choose who was asked'),
    source: words('who held the survey and where its results are', 300),
    fromOn: requiredDay('the first day of the survey'),
    toOn: requiredDay('the last day of the survey'),
    leastAnswers: z
      .string(leastMessage)
      .trim()
      .regex(/^\d{1,3}$/, leastMessage)
      .transform(Number)
      .refine((number) => number >= fewestAnswers && number <= mostFewest, leastMessage),
    shared: z
      .string()
      .optional()
      .transform((ticked) => ticked !== undefined),
  })
  .superRefine(({ fromOn, toOn }, check) => {
    if (toOn < fromOn)
      check.addIssue({ code: 'custom', path: ['toOn'], message: 'The last day must be the first day or after it' });
  });
export type SurveyInput = z.output<typeof surveySchema>;

export const withdrawSchema = z.object({
  revision: z.coerce.number().int().positive(),
  because: words('why the survey is withdrawn', 500),
});
export type WithdrawInput = z.output<typeof withdrawSchema>;

/** The figures of a row as they are typed: texts, empty where nothing was. */
export interface TypedFigure {
  readonly invited: string;
  readonly answered: string;
  readonly agreed: string;
  readonly percent: string;
  readonly mean: string;
  readonly low: string;
  readonly high: string;
}

export type FigureProblem = { readonly field: keyof TypedFigure; readonly message: string };

const decimal = (text: string): number | undefined =>
  /^-?\d{1,6}([.,]\d{1,4})?$/.test(text) ? Number(text.replace(',', '.')) : undefined;
const whole = (text: string): number | undefined =>
  /^\d{1,6}$/.test(text.replaceAll(/[, ]/g, '')) ? Number(text.replaceAll(/[, ]/g, '')) : undefined;

/**
 * Reads what was typed into one figure: a share of people who agreed, by number or per cent, or a mean with the ends of
 * its scale. Every problem is told, each at its field. Asks that figures go together: no more agreed than answered.
 */
export function readFigure(
  typed: TypedFigure,
): { readonly figure: KeptFigure } | { readonly problems: FigureProblem[] } {
  const problems: FigureProblem[] = [];
  const say = (field: keyof TypedFigure, message: string) => void problems.push({ field, message });
  const count = (field: 'invited' | 'answered' | 'agreed', message: string): number | null => {
    const text = typed[field].trim();
    if (text === '') return null;
    const number = whole(text);
    if (number === undefined || number > mostPeople) say(field, message);
    return number ?? null;
  };
  const invited = count('invited', 'Enter how many were asked as a whole number, or leave it empty');
  const answered = count('answered', 'Enter how many answered as a whole number');
  const agreed = count('agreed', 'Enter how many agreed as a whole number, or leave it empty');
  if (typed.answered.trim() === '') say('answered', 'Enter how many answered');
  if (answered !== null && invited !== null && answered > invited)
    say('answered', 'No more people can have answered than were asked');
  if (answered !== null && agreed !== null && agreed > answered)
    say('agreed', 'No more people can have agreed than answered');
  const percent = readPercent(typed.percent.trim(), say);
  const mean = readMean(typed, say);
  const shares = agreed !== null || typed.percent.trim() !== '';
  if (mean !== undefined && shares) say('mean', 'Give the share who agreed or a mean, not both');
  if (mean === undefined && !shares && problems.length === 0 && answered !== 0)
    say('agreed', 'Enter how many agreed, the per cent who agreed, or a mean with the ends of its scale');
  const counted = agreed !== null && answered ? Math.round((agreed / answered) * 1000) : null;
  if (counted !== null && percent !== null && Math.abs(counted - percent) > 10)
    say('percent', `${agreed} of ${answered} is ${counted / 10}%: put the one right that is wrong`);
  if (problems.length > 0) return { problems };
  return {
    figure: {
      measure: mean === undefined ? 'share' : 'mean',
      tooFew: answered === 0,
      invited,
      answered,
      agreed,
      agreeTenths: mean === undefined ? (counted ?? percent) : null,
      meanHundredths: mean?.hundredths ?? null,
      scaleLow: mean?.low ?? null,
      scaleHigh: mean?.high ?? null,
    },
  };
}

type Say = (field: keyof TypedFigure, message: string) => void;

function readPercent(text: string, say: Say): number | null {
  if (text === '') return null;
  const number = decimal(text.replace(/\s?%$/, ''));
  if (number === undefined || number < 0 || number > 100) {
    say('percent', 'Enter the per cent who agreed from 0 to 100, like 62 or 62.5');
    return null;
  }
  // 0.62 is far more often 62% than less than one in a hundred.
  if (number > 0 && number < 1 && !text.endsWith('%')) {
    say('percent', 'Write it in per cent, with its sign if it is less than 1: 62 for 62%, or 0.6%');
    return null;
  }
  return Math.round(number * 10);
}

function readMean({ mean, low, high }: TypedFigure, say: Say) {
  const [typed, from, to] = [mean.trim(), low.trim(), high.trim()];
  if (typed === '') {
    if (from !== '' || to !== '') say('mean', 'Enter the mean, or leave the ends of its scale empty');
    return undefined;
  }
  const ends = [from, to].map((text) => (/^-?\d{1,3}$/.test(text) ? Number(text) : undefined));
  const [bottom, top] = ends;
  if (bottom === undefined) say('low', 'Enter the lowest point of the scale as a whole number, like 1');
  if (top === undefined) say('high', 'Enter the highest point of the scale as a whole number, like 5');
  const number = decimal(typed);
  if (number === undefined) say('mean', 'Enter the mean as a number, like 3.9');
  if (bottom === undefined || top === undefined || number === undefined) return undefined;
  if (top <= bottom)
    say('high', 'The highest point must be above the lowest: turn the scale round, so that more is better');
  else if (number < bottom || number > top) say('mean', 'The mean must lie on its scale');
  return { hundredths: Math.round(number * 100), low: bottom, high: top };
}

/** One figure by hand. `about` is the code of a standard or of a question. */
export const figureFormSchema = z.object({
  organisation: z.string('Choose the organisation').min(1, 'Choose the organisation').max(60),
  about: z.string('Choose what it is about').min(1, 'Choose what it is about').max(100),
  statement: words('the statement as people read it', statementLimit),
  invited: z.string().max(20).default(''),
  answered: z.string().max(20).default(''),
  agreed: z.string().max(20).default(''),
  percent: z.string().max(20).default(''),
  mean: z.string().max(20).default(''),
  low: z.string().max(20).default(''),
  high: z.string().max(20).default(''),
});
export type FigureInput = z.output<typeof figureFormSchema>;

/** A correction: new figures with why, or none where the figure is taken out. */
export const correctionSchema = figureFormSchema.omit({ organisation: true, about: true, statement: true }).extend({
  revision: z.coerce.number().int().positive(),
  reason: words('why it is corrected', 500),
});
export type CorrectionInput = z.output<typeof correctionSchema>;

export const removalSchema = z.object({
  revision: z.coerce.number().int().positive(),
  reason: words('why it is taken out', 500),
});
export type RemovalInput = z.output<typeof removalSchema>;

const perCent = (message: string) =>
  z
    .string(message)
    .trim()
    .regex(/^\d{1,3}$/, message)
    .transform(Number)
    .refine((number) => number >= 1 && number <= 100, message);

/** From when on a survey says otherwise, in a cycle. */
export const thresholdsSchema = z
  .object({
    under: perCent('Enter a whole number from 1 to 100 for the best rating'),
    over: perCent('Enter a whole number from 1 to 100 for a rating that asks for an action'),
  })
  .superRefine(({ under, over }, check) => {
    if (under > over)
      check.addIssue({ code: 'custom', path: ['over'], message: 'Enter a number that is not below the other one' });
  });
