import type { Edition, Fate, Question, Succession } from './contract.ts';
import { proposeChoiceMaps, proposeScaleMaps } from './diff-maps.ts';
import { type EditionIndex, indexEdition } from './edition-index.ts';
import { keptAnswerProblems } from './lint-kept-answers.ts';
import { changedPoints, samePoints } from './lint-scale-maps.ts';
import { containedWords, demandsAdded, sharedWords, tellingWords, wordsOf } from './wording.ts';

/** Two wordings with at least this share of words in common may be one question under two codes. */
const likeness = 0.6;
/** A question that has at least this share of another's telling words may be a part of it. */
const kinship = 0.5;

/**
 * Proposes a succession between two editions of one set: a draft for a person to correct. A question keeps its fate by
 * its code; codes that only one edition has are paired where their wording is close, and otherwise count as withdrawn
 * and added. Every guess carries a note, and so does every new word that often asks for more and every question that
 * may have been split or merged: what these are, a person decides. The proposal passes lint for the same two editions;
 * a point or a choice with no like is mapped to nothing, and left for a person to fill in.
 */
export function proposeSuccession(from: Edition, to: Edition): Succession {
  const [before, after] = [indexEdition(from), indexEdition(to)];
  const fates: Fate[] = [];
  const orphans = new Map<string, ReadonlySet<string>>();
  for (const [code, { text }] of before.questions) {
    if (after.questions.has(code)) fates.push(fateOfCode(code, before, after));
    else orphans.set(code, wordsOf(text));
  }
  for (const [code, young] of after.questions) {
    if (before.questions.has(code)) continue;
    const origin = closest(orphans, wordsOf(young.text));
    const old = before.questions.get(origin ?? '');
    if (!old) fates.push(fateOf([], [code], 'added', 'ask-again'));
    else {
      orphans.delete(old.code);
      fates.push(pairedByWording(old, young));
    }
  }
  for (const code of orphans.keys()) fates.push(fateOf([code], [], 'withdrawn', 'retire'));

  const places = new Map([...before.questions.keys(), ...after.questions.keys()].map((code, place) => [code, place]));
  const place = ({ from: [old], to: [young] }: Fate) => places.get(old ?? young ?? '') ?? 0;
  return {
    contract: 1,
    set: from.set,
    from: from.edition,
    to: to.edition,
    fates: withKin(fates, before, after).toSorted((a, b) => place(a) - place(b)),
    scales: proposeScaleMaps(fates, before, after),
    choices: proposeChoiceMaps(fates, before, after),
  };
}

function fateOfCode(code: string, before: EditionIndex, after: EditionIndex): Fate {
  const [old, young] = [before.questions.get(code), after.questions.get(code)];
  if (!old || !young) throw new RangeError(`"${code}" is not in both editions`);
  if (old.text !== young.text || !sameAnswer(old, young)) return reworded(old, young, []);
  const [oldStandard, newStandard] = [before.standardOf.get(code), after.standardOf.get(code)];
  const fate =
    oldStandard?.code !== newStandard?.code
      ? fateOf([code], [code], 'moved', 'keep')
      : fateOf([code], [code], oldStandard?.number === newStandard?.number ? 'unchanged' : 'renumbered', 'keep');
  const points = redefinedPoints(old, before, after);
  if (points.length === 0) return fate;
  const note = `These points of its scale are described otherwise now: ${points.join(', ')}`;
  return { ...fate, carry: 'keep-and-confirm', note };
}

function redefinedPoints({ answer }: Question, before: EditionIndex, after: EditionIndex): string[] {
  if (answer.type !== 'rating') return [];
  const [old, young] = [before.scales.get(answer.scale), after.scales.get(answer.scale)];
  return old && young && samePoints(old, young) ? changedPoints(old, young) : [];
}

function pairedByWording(old: Question, young: Question): Fate {
  return reworded(old, young, ['Paired by wording alone: check that it is the same question']);
}

/** A question whose wording or answer changed: its answer is confirmed where it still fits, and asked again otherwise. */
function reworded(old: Question, young: Question, notes: readonly string[]): Fate {
  const all = [...notes];
  if (old.answer.type !== young.answer.type) all.push('It is answered in another way now');
  else if (!sameAnswer(old, young)) all.push('The answers to choose from, or their limits, changed');
  if (old.text !== young.text) {
    const demands = demandsAdded(old.text, young.text).map((word) => `"${word}"`);
    all.push(
      demands.length > 0
        ? `The new wording has ${demands.join(', ')}: does it ask for more? Then say stricter: true`
        : 'Say whether the new wording asks for more',
    );
  }
  const fate = fateOf([old.code], [young.code], 'reworded', 'keep-and-confirm');
  const [barred] = keptAnswerProblems(fate, old, young);
  const carry = barred === undefined ? fate.carry : 'ask-again';
  if (barred !== undefined && old.answer.type === young.answer.type) all.push(barred);
  return { ...fate, carry, note: all.join('. ') };
}

function fateOf(from: string[], to: string[], kind: Fate['fate'], carry: Fate['carry']): Fate {
  return { from, to, fate: kind, stricter: false, carry };
}

const sameAnswer = (a: Question, b: Question) => JSON.stringify(a.answer) === JSON.stringify(b.answer);

function closest(orphans: ReadonlyMap<string, ReadonlySet<string>>, young: ReadonlySet<string>): string | undefined {
  let best: string | undefined;
  let highest = 0;
  for (const [code, words] of orphans) {
    const share = sharedWords(words, young);
    if (share >= likeness && share > highest) [best, highest] = [code, share];
  }
  return best;
}

/**
 * Notes on likely splits and merges. A question that went or was reworded may have been split where two or more that
 * are new or reworded have much of its wording, and the other way round for a merge.
 */
function withKin(fates: readonly Fate[], before: EditionIndex, after: EditionIndex): Fate[] {
  const texts = [before, after].flatMap(({ questions }) => [...questions.values()].map(({ text }) => text));
  const telling = tellingWords(texts);
  const told = (code: string, { questions }: EditionIndex): Told => ({
    code,
    words: telling(questions.get(code)?.text ?? ''),
  });
  const textOf = ({ questions }: EditionIndex, code: string | undefined) => questions.get(code ?? '')?.text;
  const isOpen = ({ fate, from, to }: Fate) =>
    fate === 'withdrawn' ||
    fate === 'added' ||
    (fate === 'reworded' && textOf(before, from[0]) !== textOf(after, to[0]));
  const open = fates.filter(isOpen);
  const olds = open.flatMap(({ from }) => from.map((code) => told(code, before)));
  const youngs = open.flatMap(({ to }) => to.map((code) => told(code, after)));
  const kin = (codes: readonly string[], own: readonly Told[], others: readonly Told[]) =>
    own
      .filter(({ code }) => codes.includes(code))
      .flatMap(({ words }) => others.filter((other) => containedWords(words, other.words) >= kinship))
      .map(({ code }) => code);
  return fates.map((fate) => {
    if (!isOpen(fate)) return fate;
    const parts = kin(fate.from, olds, youngs);
    const origins = kin(fate.to, youngs, olds);
    const notes = [
      ...(fate.note === undefined ? [] : [fate.note]),
      ...(parts.length > 1 ? [`May have been split: ${parts.join(', ')} have much of its wording`] : []),
      ...(origins.length > 1 ? [`May have been merged: ${origins.join(', ')} have much of its wording`] : []),
    ];
    return notes.length === 0 ? fate : { ...fate, note: notes.join('. ') };
  });
}

type Told = { code: string; words: ReadonlySet<string> };
