/**
 * The buttons of carried answers, without loading the page anew: the press is posted as the form would post it, and the
 * question alone is replaced by what the answer says. Whatever goes wrong, the form itself posts the press.
 */
import { editionField } from '../standard-fields.ts';
import { mergeQuestions, type Refreshed, type RefreshParts } from './refresh-questions.ts';

export interface PressParts extends RefreshParts {
  /** A question was replaced, and others may have come or gone. */
  readonly onPressed: (changed: Refreshed) => void;
}

export function pressCarriedInPlace(form: HTMLFormElement, parts: PressParts): void {
  // One press after another: each answer is the page as it stands after it.
  let before: Promise<void> = Promise.resolve();
  form.addEventListener('click', (event) => {
    const button = event.target instanceof Element ? event.target.closest('button') : null;
    const section = button?.closest<HTMLElement>('[data-carried]')?.closest<HTMLElement>('[data-question]');
    if (!button || !section || button.name !== 'intent') return;
    event.preventDefault();
    for (const one of section.querySelectorAll<HTMLButtonElement>('[data-carried] button')) one.disabled = true;
    before = before.then(() => press(form, section, button, parts));
  });
}

async function press(
  form: HTMLFormElement,
  section: HTMLElement,
  button: HTMLButtonElement,
  parts: PressParts,
): Promise<void> {
  const page = await postPress(form, button).catch(() => undefined);
  const fresh = page?.querySelector<HTMLElement>(`#${CSS.escape(section.id)}`);
  if (!page || !fresh) {
    button.disabled = false;
    form.requestSubmit(button);
    return;
  }
  const here = document.importNode(fresh, true);
  section.replaceWith(here);
  const changed = mergeQuestions(form, page, parts);
  showAgain(form, page);
  parts.onPressed(changed);
  focusOn(here);
}

/** The page that the form's own post would have led to. */
async function postPress(form: HTMLFormElement, button: HTMLButtonElement): Promise<Document | undefined> {
  const edition = form.elements.namedItem(editionField);
  const body = new URLSearchParams({ intent: button.value });
  if (edition instanceof HTMLInputElement) body.set(editionField, edition.value);
  // The words beside the button belong to its press: "Add to it" without them would be refused and posted again.
  for (const words of button.closest('[data-carried]')?.querySelectorAll('textarea') ?? [])
    body.set(words.name, words.value);
  const response = await fetch(form.action, { method: 'POST', body, headers: { accept: 'text/html' } });
  if (!response.ok || new URL(response.url).pathname !== new URL(form.action).pathname) return undefined;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  if (new URL(response.url).searchParams.has('taken-back'))
    form.querySelector('[data-taken-back]')?.removeAttribute('hidden');
  return page;
}

/** How far the standard is now. */
function showAgain(form: HTMLFormElement, page: Document): void {
  const [now, then] = [form, page].map((one) => one.querySelector('[data-progress]'));
  if (now && then) now.textContent = then.textContent;
}

/** The first field of an answer that opened, else the words of the question that is settled. */
function focusOn(section: HTMLElement): void {
  const field = section.querySelector<HTMLElement>('input:not([type="hidden"]), textarea, select');
  const opened = section.querySelector('.app-question__saved') === null ? field : null;
  const target = opened ?? section.querySelector<HTMLElement>('h2');
  if (target && target !== field) target.tabIndex = -1;
  target?.focus();
}
