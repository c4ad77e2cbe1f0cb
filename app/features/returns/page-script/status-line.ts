import { unreadableWords } from '../standard-fields.ts';
import type { QueueState } from './answer-queue.ts';
import { copyText, typedProse } from './copy-text.ts';

const quietFor = 30_000;

/**
 * The line above the buttons. It is read out on every change to "not saved", everything else at most every half minute:
 * the words to see and the words to hear stand in two elements.
 */
export function createStatusLine(
  form: HTMLFormElement,
  isUnsaved: (questionCode: string) => boolean,
): (state: QueueState) => void {
  const part = (name: string) => form.querySelector<HTMLElement>(`[data-save-${name}]`);
  const [line, words, heard, signIn, copy] = ['line', 'words', 'heard', 'sign-in', 'copy'].map(part);
  copy?.addEventListener('click', async () => {
    const box = part('copy-box');
    const done = await copyText(typedProse(form, isUnsaved), box instanceof HTMLTextAreaElement ? box : null);
    const said = part('copied');
    if (said)
      said.textContent =
        done === 'copied'
          ? 'Copied. Paste it somewhere safe.'
          : 'Your text is chosen below: copy it with your keyboard.';
  });
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
    // Beside "Not saved" the promise would read as a contradiction.
    if (words) words.textContent = kind === undefined ? `Your answers save as you go. ${text}` : text;
    line?.classList.toggle('app-status-line--problem', kind !== undefined);
    if (signIn) signIn.hidden = kind !== 'signed-out';
    if (copy) copy.hidden = kind === undefined || kind === 'retrying';
    if (kind === undefined) {
      const box = part('copy-box');
      if (box) box.hidden = true;
      const said = part('copied');
      if (said) said.textContent = '';
    }
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
  if (state.savedAt === undefined) return '';
  return state.unreadable ? `Saved at ${state.savedAt}. ${unreadableWords}` : `Saved at ${state.savedAt}`;
}
