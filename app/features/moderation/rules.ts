import type { Scale } from '../../../standards/contract.ts';
import { notApplicableCode } from '../../../standards/vocabulary.ts';
import type { CompiledEdition } from '../questionnaire/compiled-edition.ts';
import { rateStandard, type StandardRating } from '../questionnaire/ratings.ts';
import { type JudgementDraft, reasonLimit } from './schema.ts';

/** The life of a moderation: one table, from which buttons, guards and tests come. */
export const moderationStatuses = {
  waiting: { words: 'Not started', next: ['in-progress'], open: true },
  'in-progress': { words: 'In progress', next: ['finished'], open: true },
  finished: { words: 'Finished', next: ['in-progress'], open: false },
} as const satisfies Record<string, { words: string; next: readonly string[]; open: boolean }>;

/** How far a moderation is. */
export type ModerationStatus = keyof typeof moderationStatuses;

/** Whether the table allows the move. */
export const mayMoveModeration = (from: ModerationStatus, to: ModerationStatus): boolean =>
  (moderationStatuses[from].next as readonly string[]).includes(to);

/** Whether a text, such as one of a query string, is a status. */
export const isModerationStatus = (text: string): text is ModerationStatus => Object.hasOwn(moderationStatuses, text);

/**
 * What is wrong with one judgement: what to do, by part; empty when nothing is. A reason is needed when the rating
 * differs from the agency's own, also when the agency gave none.
 */
export function judgementProblems(
  scale: Scale,
  selfPoint: string | null,
  { point, reason }: Pick<JudgementDraft, 'point' | 'reason'>,
): { readonly point?: string; readonly reason?: string } {
  const known =
    point === notApplicableCode ? scale.notApplicable.allowed : scale.points.some(({ code }) => code === point);
  if (!known) return { point: 'Choose one of the ratings in the list' };
  if (reason.length > reasonLimit)
    return { reason: `Shorten your reason to ${reasonLimit.toLocaleString('en-GB')} characters or fewer` };
  if (reason === '' && point !== selfPoint) return { reason: 'Say why your rating differs from theirs' };
  return {};
}

/** The ratings of one question of a submission. */
export interface RatedQuestion {
  readonly questionCode: string;
  readonly scaleCode: string;
  readonly selfPoint: string | null;
  readonly moderatedPoint: string | null;
}

/**
 * The moderated rating of a standard by the edition's own rule: for each question the moderator's rating, else the
 * agency's. Null until a moderator has rated something in it, and where the standard has no ratings. A standard that is
 * judged as a whole has one once its overall question is moderated.
 */
export function moderatedStandardPoint(
  compiled: CompiledEdition,
  standardCode: string,
  ratings: readonly RatedQuestion[],
): string | null {
  return moderatedStandardRating(compiled, standardCode, ratings).point;
}

/** As `moderatedStandardPoint`, with what the other ratings come to beside a standard that is judged as a whole. */
export function moderatedStandardRating(
  compiled: CompiledEdition,
  standardCode: string,
  ratings: readonly Pick<RatedQuestion, 'questionCode' | 'selfPoint' | 'moderatedPoint'>[],
): StandardRating {
  const standard = compiled.standards.get(standardCode);
  if (!standard) return { point: null, beside: null };
  return rateStandard(
    compiled,
    standard,
    ratings.map(({ questionCode, selfPoint, moderatedPoint }) => ({
      code: questionCode,
      given: moderatedPoint,
      standing: moderatedPoint ?? selfPoint,
    })),
  );
}

/** The moderated rating of a question, and how it came about. */
export interface Standing {
  /** Null while moderators differ and nobody has set the panel's. */
  readonly point: string | null;
  readonly by: 'one' | 'agreement' | 'panel' | 'nobody';
}

/**
 * The rating that stands from the judgements of several moderators: the panel's where one was set, else theirs where they
 * agree, else none. A panel rating stands until another is set, also when a judgement changes after it.
 */
export function standingOf(
  judgements: readonly { readonly point: string }[],
  panel: { readonly point: string } | null,
): Standing {
  if (panel) return { point: panel.point, by: 'panel' };
  const [first, ...others] = judgements;
  if (!first) return { point: null, by: 'nobody' };
  if (others.length === 0) return { point: first.point, by: 'one' };
  return others.every(({ point }) => point === first.point)
    ? { point: first.point, by: 'agreement' }
    : { point: null, by: 'nobody' };
}

/**
 * What is wrong with a panel rating; empty when nothing is. A reason is needed where moderators differ, and where none of
 * them gave that rating.
 */
export function panelProblems(
  scale: Scale,
  judgements: readonly { readonly point: string }[],
  draft: Pick<JudgementDraft, 'point' | 'reason'>,
): { readonly point?: string; readonly reason?: string } {
  const differ = judgements.some(({ point }) => point !== judgements[0]?.point);
  const given = judgements.some(({ point }) => point === draft.point);
  const problems = judgementProblems(scale, differ || !given ? null : draft.point, draft);
  return problems.reason === undefined || draft.reason !== ''
    ? problems
    : {
        reason: differ
          ? 'Say how the panel came to this, as moderators differ'
          : 'Say why no moderator’s rating stands',
      };
}
