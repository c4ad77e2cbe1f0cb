import { z } from 'zod';

/** Messages by field name, in reading order; the empty name holds those that belong to no field. */
export type FieldErrors = Record<string, string[]>;
/** What the person typed, to show again. */
export type TypedValues = Record<string, string | string[]>;

export type ParsedForm<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };

/** What was typed: a name that came more than once, or ends in `[]`, is a list. Files are left out. */
export function typedValues(form: FormData): TypedValues {
  const values: TypedValues = {};
  for (const name of new Set(form.keys())) {
    const all = form.getAll(name).filter((entry) => typeof entry === 'string');
    if (name.endsWith('[]')) values[name.slice(0, -2)] = all;
    else if (all[0] !== undefined) values[name] = all.length > 1 ? all : all[0];
  }
  for (const name of Object.keys(values)) {
    if (name.endsWith('-day')) values[name.slice(0, -'-day'.length)] = typedDay(values, name.slice(0, -'-day'.length));
  }
  return values;
}

/** The three boxes of a date as YYYY-MM-DD; empty when all are empty, `?` when they make no date. */
function typedDay(values: TypedValues, name: string): string {
  const [day = '', month = '', year = ''] = ['day', 'month', 'year'].map((part) => {
    const typed = values[`${name}-${part}`];
    return typeof typed === 'string' ? typed.trim() : '';
  });
  if (day === '' && month === '' && year === '') return '';
  const iso = `${year.padStart(4, '0')}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isDay(iso) ? iso : '?';
}

/** Whether a text is a day of the calendar, as YYYY-MM-DD. */
export function isDay(text: string): boolean {
  if (!/^[1-9]\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const at = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

/** A date that must be given; `what` finishes "Enter ...", for instance "the date it is due". */
export const requiredDay = (what: string) =>
  z
    .string(`Enter ${what}`)
    .min(1, `Enter ${what}`)
    .refine((text) => text === '' || isDay(text), `Enter ${what} as a real date, like 27 3 2027`);

/** A date that may be left empty; null then. */
export const optionalDay = (what: string) =>
  z
    .string()
    .default('')
    .refine((text) => text === '' || isDay(text), `Enter ${what} as a real date, like 27 3 2027`)
    .transform((text) => (text === '' ? null : text));

/** Parses a posted form. Problems come back as values, with all that was typed, so that a page can show both. */
export function parseForm<T extends z.ZodType>(schema: T, form: FormData): ParsedForm<z.output<T>> {
  const values = typedValues(form);
  const parsed = schema.safeParse(values);
  if (parsed.success) return { ok: true, value: parsed.data };
  return { ok: false, errors: fieldErrorsOf(parsed.error), values };
}

/** Zod's issues by top-level field; nested fields keep their path joined by dots. */
export function fieldErrorsOf(error: z.ZodError): FieldErrors {
  const errors: FieldErrors = {};
  for (const issue of error.issues) {
    const name = issue.path.map(String).join('.');
    errors[name] = [...(errors[name] ?? []), issue.message];
  }
  return errors;
}

/** One problem with one field, in the shape a page shows. */
export const formProblem = (
  field: string,
  message: string,
  form: FormData,
): { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues } => ({
  ok: false,
  errors: { [field]: [message] },
  values: typedValues(form),
});
