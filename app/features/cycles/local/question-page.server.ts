import type { FieldErrors, TypedValues } from '../../../platform/form-parsing.ts';
import { parseForm, typedValues } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { formText } from '../../../platform/typed-text.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { saveQuestion } from './change-questions.server.ts';
import { getLocalQuestion, getLocalWork } from './queries.server.ts';
import { formOf, questionFormSchema } from './question-form.ts';

/** What the form of a local question offers, and what it shows at first. Without `code` it is a new one. */
export async function getQuestionPage(portal: Portal, viewer: Viewer, cycleId: string, code?: string) {
  const scope = partnershipScope(viewer, 'cycle.change');
  const work = await getLocalWork(portal.database.db, scope, cycleId, portal.stamp().today);
  const { cycle, base, part, revision } = work;
  const found = code === undefined ? undefined : getLocalQuestion(work, code);
  return {
    cycle: { id: cycle.id, name: cycle.name, status: cycle.status },
    revision,
    code: found?.question.code,
    stored: found && formOf(found.question, found.standard.code),
    sector: base.sector,
    headings: part.standards.map((standard) => ({ value: standard.code, label: standard.title })),
    scales: base.scales.map((scale) => ({ value: scale.code, label: scale.name })),
    flags: base.profile
      .filter(({ answer }) => answer.type === 'yes-no')
      .map(({ code: value, text }) => ({ value, label: text })),
    priorities: part.priorities.map(({ code: value, title }) => ({ value, label: title })),
  };
}

export type QuestionPage = Awaited<ReturnType<typeof getQuestionPage>>;

/** Saves the form of a local question; problems come back beside everything that was typed. */
export async function saveQuestionForm(
  portal: Portal,
  viewer: Viewer,
  cycleId: string,
  form: FormData,
  code?: string,
): Promise<{ readonly ok: true } | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues }> {
  const parsed = parseForm(questionFormSchema, form);
  // Who may not write here is told so before being told what is wrong with the form.
  await getQuestionPage(portal, viewer, cycleId, code);
  if (!parsed.ok) return parsed;
  const target = { cycleId, revision: Number(formText(form, 'revision') ?? 0) };
  const saved = await saveQuestion(portal, viewer, target, { form: parsed.value, code });
  return saved.ok ? { ok: true } : { ...saved, values: typedValues(form) };
}
