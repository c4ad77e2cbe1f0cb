import { Refusal } from './refusals.ts';

/** Reads a posted form. Refuses what is no form at all, or a broken one, in words for the person. */
export async function readForm(request: Request): Promise<FormData> {
  try {
    return await request.formData();
  } catch {
    throw new Refusal('unsupported-file', 'The form could not be read. Go back and try again.');
  }
}
