import type { Trx } from '../../../db/client.server.ts';
import type { StillWanted } from '../notifications/prepare-message.server.ts';
import type { ReturnStatus } from '../returns/rules.ts';

const unsent: readonly ReturnStatus[] = ['not-started', 'in-progress', 'awaiting-sign-off', 'signed'];
const aboutSigning: readonly string[] = ['ready-to-sign', 'sign-off-waiting'];

/** A reminder that waited for a day on which it may go out is taken back when what it is about has moved on. */
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
    case 'information-request': {
      const request = await trx
        .selectFrom('information_request')
        .select('status')
        .where('id', '=', aboutId)
        .executeTakeFirst();
      return request?.status === 'open';
    }
    case 'ratings': {
      const open = await trx
        .selectFrom('reply_window')
        .innerJoin('moderation', 'moderation.submission_id', 'reply_window.submission_id')
        .innerJoin('submission', 'submission.id', 'reply_window.submission_id')
        .select('reply_window.reply_by')
        .where('reply_window.submission_id', '=', aboutId)
        .where('moderation.status', '=', 'finished')
        .where('submission.superseded_at', 'is', null)
        .executeTakeFirst();
      return open !== undefined && open.reply_by >= today;
    }
    case 'minutes':
      return isUnapproved(trx, aboutId);
    case 'letter':
      return isUnapprovedLetter(trx, aboutId);
    default:
      return true;
  }
};

/** The words of the minutes of a session are newer than the version that the chair approved. */
async function isUnapproved(trx: Trx, sessionId: string): Promise<boolean> {
  const words = await trx
    .selectFrom('session_minutes_words')
    .select((eb) => eb.fn.max('revision').as('newest'))
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  const approved = await trx
    .selectFrom('session_minutes')
    .select((eb) => eb.fn.max('words_revision').as('newest'))
    .where('session_id', '=', sessionId)
    .executeTakeFirst();
  return Number(words?.newest ?? 0) > Number(approved?.newest ?? -1);
}

/** The letter is not issued, and its words were saved after the chair approved it. */
async function isUnapprovedLetter(trx: Trx, submissionId: string): Promise<boolean> {
  const issued = await trx
    .selectFrom('outcome_letter')
    .select('id')
    .where('submission_id', '=', submissionId)
    .executeTakeFirst();
  if (issued) return false;
  const words = await trx
    .selectFrom('outcome_letter_words')
    .select('body_sha256')
    .where('submission_id', '=', submissionId)
    .orderBy('revision', 'desc')
    .limit(1)
    .executeTakeFirst();
  const approval = await trx
    .selectFrom('outcome_letter_approval')
    .select('body_sha256')
    .where('submission_id', '=', submissionId)
    .orderBy('approved_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst();
  return words !== undefined && words.body_sha256 !== approval?.body_sha256;
}

async function statusOfReturn(trx: Trx, id: string): Promise<ReturnStatus | undefined> {
  const found = await trx.selectFrom('agency_return').select('status').where('id', '=', id).executeTakeFirst();
  return found?.status;
}
