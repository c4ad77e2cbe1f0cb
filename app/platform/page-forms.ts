import type { z } from 'zod';
import { type FieldErrors, parseForm, type TypedValues, typedValues } from './form-parsing.ts';
import { notFound } from './refusals.ts';
import { formText } from './typed-text.ts';

/** Saved, or what stands in the way in words, at its field: nothing was written then. */
export type Saved =
  | { readonly saved: true; readonly id: string }
  | { readonly saved: false; readonly field: string; readonly problem: string };

/** A form of a page that came back: what to put right, with all that was typed. */
export interface FailedForm {
  readonly intent: string;
  readonly errors: FieldErrors;
  readonly values: TypedValues;
}

/** What became of a form of a page that has several. */
export type PostedForm =
  | { readonly ok: true; readonly intent: string; readonly id: string }
  | ({ readonly ok: false } & FailedForm);

type Problems = { readonly ok: false; readonly errors: FieldErrors; readonly values: TypedValues };
type PageForm = (form: FormData) => Promise<Saved | Problems>;

/** One form of a page: its schema, and the command that what was typed goes to. */
export const pageForm =
  <S extends z.ZodType>(schema: S, command: (value: z.output<S>) => Promise<Saved>): PageForm =>
  async (form) => {
    const parsed = parseForm(schema, form);
    return parsed.ok ? command(parsed.value) : parsed;
  };

/** Runs the form whose button was pressed, by its `intent`. One that the page does not have is refused as not found. */
export async function postPageForm(form: FormData, forms: Readonly<Record<string, PageForm>>): Promise<PostedForm> {
  const intent = formText(form, 'intent') ?? '';
  const run = Object.hasOwn(forms, intent) ? forms[intent] : undefined;
  if (!run) throw notFound();
  const posted = await run(form);
  if (!('saved' in posted)) return { ...posted, intent };
  if (posted.saved) return { ok: true, intent, id: posted.id };
  return { ok: false, intent, errors: { [posted.field]: [posted.problem] }, values: typedValues(form) };
}

/** What a form came back with, where it is this one. */
export const failedAs = (failed: FailedForm | undefined, intent: string): FailedForm | undefined =>
  failed?.intent === intent ? failed : undefined;
