import { z } from 'zod';
import {
  type DutyBasis,
  dutyBases,
  type OrganisationKind,
  organisationKinds,
  type Phase,
  phases,
} from '../../../standards/vocabulary.ts';
import { type AnswerValue, answerValueSchema } from '../questionnaire/answer-values.ts';
import type { Facts, ProfileValue } from '../questionnaire/conditions.ts';

const profileSchema = z.record(
  z.string(),
  z.union([z.boolean(), z.number(), z.string(), z.array(z.string()).readonly()]),
);

export type Profile = Readonly<Record<string, ProfileValue>>;

/** The profile page of a return as it is stored. */
export const readProfile = (text: string): Profile => profileSchema.parse(JSON.parse(text));

/** An answer as it is stored. */
export const readAnswer = (text: string): AnswerValue => answerValueSchema.parse(JSON.parse(text));

/** Answers by question code. */
export function readAnswers(
  rows: readonly { readonly question_code: string; readonly value: string }[],
): Record<string, AnswerValue> {
  return Object.fromEntries(rows.map((row) => [row.question_code, readAnswer(row.value)]));
}

const isKind = (kind: string): kind is OrganisationKind => Object.hasOwn(organisationKinds, kind);
const isPhase = (phase: string): phase is Phase => Object.hasOwn(phases, phase);
const isDuty = (duty: string): duty is DutyBasis => Object.hasOwn(dutyBases, duty);

/** What decides the questions of a return. A kind, phase or duty that the vocabulary lacks is an error, never "no". */
export function factsOf(
  organisation: { readonly kind: string; readonly phase: string | null; readonly dutyBasis: string },
  profile: Profile,
  answers: Readonly<Record<string, AnswerValue>>,
): Facts {
  const { kind, phase, dutyBasis } = organisation;
  if (!isKind(kind) || !isDuty(dutyBasis) || (phase !== null && !isPhase(phase)))
    throw new RangeError('An organisation has a kind, duty or phase that the vocabulary does not know');
  return { kind, phase, duty: dutyBasis, profile, answers };
}
