import type { ComparedQuestion, ComparedSide, ComparedText, WordPart } from '../../../pdf/models.ts';
import type { Edition, Fate, Succession } from '../../../standards/contract.ts';
import { type ChangeKind, carryWords, fateWords, noAnswerWords } from './change-kinds.ts';
import { type QuestionInPlace, questionDetails } from './question-details.ts';
import { unmarked, wordDifferences } from './word-differences.ts';

/** A question with what became of it. */
export interface QuestionChange {
  readonly kind: ChangeKind;
  readonly compared: ComparedQuestion;
  /** Where it stands now; where it stood, for a question that is gone. */
  readonly standard: { readonly code: string; readonly title: string; readonly gone: boolean };
}

/**
 * Every question of two editions with its fate, in the reading order of the newer edition; what is gone stands at the end
 * of its old standard. A fate that names a question which an edition does not have is an error of the succession, and the
 * name is left out.
 */
export function compareQuestions(
  from: Edition,
  to: Edition,
  { fates, choices }: Pick<Succession, 'fates' | 'choices'>,
): QuestionChange[] {
  const before = placesOf(from);
  const after = placesOf(to);
  const order = new Map([...after.keys()].map((code, at) => [code, at]));
  const standards = new Map(to.standards.map(({ code }, at) => [code, at]));
  const rank = ({ standard, compared }: QuestionChange) =>
    (standards.get(standard.code) ?? standards.size) * 10_000 + (order.get(compared.id) ?? 9_999);
  return fates.flatMap((fate) => changeOf(fate, before, after, choices)).toSorted((a, b) => rank(a) - rank(b));
}

type Places = ReadonlyMap<string, QuestionInPlace>;

const placesOf = (edition: Edition): Places =>
  new Map(
    edition.standards.flatMap((standard) =>
      standard.questions.map((question, at) => [
        question.code,
        { question, standard, edition, number: `${standard.number}.${at + 1}` },
      ]),
    ),
  );

/** An added or a withdrawn fate may stand for several questions at once: each is shown by itself. */
function changeOf(fate: Fate, before: Places, after: Places, choices: Succession['choices']): QuestionChange[] {
  if (fate.fate === 'added') return fate.to.flatMap((code) => one(fate, [], [code], before, after, choices));
  if (fate.fate === 'withdrawn') return fate.from.flatMap((code) => one(fate, [code], [], before, after, choices));
  return one(fate, fate.from, fate.to, before, after, choices);
}

function one(
  fate: Fate,
  fromCodes: readonly string[],
  toCodes: readonly string[],
  before: Places,
  after: Places,
  choices: Succession['choices'],
): QuestionChange[] {
  const old = fromCodes.flatMap((code) => before.get(code) ?? []);
  const young = toCodes.flatMap((code) => after.get(code) ?? []);
  const home = young[0] ?? old[0];
  if (!home) return [];
  const [oldOnly, youngOnly] = [old[0], young[0]];
  const pair =
    oldOnly && youngOnly && old.length === 1 && young.length === 1 ? { old: oldOnly, young: youngOnly } : null;
  const map = choices.find((one) => one.from === fromCodes[0] && one.to === toCodes[0])?.choices;
  const details = pair ? questionDetails(pair.old, pair.young, map) : [];
  const sides = pair ? pairedSides(pair.old, pair.young) : { before: old.map(plainSide), after: young.map(plainSide) };
  const kind = kindOf(fate, details.length > 0 || sides.after.some(({ texts }) => texts.length > 1));
  return [
    {
      kind,
      standard: {
        code: home.standard.code,
        title: `${home.standard.number} ${home.standard.title}`,
        gone: young.length === 0,
      },
      compared: {
        id: home.question.code,
        fate: fateWords(fate, kind),
        ...sides,
        details,
        carry: fate.fate === 'added' ? noAnswerWords : carryWords[fate.carry],
        note: fate.note ?? null,
      },
    },
  ];
}

function kindOf({ fate, stricter }: Fate, otherwiseChanged: boolean): ChangeKind {
  if (stricter) return 'stricter';
  return fate === 'unchanged' && otherwiseChanged ? 'details' : fate;
}

const plainSide = ({ question, number }: QuestionInPlace): ComparedSide => ({
  place: number,
  texts: [{ label: null, parts: unmarked(question.text) }],
});

/** Both wordings with their differences marked; hint and guidance only where they differ. */
function pairedSides(old: QuestionInPlace, young: QuestionInPlace): { before: ComparedSide[]; after: ComparedSide[] } {
  const wording = wordDifferences(old.question.text, young.question.text);
  const further = (['hint', 'guidance'] as const).flatMap((field) => {
    const [was, is] = [old.question[field] ?? null, young.question[field] ?? null];
    return was === is ? [] : [{ label: labels[field], ...wordDifferences(was, is) }];
  });
  const side = (place: string, parts: WordPart[], which: 'before' | 'after'): ComparedSide => ({
    place,
    texts: [
      { label: null, parts },
      ...further.map((one): ComparedText => ({ label: one.label, parts: orNone(one[which]) })),
    ],
  });
  return {
    before: [side(old.number, wording.before, 'before')],
    after: [side(young.number, wording.after, 'after')],
  };
}

const orNone = (parts: WordPart[]) => (parts.length > 0 ? parts : unmarked('none'));

const labels = { hint: 'Hint', guidance: 'Guidance' } as const;
