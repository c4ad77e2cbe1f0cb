import { formText } from '../../../platform/typed-text.ts';
import { linesOf } from './question-form.ts';

/** The priorities of a cycle as typed: one on a line, its title, or its title, a colon and a description. */
export function readPriorities(
  form: FormData,
):
  | { readonly ok: true; readonly priorities: { title: string; description: string }[] }
  | { readonly ok: false; readonly problem: string } {
  const priorities = linesOf(formText(form, 'priorities') ?? '').map((line) => {
    const colon = line.indexOf(':');
    return colon < 0
      ? { title: line, description: '' }
      : { title: line.slice(0, colon).trim(), description: line.slice(colon + 1).trim() };
  });
  if (priorities.length > 20) return { ok: false, problem: 'Enter 20 priorities at most' };
  for (const { title, description } of priorities) {
    if (title === '') return { ok: false, problem: 'Write the title of each priority before its colon' };
    if (title.length > 120)
      return { ok: false, problem: `Shorten the title “${title.slice(0, 40)}…” to 120 characters or fewer` };
    if (description.length > 600)
      return { ok: false, problem: `Shorten the description of “${title}” to 600 characters or fewer` };
  }
  const twice = priorities.find(({ title }, place) => priorities.findIndex((one) => one.title === title) < place);
  if (twice) return { ok: false, problem: `“${twice.title}” stands there twice` };
  return { ok: true, priorities };
}

/** Priorities as they are typed, to show again. */
export const prioritiesTyped = (priorities: readonly { title: string; description: string }[]): string =>
  priorities.map(({ title, description }) => (description === '' ? title : `${title}: ${description}`)).join('\n');
