import type { Trx } from '../../../db/client.server.ts';

/**
 * Takes the turn that putting a hold and disposing share: whichever comes second sees what the first one did. To be
 * called first in the transaction.
 */
export async function takeTurn(trx: Trx): Promise<void> {
  await trx
    .insertInto('retention_turn')
    .values({ name: 'disposal', turn: 1 })
    .onConflict((conflict) =>
      conflict.column('name').doUpdateSet((eb) => ({ turn: eb('retention_turn.turn', '+', 1) })),
    )
    .execute();
}
