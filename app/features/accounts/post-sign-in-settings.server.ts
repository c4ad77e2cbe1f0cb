import { z } from 'zod';
import { parseForm } from '../../platform/form-parsing.ts';
import type { Portal } from '../../platform/portal.ts';
import { notNow } from '../../platform/refusals.ts';
import { formText } from '../../platform/typed-text.ts';
import { disconnectFor } from './commands/disconnect-provider.server.ts';
import { saveSignInSettings } from './sign-in-settings.server.ts';
import type { Viewer } from './viewer.ts';

const settingsSchema = z.object({
  links: z.enum(['yes', 'no'], 'Choose whether links sign in people who have another way'),
  revision: z.coerce.number().int().min(0),
});

/** One press on the page about signing in: disconnects an account, or saves the decision about links. */
export async function postSignInSettings(portal: Portal, viewer: Viewer, form: FormData) {
  if (formText(form, 'intent') === 'disconnect') {
    await disconnectFor(portal, viewer, formText(form, 'binding') ?? '');
    return { ok: true as const, done: 'disconnected' };
  }
  const parsed = parseForm(settingsSchema, form);
  if (!parsed.ok) {
    if (parsed.errors.links === undefined) throw notNow('Go back and load the page again.');
    return parsed;
  }
  const { links, revision } = parsed.value;
  await saveSignInSettings(portal, viewer, { linksAllowed: links === 'yes', revision });
  return { ok: true as const, done: 'saved' };
}
