/** Answers that a trust or group gives once for its sites, as a site sees them. No database: reaches the browser. */
import { z } from 'zod';
import type { AnswerValue } from '../../questionnaire/answer-values.ts';
import { wordsToOffer } from '../core-words.ts';

/** What a person at the site made of it. */
export const settledStates = ['accepted', 'added', 'excepted'] as const;
export type SettledState = (typeof settledStates)[number];

/** `changed-here`: it was taken, and the site has written something else since. */
export type CentralState = 'waiting' | SettledState | 'changed-here';

/** How states read in lists. */
export const centralStateWords = {
  waiting: 'Not looked at yet',
  accepted: 'Accepted as it is',
  added: 'Accepted, with words added',
  excepted: 'Different here',
  'changed-here': 'Changed at the site since',
} as const satisfies Record<CentralState, string>;

export interface CentralEvidence {
  readonly id: string;
  readonly title: string;
  readonly kind: 'file' | 'link';
  readonly url: string | null;
}

/** A central answer at a question of one return, with what became of it there. */
export interface CentralQuestion {
  readonly questionCode: string;
  readonly group: string;
  readonly state: CentralState;
  /** What the group says now; null where the site has left it, or it answers this no longer. */
  readonly offer: {
    readonly centralId: string;
    readonly revision: number;
    readonly value: AnswerValue;
    readonly evidence: readonly CentralEvidence[];
  } | null;
  /** The group has changed its answer since anybody here looked. */
  readonly changed: boolean;
  /** Who settled it, as they were called then. */
  readonly by: string | null;
  readonly reason: string;
}

/** By question code, for a page. */
export type CentralByQuestion = Readonly<Record<string, CentralQuestion>>;

/** How an answer that came from the group stands in content that is signed and sent. */
export const contentCentralSchema = z.object({
  group: z.string(),
  state: z.enum(['accepted', 'added']),
  by: z.string(),
  /** The revision of the group's answer from which it was taken. */
  revision: z.number().int(),
});
export type ContentCentral = z.infer<typeof contentCentralSchema>;

/** "From Brookmere Learning Trust, accepted by Nell Varley". */
export const centralWords = ({ group, state, by }: Pick<ContentCentral, 'group' | 'state' | 'by'>): string =>
  state === 'accepted' ? `From ${group}, accepted by ${by}` : `From ${group}, with words added by ${by}`;

/**
 * What an answer is to the group's answer that was taken: the same, the same with words under it, or something else.
 * `undefined` where there is no answer any more.
 */
export function relationTo(taken: AnswerValue, standing: AnswerValue | undefined): 'accepted' | 'added' | 'other' {
  if (standing === undefined || standing.type !== taken.type) return 'other';
  if (sameJson(standing, taken)) return 'accepted';
  const [before, now] = [wordsToOffer(taken), wordsToOffer(standing)];
  return now.startsWith(before) && sameJson(withoutWords(standing), withoutWords(taken)) ? 'added' : 'other';
}

const sameJson = (one: object, other: object) => JSON.stringify(one) === JSON.stringify(other);

/** The rating, choice or figures alone. */
function withoutWords(value: AnswerValue): object {
  const rest: Record<string, unknown> = { ...value };
  for (const name of ['narrative', 'detail', 'text']) delete rest[name];
  return rest;
}

/** The state that is shown: what was decided, unless the answer has become something else since. */
export function stateOf(
  settled: { readonly state: SettledState; readonly value: AnswerValue | null } | undefined,
  standing: AnswerValue | undefined,
): CentralState {
  if (!settled) return 'waiting';
  if (settled.state === 'excepted' || settled.value === null) return settled.state;
  if (standing === undefined) return 'waiting';
  const relation = relationTo(settled.value, standing);
  return relation === 'other' ? 'changed-here' : relation;
}

/** The field of a site's own words about a central answer. No dot: it belongs to no answer of the form. */
export const centralField = (questionCode: string): string => `trust-${questionCode}`;

export const centralIntents = ['central-stands', 'central-add', 'central-different', 'central-keep'] as const;
export type CentralIntent = (typeof centralIntents)[number];

/** What a site adds to its group's words begins with these. */
export const hereWords = (organisation: { readonly kind: string; readonly phase: string | null }): string =>
  organisation.phase !== null && organisation.phase !== 'nursery' && organisation.phase !== 'post-16'
    ? 'At our school'
    : 'At our site';

/** The longest words a site can add or give as a reason. */
export const centralTextLimit = 2000;
