/**
 * The shapes of answers. There is one schema for each kind of answer, made once when this file is loaded and shared by
 * every question: building schemas for each question or request costs a hundred times what parsing does. What a single
 * question adds (its choices, its limits) is checked by hand in `answers.ts`.
 *
 * zod compiles schemas with `new Function`, which a strict content security policy refuses: a browser entry that
 * imports this file calls `z.config({ jitless: true })` first.
 */
import * as z from 'zod';

const code = z.string().max(60);
const narrative = z.exactOptional(z.string());

/** `point` is a point of the question's scale, `not-applicable`, or `null` when nothing is chosen yet. */
export const ratingAnswerSchema = z.strictObject({
  type: z.literal('rating'),
  point: z.nullable(code),
  narrative: z.string(),
  notApplicableReason: z.exactOptional(z.string()),
});

export const yesNoAnswerSchema = z.strictObject({
  type: z.literal('yes-no'),
  value: z.nullable(z.enum(['yes', 'no'])),
  detail: z.string(),
});

export const singleChoiceAnswerSchema = z.strictObject({
  type: z.literal('single-choice'),
  choice: z.nullable(code),
  narrative,
});

/** `choices` holds each chosen code once, in the order of the question. */
export const multipleChoiceAnswerSchema = z.strictObject({
  type: z.literal('multiple-choice'),
  choices: z.array(code).max(200),
  narrative,
});

export const numberAnswerSchema = z.strictObject({
  type: z.literal('number'),
  value: z.nullable(z.number()),
  narrative,
});

/** `value` is 0 to 100. */
export const percentageAnswerSchema = z.strictObject({
  type: z.literal('percentage'),
  value: z.nullable(z.number()),
  narrative,
});

/** `value` is a calendar date, `YYYY-MM-DD`. */
export const dateAnswerSchema = z.strictObject({
  type: z.literal('date'),
  value: z.nullable(z.string()),
  narrative,
});

export const textAnswerSchema = z.strictObject({ type: z.literal('text'), text: z.string() });

/** Cells by column code. Numbers are plain digits, dates `YYYY-MM-DD`, choices their code; a blank cell is `''`. */
export const tableAnswerSchema = z.strictObject({
  type: z.literal('table'),
  rows: z.array(z.record(code, z.string())).max(200),
  narrative,
});

/** An answer as it is stored, hashed and shown. Parsing it is enough to trust the shape of a stored answer. */
export const answerValueSchema = z.discriminatedUnion('type', [
  ratingAnswerSchema,
  yesNoAnswerSchema,
  singleChoiceAnswerSchema,
  multipleChoiceAnswerSchema,
  numberAnswerSchema,
  percentageAnswerSchema,
  dateAnswerSchema,
  textAnswerSchema,
  tableAnswerSchema,
]);

const typedNumber = z.union([z.number(), z.string().max(60), z.null()]);
const typedPart = z.string().max(60);

/** What forms and autosave send: as stored, but numbers and dates may still be as typed. */
const draftInputSchemas = {
  rating: ratingAnswerSchema,
  'yes-no': z.strictObject({ type: z.literal('yes-no'), value: z.nullable(code), detail: z.string() }),
  'single-choice': singleChoiceAnswerSchema,
  'multiple-choice': multipleChoiceAnswerSchema,
  number: z.strictObject({ type: z.literal('number'), value: typedNumber, narrative }),
  percentage: z.strictObject({ type: z.literal('percentage'), value: typedNumber, narrative }),
  date: z.strictObject({
    type: z.literal('date'),
    value: z.exactOptional(z.nullable(typedPart)),
    parts: z.exactOptional(z.strictObject({ day: typedPart, month: typedPart, year: typedPart })),
    narrative,
  }),
  text: textAnswerSchema,
  table: tableAnswerSchema,
};

type DraftInputSchema = (typeof draftInputSchemas)[keyof typeof draftInputSchemas];
const compiledSchemas = new Map<AnswerValue['type'], DraftInputSchema>();

/**
 * The schema of what forms and autosave send for one kind of answer. On the server it is compiled at first use, which
 * makes parsing three times as fast; where zod is told to be jitless it is left as it is.
 */
export function draftInputSchema(type: AnswerValue['type']): DraftInputSchema {
  const known = compiledSchemas.get(type);
  if (known) return known;
  const schema = draftInputSchemas[type];
  const compiled = z.config().jitless ? schema : z.compile(schema);
  compiledSchemas.set(type, compiled);
  return compiled;
}

export type AnswerValue = z.infer<typeof answerValueSchema>;
export type RatingAnswer = z.infer<typeof ratingAnswerSchema>;
export type YesNoAnswer = z.infer<typeof yesNoAnswerSchema>;
export type SingleChoiceAnswer = z.infer<typeof singleChoiceAnswerSchema>;
export type MultipleChoiceAnswer = z.infer<typeof multipleChoiceAnswerSchema>;
export type NumberAnswer = z.infer<typeof numberAnswerSchema>;
export type PercentageAnswer = z.infer<typeof percentageAnswerSchema>;
export type DateAnswer = z.infer<typeof dateAnswerSchema>;
export type TextAnswer = z.infer<typeof textAnswerSchema>;
export type TableAnswer = z.infer<typeof tableAnswerSchema>;

/** What a form holds for one question before it is checked: safe to show again whatever was typed. */
export type DraftInput = {
  [T in keyof typeof draftInputSchemas]: z.infer<(typeof draftInputSchemas)[T]>;
}[AnswerValue['type']];
