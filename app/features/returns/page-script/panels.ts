/** Panels that the page keeps ready, hidden, and that this fills in beside a question. */
import type { ConflictView } from '../standard-fields.ts';
import type { Fields } from './answer-queue.ts';

/** Both texts of one answer; its buttons send the form, as they do without script. */
export function showConflict(section: HTMLElement, conflict: ConflictView): void {
  const panel = copyOf('conflict');
  const slot = section.querySelector('[data-panel-slot]');
  if (!panel || !slot) return;
  fill(panel, 'name', conflict.theirName);
  fill(panel, 'time', conflict.theirTimeWords);
  fill(panel, 'mine', proseOf(conflict.mine));
  fill(panel, 'theirs', proseOf(conflict.theirs));
  for (const button of panel.querySelectorAll<HTMLButtonElement>('button[data-choice]'))
    button.value = `${button.dataset.choice}:${conflict.questionCode}`;
  slot.replaceChildren(panel);
}

/** Text of an earlier visit that was never acknowledged: offered, never put back by itself. */
export function showUnsent(
  section: HTMLElement,
  fields: Fields,
  onChoose: (choice: 'put-back' | 'throw-away') => void,
): void {
  const panel = copyOf('unsent');
  const slot = section.querySelector('[data-panel-slot]');
  if (!panel || !slot) return;
  fill(panel, 'text', proseOf(typedWords(fields)));
  for (const button of panel.querySelectorAll<HTMLButtonElement>('button[data-choice]'))
    button.addEventListener('click', () => {
      slot.replaceChildren();
      onChoose(button.dataset.choice === 'put-back' ? 'put-back' : 'throw-away');
    });
  slot.replaceChildren(panel);
}

/** What a person would know again: words, or (where only a choice was made) that there was one. */
function typedWords(fields: Fields): string[] {
  const words = Object.entries(fields).flatMap(([name, value]) =>
    name.endsWith('.answer') && !/\s/.test(String(value)) ? [] : value,
  );
  return words.length > 0 ? words : ['A choice without words'];
}

function copyOf(name: string): HTMLElement | undefined {
  const panel = document.querySelector(`[data-panel="${name}"]`)?.cloneNode(true);
  if (!(panel instanceof HTMLElement)) return undefined;
  panel.hidden = false;
  panel.removeAttribute('data-panel');
  return panel;
}

function fill(panel: HTMLElement, slot: string, text: string): void {
  for (const element of panel.querySelectorAll(`[data-fill="${slot}"]`)) element.textContent = text;
}

const proseOf = (paragraphs: readonly string[]): string =>
  paragraphs.length === 0 ? 'Nothing' : paragraphs.join('\n\n');
