/**
 * The shape of a standard edition and of a succession between two editions. An edition is law: once published it is
 * known by its hash and never edited. Codes of questions, choices and scale points live across editions.
 */
import { z } from 'zod';
import { dutyBasisCodes, organisationKindCodes, phaseCodes, signatoryCodes } from './vocabulary.ts';

/** Lower-case words joined by hyphens; unique within its kind and never reused for another meaning. */
export const codeSchema = z
  .string()
  .max(60)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'Use lower-case words and digits joined by hyphens');

/** Words of a person, never empty. */
export const plainText = z.string().trim().min(1);

/**
 * A rule about who is asked. It can be evaluated from the organisation's kind, duty, phase, the answers to the profile
 * page and earlier answers. Unknown codes are errors, never "false".
 */
export type Condition =
  | { kind: (typeof organisationKindCodes)[number][] }
  | { phase: (typeof phaseCodes)[number][] }
  | { duty: (typeof dutyBasisCodes)[number][] }
  | { flag: string }
  | { profile: string; in: string[] }
  | { answer: string; in: string[] }
  | { rule: string }
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition };

export const conditionSchema: z.ZodType<Condition> = z.lazy(() =>
  z.union([
    z.strictObject({ kind: z.array(z.enum(organisationKindCodes)).min(1) }),
    z.strictObject({ phase: z.array(z.enum(phaseCodes)).min(1) }),
    z.strictObject({ duty: z.array(z.enum(dutyBasisCodes)).min(1) }),
    z.strictObject({ flag: codeSchema }),
    z.strictObject({ profile: codeSchema, in: z.array(codeSchema).min(1) }),
    z.strictObject({ answer: codeSchema, in: z.array(codeSchema).min(1) }),
    z.strictObject({ rule: codeSchema }),
    z.strictObject({ all: z.array(conditionSchema).min(1) }),
    z.strictObject({ any: z.array(conditionSchema).min(1) }),
    z.strictObject({ not: conditionSchema }),
  ]),
);

export const shapes = ['disc-tick', 'triangle', 'diamond-bar', 'star', 'square', 'ring', 'dash'] as const;
export const tones = ['green', 'amber', 'red', 'blue', 'yellow', 'orange', 'grey', 'black'] as const;

export const scalePointSchema = z.strictObject({
  code: codeSchema,
  word: plainText.max(40),
  /** One or two letters for dense cells and black-and-white print; unique in the scale. */
  letter: z.string().min(1).max(2),
  definition: plainText,
  /** Position on the scale; which end is best is the scale's `best`. Unique in the scale. */
  order: z.number().int(),
  shape: z.enum(shapes),
  tone: z.enum(tones),
  /** A rating here asks for an action. */
  actionNeeded: z.boolean(),
  /** What the point counts in a mean, for scales such as percentages; without it points count evenly, by `order`. */
  value: z.number().optional(),
});

export const scaleSchema = z.strictObject({
  code: codeSchema,
  name: plainText,
  best: z.enum(['highest', 'lowest']),
  points: z.array(scalePointSchema).min(2),
  notApplicable: z.strictObject({ allowed: z.boolean(), word: plainText, reasonRequired: z.boolean() }),
});

const choiceSchema = z.strictObject({ code: codeSchema, text: plainText, hint: plainText.optional() });

export const tableColumnSchema = z.strictObject({
  code: codeSchema,
  heading: plainText,
  type: z.enum(['text', 'number', 'percentage', 'date', 'choice']),
  choices: z.array(choiceSchema).min(2).optional(),
  required: z.boolean().default(false),
});

/** How a question is answered. `yes-no` answers have the codes `yes` and `no` in conditions. */
export const answerTypeSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('rating'), scale: codeSchema }),
  z.strictObject({
    type: z.literal('yes-no'),
    detail: z.enum(['never', 'when-yes', 'when-no', 'always']).default('never'),
  }),
  z.strictObject({ type: z.literal('single-choice'), choices: z.array(choiceSchema).min(2) }),
  z.strictObject({ type: z.literal('multiple-choice'), choices: z.array(choiceSchema).min(2) }),
  z.strictObject({
    type: z.literal('number'),
    unit: plainText.optional(),
    whole: z.boolean().default(true),
    min: z.number().default(0),
    max: z.number().default(9_999_999),
  }),
  z.strictObject({ type: z.literal('percentage') }),
  z.strictObject({ type: z.literal('date'), past: z.boolean().default(false) }),
  z.strictObject({ type: z.literal('text'), maxLength: z.number().int().positive().default(4000) }),
  z.strictObject({
    type: z.literal('table'),
    columns: z.array(tableColumnSchema).min(2).max(8),
    maxRows: z.number().int().positive().max(50).default(20),
    rowName: plainText.default('row'),
  }),
]);

export const citationSchema = z.strictObject({
  document: codeSchema,
  /** Where in the document, in words a reader can follow: "paragraphs 221 to 222". */
  reference: plainText,
  /** True only when somebody has compared the reference with the published guidance. */
  checked: z.boolean(),
});

/** Months before the day on which a return is looked at. */
const evidenceAge = z.number().int().min(1).max(120);

export const questionSchema = z.strictObject({
  code: codeSchema,
  text: plainText.max(300),
  hint: plainText.max(300).optional(),
  /** A paragraph or two for the fold-out beside the question. */
  guidance: plainText.max(2000).optional(),
  /** Kinds of evidence a reader would expect to see. */
  evidence: z.array(plainText.max(160)).default([]),
  sources: z.array(citationSchema).min(1),
  answer: answerTypeSchema,
  required: z.boolean().default(true),
  appliesTo: conditionSchema.optional(),
  tags: z.array(codeSchema).default([]),
  /** How old its evidence may be, in months; left out, what the standard says holds. */
  evidenceMaxAgeMonths: evidenceAge.optional(),
});

export const standardSchema = z.strictObject({
  code: codeSchema,
  /** What people call it by: A1, E19. Display only. */
  number: z.string().min(1).max(8),
  title: plainText.max(120),
  summary: plainText.max(600),
  appliesTo: conditionSchema.optional(),
  /** Where the aggregation is `manual`: the rating question of this standard that judges it as a whole. */
  overall: codeSchema.optional(),
  /** How old the evidence of its questions may be, in months; left out, a year. */
  evidenceMaxAgeMonths: evidenceAge.optional(),
  questions: z.array(questionSchema).min(1),
});

export const profileQuestionSchema = z.strictObject({
  code: codeSchema,
  text: plainText.max(300),
  hint: plainText.max(300).optional(),
  answer: z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('yes-no') }),
    z.strictObject({ type: z.literal('number'), max: z.number().default(9_999_999) }),
    z.strictObject({ type: z.literal('single-choice'), choices: z.array(choiceSchema).min(2) }),
    z.strictObject({ type: z.literal('multiple-choice'), choices: z.array(choiceSchema).min(2) }),
    z.strictObject({ type: z.literal('text'), maxLength: z.number().int().positive().default(500) }),
  ]),
  required: z.boolean().default(true),
  appliesTo: conditionSchema.optional(),
});

const computedRules = [
  z.strictObject({ rule: z.literal('worst-of') }),
  /** The best point needs at least `bestShare` per cent of ratings at it and none at the worst; any worst caps below best. */
  z.strictObject({ rule: z.literal('threshold'), bestShare: z.number().min(1).max(100) }),
  z.strictObject({ rule: z.literal('banded-mean') }),
] as const;

/**
 * How question ratings become one rating for a standard. Not-applicable leaves both sides. With `manual`, the standard's
 * `overall` question is the organisation's own judgement, and what `beside` computes from the other ratings is shown
 * beside it and never replaces it.
 */
export const aggregationSchema = z.discriminatedUnion('rule', [
  ...computedRules,
  z.strictObject({ rule: z.literal('manual'), beside: z.discriminatedUnion('rule', computedRules) }),
]);

export const signatorySchema = z.strictObject({
  code: z.enum(signatoryCodes),
  title: plainText,
  declaration: plainText,
  appliesTo: conditionSchema.optional(),
});

export const sourceDocumentSchema = z.strictObject({
  code: codeSchema,
  title: plainText,
  publisher: plainText,
  published: z.string().regex(/^\d{4}-\d{2}(-\d{2})?$/, 'Give the date as YYYY-MM-DD or YYYY-MM'),
  /** A consultation text: an edition that rests on it cannot be published. */
  consultation: z.boolean().default(false),
});

const editionNumber = z.string().regex(/^\d{4}\.\d+$/, 'Give the edition as YEAR.NUMBER, for example 2023.1');

export const editionSchema = z.strictObject({
  contract: z.literal(1),
  set: codeSchema,
  edition: editionNumber,
  status: z.enum(['draft', 'published']),
  title: plainText,
  shortTitle: plainText.max(60),
  summary: plainText,
  inForceFrom: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
  sector: z.enum(['agency', 'setting']),
  /** The kinds of organisation that answer it; left out, every kind of the sector does. */
  kinds: z.array(z.enum(organisationKindCodes)).min(1).optional(),
  /** Corrects sources or guidance only: nobody is asked anything again because of it. */
  minorRevision: z.boolean().optional(),
  /** A shorter form of another set: each of its questions is one of that edition, under the same code and asked alike. */
  variantOf: z.strictObject({ set: codeSchema, edition: editionNumber }).optional(),
  documents: z.array(sourceDocumentSchema).min(1),
  scales: z.array(scaleSchema).min(1),
  aggregation: aggregationSchema,
  profile: z.array(profileQuestionSchema).default([]),
  /** Named conditions, in words that finish the sentence "You are asked this because ...". */
  rules: z.array(z.strictObject({ code: codeSchema, because: plainText, when: conditionSchema })).default([]),
  signOff: z.array(signatorySchema).min(1),
  standards: z.array(standardSchema).min(1),
});

export const fates = ['unchanged', 'renumbered', 'reworded', 'split', 'merged', 'moved', 'added', 'withdrawn'] as const;
export const carryRules = ['keep', 'keep-and-confirm', 'prefill-text', 'ask-again', 'retire'] as const;

export const successionSchema = z.strictObject({
  contract: z.literal(1),
  set: codeSchema,
  from: editionNumber,
  to: editionNumber,
  /** What changed and why, in a paragraph for the people who answer. */
  summary: plainText.max(1200).optional(),
  fates: z.array(
    z.strictObject({
      from: z.array(codeSchema).default([]),
      to: z.array(codeSchema).default([]),
      fate: z.enum(fates),
      /** For a reworded question: does the new wording ask for more? */
      stricter: z.boolean().default(false),
      carry: z.enum(carryRules),
      note: plainText.optional(),
    }),
  ),
  scales: z
    .array(z.strictObject({ from: codeSchema, to: codeSchema, points: z.record(codeSchema, codeSchema.nullable()) }))
    .default([]),
  /**
   * Where the choices of a carried question differ: what became of each old choice, by the codes of the question in
   * either edition. `null` drops a choice that has no like; choices that are only new need no entry.
   */
  choices: z
    .array(z.strictObject({ from: codeSchema, to: codeSchema, choices: z.record(codeSchema, codeSchema.nullable()) }))
    .default([]),
});

export type Edition = z.infer<typeof editionSchema>;
export type Standard = z.infer<typeof standardSchema>;
export type Question = z.infer<typeof questionSchema>;
export type AnswerType = z.infer<typeof answerTypeSchema>;
export type TableColumn = z.infer<typeof tableColumnSchema>;
export type Scale = z.infer<typeof scaleSchema>;
export type ScalePoint = z.infer<typeof scalePointSchema>;
export type ProfileQuestion = z.infer<typeof profileQuestionSchema>;
export type Signatory = z.infer<typeof signatorySchema>;
export type SignatoryCode = Signatory['code'];
export type Aggregation = z.infer<typeof aggregationSchema>;
export type Citation = z.infer<typeof citationSchema>;
export type Succession = z.infer<typeof successionSchema>;
export type Fate = Succession['fates'][number];
export type CarryRule = Fate['carry'];

export { notApplicableCode } from './vocabulary.ts';
