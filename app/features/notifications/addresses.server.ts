import type { Trx } from '../../../db/client.server.ts';

/** Notes that nothing arrives at an address, so that the manager sees it and ordinary messages wait. */
export async function markAddressBroken(trx: Trx, now: string, address: string, reason: string): Promise<void> {
  await trx
    .insertInto('mail_address')
    .values({ address, broken_since: now, broken_reason: reason, digests_stopped_at: null })
    .onConflict((conflict) => conflict.column('address').doUpdateSet({ broken_since: now, broken_reason: reason }))
    .execute();
}

/** Something arrived after all, or somebody has mended it. */
export async function markAddressWorking(trx: Trx, address: string): Promise<void> {
  await trx
    .updateTable('mail_address')
    .set({ broken_since: null, broken_reason: null })
    .where('address', '=', address)
    .execute();
}
