/** What follows a saved form of a standard: what is still missing, and the page it leads to. */
import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { isAnswered } from '../../questionnaire/answer-state.ts';
import { own } from '../../questionnaire/conditions.ts';
import { fieldNames } from '../../questionnaire/form-fields.ts';
import type { readAnswers } from '../facts.ts';
import { partScope, partsToGoOnTo } from '../parts.server.ts';
import { questionAnchor } from '../standard-fields.ts';
import type { ReadStandardForm } from '../standard-form.ts';
import type { StandardFormResult } from '../standard-form-result.ts';
import { findNextUnfinished } from '../standard-page.server.ts';
import type { SaveOutcome } from './save-answers.server.ts';

/** What is missing, under the field that mends it. */
export function missingErrors(
  standardNumber: string,
  { missing, asked }: Pick<SaveOutcome, 'missing' | 'asked'>,
  answers: ReturnType<typeof readAnswers>,
): StandardFormResult['errors'] {
  return Object.fromEntries(
    missing.map(({ question, problems: sentences }) => {
      const problems = sentences.map((sentence) => `${standardNumber}.${asked.indexOf(question) + 1}: ${sentence}`);
      const names = fieldNames({ code: question });
      const value = own(answers, question);
      if (!isAnswered(value)) return [names.main, problems];
      if (value?.type === 'rating')
        return [value.point === 'not-applicable' ? names.reason : names.narrative, problems];
      return [value?.type === 'yes-no' ? names.detail : names.main, problems];
    }),
  );
}

/** Where a saved form leads: what its button names, what it opened, the next unfinished standard, the check. */
export async function nextAddress(
  portal: Portal,
  viewer: Viewer,
  address: { readonly returnId: string; readonly standardCode: string },
  read: ReadStandardForm,
  saved: SaveOutcome,
  changing: readonly string[],
): Promise<string> {
  const whole = `/returns/${address.returnId}`;
  const here = `${whole}/standards/${address.standardCode}`;
  const said = saved.takenBack ? '?taken-back=1' : '';
  const { intent } = read;
  const unreadable = saved.answers.find(
    ({ questionCode, outcome }) => outcome === 'saved' && read.unreadable.includes(questionCode),
  )?.questionCode;
  if (unreadable !== undefined && !('questionCode' in intent))
    return `${here}?unreadable=${unreadable}#${questionAnchor(unreadable)}`;
  if (intent.kind === 'list') return `${whole}${said}`;
  if (intent.kind === 'evidence') return `${whole}/questions/${encodeURIComponent(intent.questionCode)}/evidence`;
  if (intent.kind === 'row') return `${here}?more=${intent.questionCode}#${questionAnchor(intent.questionCode)}`;
  const state = new URLSearchParams([
    ...(saved.takenBack ? [['taken-back', '1']] : []),
    ...changing.map((code) => ['change', code]),
  ]).toString();
  const back = state === '' ? here : `${here}?${state}`;
  if ('questionCode' in intent) return `${back}#${questionAnchor(intent.questionCode)}`;
  const opened = saved.asked.find((code) => !read.shown.includes(code));
  if (opened !== undefined) return `${here}?opened=1#${questionAnchor(opened)}`;
  const { db } = portal.database;
  const scope = await partScope(db, viewer, 'return.answer', {
    returnId: address.returnId,
    part: address.standardCode,
  });
  const among = await partsToGoOnTo(db, viewer, address.returnId);
  const next = await findNextUnfinished(db, scope, address.returnId, address.standardCode, among);
  if (next !== null) return `${whole}/standards/${next}${said}`;
  return saved.progress.markedComplete && !scope.handed ? `${whole}/check` : `${whole}${said}`;
}
