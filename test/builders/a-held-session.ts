import { partnershipScope, type Viewer } from '../../app/features/accounts/viewer.ts';
import { createAction } from '../../app/features/actions/commands/create-action.server.ts';
import {
  type RecordPlace,
  recordAttendance,
  recordChallenge,
} from '../../app/features/challenge/commands/record-challenge.server.ts';
import { holdSession } from '../../app/features/challenge/commands/schedule-session.server.ts';
import { getSession } from '../../app/features/challenge/queries.server.ts';
import type { ChallengeEntry } from '../../app/features/challenge/schema.ts';
import type { TestPortal } from '../setup/each-database.ts';
import { aSession, type SessionParts } from './a-session.ts';

export interface HeldSession {
  readonly parts: SessionParts;
  readonly agency: SessionParts['agencies'][number];
  /** The slot of that agency. */
  readonly place: RecordPlace;
  readonly challengeId: string;
}

/** What the panel asked the first agency. */
export const firstEntry: ChallengeEntry = {
  formKey: undefined,
  about: { standardCode: null, questionCode: 'a2-supervision' },
  askedBy: 'Independent chair',
  challenge: 'When will all notes be in one place?',
  reply: 'By June.',
  outcome: 'partly-assured',
  agreedPoint: 'amber',
  agreedReason: 'Work has begun.',
};

/** A session that was held, on 26 February 2027 unless told, with one challenge, one agreed rating and one action. */
export async function aHeldSession(portal: TestPortal, at = '2027-02-26T12:00:00Z'): Promise<HeldSession> {
  portal.setTime(at);
  const parts = await aSession(portal);
  const { today } = portal.stamp();
  await portal.database.db
    .updateTable('challenge_session')
    .set({ held_on: today })
    .where('id', '=', parts.sessionId)
    .execute();
  const agency = parts.agencies[0];
  if (!agency) throw new Error('The session has agencies');
  const scope = partnershipScope(parts.manager, 'session.read');
  const session = await getSession(portal.database.db, scope, parts.sessionId, today);
  await holdSession(portal, parts.manager, parts.sessionId, { revision: session.revision });
  const place = { sessionId: parts.sessionId, slotId: session.slots[0]?.id ?? '' };
  await recordAttendance(portal, parts.manager, place, { present: ['Jo Bell'], others: 'A deputy' });
  const challengeId = await recordFor(portal, parts.manager, place, firstEntry);
  await createAction(portal, parts.manager, {
    organisation: agency.organisationId,
    challenge: challengeId,
    submission: null,
    question: null,
    finding: 'Three places',
    what: 'Keep notes in one place',
    successMeasure: 'An audit finds them',
    owner: agency.lead.personId,
    ownerName: null,
    dueOn: '2027-05-26',
    priority: 'high',
  });
  return { parts, agency, place, challengeId };
}

/** Records one entry. */
export async function recordFor(
  portal: TestPortal,
  viewer: Viewer,
  place: RecordPlace,
  entry: ChallengeEntry,
): Promise<string> {
  const recorded = await recordChallenge(portal, viewer, place, entry);
  if (!recorded.saved) throw new Error('The entry is saved');
  return recorded.challengeId;
}
