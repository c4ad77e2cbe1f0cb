import { dayInWords } from '../../../platform/words.ts';
import type { EscalationSummary } from '../queries.server.ts';

const endings = {
  done: 'Ended: it was done',
  'more-time': 'Ended: its date was moved',
  'not-waited-for': 'Ended: nobody waits for it any more',
  'by-hand': 'Ended by a person',
} as const;

/** Where something stands, in words. */
export function standingWords(
  one: Pick<EscalationSummary, 'status' | 'endedBecause' | 'pausedUntil' | 'waitingSince'>,
): string {
  if (one.status === 'ended') return endings[one.endedBecause ?? 'done'];
  if (one.status === 'paused' && one.pausedUntil !== null) return `Paused until ${dayInWords(one.pausedUntil)}`;
  if (one.waitingSince !== null) return `Next level waits for you since ${dayInWords(one.waitingSince)}`;
  return 'Climbs by itself';
}

/** Why an escalation ended, as its history says it. */
export const endingOf = (note: string | null): string | null =>
  note !== null && Object.hasOwn(endings, note) ? endings[note as keyof typeof endings] : note;
