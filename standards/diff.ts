import type { Edition, Question, Scale, Succession } from './contract.ts';

type Fate = Succession['fates'][number];
type Placed = { question: Question; standard: string; number: string };

/** Two wordings with at least this share of words in common may be one question under two codes. */
const likeness = 0.6;

/**
 * Proposes a succession between two editions of one set: a draft for a person to correct. A question keeps its fate by
 * its code; codes that only one edition has are paired where their wording is close, and otherwise count as withdrawn
 * and added. Every guess carries a note. The proposal passes lint for the same two editions; a point with no
 * like in the new scale is mapped to nothing, and left for a person to fill in.
 *
 * Never proposed, because words do not show them: stricter wording, splits and merges.
 */
export function proposeSuccession(from: Edition, to: Edition): Succession {
  const before = placedQuestions(from);
  const after = placedQuestions(to);
  const fates: Fate[] = [];
  const orphans = new Map<string, Placed>();
  for (const [code, old] of before) {
    const young = after.get(code);
    if (young) fates.push(fateOfCode(code, old, young));
    else orphans.set(code, old);
  }
  const newcomers = [...after].filter(([code]) => !before.has(code));
  for (const [code, young] of newcomers) {
    const origin = closest(orphans, young);
    if (origin === undefined) fates.push(fate([], [code], 'added', 'ask-again'));
    else {
      orphans.delete(origin.code);
      fates.push(pairedByWording(origin, code, young));
    }
  }
  for (const code of orphans.keys()) fates.push(fate([code], [], 'withdrawn', 'retire'));

  const order = [...before.keys(), ...after.keys()];
  const place = ({ from: [old], to: [young] }: Fate) => order.indexOf(old ?? young ?? '');
  return {
    contract: 1,
    set: from.set,
    from: from.edition,
    to: to.edition,
    fates: fates.toSorted((a, b) => place(a) - place(b)),
    scales: carriedScales(fates, from, to, before, after),
    choices: [],
  };
}

function placedQuestions(edition: Edition): Map<string, Placed> {
  return new Map(
    edition.standards.flatMap(({ code: standard, number, questions }) =>
      questions.map((question) => [question.code, { question, standard, number }] as const),
    ),
  );
}

function fateOfCode(code: string, old: Placed, young: Placed): Fate {
  if (old.question.answer.type !== young.question.answer.type)
    return fate([code], [code], 'reworded', 'ask-again', 'It is answered in another way now');
  if (old.question.text !== young.question.text)
    return fate([code], [code], 'reworded', 'keep-and-confirm', 'Say whether the new wording asks for more');
  if (!sameAnswer(old.question, young.question))
    return fate([code], [code], 'reworded', 'keep-and-confirm', 'The answers to choose from, or their limits, changed');
  if (old.standard !== young.standard) return fate([code], [code], 'moved', 'keep');
  if (old.number !== young.number) return fate([code], [code], 'renumbered', 'keep');
  return fate([code], [code], 'unchanged', 'keep');
}

function pairedByWording(origin: { code: string; placed: Placed }, code: string, young: Placed): Fate {
  const note = 'Paired by wording alone: check that it is the same question';
  const sameKind = origin.placed.question.answer.type === young.question.answer.type;
  return fate([origin.code], [code], 'reworded', sameKind ? 'keep-and-confirm' : 'ask-again', note);
}

function fate(from: string[], to: string[], kind: Fate['fate'], carry: Fate['carry'], note?: string): Fate {
  return { from, to, fate: kind, stricter: false, carry, ...(note === undefined ? {} : { note }) };
}

const sameAnswer = (a: Question, b: Question) => JSON.stringify(a.answer) === JSON.stringify(b.answer);

function closest(orphans: ReadonlyMap<string, Placed>, young: Placed): { code: string; placed: Placed } | undefined {
  let best: { code: string; placed: Placed } | undefined;
  let highest = likeness;
  for (const [code, placed] of orphans) {
    const share = sharedWords(placed.question.text, young.question.text);
    if (share >= highest && (best === undefined || share > highest)) {
      best = { code, placed };
      highest = share;
    }
  }
  return best;
}

/** Words in common over words in either, 0 to 1. */
function sharedWords(a: string, b: string): number {
  const words = (text: string) => new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
  const [left, right] = [words(a), words(b)];
  const common = [...left].filter((word) => right.has(word)).length;
  return common === 0 ? 0 : common / (left.size + right.size - common);
}

/** A map for each pair of different scales between which a rating is carried. */
function carriedScales(
  fates: readonly Fate[],
  from: Edition,
  to: Edition,
  before: ReadonlyMap<string, Placed>,
  after: ReadonlyMap<string, Placed>,
): Succession['scales'] {
  const maps = new Map<string, Succession['scales'][number]>();
  for (const {
    from: [oldCode],
    to: [newCode],
    carry,
  } of fates) {
    const old = before.get(oldCode ?? '')?.question.answer;
    const young = after.get(newCode ?? '')?.question.answer;
    if (carry === 'ask-again' || old?.type !== 'rating' || young?.type !== 'rating') continue;
    const oldScale = from.scales.find(({ code }) => code === old.scale);
    const newScale = to.scales.find(({ code }) => code === young.scale);
    if (!oldScale || !newScale || JSON.stringify(oldScale) === JSON.stringify(newScale)) continue;
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
