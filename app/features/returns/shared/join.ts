/** What becomes of the answers of two returns when they are answered once from now on. Pure. */
import type { ProfileQuestion, Question } from '../../../../standards/contract.ts';
import { isUntouched } from '../../questionnaire/answer-state.ts';
import type { AnswerValue } from '../../questionnaire/answer-values.ts';
import { answerWords, besideWords } from '../../questionnaire/answer-words.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { own } from '../../questionnaire/conditions.ts';
import { profileWords } from '../build-content.ts';
import type { Profile } from '../facts.ts';
import { localCodesOf } from './local.ts';

export interface StandingAnswer {
  /** As it is stored. */
  readonly text: string;
  readonly value: AnswerValue;
  readonly revision: number;
  readonly savedAt: string;
  readonly savedBy: string;
}

export type JoinedAnswers = ReadonlyMap<string, StandingAnswer>;

/** Which of two answers stays: that of the return that is joined, or that of the one that joins it. */
export type Keep = 'into' | 'joining';

interface Side {
  readonly profile: Profile;
  readonly profileConfirmedAt: string | null;
  readonly answers: JoinedAnswers;
}

/** A question, or a fact about the organisation, that both returns answer and each in its own way. */
export interface JoinConflict {
  /** The question's code; `about:` and the code for a fact. */
  readonly key: string;
  readonly number: string;
  readonly text: string;
  readonly into: readonly string[];
  readonly joining: readonly string[];
}

export interface JoinPlan {
  readonly conflicts: readonly JoinConflict[];
  /** Answers that only one of the two has, and that the other takes over. */
  readonly taken: { readonly fromInto: number; readonly fromJoining: number };
  /** Answers that say the same in both. */
  readonly same: number;
}

const given = (answers: JoinedAnswers, code: string): StandingAnswer | undefined => {
  const answer = answers.get(code);
  return answer && !isUntouched(answer.value) ? answer : undefined;
};

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** The key under which a person chooses between two facts. */
export const factKey = (code: string): string => `about:${code}`;

export function planJoin(compiled: CompiledEdition, { into, joining }: { into: Side; joining: Side }): JoinPlan {
  const conflicts: JoinConflict[] = [];
  for (const question of compiled.edition.profile) {
    if (!clash(question, into, joining)) continue;
    conflicts.push({
      key: factKey(question.code),
      number: 'Your details',
      text: question.text,
      into: factWords(question, into.profile),
      joining: factWords(question, joining.profile),
    });
  }
  const taken = { fromInto: 0, fromJoining: 0 };
  let equal = 0;
  const local = localCodesOf(compiled).questions;
  for (const [code, { question, standard }] of compiled.questions) {
    if (local.has(code)) continue;
    const [a, b] = [given(into.answers, code), given(joining.answers, code)];
    if (a && b && a.text !== b.text)
      conflicts.push({
        key: code,
        number: standard.number,
        text: question.text,
        into: wordsOf(compiled, question, a.value),
        joining: wordsOf(compiled, question, b.value),
      });
    else if (a && b) equal += 1;
    else if (a) taken.fromInto += 1;
    else if (b) taken.fromJoining += 1;
  }
  return { conflicts, taken, same: equal };
}

/** The answers to the shared questions once a person has chosen, by question code. */
export function joinedAnswers(
  compiled: CompiledEdition,
  into: JoinedAnswers,
  joining: JoinedAnswers,
  keep: (key: string) => Keep,
): Map<string, StandingAnswer> {
  const joined = new Map<string, StandingAnswer>();
  const local = localCodesOf(compiled).questions;
  for (const code of compiled.questions.keys()) {
    if (local.has(code)) continue;
    const [a, b] = [given(into, code), given(joining, code)];
    const stands = a && b && a.text !== b.text ? (keep(code) === 'into' ? a : b) : (a ?? b);
    if (stands) joined.set(code, stands);
  }
  return joined;
}

/** The facts once a person has chosen. One that somebody confirmed goes before one that came from the directory. */
export function joinedProfile(
  { edition }: CompiledEdition,
  into: Side,
  joining: Side,
  keep: (key: string) => Keep,
): Profile {
  const entries = edition.profile.flatMap((question) => {
    const [a, b] = [own(into.profile, question.code), own(joining.profile, question.code)];
    const first = into.profileConfirmedAt !== null || joining.profileConfirmedAt === null ? a : b;
    const chosen = clash(question, into, joining)
      ? keep(factKey(question.code)) === 'into'
        ? a
        : b
      : (first ?? a ?? b);
    return chosen === undefined ? [] : [[question.code, chosen] as const];
  });
  return Object.fromEntries(entries);
}

/** Two people have confirmed it, each differently. */
function clash({ code }: ProfileQuestion, into: Side, joining: Side): boolean {
  if (into.profileConfirmedAt === null || joining.profileConfirmedAt === null) return false;
  const [a, b] = [own(into.profile, code), own(joining.profile, code)];
  return a !== undefined && b !== undefined && !same(a, b);
}

function wordsOf(compiled: CompiledEdition, { answer }: Question, value: AnswerValue): string[] {
  const scale = answer.type === 'rating' ? compiled.scales.get(answer.scale) : undefined;
  return [...answerWords(answer, scale, value), ...besideWords(value)];
}

function factWords(question: ProfileQuestion, profile: Profile): string[] {
  const value = own(profile, question.code);
  return value === undefined ? [] : [profileWords(question, value)];
}
