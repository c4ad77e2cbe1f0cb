/**
 * Counts what a person presses: links, buttons, radios, ticks and the lines that fold something open. Typing is free, and
 * so is what the system itself shows, such as its window for choosing a file. A page counts when its address changes or it
 * is loaded anew, with or without a page load.
 */
import type { Frame } from 'playwright-core';
import type { Person } from './browser.ts';

export interface Counter {
  /** Presses since the last call, or since the counter was made. */
  presses(): number;
  pages(): number;
}

/** From now on, whatever is pressed in the person's browser is counted, by the browser itself. */
export async function countPresses({ page }: Person): Promise<Counter> {
  let presses = 0;
  let pages = 0;
  let address = '';
  await page.exposeBinding('countPress', () => void presses++);
  await page.addInitScript(listenForPresses);
  await page.evaluate(listenForPresses);
  page.on('framenavigated', (frame: Frame) => {
    if (frame !== page.mainFrame()) return;
    const [path = ''] = frame.url().split('#');
    if (path !== address) pages++;
    address = path;
  });
  return {
    presses: () => {
      const count = presses;
      presses = 0;
      return count;
    },
    pages: () => {
      const count = pages;
      pages = 0;
      return count;
    },
  };
}

/** Runs in the page. One physical press is one `pointerdown`, whatever clicks the browser makes of it. */
function listenForPresses(): void {
  const pressed = 'a, button, summary, select, label, input[type="radio"], input[type="checkbox"], input[type="file"]';
  document.addEventListener(
    'pointerdown',
    ({ isTrusted, target }) => {
      if (isTrusted && target instanceof Element && target.closest(pressed))
        void (window as Window & { countPress?: () => void }).countPress?.();
    },
    { capture: true },
  );
}
