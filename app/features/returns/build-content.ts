import type { ProfileQuestion, Question } from '../../../standards/contract.ts';
import { isUntouched } from '../questionnaire/answer-state.ts';
import type { AnswerValue } from '../questionnaire/answer-values.ts';
import { answerWords, besideWords } from '../questionnaire/answer-words.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { type Facts, own, type ProfileValue } from '../questionnaire/conditions.ts';
import { type AskedStandard, profileQuestionsFor, type Questionnaire } from '../questionnaire/questionnaire.ts';
import { primaryScale, standardRating } from '../questionnaire/ratings.ts';
import type { ContentCentral } from './central/central.ts';
import type { ContentCarried, ContentEvidence, ContentQuestion, ContentStandard, ReturnContent } from './content.ts';

/** A piece of evidence without its place in the index, which the content gives it. */
export type ContentFile = Omit<ContentEvidence, 'number'>;

/** What the content of a return is made of. */
export interface ContentParts {
  readonly compiled: CompiledEdition;
  readonly edition: { readonly id: string; readonly sha256: string };
  readonly organisation: ReturnContent['organisation'];
  readonly facts: Facts;
  readonly questionnaire: Questionnaire;
  /** Evidence by question code, in the order in which it was attached. */
  readonly evidence: ReadonlyMap<string, readonly ContentFile[]>;
  /** Answers that came from an earlier return and are this year's now, by question code. */
  readonly carried?: ReadonlyMap<string, ContentCarried>;
  /** Answers that the organisation took from its trust or group, by question code. */
  readonly central?: ReadonlyMap<string, ContentCentral>;
}

/**
 * The content of a return from its parts. The same answers give the same content, whatever was typed and emptied in
 * between and whatever order the rows came in: a blank answer is none, answers to questions that are no longer asked
 * are left out, and evidence is numbered by its first use in reading order.
 */
export function buildReturnContent(parts: ContentParts): ReturnContent {
  const { compiled, facts, questionnaire } = parts;
  const index = new Map<string, ContentEvidence>();
  const standards = questionnaire.standards.map((asked) => contentStandard(parts, asked, index));
  return {
    edition: { ...parts.edition, title: compiled.edition.title },
    organisation: parts.organisation,
    profile: profileQuestionsFor(compiled, facts).flatMap(({ question }) => {
      const value = own(facts.profile, question.code);
      return value === undefined
        ? []
        : [{ code: question.code, text: question.text, value, words: profileWords(question, value) }];
    }),
    standards,
    evidence: [...index.values()],
  };
}

function contentStandard(
  parts: ContentParts,
  { standard, questions }: AskedStandard,
  index: Map<string, ContentEvidence>,
): ContentStandard {
  const { compiled, facts } = parts;
  const asked = new Set(questions.map(({ question }) => question.code));
  const { point, beside } = standardRating(compiled, standard, asked, facts.answers);
  return {
    code: standard.code,
    number: standard.number,
    title: standard.title,
    scale: primaryScale(compiled, standard)?.code ?? null,
    computed: point,
    ...(beside === null ? {} : { beside }),
    questions: questions.map(({ question }, place): ContentQuestion => {
      const given = own(facts.answers, question.code);
      const value = isUntouched(given) ? undefined : given;
      const carried = value && parts.carried?.get(question.code);
      const central = value && parts.central?.get(question.code);
      const files = parts.evidence.get(question.code) ?? [];
      for (const file of files) if (!index.has(file.id)) index.set(file.id, { ...file, number: index.size + 1 });
      return {
        code: question.code,
        number: questionNumber(standard.number, place),
        text: question.text,
        ...contentAnswer(compiled, question, value),
        evidence: files.map(({ id }) => id),
        ...(carried ? { carried } : {}),
        ...(central ? { central } : {}),
      };
    }),
  };
}

/** An answer as content holds it: the value, and in words. */
export function contentAnswer(
  compiled: CompiledEdition,
  { answer }: Pick<Question, 'answer'>,
  value: AnswerValue | undefined,
): Pick<ContentQuestion, 'answer' | 'words' | 'scale' | 'point' | 'narrative'> {
  const scale = answer.type === 'rating' ? compiled.scales.get(answer.scale) : undefined;
  return {
    answer: value ?? null,
    words: answerWords(answer, scale, value),
    scale: scale?.code ?? null,
    point: value?.type === 'rating' ? value.point : null,
    narrative: besideWords(value).join('\n\n'),
  };
}

/** "A1.2": the number of the standard and the place, from 0, among the questions this organisation is asked. */
export const questionNumber = (standardNumber: string, place: number): string => `${standardNumber}.${place + 1}`;

/** An answer of the profile page in words. */
export function profileWords({ answer }: Pick<ProfileQuestion, 'answer'>, value: ProfileValue): string {
  if (typeof value === 'boolean') return value ? 'Yes' : 'No';
  if (typeof value === 'number') return value.toLocaleString('en-GB');
  const words = (code: string) =>
    'choices' in answer ? (answer.choices.find((choice) => choice.code === code)?.text ?? code) : code;
  if (typeof value === 'string') return words(value);
  return value.length === 0 ? 'None of these' : value.map(words).join('; ');
}
