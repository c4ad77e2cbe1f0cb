import { z } from 'zod';

/** What may be late and climb. Information requests and reviews of risks can join by a code, a query and a usual ladder. */
export const subjects = {
  action: { words: 'Overdue actions', one: 'an overdue action', counts: 'the date it is due, as it is in force' },
  return: { words: 'Returns that are not sent', one: 'a return that is not sent', counts: 'the date it is due' },
  challenge: {
    words: 'Challenges without an answer',
    one: 'a challenge without an answer',
    counts: 'the date the answer is due',
  },
  letter: {
    words: 'Outcome letters without a reply',
    one: 'an outcome letter without a reply',
    counts: 'the last day to reply',
  },
} as const;
export type Subject = keyof typeof subjects;
export const subjectCodes = ['action', 'return', 'challenge', 'letter'] as const satisfies Subject[];
export const isSubject = (code: string): code is Subject => Object.hasOwn(subjects, code);

/**
 * Who hears of a level. The last two are told where the partnership has said who they are; else the business manager is,
 * and takes it to them.
 */
export const audiences = {
  owner: 'Owner of the action, or safeguarding lead',
  senior: 'Senior board-level lead, headteacher or registered person',
  'chief-officer': 'Chief officer, as the named contact',
  manager: 'Business manager',
  chair: 'Independent chair',
  board: 'Board or executive',
  'lead-partners': 'Lead safeguarding partners',
} as const;
export type Audience = keyof typeof audiences;
export const audienceCodes = Object.keys(audiences) as [Audience, ...Audience[]];

/** The letters that a level may draft. */
export const letters = {
  explain: 'Asks to explain the delay to the independent chair',
  'chief-officer': 'From the independent chair to the chief officer',
  'last-step': 'Before the partnership takes it further',
} as const;
export type Letter = keyof typeof letters;
export const letterCodes = Object.keys(letters) as [Letter, ...Letter[]];
export const isLetter = (code: string): code is Letter => Object.hasOwn(letters, code);

/** What binds an organisation, as far as it changes what may be said to it. */
export const duties = {
  statutory: 'Duty in law',
  contract: 'Contract or grant',
  voluntary: 'Voluntary',
} as const;
export type Duty = keyof typeof duties;
export const dutyCodes = Object.keys(duties) as [Duty, ...Duty[]];
export const isDuty = (code: string): code is Duty => Object.hasOwn(duties, code);

export const mostLevels = 6;
export const mostDays = 250;

export const levelSchema = z.strictObject({
  name: z.string().min(1).max(80),
  days: z.number().int().min(0).max(mostDays),
  count: z.enum(['working', 'calendar']),
  /** From the due date, or from the day on which the level before was reached. */
  from: z.enum(['due', 'before']),
  told: z.array(z.enum(audienceCodes)),
  letter: z.enum(letterCodes).nullable(),
  /** Comes up on its day and waits for a person's press; a level with a letter always does. */
  waits: z.boolean(),
  /** For these organisations alone; empty for all. */
  onlyFor: z.array(z.enum(dutyCodes)),
});
export type Level = z.output<typeof levelSchema>;

export const ladderSchema = z.strictObject({
  levels: z.array(levelSchema).max(mostLevels),
  /** Whether days of school holidays count for schools, colleges and early years. */
  schoolHolidaysCount: z.boolean(),
});
export type Ladder = z.output<typeof ladderSchema>;

/** A level with its number on the ladder: the numbers stay when levels are left out for some organisations. */
export interface NumberedLevel extends Level {
  readonly number: number;
}

/** The levels that an organisation can reach, in order. */
export const levelsFor = (ladder: Ladder, duty: Duty): NumberedLevel[] =>
  ladder.levels
    .map((level, place) => ({ ...level, number: place + 1 }))
    .filter(({ onlyFor }) => onlyFor.length === 0 || onlyFor.includes(duty));

/** A level waits for a person where it says so, and always where it drafts a letter. */
export const waitsForPress = (level: Level): boolean => level.waits || level.letter !== null;
