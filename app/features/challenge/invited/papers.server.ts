/** The papers of a session: when they may be read, by whom, and who is told. */
import type { Reader, Trx } from '../../../../db/client.server.ts';
import type { Config } from '../../../platform/config.server.ts';
import type { Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { mayInPartnership, type Viewer } from '../../accounts/viewer.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import { papersReleased } from '../rules.ts';
import { invitationAddress } from './address.server.ts';

/**
 * Whether a viewer may read the papers of a session of their partnership on a day: whoever makes them always, the rest
 * of the panel and observers once they are released.
 */
export const mayReadPapers = (
  viewer: Viewer,
  session: {
    readonly partnershipId: string;
    readonly papersOn: string | null;
    readonly papersReleasedAt: string | null;
  },
  today: string,
): boolean => mayInPartnership(viewer, 'pack.compile', session.partnershipId) || papersReleased(session, today);

/** Refuses, as unknown, a pack whose papers a viewer may not read yet. The pack itself is looked up in scope elsewhere. */
export async function refuseUnreleasedPack(db: Reader, viewer: Viewer, packId: string, today: string): Promise<void> {
  const session = await db
    .selectFrom('challenge_pack')
    .innerJoin('challenge_session', 'challenge_session.id', 'challenge_pack.session_id')
    .select(['challenge_session.partnership_id as partnershipId', 'challenge_session.papers_on as papersOn'])
    .select('challenge_session.papers_released_at as papersReleasedAt')
    .where('challenge_pack.id', '=', packId)
    .executeTakeFirst();
  if (session && !mayReadPapers(viewer, session, today)) throw notFound();
}

/** Tells everybody who is invited to a session, and does not send apologies, that its papers can be read. */
export async function queuePapersMessages(
  trx: Trx,
  stamp: Stamp,
  config: Pick<Config, 'publicOrigin' | 'sessionSecret'>,
  session: {
    readonly id: string;
    readonly partnershipId: string;
    readonly title: string;
    readonly day: string;
    /** What makes it once. */
    readonly key: string;
  },
): Promise<number> {
  const invited = await trx
    .selectFrom('session_invitation')
    .selectAll()
    .where('partnership_id', '=', session.partnershipId)
    .where('session_id', '=', session.id)
    .where('ended_at', 'is', null)
    .where('reply', '<>', 'declined')
    // Papers are read in the portal: an address without an account has none to read.
    .where('person_id', 'is not', null)
    .orderBy('id')
    .execute();
  const queued = await queueMessages(
    trx,
    stamp,
    'session-papers',
    invited.map((one) => ({
      fields: { session: session.title, day: session.day, address: invitationAddress(config, one) },
      to: { address: one.email, personId: one.person_id },
      reference: `session-${session.key}:${session.id}:${one.id}`,
      organisationId: one.capacity === 'agency' ? one.organisation_id : null,
      partnershipId: session.partnershipId,
      about: { kind: 'session' as const, id: session.id },
    })),
  );
  return queued.size;
}
