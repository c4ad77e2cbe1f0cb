/** What the refresher asks of the page around it. */
export interface RefreshParts {
  /** Something is typed in a question that the server has not acknowledged. */
  readonly isUnsaved: (questionCode: string) => boolean;
  /** A question left the page: nothing of it is saved by itself any more. */
  readonly onGone: (questionCode: string) => void;
}

/** How the questions of the page changed. */
export interface Refreshed {
  readonly opened: number;
  readonly closed: number;
}

/** A question that is not asked any more stays on the page with this mark until what is typed in it is saved. */
const closing = 'data-closing';

/**
 * After an answer that opens or closes other questions: fetches the page as it is now, adds the questions that came and
 * takes out those that went, once nothing typed in them waits. Everything that stays is left alone, with what is typed
 * in it. If the page cannot be fetched, it simply shows the questions with the next page load.
 */
export async function refreshQuestions(form: HTMLFormElement, parts: RefreshParts): Promise<Refreshed> {
  const response = await fetch(form.action, { headers: { accept: 'text/html' } }).catch(() => undefined);
  if (!response?.ok) return { opened: 0, closed: 0 };
  return mergeQuestions(form, new DOMParser().parseFromString(await response.text(), 'text/html'), parts);
}

/** Brings the questions of the page to what a newer one of itself has, as `refreshQuestions` says. */
export function mergeQuestions(form: HTMLFormElement, page: Document, parts: RefreshParts): Refreshed {
  const fresh = [...page.querySelectorAll<HTMLElement>('form[data-autosave] [data-question]')];
  if (fresh.length === 0) return { opened: 0, closed: 0 };
  const asked = new Set(fresh.map(({ id }) => id));
  let closed = 0;
  for (const section of form.querySelectorAll<HTMLElement>('[data-question]')) {
    if (asked.has(section.id)) section.removeAttribute(closing);
    else {
      if (!section.hasAttribute(closing)) closed++;
      section.setAttribute(closing, '');
      takeOutClosed(form, parts);
    }
  }
  let opened = 0;
  let before: Element | null = null;
  for (const section of fresh) {
    let here = form.querySelector(`#${CSS.escape(section.id)}`);
    if (here) showNumber(here, section);
    else {
      opened++;
      here = document.importNode(section, true);
      if (before) before.after(here);
      else form.querySelector('[data-question]')?.before(here);
    }
    before = here;
  }
  return { opened, closed };
}

/** Takes out the questions that are not asked any more and hold nothing that waits: what was written is kept aside. */
export function takeOutClosed(form: HTMLFormElement, { isUnsaved, onGone }: RefreshParts): void {
  for (const section of form.querySelectorAll<HTMLElement>(`[data-question][${closing}]`)) {
    const { question: code = '' } = section.dataset;
    if (isUnsaved(code)) continue;
    section.remove();
    onGone(code);
  }
}

/** Questions are numbered as they are asked, so those that stay may have moved. */
function showNumber(here: Element, fresh: Element): void {
  const [now, then] = [here, fresh].map((section) => section.querySelector('[data-number]'));
  if (now && then) now.textContent = then.textContent;
}
