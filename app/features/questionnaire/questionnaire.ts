import type { ProfileQuestion, Question, Signatory, Standard } from '../../../standards/contract.ts';
import { answerCodesIn, type CompiledEdition } from './compiled-edition.ts';
import { createEvaluator, type Evaluator, type Facts, own, profileCodesIn } from './conditions.ts';
import { whyAsked } from './why-asked.ts';

export { type CompiledEdition, compileEdition, type PlacedQuestion } from './compiled-edition.ts';
export { whyAsked } from './why-asked.ts';

/** A question that this organisation is asked. */
export type AskedQuestion = {
  question: Question;
  /** Clauses that finish "You are asked this because ..."; empty when everybody is asked. */
  because: string[];
  /** The earlier question whose answer opened this one. */
  branchOf?: string;
};

export type AskedStandard = { standard: Standard; questions: AskedQuestion[] };

/** A question that cannot be decided yet. The page asks for what is missing; nothing is hidden in silence. */
export type UndecidedQuestion = {
  standard: Standard;
  question: Question;
  /** Profile questions to answer first. */
  profileMissing: string[];
  /** True when the profile page has all it needs and it is the recorded phase of the setting that is missing. */
  phaseMissing: boolean;
};

export type Questionnaire = {
  /** In reading order; a standard with no question for this organisation is left out. */
  standards: AskedStandard[];
  undecided: UndecidedQuestion[];
};

/**
 * The questions of an edition that one organisation is asked, with the reasons. The same facts give the same
 * questionnaire in the browser, on the server and in the pack.
 */
export function questionnaireFor(compiled: CompiledEdition, facts: Facts): Questionnaire {
  const evaluator = createEvaluator(compiled, facts);
  const standards: AskedStandard[] = [];
  const undecided: UndecidedQuestion[] = [];
  for (const standard of compiled.edition.standards) {
    const asked = askedIn(evaluator, standard, undecided);
    if (asked.questions.length > 0) standards.push(asked);
  }
  return { standards, undecided };
}

/**
 * As `questionnaireFor`, for one standard: `standards` is empty when it asks nothing of this organisation. The facts
 * need hold no more answers than its conditions look at.
 */
export function questionnaireOfStandard(compiled: CompiledEdition, facts: Facts, standard: Standard): Questionnaire {
  const undecided: UndecidedQuestion[] = [];
  const asked = askedIn(createEvaluator(compiled, facts), standard, undecided);
  return { standards: asked.questions.length > 0 ? [asked] : [], undecided };
}

function askedIn(evaluator: Evaluator, standard: Standard, undecided: UndecidedQuestion[]): AskedStandard {
  const questions: AskedQuestion[] = [];
  for (const question of standard.questions) {
    const asked = evaluator.asked(question.code);
    if (asked === true) questions.push(askedQuestion(evaluator, standard, question));
    else if (asked === 'undecided') undecided.push(undecidedQuestion(evaluator, standard, question));
  }
  return { standard, questions };
}

/** The profile page for one organisation. A question that waits for an earlier profile answer is not shown yet. */
export function profileQuestionsFor(
  compiled: CompiledEdition,
  facts: Facts,
): { question: ProfileQuestion; answered: boolean }[] {
  const evaluator = createEvaluator(compiled, facts);
  return compiled.edition.profile
    .filter(({ appliesTo }) => appliesTo === undefined || evaluator.verdict(appliesTo) === true)
    .map((question) => ({ question, answered: own(facts.profile, question.code) !== undefined }));
}

/** Who signs for this organisation. Lint makes sure that this is never empty and never waits for the profile page. */
export function signatoriesFor(compiled: CompiledEdition, facts: Facts): Signatory[] {
  const evaluator = createEvaluator(compiled, facts);
  return compiled.edition.signOff.filter(
    ({ appliesTo }) => appliesTo === undefined || evaluator.verdict(appliesTo) === true,
  );
}

function askedQuestion(evaluator: Evaluator, standard: Standard, question: Question): AskedQuestion {
  const branchOf = openedBy(evaluator.compiled, question);
  return {
    question,
    because: whyAsked(evaluator, standard, question),
    ...(branchOf === undefined ? {} : { branchOf }),
  };
}

function openedBy(compiled: CompiledEdition, question: Question): string | undefined {
  const parents = answerCodesIn(question.appliesTo, compiled.rules);
  const place = (code: string) => compiled.questions.get(code)?.place ?? -1;
  return parents.toSorted((a, b) => place(b) - place(a))[0];
}

function undecidedQuestion(evaluator: Evaluator, standard: Standard, question: Question): UndecidedQuestion {
  const { compiled, facts } = evaluator;
  const conditions = [standard.appliesTo, question.appliesTo].filter((condition) => condition !== undefined);
  const profileCodes = new Set(conditions.flatMap((condition) => [...profileCodesIn(condition, compiled)]));
  const profileMissing = compiled.edition.profile
    .filter(({ code, appliesTo }) => {
      if (!profileCodes.has(code) || own(facts.profile, code) !== undefined) return false;
      return appliesTo === undefined || evaluator.verdict(appliesTo) !== false;
    })
    .map(({ code }) => code);
  return { standard, question, profileMissing, phaseMissing: profileMissing.length === 0 };
}
