import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { own } from '../../questionnaire/conditions.ts';
import type { SaveOutcome } from '../commands/save-answers.server.ts';
import type { ReadStandardForm, StandardIntent } from '../standard-form.ts';
import { type CentralIntent, centralField, centralIntents } from './central.ts';
import { type CentralOutcome, settleCentral } from './settle-central.server.ts';

type CentralPress = Extract<StandardIntent, { kind: CentralIntent }>;

const isCentral = (intent: StandardIntent): intent is CentralPress =>
  (centralIntents as readonly string[]).includes(intent.kind);

/**
 * What a button beside the group's answer does; nothing for the others, and none while what was typed at the question
 * is not saved: that comes first.
 */
export async function pressCentral(
  portal: Portal,
  viewer: Viewer,
  address: { readonly returnId: string; readonly standardCode: string },
  { intent, typed, central }: ReadStandardForm,
  { conflicts }: SaveOutcome,
): Promise<CentralOutcome | undefined> {
  if (!isCentral(intent)) return undefined;
  const { kind, questionCode, revision } = intent;
  if (own(typed, questionCode) || conflicts.some((conflict) => conflict.questionCode === questionCode))
    return undefined;
  return settleCentral(portal, viewer, {
    ...address,
    questionCode,
    intent: kind,
    revision,
    text: own(central, questionCode) ?? '',
  });
}

/** Words written beside a group's answer for which no button was pressed: nobody may lose them by pressing another. */
export function centralLeftovers({ intent, central }: ReadStandardForm): FieldErrors {
  const pressed = isCentral(intent) ? intent.questionCode : undefined;
  return Object.fromEntries(
    Object.entries(central)
      .filter(([code, text]) => code !== pressed && text.trim() !== '')
      .map(([code]) => [
        centralField(code),
        ['Press “Add to it” or “Different here” to use what you have written, or clear it'],
      ]),
  );
}

/** What was written beside the group's answers and is still to be used; `refused`: the press came to nothing. */
export function unusedTexts({ intent, central }: ReadStandardForm, refused: boolean): ReadStandardForm['central'] {
  if (refused || !isCentral(intent)) return central;
  return Object.fromEntries(Object.entries(central).filter(([code]) => code !== intent.questionCode));
}
