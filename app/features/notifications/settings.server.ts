import type { Reader } from '../../../db/client.server.ts';
import { type MailSettings, mailSettingsSchema, usualMailSettings } from './schema.ts';

export interface PartnershipMail {
  readonly replyTo: string | null;
  readonly notifyReplyToId: string | null;
  readonly settings: MailSettings;
  /** 0 while nothing was ever set. */
  readonly revision: number;
}

const nothingSet: PartnershipMail = { replyTo: null, notifyReplyToId: null, settings: usualMailSettings, revision: 0 };

/** How one partnership's mail goes out; the usual way where it has set nothing. */
export async function getPartnershipMail(db: Reader, partnershipId: string): Promise<PartnershipMail> {
  const row = await db
    .selectFrom('partnership_mail')
    .select(['reply_to', 'notify_reply_to_id', 'settings', 'revision'])
    .where('partnership_id', '=', partnershipId)
    .executeTakeFirst();
  if (!row) return nothingSet;
  return {
    replyTo: row.reply_to,
    notifyReplyToId: row.notify_reply_to_id,
    settings: mailSettingsSchema.parse(JSON.parse(row.settings)),
    revision: row.revision,
  };
}
