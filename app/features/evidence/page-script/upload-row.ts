import { sizeInWords } from '../../../platform/words.ts';

/** What a row shows of its file. */
interface Shown {
  readonly words: string;
  /** Of 100; no bar without it. */
  readonly progress?: number;
  readonly problem?: boolean;
  readonly again?: boolean;
  readonly done?: boolean;
  /** The page of what was added. */
  readonly to?: string;
}

/** A file in the list of those chosen, copied from the row that the page keeps ready. */
export interface Row {
  readonly element: HTMLElement;
  show(shown: Shown): void;
  /** Offers to use the piece with the same bytes, or to keep both; the fields go with either answer. */
  ask(fields: Readonly<Record<string, string>>): void;
  onRemove(run: () => void): void;
  onAgain(run: () => void): void;
  onAnswer(run: (answer: Readonly<Record<string, string>>) => void): void;
}

let number = 1;

export function createRow(form: HTMLFormElement, file: File): Row {
  const copy = form.querySelector('[data-upload-row]')?.cloneNode(true);
  const element = copy instanceof HTMLElement ? copy : document.createElement('li');
  const find = <T extends HTMLElement>(name: string) => element.querySelector<T>(`[data-upload-${name}]`);
  const bar = element.querySelector('progress');
  let asked: Readonly<Record<string, string>> = {};
  element.hidden = false;
  element.tabIndex = -1;
  element.id = `upload-${number++}`;
  element.removeAttribute('data-upload-row');
  fill(find('name'), file.name);
  fill(find('size'), sizeInWords(file.size));
  for (const about of element.querySelectorAll('[data-upload-about]')) about.textContent = `: ${file.name}`;
  bar?.setAttribute('aria-label', `Progress of ${file.name}`);
  form.querySelector('[data-upload-rows]')?.append(element);
  const press = (name: string, run: () => void) => find(name)?.addEventListener('click', run);
  const hide = (name: string, hidden: boolean) => {
    const button = find(name);
    if (button) button.hidden = hidden;
  };
  return {
    element,
    show({ words, progress, problem = false, again = false, done = false, to }) {
      const line = find('words');
      fill(line, words);
      if (line && to !== undefined) {
        const link = document.createElement('a');
        link.href = to;
        link.className = 'govuk-link';
        link.textContent = `Open ${file.name}`;
        if (to.startsWith('/evidence/')) line.append(' ', link);
      }
      element.classList.toggle('app-upload--problem', problem);
      if (bar) bar.hidden = progress === undefined;
      if (bar) bar.value = progress ?? 0;
      hide('again', !again);
      hide('use', true);
      hide('keep', true);
      hide('remove', done);
    },
    ask(fields) {
      asked = fields;
      hide('use', false);
      hide('keep', false);
    },
    onRemove: (run) => press('remove', run),
    onAgain: (run) => press('again', run),
    onAnswer(run) {
      press('use', () => run({ ...asked, same: 'use' }));
      press('keep', () => run({ ...asked, same: 'keep' }));
    },
  };
}

function fill(element: HTMLElement | null, text: string): void {
  if (element) element.textContent = text;
}
