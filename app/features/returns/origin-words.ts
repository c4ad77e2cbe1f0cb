import { carriedWords } from './carried-words.ts';
import { centralWords } from './central/central.ts';
import type { ContentQuestion } from './content.ts';

/** Where an answer of this year came from, in words: the trust or group, else an earlier return; null for neither. */
export function originWords({ central, carried }: Pick<ContentQuestion, 'central' | 'carried'>): string | null {
  if (central) return centralWords(central);
  return carried ? carriedWords(carried) : null;
}
