import type { Reader } from '../../../db/client.server.ts';

export interface OutboxMessage {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly body: string;
  readonly createdAt: string;
}

/**
 * The newest messages of the whole installation, for the on-screen outbox of the embedded mode. The caller makes sure
 * that the mode is embedded: in production nobody may read other people's mail here.
 */
export async function listNewestMessages(
  db: Reader,
  { limit, offset }: { limit: number; offset: number },
): Promise<OutboxMessage[]> {
  const rows = await db
    .selectFrom('outbox_message')
    .select(['id', 'to_address', 'subject', 'body', 'created_at'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(limit)
    .offset(offset)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    to: row.to_address,
    subject: row.subject,
    body: row.body,
    createdAt: row.created_at,
  }));
}
