/** Which closed actions are drawn to be looked at again, and what may be seen then. */
import { z } from 'zod';
import { addMonths } from '../rules.ts';
import { noteLimit } from '../schema.ts';

/** Which closed actions can fall in. */
export const revisitPools = {
  all: 'Every closed action',
  older: 'Closed more than a year ago',
  high: 'Of high priority',
  review: 'From practice reviews',
} as const;
export type RevisitPool = keyof typeof revisitPools;

/** How many of them. */
export const revisitAmounts = {
  number: 'A number of them, drawn by lot',
  share: 'A share of them, drawn by lot',
  every: 'All of them',
} as const;
export type RevisitAmount = keyof typeof revisitAmounts;

/** What somebody saw who looked. */
export const revisitOutcomes = {
  works: 'It still works',
  fails: 'It does not work any more',
  unclear: 'It could not be told',
} as const;
export type RevisitOutcome = keyof typeof revisitOutcomes;

/** More than people look at in one go; whoever wants more draws again. */
export const mostDrawn = 200;

/** The instant before which an action must be closed to count as closed more than a year ago. */
export const yearBefore = (today: string): string => `${addMonths(today, -12)}T00:00:00.000Z`;

const whole = (from: number, to: number, message: string) =>
  z
    .string()
    .trim()
    .regex(/^\d{1,4}$/, message)
    .transform(Number)
    .refine((number) => number >= from && number <= to, message);

export interface RevisitChoice {
  /** Needed where the viewer draws for several partnerships. */
  readonly partnership: string | null;
  readonly pool: RevisitPool;
  readonly amount: RevisitAmount;
  /** How many, or how many per cent; null: all of them. */
  readonly askedFor: number | null;
}

export const revisitChoiceSchema = z
  .object({
    partnership: z.string().min(1).nullable().default(null),
    pool: z.enum(Object.keys(revisitPools) as [RevisitPool], 'Choose which closed actions'),
    amount: z.enum(Object.keys(revisitAmounts) as [RevisitAmount], 'Choose how many'),
    number: z.string().default(''),
    share: z.string().default(''),
  })
  .transform(({ number, share, ...choice }, context): RevisitChoice => {
    if (choice.amount === 'every') return { ...choice, askedFor: null };
    const [typed, rule] =
      choice.amount === 'number'
        ? [number, whole(1, mostDrawn, `Enter how many as a number from 1 to ${mostDrawn}`)]
        : [share, whole(1, 100, 'Enter a share from 1 to 100')];
    const parsed = rule.safeParse(typed);
    if (parsed.success) return { ...choice, askedFor: parsed.data };
    context.addIssue({ code: 'custom', path: [choice.amount], message: parsed.error.issues[0]?.message ?? '' });
    return z.NEVER;
  });

/** How many fall in of so many: a share is rounded up, so that it is never less than was chosen. */
export function countDrawn(amount: RevisitAmount, askedFor: number | null, of: number): number {
  if (amount === 'every' || askedFor === null) return of;
  return amount === 'number' ? Math.min(askedFor, of) : Math.ceil((askedFor * of) / 100);
}

export const lookSchema = z.object({
  action: z.string('Choose an action').min(1, 'Choose an action'),
  outcome: z.enum(Object.keys(revisitOutcomes) as [RevisitOutcome], 'Choose what you saw'),
  note: z
    .string('Enter what you looked at and what you saw')
    .trim()
    .min(1, 'Enter what you looked at and what you saw')
    .max(noteLimit, 'Shorten what you saw to 4,000 characters or fewer'),
});
export type Look = z.output<typeof lookSchema>;

export interface RevisitFigures {
  readonly drawn: number;
  readonly looked: number;
  readonly works: number;
  readonly fails: number;
  readonly unclear: number;
}

/** The figures of a draw from the newest outcome of each action that was looked at. */
export function revisitFigures(drawn: number, outcomes: readonly RevisitOutcome[]): RevisitFigures {
  const count = (outcome: RevisitOutcome) => outcomes.filter((one) => one === outcome).length;
  return { drawn, looked: outcomes.length, works: count('works'), fails: count('fails'), unclear: count('unclear') };
}

/** "3 of 5 looked at: 2 still work, 1 does not, 0 could not be told." */
export function figuresInWords({ drawn, looked, works, fails, unclear }: RevisitFigures): string {
  if (looked === 0) return `None of ${drawn} looked at yet.`;
  const [work, fail] = [works === 1 ? 'still works' : 'still work', fails === 1 ? 'does not' : 'do not'];
  return `${looked} of ${drawn} looked at: ${works} ${work}, ${fails} ${fail}, ${unclear} could not be told.`;
}

/** Which actions were drawn, in words. */
export function choiceInWords(draw: {
  readonly pool: RevisitPool;
  readonly amount: RevisitAmount;
  readonly askedFor: number | null;
}): string {
  const { pool, amount, askedFor } = draw;
  if (amount === 'every') return `${revisitPools[pool]}: all of them`;
  return `${revisitPools[pool]}: ${askedFor}${amount === 'share' ? '%' : ''} by lot`;
}
