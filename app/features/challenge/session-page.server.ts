import type { Portal } from '../../platform/portal.ts';
import { mayInPartnership, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { type AgencyToChallenge, listAgenciesToChallenge, listPanel } from './candidates.server.ts';
import { listUntold } from './commands/tell-agencies.server.ts';
import { findMinutesVersion } from './minutes/minutes-queries.server.ts';
import { listPacks, type PackVersion, packScope } from './pack/pack-queries.server.ts';
import { findStanding } from './pack/standing.server.ts';
import { type ChallengeSession, getSession } from './queries.server.ts';
import { sessionStatuses } from './rules.ts';
import { type PanelMember, panelInWords } from './schedule-page.server.ts';

/** Everything the page of one session shows, and what the viewer may do on it. */
export interface SessionPage {
  readonly session: ChallengeSession;
  readonly packs: readonly PackVersion[];
  /** What happened since each pack was compiled, by its id. */
  readonly standing: Readonly<Record<string, readonly string[]>>;
  /** The newest approved version of the minutes; null where there is none. */
  readonly minutes: number | null;
  readonly panel: readonly PanelMember[];
  /** Agencies that could be added; empty for those who may not. */
  readonly addable: readonly Pick<AgencyToChallenge, 'organisationId' | 'organisation'>[];
  /** Agencies that have not been told the time that stands now; empty for those who may not tell them. */
  readonly untold: readonly string[];
  readonly may: {
    /** Change the agenda and the particulars now. */
    readonly change: boolean;
    readonly hold: boolean;
    readonly record: boolean;
    readonly compile: boolean;
    readonly readLetters: boolean;
    readonly writeMinutes: boolean;
  };
}

/** The page of a session. An unknown or foreign id is refused as not found. */
export async function getSessionPage(portal: Portal, viewer: Viewer, sessionId: string): Promise<SessionPage> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const scope = partnershipScope(viewer, 'session.read');
  const session = await getSession(db, scope, sessionId, today);
  const { partnershipId } = session;
  const changes = mayInPartnership(viewer, 'session.change', partnershipId);
  const change = changes && sessionStatuses[session.status].agendaOpen;
  const taken = new Set(session.slots.map(({ organisationId }) => organisationId));
  const candidates = change ? await listAgenciesToChallenge(db, scope, session.cycleId) : [];
  const packs = await listPacks(db, packScope(viewer), session.id);
  return {
    session,
    packs,
    standing: Object.fromEntries(await findStanding(db, scope, session.id, packs)),
    minutes: await findMinutesVersion(db, session),
    panel: panelInWords(await listPanel(db, partnershipId, today)),
    addable: candidates
      .filter(({ organisationId }) => !taken.has(organisationId))
      .map(({ organisationId, organisation }) => ({ organisationId, organisation })),
    untold: change ? await listUntold(db, session, today) : [],
    may: {
      change,
      hold: change && session.heldOn <= today,
      record: mayInPartnership(viewer, 'session.record', partnershipId),
      compile: mayInPartnership(viewer, 'pack.compile', partnershipId),
      readLetters: mayInPartnership(viewer, 'letter.read', partnershipId),
      writeMinutes: mayInPartnership(viewer, 'minutes.write', partnershipId),
    },
  };
}
