import type { Condition } from '../../../standards/contract.ts';
import {
  type DutyBasis,
  dutyBases,
  notApplicableCode,
  type OrganisationKind,
  organisationKinds,
  type Phase,
  phases,
} from '../../../standards/vocabulary.ts';
import { answerCodes } from './answer-state.ts';
import type { AnswerValue } from './answer-values.ts';
import type { CompiledEdition, PlacedQuestion } from './compiled-edition.ts';

/** An answer on the profile page: yes-no is a boolean, choices are codes. A missing key means "not answered yet". */
export type ProfileValue = boolean | number | string | readonly string[];

/** Everything a condition may look at. `phase` is `null` for an agency, and for a setting whose phase is not recorded. */
export type Facts = {
  kind: OrganisationKind;
  phase?: Phase | null;
  duty: DutyBasis;
  profile: Readonly<Record<string, ProfileValue>>;
  answers: Readonly<Record<string, AnswerValue>>;
};

/** `undecided`: the profile page has not yet been answered far enough to say. */
export type Verdict = true | false | 'undecided';

/** Thrown when a condition names something that the edition does not know, or goes round in a circle. */
export class UnknownCondition extends Error {
  override readonly name = 'UnknownCondition';
  readonly code: 'unknown-condition' | 'circular-condition';
  /** The code that the condition names. */
  readonly subject: string;

  constructor(
    subject: string,
    message: string,
    code: 'unknown-condition' | 'circular-condition' = 'unknown-condition',
  ) {
    super(message);
    this.subject = subject;
    this.code = code;
  }
}

/** One pass over one organisation's facts: verdicts on rules and questions are worked out once and remembered. */
export type Evaluator = {
  readonly compiled: CompiledEdition;
  readonly facts: Facts;
  verdict(condition: Condition): Verdict;
  /** Whether the question is asked: its standard's condition and its own. */
  asked(questionCode: string): Verdict;
};

/**
 * Evaluates one condition. `undecided` follows three-valued logic: it wins over `true` in `all` and over `false` in
 * `any`. Throws {@link UnknownCondition} for any unknown code anywhere in the condition, also where the verdict would
 * not depend on it.
 */
export function evaluateCondition(condition: Condition, facts: Facts, compiled: CompiledEdition): Verdict {
  return createEvaluator(compiled, facts).verdict(condition);
}

export function createEvaluator(compiled: CompiledEdition, facts: Facts): Evaluator {
  const ruleVerdicts = new Map<string, Verdict>();
  const askedVerdicts = new Map<string, Verdict>();
  const profileVerdicts = new Map<string, Verdict>();
  const open = new Set<string>();

  function once(memo: Map<string, Verdict>, kind: string, code: string, work: () => Verdict): Verdict {
    const known = memo.get(code);
    if (known !== undefined) return known;
    const key = `${kind} ${code}`;
    if (open.has(key))
      throw new UnknownCondition(code, `The condition on ${key} depends on itself`, 'circular-condition');
    open.add(key);
    const verdict = work();
    open.delete(key);
    memo.set(code, verdict);
    return verdict;
  }

  function judge(condition: Condition): Verdict {
    if ('kind' in condition) return condition.kind.includes(facts.kind);
    if ('phase' in condition) {
      if (facts.phase) return condition.phase.includes(facts.phase);
      return organisationKinds[facts.kind].sector === 'setting' ? 'undecided' : false;
    }
    if ('duty' in condition) return condition.duty.includes(facts.duty);
    if ('flag' in condition) return profileVerdict(condition.flag, (value) => value === true);
    if ('profile' in condition)
      return profileVerdict(condition.profile, (value) =>
        Array.isArray(value)
          ? value.some((code) => condition.in.includes(code))
          : typeof value === 'string' && condition.in.includes(value),
      );
    if ('answer' in condition) {
      const asked = askedVerdict(condition.answer);
      if (asked !== true) return asked;
      return answerCodes(own(facts.answers, condition.answer)).some((code) => condition.in.includes(code));
    }
    if ('rule' in condition) {
      const rule = compiled.rules.get(condition.rule);
      if (!rule) throw unknown('rule', condition.rule);
      return once(ruleVerdicts, 'rule', condition.rule, () => verdict(rule.when));
    }
    if ('all' in condition) return allOf(condition.all.map(judge));
    if ('any' in condition) return negate(allOf(condition.any.map((part) => negate(judge(part)))));
    return negate(judge(condition.not));
  }

  function profileVerdict(code: string, holds: (value: ProfileValue) => boolean): Verdict {
    const question = compiled.profile.get(code);
    if (!question) throw unknown('profile question', code);
    const asked = once(profileVerdicts, 'profile question', code, () =>
      question.appliesTo === undefined ? true : verdict(question.appliesTo),
    );
    if (asked !== true) return asked;
    const value = own(facts.profile, code);
    return value === undefined ? 'undecided' : holds(value);
  }

  function askedVerdict(code: string): Verdict {
    const placed = compiled.questions.get(code);
    if (!placed) throw unknown('question', code);
    return once(askedVerdicts, 'question', code, () => {
      const { standard, question } = placed;
      return allOf([
        standard.appliesTo === undefined ? true : verdict(standard.appliesTo),
        question.appliesTo === undefined ? true : verdict(question.appliesTo),
      ]);
    });
  }

  function verdict(condition: Condition): Verdict {
    assertKnown(condition, compiled);
    return judge(condition);
  }

  return { compiled, facts, verdict, asked: askedVerdict };
}

/** Three-valued "and": false beats undecided, undecided beats true. */
export function allOf(verdicts: readonly Verdict[]): Verdict {
  if (verdicts.includes(false)) return false;
  return verdicts.includes('undecided') ? 'undecided' : true;
}

function negate(verdict: Verdict): Verdict {
  return verdict === 'undecided' ? verdict : !verdict;
}

/** The codes of profile questions that a condition looks at, through rules and earlier questions too. */
export function profileCodesIn(condition: Condition, compiled: CompiledEdition): Set<string> {
  const found = new Set<string>();
  const seen = new Set<Condition>();
  const visit = (part: Condition | undefined) => {
    if (part === undefined || seen.has(part)) return;
    seen.add(part);
    const code = 'flag' in part ? part.flag : 'profile' in part ? part.profile : undefined;
    if (code !== undefined) {
      found.add(code);
      visit(compiled.profile.get(code)?.appliesTo);
    } else if ('rule' in part) visit(compiled.rules.get(part.rule)?.when);
    else if ('answer' in part) {
      const placed = compiled.questions.get(part.answer);
      visit(placed?.standard.appliesTo);
      visit(placed?.question.appliesTo);
    } else for (const child of childrenOf(part)) visit(child);
  };
  visit(condition);
  return found;
}

/** The conditions directly inside `all`, `any` and `not`; nothing for the rest. */
export function childrenOf(condition: Condition): readonly Condition[] {
  if ('all' in condition) return condition.all;
  if ('any' in condition) return condition.any;
  return 'not' in condition ? [condition.not] : [];
}

/** A record's own value: a code may be spelt like something every object inherits. */
export function own<T>(record: Readonly<Record<string, T>>, key: string): T | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}

function assertKnown(condition: Condition, compiled: CompiledEdition): void {
  if (compiled.checked.has(condition)) return;
  if ('kind' in condition) assertWords('kind of organisation', condition.kind, organisationKinds);
  else if ('phase' in condition) assertWords('phase', condition.phase, phases);
  else if ('duty' in condition) assertWords('duty', condition.duty, dutyBases);
  else if ('flag' in condition) {
    const question = compiled.profile.get(condition.flag);
    if (question?.answer.type !== 'yes-no') throw unknown('yes-no profile question', condition.flag);
  } else if ('profile' in condition) {
    const answer = compiled.profile.get(condition.profile)?.answer;
    if (answer === undefined || !('choices' in answer))
      throw unknown('profile question with choices', condition.profile);
    assertCodes(
      condition.profile,
      condition.in,
      answer.choices.map((choice) => choice.code),
    );
  } else if ('answer' in condition) {
    const placed = compiled.questions.get(condition.answer);
    const codes = placed && matchableCodes(placed, compiled);
    if (codes === undefined) throw unknown('question with choices', condition.answer);
    assertCodes(condition.answer, condition.in, codes);
  } else if ('rule' in condition) {
    if (!compiled.rules.has(condition.rule)) throw unknown('rule', condition.rule);
  } else for (const child of childrenOf(condition)) assertKnown(child, compiled);
  compiled.checked.add(condition);
}

/** The codes that an answer to the question can be matched with; undefined where it has none (a number, a text ...). */
export function matchableCodes(placed: PlacedQuestion, compiled: CompiledEdition): readonly string[] | undefined {
  const { answer } = placed.question;
  if (answer.type === 'yes-no') return ['yes', 'no'];
  if (answer.type === 'single-choice' || answer.type === 'multiple-choice')
    return answer.choices.map((choice) => choice.code);
  if (answer.type !== 'rating') return undefined;
  const scale = compiled.scales.get(answer.scale);
  if (!scale) throw unknown('scale', answer.scale);
  const points = scale.points.map((point) => point.code);
  return scale.notApplicable.allowed ? [...points, notApplicableCode] : points;
}

function assertWords(what: string, codes: readonly string[], words: object): void {
  for (const code of codes) if (!Object.hasOwn(words, code)) throw unknown(what, code);
}

function assertCodes(subject: string, codes: readonly string[], known: readonly string[]): void {
  for (const code of codes) if (!known.includes(code)) throw unknown(`answer to ${subject}`, code);
}

function unknown(what: string, code: string): UnknownCondition {
  return new UnknownCondition(code, `No ${what} has the code "${code}" in this edition`);
}
