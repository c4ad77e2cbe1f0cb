import type { AnswerType, Edition, Question, Standard } from '../../../standards/contract.ts';
import { answerSpace } from './answer-space.ts';
import { conditionInWords } from './condition-words.ts';
import { citationInWords } from './edition-facts.ts';
import { evidenceAgeWords } from './evidence-age.ts';

/** A question where it stands in an edition. */
export interface QuestionInPlace {
  readonly question: Question;
  readonly standard: Standard;
  /** "A1.3" */
  readonly number: string;
  readonly edition: Edition;
}

/** Where an old choice went, by code; null where it has no like. */
export type ChoiceMap = Readonly<Record<string, string | null>>;

/** What differs between two forms of one question beside its texts, a sentence each; nothing for the same question. */
export function questionDetails(old: QuestionInPlace, young: QuestionInPlace, choiceMap: ChoiceMap = {}): string[] {
  return [
    ...movedWords(old, young),
    ...changed('Asked', askedWords(old), askedWords(young)),
    ...changed('Answered with', answerWords(old), answerWords(young)),
    ...choiceDetails(old.question.answer, young.question.answer, choiceMap),
    ...requiredWords(old.question, young.question),
    ...listDetails('Evidence', evidenceOf(old), evidenceOf(young)),
    ...sourceDetails(old, young),
  ];
}

const evidenceOf = ({ question, standard }: QuestionInPlace) => [
  ...question.evidence,
  ...evidenceAgeWords(question, standard),
];

function movedWords(old: QuestionInPlace, young: QuestionInPlace): string[] {
  if (old.standard.code === young.standard.code) return [];
  return [`It stood under “${old.standard.title}” and now stands under “${young.standard.title}”.`];
}

/** Whom a question is asked: its standard's condition and its own. */
function askedWords({ question, standard, edition }: QuestionInPlace): string {
  const parts = [standard.appliesTo, question.appliesTo].flatMap((condition) =>
    condition === undefined ? [] : [conditionInWords(condition, edition)],
  );
  return parts.length === 0 ? 'of everybody' : parts.join(', and ');
}

const answerWords = ({ question, edition }: QuestionInPlace): string => {
  const { how } = answerSpace(question.answer, edition);
  return how.charAt(0).toLowerCase() + how.slice(1);
};

const changed = (what: string, before: string, after: string): string[] =>
  before === after ? [] : [`${what} before: ${before}. ${what} now: ${after}.`];

function requiredWords(old: Question, young: Question): string[] {
  if (old.required === young.required) return [];
  return [young.required ? 'It must be answered now; before, it could be left empty.' : 'It may be left empty now.'];
}

type Choice = { readonly code: string; readonly text: string };

function choicesIn(answer: AnswerType): readonly Choice[] {
  if ('choices' in answer) return answer.choices;
  return answer.type === 'table' ? answer.columns.map(({ code, heading }) => ({ code, text: heading })) : [];
}

function choiceDetails(old: AnswerType, young: AnswerType, map: ChoiceMap): string[] {
  const word = old.type === 'table' && young.type === 'table' ? 'Column' : 'Choice';
  return listOfChoices(word, choicesIn(old), choicesIn(young), map);
}

/** What became of choices, columns or points known by code. */
export function listOfChoices(
  word: string,
  before: readonly Choice[],
  after: readonly Choice[],
  map: ChoiceMap = {},
): string[] {
  const kept = new Map(after.map((choice) => [choice.code, choice]));
  const known = new Set(before.map(({ code }) => code));
  return [
    ...before.flatMap(({ code, text }) => {
      const like = kept.get(code);
      if (like) return like.text === text ? [] : [`${word} “${text}” now reads “${like.text}”.`];
      const heir = kept.get(map[code] ?? '');
      return [heir ? `${word} “${text}” becomes “${heir.text}”.` : `${word} withdrawn: “${text}”.`];
    }),
    ...after.flatMap(({ code, text }) => (known.has(code) ? [] : [`${word} added: “${text}”.`])),
  ];
}

function listDetails(word: string, before: readonly string[], after: readonly string[]): string[] {
  const gone = before.filter((one) => !after.includes(one));
  const come = after.filter((one) => !before.includes(one));
  return [
    ...(gone.length > 0 ? [`${word} no longer named: ${gone.join('; ')}.`] : []),
    ...(come.length > 0 ? [`${word} named now: ${come.join('; ')}.`] : []),
  ];
}

function sourceDetails(old: QuestionInPlace, young: QuestionInPlace): string[] {
  const words = ({ question, edition }: QuestionInPlace) =>
    new Map(question.sources.map((source) => [citationInWords({ ...source, checked: true }, edition), source.checked]));
  const [before, after] = [words(old), words(young)];
  const nowChecked = [...after].filter(([place, checked]) => checked && before.get(place) === false);
  return [
    ...listDetails('Source', [...before.keys()], [...after.keys()]),
    ...nowChecked.map(([place]) => `Source checked since: ${place}.`),
  ];
}
