import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { addFigure } from '../../app/features/surveys/commands/save-figure.server.ts';
import { bringInSurvey } from '../../app/features/surveys/commands/save-survey.server.ts';
import {
  type FigureInput,
  figureFormSchema,
  type SurveyInput,
  surveySchema,
} from '../../app/features/surveys/schema.ts';
import type { Portal } from '../../app/platform/portal.ts';
import { idOfSaved } from './a-group.ts';

/** A survey as its form posts it. */
export const aSurveyForm = (parts: Partial<Record<keyof SurveyInput, string>> & { cycle: string }): SurveyInput =>
  surveySchema.parse({
    title: 'Staff survey',
    asked: 'staff',
    source: 'The business unit, online',
    fromOn: '2026-09-01',
    toOn: '2026-09-30',
    leastAnswers: '5',
    ...parts,
  });

/** A survey of the manager's partnership; gives its id. */
export const aSurvey = (portal: Portal, manager: Viewer, parts: Parameters<typeof aSurveyForm>[0]): Promise<string> =>
  idOfSaved(bringInSurvey(portal, manager, aSurveyForm(parts)));

/** A figure as its form posts it: 40 people answered and 10 of them agreed, unless parts say otherwise. */
export const aFigureForm = (
  parts: Partial<Record<keyof FigureInput, string>> & { organisation: string },
): FigureInput =>
  figureFormSchema.parse({
    about: 'question a1-policy',
    statement: 'I know where to find our policy',
    answered: '40',
    agreed: '10',
    ...parts,
  });

/** A figure by hand; gives its series. */
export async function aFigure(
  portal: Portal,
  manager: Viewer,
  surveyId: string,
  parts: Parameters<typeof aFigureForm>[0],
): Promise<string> {
  const saved = await addFigure(portal, manager, surveyId, aFigureForm(parts));
  if (!saved.saved) throw new Error(JSON.stringify(saved.errors));
  return saved.id;
}
