/** A problem with one file, with the row that shows it. */
export interface FileProblem {
  readonly words: string;
  readonly row: HTMLElement;
}

const shown = 'data-upload-summary';
const before = document.title;

/** The summary of what went wrong, as a page has it after a post: at the top, focused, each line a link to its row. */
export function showProblems(form: HTMLFormElement, problems: readonly FileProblem[]): void {
  // One that the page came with is about a post of before.
  for (const old of document.querySelectorAll(`[${shown}], .govuk-error-summary`)) old.remove();
  document.title = problems.length > 0 && !before.startsWith('Error: ') ? `Error: ${before}` : before;
  if (problems.length === 0) return;
  const summary = element('div', 'govuk-error-summary');
  summary.setAttribute(shown, '');
  summary.setAttribute('role', 'alert');
  summary.tabIndex = -1;
  const list = element('ul', 'govuk-list govuk-error-summary__list');
  for (const { words, row } of problems) {
    const link = document.createElement('a');
    link.href = `#${row.id}`;
    link.textContent = words;
    const line = document.createElement('li');
    line.append(link);
    list.append(line);
  }
  const body = element('div', 'govuk-error-summary__body');
  body.append(list);
  summary.append(element('h2', 'govuk-error-summary__title', 'There is a problem'), body);
  (form.closest('main') ?? form).prepend(summary);
  summary.focus();
}

function element(name: string, className: string, text = ''): HTMLElement {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}
