import type { Selectable } from 'kysely';
import type { Trx } from '../../../../db/client.server.ts';
import type { ActionMoreTimeRow } from '../../../../db/schema/actions.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import { mayReschedule } from '../rules.ts';
import type { AskTime, DecideTime } from '../schema.ts';
import { eventOwner, holderName } from '../scope.server.ts';
import { getActionSettings, grantsTime } from '../settings.server.ts';
import {
  type Action,
  type ActionSaved,
  addUpdate,
  holdOwnAction,
  holdPartnershipAction,
  stale,
} from './hold-action.server.ts';
import { tellOwner } from './people-of-action.server.ts';

/**
 * Asks for a later date, with the reason. The date stands, and the action counts as overdue by it, until somebody grants
 * another. One request waits at a time.
 */
export async function askMoreTime(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  input: AskTime,
): Promise<ActionSaved> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const action = await holdOwnAction(trx, viewer, actionId);
    if (action.revision !== input.revision) return stale;
    if (!mayReschedule(action.status)) throw notNow('This action is done or closed, so it needs no more time.');
    if (await findOpenRequest(trx, actionId))
      throw notNow('More time has been asked for already, and waits for a decision.');
    if (input.dueOn <= action.due_on || input.dueOn < stamp.today)
      return {
        saved: false,
        field: 'dueOn',
        problem: `Enter a date to come that is after ${dayInWords(action.due_on)}`,
      };
    const id = stamp.newId();
    await trx
      .insertInto('action_more_time')
      .values({
        id,
        partnership_id: action.partnership_id,
        organisation_id: action.organisation_id,
        action_id: action.id,
        due_from: action.due_on,
        asked_for: input.dueOn,
        reason: input.note,
        asked_by: viewer.personId,
        asked_at: stamp.now,
        decision: null,
        decision_note: null,
        granted_to: null,
        decided_by: null,
        decided_at: null,
      })
      .execute();
    await changed(trx, stamp, viewer, action, 'asked', input.dueOn);
    await addUpdate(trx, stamp, viewer, action, 'more-time-asked', {
      note: input.note,
      due_from: action.due_on,
      due_to: input.dueOn,
    });
    await tellDeciders(trx, stamp, portal.config.publicOrigin, action, id);
    return { saved: true };
  });
}

/**
 * Grants more time, to the date asked for or to another, or refuses it. Open to whoever grants time in the partnership
 * (`grantsTime`), and never to whoever asked or owns the action.
 */
export async function decideMoreTime(
  portal: Portal,
  viewer: Viewer,
  actionId: string,
  decision: 'granted' | 'refused',
  input: DecideTime,
): Promise<ActionSaved> {
  const scope = partnershipScope(viewer, 'action.read');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const action = await holdPartnershipAction(trx, scope, actionId);
    if (!grantsTime(viewer, action.partnership_id, await getActionSettings(trx, action.partnership_id)))
      throw notFound();
    if (action.revision !== input.revision) return stale;
    const request = await findOpenRequest(trx, actionId);
    if (!request) throw notNow('Nobody is waiting for more time for this action.');
    if (request.asked_by === viewer.personId || action.owner_id === viewer.personId)
      throw notNow('This is your own request. Somebody else must decide it.');
    const dueOn = decision === 'granted' ? (input.dueOn ?? request.asked_for) : action.due_on;
    if (decision === 'granted' && dueOn <= action.due_on)
      return { saved: false, field: 'dueOn', problem: `Enter a date after ${dayInWords(action.due_on)}` };
    if (decision === 'refused' && input.note === null)
      return { saved: false, field: 'note', problem: 'Enter why no more time is granted' };
    await decide(trx, stamp, viewer, request, {
      decision,
      decision_note: input.note,
      granted_to: decision === 'granted' ? dueOn : null,
    });
    await changed(trx, stamp, viewer, action, decision, dueOn);
    await addUpdate(trx, stamp, viewer, action, decision === 'granted' ? 'more-time-granted' : 'more-time-refused', {
      note: input.note ?? '',
      due_from: action.due_on,
      due_to: dueOn,
    });
    const words = decision === 'granted' ? 'has been given more time' : 'was not given more time';
    await tellOwner(trx, stamp, portal.config.publicOrigin, action, `${words}, and is due on ${dayInWords(dueOn)}`);
    return { saved: true };
  });
}

/** Whoever asked takes the request back while nobody has decided. */
export async function withdrawMoreTime(portal: Portal, viewer: Viewer, actionId: string): Promise<ActionSaved> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const action = await holdOwnAction(trx, viewer, actionId);
    const request = await findOpenRequest(trx, actionId);
    if (!request || request.asked_by !== viewer.personId) throw notFound();
    await withdrawOpenRequest(trx, stamp, viewer, action.id);
    await changed(trx, stamp, viewer, action, 'withdrawn', action.due_on);
    await addUpdate(trx, stamp, viewer, action, 'changed', { note: 'The request for more time was taken back.' });
    return { saved: true };
  });
}

/** A request that waits is moot once the action is done. */
export async function withdrawOpenRequest(trx: Trx, stamp: Stamp, viewer: Viewer, actionId: string): Promise<void> {
  const request = await findOpenRequest(trx, actionId);
  if (request)
    await decide(trx, stamp, viewer, request, { decision: 'withdrawn', decision_note: null, granted_to: null });
}

const findOpenRequest = (trx: Trx, actionId: string) =>
  trx
    .selectFrom('action_more_time')
    .selectAll()
    .where('action_id', '=', actionId)
    .where('decision', 'is', null)
    .executeTakeFirst();

const decide = (
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  request: Selectable<ActionMoreTimeRow>,
  decision: Pick<ActionMoreTimeRow, 'decision' | 'decision_note' | 'granted_to'>,
) =>
  trx
    .updateTable('action_more_time')
    .set({ ...decision, decided_by: viewer.personId, decided_at: stamp.now })
    .where('id', '=', request.id)
    .execute();

async function changed(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  action: Action,
  what: 'asked' | 'granted' | 'refused' | 'withdrawn',
  day: string,
): Promise<void> {
  await trx
    .updateTable('action')
    .set({ revision: action.revision + 1, ...(what === 'granted' ? { due_on: day } : {}) })
    .where('id', '=', action.id)
    .execute();
  await recordEvent(trx, stamp, {
    type: 'action.more-time',
    owner: eventOwner(action),
    actorId: viewer.personId,
    subject: { kind: 'action', id: action.id },
    detail: { what, dueFrom: action.due_on, dueTo: day },
  });
}

/** The independent chair, and the business manager where the chair has set it so. */
async function tellDeciders(trx: Trx, stamp: Stamp, origin: string, action: Action, requestId: string): Promise<void> {
  const { managerGrantsTime } = await getActionSettings(trx, action.partnership_id);
  const people = await listRoleHolders(trx, { partnershipId: action.partnership_id }, stamp.today);
  const deciders = people.filter(
    ({ role }) => role === 'independent-chair' || (managerGrantsTime && role === 'business-manager'),
  );
  const { holder } = await trx
    .selectFrom('action')
    .select(holderName.as('holder'))
    .where('id', '=', action.id)
    .executeTakeFirstOrThrow();
  await queueMessages(
    trx,
    stamp,
    'action-time-asked',
    deciders.map(({ personId, email }) => ({
      fields: {
        reference: action.reference,
        organisation: holder,
        due: dayInWords(action.due_on),
        address: `${origin}/actions/${action.id}`,
      },
      to: { address: email, personId },
      reference: `action-time-asked:${requestId}:${personId}`,
      organisationId: action.organisation_id,
      partnershipId: action.partnership_id,
    })),
  );
}
