/** What becomes of questions and answers in an upgrade, in words. For both sides. */
import type { CarriedRule, LinkFate } from '../../../standards/carry-forward.ts';

/** What happened to a question between two editions, `added` and `withdrawn` among it. */
export type QuestionFate = LinkFate | 'added' | 'withdrawn';

export const fateWords = {
  unchanged: 'Unchanged',
  renumbered: 'Renumbered',
  moved: 'Moved to another standard',
  reworded: 'Reworded',
  split: 'Split into several',
  merged: 'Merged from several',
  added: 'New',
  withdrawn: 'Not asked any more',
} as const satisfies Record<QuestionFate, string>;

export const questionFates = Object.keys(fateWords) as QuestionFate[];

/** What is carried to a question; `retire` where an old one leads nowhere, `none` where there is no old one. */
export type QuestionRule = CarriedRule | 'retire' | 'none';

/** When a cycle is launched: nothing counts before somebody has said so. */
export const launchRuleWords = {
  keep: 'Carried; can be kept with one press',
  'keep-and-confirm': 'Carried; somebody must look before it is kept',
  'prefill-text': 'Only the words are carried',
  'ask-again': 'Asked again, with last time’s answer beside it',
  retire: 'Stays readable in last time’s return',
  none: 'Asked for the first time',
} as const satisfies Record<QuestionRule, string>;

/** When a return moves that people are working on. */
export const moveRuleWords = {
  keep: 'Stays as it is',
  'keep-and-confirm': 'Waits until somebody has looked at it',
  'prefill-text': 'Only the words are carried',
  'ask-again': 'Asked again, with the answer given so far beside it',
  retire: 'Kept aside, readable in the return',
  none: 'Asked for the first time',
} as const satisfies Record<QuestionRule, string>;

/** What becomes of one answer. */
export const outcomeWords = {
  kept: 'Kept',
  confirm: 'To confirm',
  text: 'Words only',
  again: 'Asked again',
  retired: 'Not asked any more',
} as const;

export type Outcome = keyof typeof outcomeWords;
export const outcomes = Object.keys(outcomeWords) as Outcome[];
