/** Puts the parts marked `data-live` of another copy of the page in the place of those that differ. */
export function putParts(fresh: ParentNode): void {
  for (const part of document.querySelectorAll<HTMLElement>('[data-live]')) {
    const name = part.dataset.live ?? '';
    const newer = fresh.querySelector<HTMLElement>(`[data-live="${CSS.escape(name)}"]`);
    if (newer && !isTypedIn(part)) putWords(part, newer.innerHTML);
  }
}

/** Whether somebody has typed here what nobody has sent yet. */
const isTypedIn = (part: HTMLElement) =>
  [...part.querySelectorAll('input')].some((field) => field.type !== 'hidden' && field.value !== field.defaultValue);

/** Changes a part unless it says the same already; who had a button of it in focus still has. */
export function putWords(part: HTMLElement, html: string): void {
  if (part.innerHTML === html) return;
  const focused = document.activeElement;
  const place = focused && part.contains(focused) ? [...part.querySelectorAll('a, button')].indexOf(focused) : -1;
  const name = focused instanceof HTMLButtonElement ? focused.value : undefined;
  part.innerHTML = html;
  if (place < 0) return;
  const buttons = [...part.querySelectorAll<HTMLElement>('a, button')];
  const same = buttons.find((button) => button instanceof HTMLButtonElement && button.value === name);
  (same ?? buttons[place] ?? buttons[0])?.focus();
}

/** The page as it is now; undefined when it cannot be had. */
export async function fetchPage(
  address: string = location.href,
  headers: Readonly<Record<string, string>> = {},
): Promise<Document | undefined> {
  const response = await fetch(address, { headers: { accept: 'text/html', ...headers } }).catch(() => undefined);
  return response?.ok ? new DOMParser().parseFromString(await response.text(), 'text/html') : undefined;
}
