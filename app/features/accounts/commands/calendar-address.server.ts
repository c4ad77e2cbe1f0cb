import type { Reader } from '../../../../db/client.server.ts';
import { amongAccounts } from '../../../../db/reach.ts';
import { addMinutes } from '../../../platform/clock.ts';
import { hashToken, makeToken } from '../../../platform/ids.ts';
import type { Portal } from '../../../platform/portal.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { viewerOf } from '../queries.server.ts';
import { reachAs } from '../reach.server.ts';
import type { Viewer } from '../viewer.ts';

/** Calendars ask a few times an hour; whoever asks more often waits. */
export const mostReadsAnHour = 60;

/**
 * Makes the secret address at which a calendar fetches what concerns a person. It is shown once, only its HMAC is kept,
 * and the one before stops working.
 */
export async function makeCalendarAddress(portal: Portal, viewer: Viewer): Promise<string> {
  const token = makeToken();
  const hash = hashToken(token, portal.config.sessionSecret);
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const fresh = { token_hash: hash, made_at: stamp.now, window_began_at: stamp.now, window_reads: 0 };
    await trx
      .insertInto('calendar_feed')
      .values({ person_id: viewer.personId, ...fresh })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(fresh))
      .execute();
    await recordEvent(trx, stamp, {
      type: 'calendar-address.made',
      owner: 'system',
      actorId: viewer.personId,
      subject: { kind: 'person', id: viewer.personId },
    });
  });
  return `${portal.config.publicOrigin}/calendar/${token}.ics`;
}

/** Ends the address; calendars that follow it get nothing any more. Asked twice, it is done once. */
export async function endCalendarAddress(portal: Portal, viewer: Viewer): Promise<void> {
  await portal.database.transaction(async (trx) => {
    const ended = await trx
      .deleteFrom('calendar_feed')
      .where('person_id', '=', viewer.personId)
      .returning('person_id')
      .executeTakeFirst();
    if (!ended) return;
    await recordEvent(trx, portal.stamp(), {
      type: 'calendar-address.ended',
      owner: 'system',
      actorId: viewer.personId,
      subject: { kind: 'person', id: viewer.personId },
    });
  });
}

/** When a person made the address they have; null when they have none. */
export async function findCalendarAddress(db: Reader, viewer: Viewer): Promise<{ readonly madeAt: string } | null> {
  const found = await db
    .selectFrom('calendar_feed')
    .select('made_at as madeAt')
    .where('person_id', '=', viewer.personId)
    .executeTakeFirst();
  return found ?? null;
}

/**
 * The person behind an address, with the roles of today: unknown once they have been deactivated or hold no role any
 * more. Reads are counted by the hour.
 */
export async function readCalendarAddress(portal: Portal, token: string): Promise<Viewer | 'too-many' | undefined> {
  const hash = hashToken(token, portal.config.sessionSecret);
  const viewer = await amongAccounts(() =>
    portal.database.transaction(async (trx) => {
      const { now, today } = portal.stamp();
      const hourAgo = addMinutes(now, -60);
      const feed = await trx
        .updateTable('calendar_feed')
        .set((eb) => ({
          window_reads: eb
            .case()
            .when('window_began_at', '<', hourAgo)
            .then(1)
            .else(eb('window_reads', '+', 1))
            .end(),
          window_began_at: eb
            .case()
            .when('window_began_at', '<', hourAgo)
            .then(now)
            .else(eb.ref('window_began_at'))
            .end(),
        }))
        .where('token_hash', '=', hash)
        .returning(['person_id', 'window_reads'])
        .executeTakeFirst();
      if (!feed) return undefined;
      if (feed.window_reads > mostReadsAnHour) return 'too-many';
      const person = await trx
        .selectFrom('person')
        .select(['id', 'name', 'email'])
        .where('id', '=', feed.person_id)
        .where('deactivated_at', 'is', null)
        .executeTakeFirst();
      if (!person) return undefined;
      const viewer = await viewerOf(trx, person, today);
      return viewer.organisationRoles.length + viewer.partnershipRoles.length > 0 ? viewer : undefined;
    }),
  );
  if (viewer !== undefined && viewer !== 'too-many') await reachAs(portal, viewer);
  return viewer;
}
