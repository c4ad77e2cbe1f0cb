/**
 * The shapes of the files that lie beside the sets of standards: the common core, and the checks of figures. They change
 * nothing that anybody is asked, so they are installed as a whole and locked by nothing.
 */
import { z } from 'zod';
import { codeSchema, plainText } from './contract.ts';

/** A thing that several sets of standards ask about, proved once: evidence and words are offered, never the rating. */
export const coreItemSchema = z.strictObject({
  code: codeSchema,
  title: plainText.max(120),
  description: plainText.max(600),
  /** The questions that ask about it, in at least two sets; by code, because codes live across editions. */
  questions: z.array(z.strictObject({ set: codeSchema, code: codeSchema })).min(2),
});

/** The common core: a file beside the sets. It changes nothing that anybody is asked, so it is not locked. */
export const coreSchema = z.strictObject({ contract: z.literal(1), items: z.array(coreItemSchema).min(1) });

/** One figure of a return: an answer, a column of a table (its total, where said), or a fact of the profile page. */
export const countSchema = z.union([
  z.strictObject({ question: codeSchema, column: codeSchema.optional(), total: z.literal(true).optional() }),
  z.strictObject({ profile: codeSchema }),
]);

/**
 * What must hold between figures: the sum of the parts is at most the sum of the wholes. Columns of one table without
 * `total` are compared row by row.
 */
export const countRelationSchema = z.strictObject({
  code: codeSchema,
  parts: z.array(countSchema).min(1),
  wholes: z.array(countSchema).min(1),
  /** What is said when it does not hold, as a sentence without its full stop. */
  problem: plainText.max(200),
});

/** The checks of the figures of a set: a file beside its editions. It changes nothing that is asked and is not locked. */
export const countsSchema = z.strictObject({
  contract: z.literal(1),
  set: codeSchema,
  relations: z.array(countRelationSchema).min(1),
});

export type CoreItem = z.infer<typeof coreItemSchema>;
export type Count = z.infer<typeof countSchema>;
export type CountRelation = z.infer<typeof countRelationSchema>;
export type Counts = z.infer<typeof countsSchema>;
