/**
 * The content of a return: what its signatories read and sign, what is frozen when it is sent, what prints. One shape
 * for the draft print page, the signature's hash and the submission's snapshot.
 */
import { z } from 'zod';
import type { AnswerValue } from '../questionnaire/answers.ts';
import { contentCentralSchema } from './central/central.ts';

const answerValue = z.custom<AnswerValue>((value) => typeof value === 'object' && value !== null && 'type' in value);
const profileValue = z.union([z.boolean(), z.number(), z.string(), z.array(z.string()).readonly()]);

export const contentQuestionSchema = z.object({
  code: z.string(),
  /** Place in this return: "A1.2". */
  number: z.string(),
  text: z.string(),
  answer: answerValue.nullable(),
  /** The answer in words, a paragraph an entry; empty when there is none. */
  words: z.array(z.string()),
  /** For a rating: the scale and the point chosen, or `not-applicable`. */
  scale: z.string().nullable(),
  point: z.string().nullable(),
  narrative: z.string(),
  evidence: z.array(z.string()),
  /** The answer came from an earlier return, and a person confirmed or revised it. Absent from older content. */
  carried: z.exactOptional(z.object({ cycle: z.string(), state: z.enum(['confirmed', 'revised']) })),
  /** The answer is that of the organisation's trust or group, accepted by a person. Absent from older content. */
  central: z.exactOptional(contentCentralSchema),
});

export const contentStandardSchema = z.object({
  code: z.string(),
  number: z.string(),
  title: z.string(),
  scale: z.string().nullable(),
  /** The rating of the standard by the edition's rule: computed, or that of its overall question. */
  computed: z.string().nullable(),
  /** What the other ratings come to, where the standard is judged as a whole; left out elsewhere. */
  beside: z.string().optional(),
  questions: z.array(contentQuestionSchema),
});

export const contentEvidenceSchema = z.object({
  id: z.string(),
  /** Place in the evidence index of this return, from 1. */
  number: z.number().int(),
  kind: z.enum(['file', 'link']),
  title: z.string(),
  fileName: z.string().nullable(),
  url: z.string().nullable(),
  mediaType: z.string().nullable(),
  size: z.number().nullable(),
  sha256: z.string().nullable(),
  coversFrom: z.string().nullable(),
  coversTo: z.string().nullable(),
  /** Which version of the evidence this is; left out for the first, as older content has it. */
  version: z.exactOptional(z.number().int()),
  /** The day by which it was to be looked at again; left out where nobody said. */
  reviewOn: z.exactOptional(z.string()),
});

export const returnContentSchema = z.object({
  edition: z.object({ id: z.string(), sha256: z.string(), title: z.string() }),
  organisation: z.object({
    id: z.string(),
    name: z.string(),
    kind: z.string(),
    phase: z.string().nullable(),
    dutyBasis: z.string(),
  }),
  profile: z.array(z.object({ code: z.string(), text: z.string(), value: profileValue, words: z.string() })),
  standards: z.array(contentStandardSchema),
  evidence: z.array(contentEvidenceSchema),
});

export type ReturnContent = z.infer<typeof returnContentSchema>;
export type ContentStandard = z.infer<typeof contentStandardSchema>;
/** How an answer that was carried became this year's own. */
export type ContentCarried = NonNullable<ContentQuestion['carried']>;
export type ContentQuestion = z.infer<typeof contentQuestionSchema>;
export type ContentEvidence = z.infer<typeof contentEvidenceSchema>;
