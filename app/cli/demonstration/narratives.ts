import { agencyWords } from '../../../db/seed/agency-words.ts';
import { schoolWords } from '../../../db/seed/school-words.ts';
import { smallBodyWords } from '../../../db/seed/small-body-words.ts';
import { generalWords, howWeKnow, subjects, whatNext } from '../../../db/seed/words.ts';
import { between, chance, pick } from './chance.ts';

/** How a rating reads, whatever its scale: all right, part of the way, or not. */
export type Tone = 'green' | 'amber' | 'red';

/** Who speaks, and when. */
export interface Speaker {
  readonly slug: string;
  readonly sector: 'agency' | 'setting';
  readonly small: boolean;
  /** What its top table is called. */
  readonly board: string;
  readonly people: string;
  /** Who runs it, to open a sentence or stand in one: "the head". */
  readonly head: string;
  /** The day on which it speaks, `YYYY-MM-DD`. */
  readonly day: string;
}

/** Fills the slots of a sentence of the bank; `words` tell one use from another. */
export function fill(text: string, speaker: Speaker, ...words: readonly string[]): string {
  let place = 0;
  return text
    .replace(/\{(\w+)\}/g, (slot, name: string) => {
      const seed = [speaker.slug, ...words, text, String(place++)];
      switch (name) {
        case 'month':
          return monthBefore(speaker.day, between(1, 9, ...seed));
        case 'n':
          return String(between(6, 24, ...seed));
        case 'most':
          return String(between(86, 97, ...seed));
        case 'some':
          return String(between(52, 78, ...seed));
        case 'board':
          return speaker.board;
        case 'people':
          return speaker.people;
        case 'head':
          return speaker.head;
        default:
          return slot;
      }
    })
    .replace(/(^|[.!?] )([a-z])/g, (_, before: string, letter: string) => before + letter.toUpperCase())
    .trim();
}

const monthWords = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

function monthBefore(day: string, months: number): string {
  const [year = 0, month = 1] = day.split('-').map(Number);
  return monthWords.format(new Date(Date.UTC(year, month - 1 - months, 1)));
}

/** What stands beside a rating: how it is, how they know, and what comes of it. */
export function narrative(speaker: Speaker, standardCode: string, questionCode: string, tone: Tone): string {
  const seed = [speaker.slug, questionCode, tone];
  const part = (text: string, kind: string) => fill(text, speaker, questionCode, kind);
  const bank = speaker.small ? 'small' : tone;
  return [
    part(howItStands(speaker, standardCode, questionCode, tone), 'stands'),
    part(pick(howWeKnow[bank], ...seed, 'know'), 'know'),
    part(pick(whatNext[bank], ...seed, 'next'), 'next'),
  ]
    .filter((sentence) => sentence !== '')
    .join(' ');
}

/** Words on this very question when there are any, now and then words that fit every question. */
function howItStands(speaker: Speaker, standardCode: string, questionCode: string, tone: Tone): string {
  const own = speaker.small ? smallBodyWords[questionCode]?.[tone] : undefined;
  if (own) return own;
  const words = speaker.sector === 'agency' ? agencyWords : schoolWords;
  const about = subjects[questionCode];
  const bank = words[about === undefined ? questionCode : standardCode]?.[tone] ?? [];
  const particular = bank.length > 0 && (about !== undefined || chance(speaker.slug, questionCode, 'own') < 0.7);
  const sentence = pick(particular ? bank : generalWords[tone], speaker.slug, questionCode, 'stands');
  return sentence.replaceAll('{subject}', about ?? 'this');
}
