import { Refusal } from './refusals.ts';

/** A character that no keyboard types and that PostgreSQL cannot keep. */
const nul = /\0/g;

/** A text as it was posted, without what no database keeps. */
export const withoutNul = (text: string): string => text.replaceAll(nul, '');

/**
 * A request whose form can always be read, or is refused in words: what is no form, or a broken one, is no fault of ours. Every
 * action is given one, so that none has to think of it.
 */
export class PostedRequest extends Request {
  override async formData(): Promise<FormData> {
    const form = await super.formData().catch(() => {
      throw new Refusal('unsupported-file', 'The form could not be read. Go back and try again.');
    });
    for (const [name, value] of [...form])
      if (typeof value === 'string' && value.includes('\0')) {
        const all = form.getAll(name);
        form.delete(name);
        for (const one of all) form.append(name, typeof one === 'string' ? withoutNul(one) : one);
      }
    return form;
  }
}
