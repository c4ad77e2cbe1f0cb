import type { FieldErrors } from '../../../platform/form-parsing.ts';
import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getPartnershipMail } from '../../notifications/settings.server.ts';
import { mailPartnership } from '../mail-partnership.server.ts';
import { type MailSettingsForm, settingsOf } from '../settings-form.ts';

/**
 * Saves how the messages of the manager's own partnership go out. Refuses, in words and with all that was typed, when
 * somebody else saved meanwhile.
 */
export async function saveMailSettings(
  portal: Portal,
  viewer: Viewer,
  { form, revision }: { readonly form: MailSettingsForm; readonly revision: number },
): Promise<{ readonly ok: true } | { readonly ok: false; readonly errors: FieldErrors }> {
  const partnershipId = mailPartnership(viewer);
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const stored = await getPartnershipMail(trx, partnershipId);
    if (stored.revision !== revision)
      return {
        ok: false,
        errors: {
          '': [
            'Somebody else saved these settings just now. Open the page in another tab to see theirs, then save again.',
          ],
        },
      };
    const row = {
      reply_to: form.replyTo,
      notify_reply_to_id: form.notifyReplyToId,
      settings: JSON.stringify(settingsOf(form)),
      revision: revision + 1,
      updated_at: stamp.now,
      updated_by: viewer.personId,
    };
    const { numInsertedOrUpdatedRows } = await trx
      .insertInto('partnership_mail')
      .values({ partnership_id: partnershipId, ...row })
      .onConflict((conflict) =>
        conflict.column('partnership_id').doUpdateSet(row).where('partnership_mail.revision', '=', revision),
      )
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 0n)
      return { ok: false, errors: { '': ['Somebody else saved these settings just now. Save again to keep yours.'] } };
    await recordEvent(trx, stamp, {
      type: 'mail-settings.changed',
      owner: { partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'partnership', id: partnershipId },
      detail: { revision: revision + 1 },
    });
    return { ok: true };
  });
}
