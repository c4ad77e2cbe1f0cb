import { timerWords } from '../live/timer.ts';

/** Minutes before the end that are said aloud. */
const announced = [5, 1];

/** Counts the minutes of every timer on the page, and says when five and one are left. It never ends anything. */
export function tickTimers(): void {
  const started = new WeakMap<Element, { readonly at: number; readonly left: number }>();
  let last: number | undefined;
  setInterval(() => {
    const timer = document.querySelector<HTMLElement>('[data-timer="running"]');
    if (!timer) {
      last = undefined;
      return;
    }
    const since = started.get(timer) ?? { at: performance.now(), left: Number(timer.dataset.left) };
    started.set(timer, since);
    const left = Math.round(since.left - (performance.now() - since.at) / 1000);
    const words = timerWords(left);
    if (timer.textContent !== words) timer.textContent = words;
    const due = announced.find((minutes) => left <= minutes * 60 && last !== undefined && last > minutes * 60);
    const line = document.querySelector('[data-announce]');
    if (due !== undefined && line) line.textContent = words;
    last = left;
  }, 1000);
}
