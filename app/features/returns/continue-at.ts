import { editVoidsSignatures, isEditable } from './rules.ts';
import type { ReturnOverview } from './schema.ts';
import { questionAnchor } from './standard-fields.ts';

/**
 * The page on which a person goes on with a return: where they stopped, else the first thing that is missing, else the
 * next step of the whole. Somebody who only reads comes to the list of standards.
 */
export function continueAt(overview: ReturnOverview, mayAnswer: boolean): string {
  const { agencyReturn, profile, progress, stoppedAt, tasks } = overview;
  const whole = `/returns/${agencyReturn.id}`;
  if (editVoidsSignatures(agencyReturn.status)) return `${whole}/sign-off`;
  if (!isEditable(agencyReturn.status) || !mayAnswer) return whole;
  if (!profile.confirmed && stoppedAt === null) return `${whole}/details`;
  if (isAllDone(overview)) return `${whole}/check`;
  if (stoppedAt !== null) return `${whole}/standards/${stoppedAt}`;
  const [start] = tasks;
  return firstUnansweredAt(overview) ?? (start && progress.questions > 0 ? `${whole}/standards/${start.code}` : whole);
}

/** Where the first question of the whole return stands that still needs an answer; undefined when none does. */
export function firstUnansweredAt({ agencyReturn, firstUnanswered }: ReturnOverview): string | undefined {
  return firstUnanswered
    ? `/returns/${firstUnanswered.returnId ?? agencyReturn.id}/standards/${firstUnanswered.standardCode}#${questionAnchor(firstUnanswered.questionCode)}`
    : undefined;
}

/** Nothing required is missing, so that the return can be checked and sent. */
export const isAllDone = ({ progress, profile }: ReturnOverview): boolean =>
  progress.complete === progress.required && profile.confirmed;
