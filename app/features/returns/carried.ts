/** What last time's answers have become in a return, as pages show it. No schema and no database: reaches the browser. */
import type { CarryRule, Fate, ScalePoint } from '../../../standards/contract.ts';
import type { AnswerValue } from '../questionnaire/answer-values.ts';

/** An old question and what was answered to it, as it was sent. */
export interface CarriedOrigin {
  readonly code: string;
  /** Its place in the old return: "A1.2". */
  readonly number: string;
  readonly text: string;
  /** The answer in words, without what was written beside it. */
  readonly words: readonly string[];
  readonly narrative: string;
  /** For a rating: how its point is drawn; null when the point is on no scale ("not applicable"). */
  readonly point: Pick<ScalePoint, 'word' | 'shape' | 'tone'> | null;
}

/** An old question with an answer that nobody is asked any more. */
export interface RetiredQuestion {
  readonly code: string;
  readonly number: string;
  readonly text: string;
}

/** Waiting for a person, or what a person made of it. */
export type CarriedState = 'waiting' | 'confirmed' | 'revised' | 'afresh';

/** An answer carried to one question of a return. */
export interface CarriedQuestion {
  readonly questionCode: string;
  readonly standardCode: string;
  readonly state: CarriedState;
  readonly rule: Exclude<CarryRule, 'retire'>;
  readonly fate: Exclude<Fate['fate'], 'added' | 'withdrawn'>;
  /** What people wrote about the change of the question. */
  readonly note: string | null;
  readonly origins: readonly CarriedOrigin[];
  /** The answer in this edition's terms; null where nothing may stand in the fields. */
  readonly value: AnswerValue | null;
  /** `value` holds words alone: it can be changed, not kept as it is. */
  readonly textOnly: boolean;
  readonly evidence: readonly string[];
  /** `sent`: from an earlier return. `moved`: it stood in this return before that moved to a newer edition. */
  readonly source: 'sent' | 'moved';
  /** The partnership to which it was said. */
  readonly partnershipId: string;
  /** The cycle in which it was answered, in words that follow "in" or "from". */
  readonly cycleName: string;
  /** When it was sent, or moved. */
  readonly submittedAt: string;
}

/** It can be made this year's answer as it stands: the rules keep it and nothing of it is missing. */
export const isKeepable = ({ value, textOnly, rule }: Pick<CarriedQuestion, 'value' | 'textOnly' | 'rule'>): boolean =>
  value !== null && !textOnly && (rule === 'keep' || rule === 'keep-and-confirm');

/** Nothing about its question has changed that a person wants looked at. */
export const isUnchanged = (carried: Pick<CarriedQuestion, 'value' | 'textOnly' | 'rule'>): boolean =>
  carried.rule === 'keep' && isKeepable(carried);

/** What became of an old return when this one was opened. */
export interface CarryForward {
  readonly outcome: 'carried' | 'nothing-sent' | 'no-succession';
  /** The return that answers were looked for in; null when none was sent. */
  readonly from: {
    readonly returnId: string;
    readonly cycleName: string;
    readonly editionTitle: string;
    readonly submittedAt: string;
  } | null;
  readonly retired: readonly RetiredQuestion[];
}
