import type { TypedValues } from './form-parsing.ts';

type Typed = TypedValues | undefined;

/** What a text field shows: what was typed, else what is stored, else nothing. */
export function typedText(values: Typed, name: string, stored: string | number | null | undefined = ''): string {
  const typed = values?.[name];
  return typeof typed === 'string' ? typed : String(stored ?? '');
}

/** What a date field shows: the three parts as typed, else what is stored. */
export function typedDate(values: Typed, name: string, stored: string | null = null) {
  if (values?.[`${name}-day`] === undefined) return stored;
  const part = (of: string) => typedText(values, `${name}-${of}`);
  return { day: part('day'), month: part('month'), year: part('year') };
}

/** A text of a posted form; undefined when it is not there, empty, or a file. */
export function formText(form: FormData, name: string): string | undefined {
  const value = form.get(name);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
