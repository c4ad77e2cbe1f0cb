import type { QueueState } from './answer-queue.ts';

const quietFor = 30_000;

/**
 * The line above the buttons. It is read out on every change to "not saved", everything else at most every half minute:
 * the words to see and the words to hear stand in two elements.
 */
export function createStatusLine(form: HTMLFormElement): (state: QueueState) => void {
  const line = form.querySelector<HTMLElement>('[data-save-line]');
  const words = form.querySelector<HTMLElement>('[data-save-words]');
  const heard = form.querySelector<HTMLElement>('[data-save-heard]');
  const signIn = form.querySelector<HTMLElement>('[data-save-sign-in]');
  const copy = form.querySelector<HTMLElement>('[data-save-copy]');
  copy?.addEventListener('click', () => void navigator.clipboard.writeText(proseIn(form)));
  let lastHeard = -quietFor;
  let waiting: ReturnType<typeof setTimeout> | undefined;

  function hear(text: string, atOnce: boolean): void {
    clearTimeout(waiting);
    if (!heard || text === '' || text === saving || heard.textContent === text) return;
    const wait = atOnce ? 0 : Math.max(0, lastHeard + quietFor - performance.now());
    waiting = setTimeout(() => {
      lastHeard = performance.now();
      heard.textContent = text;
    }, wait);
  }

  return (state) => {
    const text = statusWords(state);
    const kind = state.trouble?.kind;
    if (words) words.textContent = `Your answers save as you go. ${text}`;
    line?.classList.toggle('app-status-line--problem', kind !== undefined);
    if (signIn) signIn.hidden = kind !== 'signed-out';
    if (copy) copy.hidden = kind !== 'copy' && kind !== 'signed-out';
    hear(text, kind !== undefined);
  };
}

const saving = 'Saving…';

/** What the line says; never "Saved" while something is not acknowledged. */
export function statusWords(state: QueueState): string {
  switch (state.trouble?.kind) {
    case 'retrying':
      return 'Not saved: trying again';
    case 'copy':
      return 'Not saved: copy your text. We go on trying';
    case 'signed-out':
      return 'Not saved: you have been signed out. Your text is kept in this tab.';
    case 'conflict':
      return 'Not saved: somebody else answered the same question. Choose which answer to keep.';
    case 'problem':
      return `Not saved: ${state.trouble.words}`;
  }
  if (state.unsaved > 0) return saving;
  return state.savedAt === undefined ? '' : `Saved at ${state.savedAt}`;
}

function proseIn(form: HTMLFormElement): string {
  return [...new FormData(form)]
    .filter(([name, text]) => /\.(narrative|detail|reason|answer)$/.test(name) && text !== '')
    .map(([, text]) => text)
    .join('\n\n');
}
