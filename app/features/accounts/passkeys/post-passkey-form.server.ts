import { z } from 'zod';
import { formProblem, parseForm } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { formText } from '../../../platform/typed-text.ts';
import type { Viewer } from '../viewer.ts';
import { addPasskey, removePasskey, renamePasskey } from './own-passkeys.server.ts';

const nameSchema = z
  .string()
  .trim()
  .min(1, 'Enter a name for the passkey')
  .max(60, 'Shorten the name to 60 characters or fewer');

/** One press on the page of a person's passkeys: adds, renames or removes one. */
export async function postPasskeyForm(
  portal: Portal,
  viewer: Viewer,
  browser: { readonly sessionToken: string; readonly attemptToken: string | undefined },
  form: FormData,
) {
  const passkeyId = formText(form, 'passkey') ?? '';
  switch (formText(form, 'intent')) {
    case 'remove':
      await removePasskey(portal, viewer, passkeyId);
      return { ok: true as const, done: 'removed' };
    case 'rename': {
      const field = `name-${passkeyId}`;
      const parsed = parseForm(z.object({ [field]: nameSchema }), form);
      if (!parsed.ok) return parsed;
      await renamePasskey(portal, viewer, passkeyId, String(parsed.value[field]));
      return { ok: true as const, done: 'renamed' };
    }
    case 'add': {
      const name = nameSchema.safeParse(formText(form, 'name') || 'Passkey');
      const answer = form.get('made');
      form.delete('made');
      if (!name.success) return formProblem('name', name.error.issues[0]?.message ?? '', form);
      const added = await addPasskey(portal, viewer, { ...browser, answer, name: name.data });
      if (added) return { ok: true as const, done: 'added' };
      return formProblem(
        '',
        'The passkey could not be added: it took too long, or it is there already. Try again',
        form,
      );
    }
    default:
      throw notNow('Go back to the page of your passkeys and choose there what to do.');
  }
}
