import type { Page } from 'playwright-core';

/** What a person puts into the fields of a form. */
export interface Filling {
  /** Ratings, given to one question after another from the first again when they run out. */
  readonly ratings: readonly string[];
  readonly words: string;
}

const ordinary: Filling = {
  ratings: ['green', 'amber', 'green', 'red'],
  words: 'Our last audit, in June, looked at twenty records and found this in place in all of them.',
};

/**
 * Fills every empty field of the page's form that can be seen, until filling reveals no further one. A rating is one of
 * `ratings`; another question gets its first answer. Values are put in at once: one round trip for a page. Gives how many
 * fields it filled.
 */
export async function fillForm(page: Page, filling: Partial<Filling> = {}): Promise<number> {
  const form = page.locator('main form[method="post"]').first();
  let filled = 0;
  for (let round = 0; round < 4; round++) {
    const now = await form.evaluate(fillEmptyFields, { ...ordinary, ...filling });
    if (now === 0) break;
    filled += now;
  }
  return filled;
}

/** Runs in the page. Returns how many fields it filled. */
function fillEmptyFields(form: Element, { ratings, words }: Filling): number {
  const fields = [
    ...form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement>('[name]'),
  ].filter((field) => field.checkVisibility() && !field.disabled);
  let filled = 0;
  const seen: string[] = [];
  for (const field of fields) {
    const { name, type } = field;
    if (field instanceof HTMLInputElement && (type === 'radio' || type === 'checkbox')) {
      if (seen.includes(name)) continue;
      const group = fields.filter((one) => one instanceof HTMLInputElement && one.name === name);
      const wanted = ratings[seen.length % ratings.length];
      seen.push(name);
      if (group.some((one) => one instanceof HTMLInputElement && one.checked)) continue;
      (group.find((one) => one.value === wanted) ?? field).click();
      filled++;
    } else if (field instanceof HTMLSelectElement) {
      const choice = [...field.options].find(({ value }) => value !== '');
      if (field.value !== '' || choice === undefined || /\.[1-9]\d*\./.test(name)) continue;
      field.value = choice.value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
      filled++;
    } else if (!['hidden', 'submit', 'button', 'file'].includes(type)) {
      // Why a question does not apply: a script shows that field only where somebody has said so.
      if (field.value !== '' || /\.[1-9]\d*\.|\.reason$/.test(name)) continue;
      field.value = textFor(field, name, words);
      field.dispatchEvent(new Event('input', { bubbles: true }));
      filled++;
    }
  }
  return filled;

  function textFor(field: Element, name: string, prose: string): string {
    const help = document.getElementById(field.getAttribute('aria-describedby')?.split(' ')[0] ?? '')?.textContent;
    if (name.endsWith('-day')) return '14';
    if (name.endsWith('-month')) return '6';
    if (name.endsWith('-year')) return '2026';
    if (help?.includes('27/3/2026')) return '14/6/2026';
    return field.getAttribute('inputmode') ? '12' : prose;
  }
}
