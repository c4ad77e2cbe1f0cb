/**
 * After an answer that opens or closes other questions: fetches the page as it is now, adds the questions that came and
 * takes out those that went. Everything that stays is left alone, with what is typed in it. If the page cannot be
 * fetched, it simply shows the questions with the next page load.
 */
export async function refreshQuestions(form: HTMLFormElement): Promise<void> {
  const response = await fetch(form.action, { headers: { accept: 'text/html' } }).catch(() => undefined);
  if (!response?.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const fresh = [...page.querySelectorAll<HTMLElement>('form[data-autosave] [data-question]')];
  if (fresh.length === 0) return;
  const asked = new Set(fresh.map(({ id }) => id));
  for (const section of form.querySelectorAll<HTMLElement>('[data-question]'))
    if (!asked.has(section.id)) section.remove();
  let before: Element | null = null;
  for (const section of fresh) {
    let here = form.querySelector(`#${CSS.escape(section.id)}`);
    if (here) showNumber(here, section);
    else {
      here = document.importNode(section, true);
      if (before) before.after(here);
      else form.querySelector('[data-question]')?.before(here);
    }
    before = here;
  }
}

/** Questions are numbered as they are asked, so those that stay may have moved. */
function showNumber(here: Element, fresh: Element): void {
  const [now, then] = [here, fresh].map((section) => section.querySelector('[data-number]'));
  if (now && then) now.textContent = then.textContent;
}
