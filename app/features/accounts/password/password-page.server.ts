import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { formText } from '../../../platform/typed-text.ts';
import type { Viewer } from '../viewer.ts';
import { type OfferedAuthenticator, offerAuthenticator } from './authenticator.server.ts';
import { findOwnPassword, removePassword, renewRecoveryCodes, setPassword } from './own-password.server.ts';

/** What a person sees who sets or changes their password. */
export async function getPasswordPage(portal: Portal, viewer: Viewer) {
  return {
    own: (await findOwnPassword(portal.database.db, viewer.personId)) ?? null,
    offered: offerAuthenticator(portal, viewer),
    email: viewer.email,
  };
}

export type PasswordPosted =
  | { readonly outcome: 'codes'; readonly codes: readonly string[] }
  | { readonly outcome: 'removed' }
  /** `offered` is what the form carried, so that what was scanned is still right. */
  | { readonly outcome: 'problem'; readonly errors: FieldErrors; readonly offered: OfferedAuthenticator };

/** One press on that page: sets the password, makes new recovery codes, or removes it all. */
export async function postPasswordForm(
  portal: Portal,
  viewer: Viewer,
  sessionToken: string,
  form: FormData,
): Promise<PasswordPosted> {
  switch (formText(form, 'intent')) {
    case 'remove':
      await removePassword(portal, viewer);
      return { outcome: 'removed' };
    case 'codes':
      return { outcome: 'codes', codes: await renewRecoveryCodes(portal, viewer) };
    case 'set': {
      const set = await setPassword(portal, viewer, sessionToken, form);
      if (set.ok) return { outcome: 'codes', codes: set.codes };
      const offered = offerAuthenticator(portal, viewer, formText(form, 'sealed') ?? '');
      return { outcome: 'problem', errors: set.errors, offered };
    }
    default:
      throw notNow('Go back to the page of your password and choose there what to do.');
  }
}
