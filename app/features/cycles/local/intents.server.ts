import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { formText } from '../../../platform/typed-text.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import {
  type Changed,
  copyQuestions,
  moveQuestion,
  removeQuestion,
  savePriorities,
} from './change-questions.server.ts';
import { readPriorities } from './read-local-form.ts';

/** What the page of local questions says after a button, by the code in its address. */
const done: Readonly<Record<string, string>> = {
  saved: 'The question has been saved',
  remove: 'The question has been removed',
  up: 'The question has been moved',
  down: 'The question has been moved',
  priorities: 'The priorities have been saved',
  copy: 'The questions have been copied',
  imported: 'The questions are as in the workbook',
};

export const localDoneWords = (code: string | null): string | undefined =>
  code !== null && Object.hasOwn(done, code) ? done[code] : undefined;

/** Runs the button that was pressed on the page of local questions. Refuses one that there is not as unknown. */
export async function runLocalIntent(
  portal: Portal,
  viewer: Viewer,
  cycleId: string,
  form: FormData,
): Promise<{ readonly done: string } | { readonly errors: FieldErrors }> {
  const intent = formText(form, 'intent') ?? '';
  const target = { cycleId, revision: Number(formText(form, 'revision') ?? 0) };
  const code = formText(form, 'question') ?? '';
  const changed = await change();
  return changed.ok ? { done: intent } : { errors: changed.errors };

  async function change(): Promise<Changed> {
    switch (intent) {
      case 'remove':
        return removeQuestion(portal, viewer, target, code);
      case 'up':
        return moveQuestion(portal, viewer, target, { code, by: -1 });
      case 'down':
        return moveQuestion(portal, viewer, target, { code, by: 1 });
      case 'copy':
        return copyQuestions(portal, viewer, target, formText(form, 'from') ?? '');
      case 'priorities': {
        const read = readPriorities(form);
        if (!read.ok) return { ok: false, errors: { priorities: [read.problem] } };
        return savePriorities(portal, viewer, target, read.priorities);
      }
      default:
        throw notFound();
    }
  }
}
