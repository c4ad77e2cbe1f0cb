import type { AnswerType, Fate, Scale, Succession } from './contract.ts';
import type { EditionIndex } from './edition-index.ts';
import { isKept } from './lint-kept-answers.ts';
import { samePoints } from './lint-scale-maps.ts';
import { sharedWords, wordsOf } from './wording.ts';

/** Two choices with at least this share of words in common may be one choice under two codes. */
const likeness = 0.5;

/** A map for each pair of scales with other points between which a rating is carried. */
export function proposeScaleMaps(
  fates: readonly Fate[],
  before: EditionIndex,
  after: EditionIndex,
): Succession['scales'] {
  const maps = new Map<string, Succession['scales'][number]>();
  for (const fate of fates.filter(isKept)) {
    const old = before.questions.get(fate.from[0] ?? '')?.answer;
    const young = after.questions.get(fate.to[0] ?? '')?.answer;
    if (old?.type !== 'rating' || young?.type !== 'rating') continue;
    const [oldScale, newScale] = [before.scales.get(old.scale), after.scales.get(young.scale)];
    if (!oldScale || !newScale || samePoints(oldScale, newScale)) continue;
    maps.set(`${old.scale} ${young.scale}`, {
      from: old.scale,
      to: young.scale,
      points: pointMap(oldScale, newScale),
    });
  }
  return [...maps.values()];
}

/** Equal codes are paired; without equal codes, scales of the same length are paired from worst to best. */
function pointMap(from: Scale, to: Scale): Record<string, string | null> {
  const worstFirst = ({ points, best }: Scale) => {
    const ascending = points.toSorted((a, b) => a.order - b.order).map(({ code }) => code);
    return best === 'highest' ? ascending : ascending.toReversed();
  };
  const [old, young] = [worstFirst(from), worstFirst(to)];
  const anyEqual = old.some((code) => young.includes(code));
  const partner = (code: string, index: number) => {
    if (anyEqual) return young.includes(code) ? code : null;
    return old.length === young.length ? (young[index] ?? null) : null;
  };
  return Object.fromEntries(old.map((code, index) => [code, partner(code, index)]));
}

/** A map for each choice question that is carried though its choices differ: by code, else by wording, else to nothing. */
export function proposeChoiceMaps(
  fates: readonly Fate[],
  before: EditionIndex,
  after: EditionIndex,
): Succession['choices'] {
  return fates.filter(isKept).flatMap(({ from: [from = ''], to: [to = ''] }) => {
    const old = choicesOf(before.questions.get(from)?.answer);
    const young = choicesOf(after.questions.get(to)?.answer);
    const codes = (choices: readonly Choice[]) =>
      choices
        .map(({ code }) => code)
        .toSorted()
        .join();
    if (!old || !young || codes(old) === codes(young)) return [];
    return [{ from, to, choices: choiceMap(old, young) }];
  });
}

type Choice = { code: string; text: string };

const choicesOf = (answer: AnswerType | undefined): readonly Choice[] | undefined =>
  answer && 'choices' in answer ? answer.choices : undefined;

function choiceMap(old: readonly Choice[], young: readonly Choice[]): Record<string, string | null> {
  const kept = new Set(old.map(({ code }) => code));
  const fresh = young.filter(({ code }) => !kept.has(code));
  return Object.fromEntries(
    old.map(({ code, text }) => {
      if (young.some((choice) => choice.code === code)) return [code, code];
      const words = wordsOf(text);
      const likest = fresh
        .map((choice) => ({ code: choice.code, share: sharedWords(words, wordsOf(choice.text)) }))
        .toSorted((a, b) => b.share - a.share)[0];
      return [code, likest !== undefined && likest.share >= likeness ? likest.code : null];
    }),
  );
}
