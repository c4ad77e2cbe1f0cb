/** "Copy my text": what is typed and not saved, as words that a person can put into any other program. */

/** Everything typed in the questions that match, each under its own words; of all questions when none does. */
export function typedProse(form: HTMLFormElement, isUnsaved: (questionCode: string) => boolean): string {
  const sections = [...form.querySelectorAll<HTMLElement>('[data-question]')];
  const unsaved = sections.filter(({ dataset }) => isUnsaved(dataset.question ?? ''));
  return (unsaved.length > 0 ? unsaved : sections)
    .flatMap((section) => {
      const words = [...section.querySelectorAll('input, textarea, select')].flatMap(wordsIn);
      return words.length === 0 ? [] : [[headingOf(section), ...words].join('\n')];
    })
    .join('\n\n');
}

const headingOf = (section: HTMLElement): string => squeezed(section.querySelector('h2')?.textContent);
const squeezed = (text: string | null | undefined): string => (text ?? '').replaceAll(/\s+/g, ' ').trim();

/** What one field holds, as it reads on the page. */
function wordsIn(field: Element): string[] {
  if (field instanceof HTMLTextAreaElement) return given(field.value);
  if (field instanceof HTMLSelectElement) return field.value === '' ? [] : given(field.selectedOptions[0]?.text ?? '');
  if (!(field instanceof HTMLInputElement) || field.type === 'hidden') return [];
  if (field.type !== 'radio' && field.type !== 'checkbox') return given(field.value);
  return field.checked ? given(squeezed(field.labels?.[0]?.textContent)) : [];
}

const given = (text: string): string[] => (text.trim() === '' ? [] : [text]);

/**
 * Puts a text on the clipboard. Where the browser does not allow that (a portal without https, a closed clipboard), the
 * text is shown in `box`, chosen, ready for the keyboard.
 */
export async function copyText(text: string, box: HTMLTextAreaElement | null): Promise<'copied' | 'chosen'> {
  try {
    await navigator.clipboard.writeText(text);
    return 'copied';
  } catch {
    if (!box) return 'chosen';
    box.hidden = false;
    box.value = text;
    box.focus();
    box.select();
    return 'chosen';
  }
}
