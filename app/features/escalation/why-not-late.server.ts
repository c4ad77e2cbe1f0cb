import type { Reader } from '../../../db/client.server.ts';
import type { Subject } from './ladder.ts';
import { unsent } from './late.server.ts';

export type EndedBecause = 'done' | 'more-time' | 'not-waited-for';

/** Why things that were late are late no more, by id: `done` where the work moved, `more-time` where the date did. */
export async function whyNotLate(
  db: Reader,
  subject: Subject,
  things: readonly { readonly id: string; readonly dueOn: string }[],
): Promise<ReadonlyMap<string, EndedBecause>> {
  const rows = new Map(
    (
      await states[subject](
        db,
        things.map(({ id }) => id),
      )
    ).map((row) => [row.id, row]),
  );
  return new Map(
    things.map(({ id, dueOn }) => {
      const row = rows.get(id);
      const still = row?.waiting ?? false;
      return [id, still ? (row?.dueOn === dueOn ? 'not-waited-for' : 'more-time') : 'done'];
    }),
  );
}

interface State {
  readonly id: string;
  readonly dueOn: string | null;
  /** Still to be done. */
  readonly waiting: boolean;
}

const states: Readonly<Record<Subject, (db: Reader, ids: readonly string[]) => Promise<State[]>>> = {
  async action(db, ids) {
    const rows = await db.selectFrom('action').select(['id', 'due_on', 'status']).where('id', 'in', ids).execute();
    return rows.map(({ id, due_on, status }) => ({
      id,
      dueOn: due_on,
      waiting: status === 'open' || status === 'in-progress',
    }));
  },
  async return(db, ids) {
    const rows = await db
      .selectFrom('agency_return')
      .select(['id', 'due_on', 'status'])
      .where('id', 'in', ids)
      .execute();
    const sent: readonly string[] = unsent;
    return rows.map(({ id, due_on, status }) => ({ id, dueOn: due_on, waiting: sent.includes(status) }));
  },
  async challenge(db, ids) {
    const rows = await db
      .selectFrom('challenge_log_entry')
      .select(['id', 'due_on', 'status'])
      .where('id', 'in', ids)
      .execute();
    return rows.map(({ id, due_on, status }) => ({ id, dueOn: due_on, waiting: status === 'open' }));
  },
  async letter(db, ids) {
    const replied = await db
      .selectFrom('letter_reply')
      .select('letter_id')
      .distinct()
      .where('letter_id', 'in', ids)
      .execute();
    const answered = new Set(replied.map(({ letter_id }) => letter_id));
    const rows = await db.selectFrom('outcome_letter').select(['id', 'reply_by']).where('id', 'in', ids).execute();
    return rows.map(({ id, reply_by }) => ({ id, dueOn: reply_by, waiting: !answered.has(id) }));
  },
};
