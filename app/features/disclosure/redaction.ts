/**
 * What is blacked out of a copy: whole sentences that were ticked, and passages that were pasted, wherever they stand.
 * Pure, and the one way from a copy to what goes out: the answer is made from the pieces given here and from nothing else.
 */
import { z } from 'zod';
import { type DetailKind, findChildDetails } from '../evidence/child-details.ts';

export const marksSchema = z.object({
  /** Places of sentences, from 0. */
  sentences: z.array(z.number().int().nonnegative()),
  passages: z.array(z.string().min(1)),
});
export type Marks = z.infer<typeof marksSchema>;
export const noMarks: Marks = { sentences: [], passages: [] };

export interface Span {
  readonly from: number;
  readonly to: number;
}

const sentenceEnds = new Intl.Segmenter('en-GB', { granularity: 'sentence' });

/** The sentences of a text by their places; a line is one at most. */
export function sentencesOf(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const line of text.split('\n')) {
    for (const { segment, index } of sentenceEnds.segment(line)) {
      const kept = segment.trimEnd();
      if (kept.trim() !== '') spans.push({ from: start + index, to: start + index + kept.length });
    }
    start += line.length + 1;
  }
  return spans;
}

/** Where a passage stands, whatever the case of its letters and however its spaces and line ends fall. */
export function placesOf(text: string, passage: string): Span[] {
  const words = passage.trim().split(/\s+/).map(quoted);
  if (words[0] === '' || words[0] === undefined) return [];
  return [...text.matchAll(new RegExp(words.join('\\s+'), 'giu'))].map(({ 0: found, index }) => ({
    from: index,
    to: index + found.length,
  }));
}

const signs: Readonly<Record<string, string>> = {
  "'": "['’‘]",
  '’': "['’‘]",
  '‘': "['’‘]",
  '"': '["“”]',
  '“': '["“”]',
  '”': '["“”]',
};

const quoted = (word: string): string =>
  word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&').replace(/['’‘"“”]/g, (sign) => signs[sign] ?? sign);

/** The passages of a list that stand nowhere in a text. */
export const notIn = (text: string, passages: readonly string[]): string[] =>
  passages.filter((passage) => placesOf(text, passage).length === 0);

export interface Piece {
  readonly text: string;
  readonly out: boolean;
}

/** A text cut into what stays and what is blacked out, in order. */
export function piecesOf(text: string, { sentences, passages }: Marks): Piece[] {
  const all = sentencesOf(text);
  const spans = [
    ...sentences.flatMap((place) => all[place] ?? []),
    ...passages.flatMap((passage) => placesOf(text, passage)),
  ].toSorted((a, b) => a.from - b.from || a.to - b.to);
  const pieces: Piece[] = [];
  let at = 0;
  const add = (piece: Piece) => {
    const last = pieces.at(-1);
    // Two black-outs side by side are one, so that nobody counts them.
    if (last?.out && piece.out) pieces[pieces.length - 1] = { text: last.text + piece.text, out: true };
    else if (piece.text !== '') pieces.push(piece);
  };
  for (const { from, to } of spans) {
    if (to <= at) continue;
    if (from > at) add({ text: text.slice(at, from), out: false });
    add({ text: text.slice(Math.max(from, at), to), out: true });
    at = to;
  }
  add({ text: text.slice(at), out: false });
  return pieces;
}

/** What stands in place of everything that is blacked out, whatever its length. */
export const blackedOutWords = '[blacked out]';

/** What goes out of a text. */
export const redacted = (text: string, marks: Marks): string =>
  piecesOf(text, marks)
    .map((piece) => (piece.out ? blackedOutWords : piece.text))
    .join('');

/** Whether anything of a text is blacked out. */
export const blacksOut = (text: string, marks: Marks): boolean => piecesOf(text, marks).some(({ out }) => out);

/** A sentence to tick, with what in it seems to tell which child or family is meant. */
export interface MarkableSentence {
  readonly text: string;
  readonly seems: readonly DetailKind[];
}

/** @param today `YYYY-MM-DD` */
export const markableSentences = (text: string, today: string): MarkableSentence[] =>
  sentencesOf(text).map(({ from, to }) => {
    const sentence = text.slice(from, to);
    return { text: sentence, seems: findChildDetails(sentence, today) };
  });
