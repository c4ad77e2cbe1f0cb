/** More time that somebody asked for and nobody has decided yet. */
import type { Reader } from '../../../db/client.server.ts';
import { findPartnershipScope, type Viewer } from '../accounts/viewer.ts';
import { holderName } from './scope.server.ts';
import { getActionSettings } from './settings.server.ts';

export interface MoreTimeRequest {
  readonly askedFor: string;
  readonly reason: string;
  readonly askedById: string;
  readonly askedBy: string;
  readonly askedAt: string;
}

/** The request that waits on one action; null when none does. */
export async function findWaitingRequest(db: Reader, actionId: string): Promise<MoreTimeRequest | null> {
  const row = await db
    .selectFrom('action_more_time')
    .innerJoin('person', 'person.id', 'action_more_time.asked_by')
    .select([
      'action_more_time.asked_for as askedFor',
      'action_more_time.reason',
      'action_more_time.asked_by as askedById',
      'person.name as askedBy',
      'action_more_time.asked_at as askedAt',
    ])
    .where('action_more_time.action_id', '=', actionId)
    .where('action_more_time.decision', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

export interface WaitingRequest {
  readonly actionId: string;
  readonly reference: string;
  readonly holder: string;
  readonly dueOn: string;
  readonly askedFor: string;
}

/** The requests that this person decides, oldest first; none for whoever grants no time. */
export async function listWaitingRequests(db: Reader, viewer: Viewer, most: number): Promise<WaitingRequest[]> {
  const partnershipIds = await listGranting(db, viewer);
  if (partnershipIds.length === 0) return [];
  return db
    .selectFrom('action_more_time')
    .innerJoin('action', 'action.id', 'action_more_time.action_id')
    .select([
      'action.id as actionId',
      'action.reference',
      holderName.as('holder'),
      'action.due_on as dueOn',
      'action_more_time.asked_for as askedFor',
    ])
    .where('action_more_time.partnership_id', 'in', partnershipIds)
    .where('action_more_time.decision', 'is', null)
    .where('action_more_time.asked_by', '<>', viewer.personId)
    .where((eb) => eb.or([eb('action.owner_id', 'is', null), eb('action.owner_id', '<>', viewer.personId)]))
    .orderBy('action_more_time.asked_at')
    .orderBy('action_more_time.id')
    .limit(most)
    .execute();
}

/** The partnerships in which the viewer grants time: as chair, or as manager where the chair has set it so. */
async function listGranting(db: Reader, viewer: Viewer): Promise<string[]> {
  const chairing = findPartnershipScope(viewer, 'action.grant-time')?.partnershipIds ?? [];
  const granting: string[] = [...chairing];
  for (const id of findPartnershipScope(viewer, 'action.grant-time-by-setting')?.partnershipIds ?? [])
    if (!granting.includes(id) && (await getActionSettings(db, id)).managerGrantsTime) granting.push(id);
  return granting;
}
