import type { Trx } from '../../../db/client.server.ts';
import type { StillWanted } from '../notifications/prepare-message.server.ts';
import type { ReturnStatus } from '../returns/rules.ts';

const unsent: readonly ReturnStatus[] = ['not-started', 'in-progress', 'awaiting-sign-off', 'signed'];
const aboutSigning: readonly string[] = ['ready-to-sign', 'sign-off-waiting'];

/** A reminder that waited for a day on which it may go out is taken back when its return, part, action or session has moved on. */
export const stillWanted: StillWanted = async (trx, { template, aboutKind, aboutId, today }) => {
  switch (aboutKind) {
    case 'return': {
      const status = await statusOfReturn(trx, aboutId);
      if (aboutSigning.includes(template)) return status === 'awaiting-sign-off';
      return status !== undefined && unsent.includes(status);
    }
    case 'delegation': {
      const part = await trx.selectFrom('delegation').select('status').where('id', '=', aboutId).executeTakeFirst();
      return part?.status === 'asked' || part?.status === 'returned';
    }
    case 'action': {
      const action = await trx.selectFrom('action').select('status').where('id', '=', aboutId).executeTakeFirst();
      return action?.status === 'open' || action?.status === 'in-progress';
    }
    case 'session': {
      const session = await trx
        .selectFrom('challenge_session')
        .select(['status', 'held_on', 'called_off_at'])
        .where('id', '=', aboutId)
        .executeTakeFirst();
      return session?.status === 'planned' && session.called_off_at === null && session.held_on >= today;
    }
    case 'challenge-log': {
      const entry = await trx
        .selectFrom('challenge_log_entry')
        .select('status')
        .where('id', '=', aboutId)
        .executeTakeFirst();
      return entry?.status === 'open';
    }
    default:
      return true;
  }
};

async function statusOfReturn(trx: Trx, id: string): Promise<ReturnStatus | undefined> {
  const found = await trx.selectFrom('agency_return').select('status').where('id', '=', id).executeTakeFirst();
  return found?.status;
}
