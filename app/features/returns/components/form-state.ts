/** Reads the fields of one question out of a form in the page, as a post would send them. */
import type { Fields } from './answer-queue.ts';

type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

const isControl = (element: Element): element is Control =>
  element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement || element instanceof HTMLSelectElement;

/** The question that a control belongs to; undefined for those of the page as a whole. */
export function questionOf(element: EventTarget | null): string | undefined {
  if (!(element instanceof Element) || !isControl(element)) return undefined;
  const [code, part] = element.name.split('.');
  return part === undefined || part === 'revision' || part === 'shown' ? undefined : code;
}

/** What the fields of a question hold now. */
export function readFields(form: HTMLFormElement, questionCode: string): Fields {
  const fields: Fields = {};
  for (const element of form.elements) {
    if (!isControl(element) || questionOf(element) !== questionCode) continue;
    if (element instanceof HTMLInputElement && element.type === 'checkbox') {
      const list = fields[element.name] ?? [];
      if (element.checked && Array.isArray(list)) fields[element.name] = [...list, element.value];
    } else if (element instanceof HTMLInputElement && element.type === 'radio') {
      if (element.checked) fields[element.name] = element.value;
    } else if (element.value !== '') fields[element.name] = element.value;
  }
  return fields;
}
