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

/** What the fields of a question hold now, or (`saved`) what the page came with, before anybody typed. */
export function readFields(form: HTMLFormElement, questionCode: string, which: 'now' | 'saved' = 'now'): Fields {
  const fields: Fields = {};
  for (const control of controlsOf(form, questionCode)) {
    if (isTick(control)) {
      if (!(which === 'now' ? control.checked : control.defaultChecked)) continue;
      if (control.type === 'radio') fields[control.name] = control.value;
      else fields[control.name] = [...[fields[control.name] ?? []].flat(), control.value];
    } else {
      const text = which === 'now' ? control.value : savedText(control);
      if (text !== '') fields[control.name] = text;
    }
  }
  return fields;
}

/** Puts values into the fields of a question, as if they had been typed there. Values without a field are left out. */
export function writeFields(form: HTMLFormElement, questionCode: string, fields: Fields): void {
  for (const control of controlsOf(form, questionCode)) {
    const values = [fields[control.name] ?? []].flat();
    if (isTick(control)) control.checked = values.includes(control.value);
    else control.value = values[0] ?? '';
  }
}

const isTick = (control: Control): control is HTMLInputElement =>
  control instanceof HTMLInputElement && (control.type === 'radio' || control.type === 'checkbox');

const controlsOf = (form: HTMLFormElement, questionCode: string): Control[] =>
  [...form.elements].filter((element) => isControl(element)).filter((control) => questionOf(control) === questionCode);

function savedText(control: Control): string {
  if (!(control instanceof HTMLSelectElement)) return control.defaultValue;
  const chosen = [...control.options].find(({ defaultSelected }) => defaultSelected) ?? control.options[0];
  return chosen?.value ?? '';
}
