import type { Reader } from '../../../db/client.server.ts';
import { type CalendarEntry, calendarFile } from '../../platform/calendar.server.ts';
import { notFound } from '../../platform/refusals.ts';
import type { Viewer } from '../accounts/viewer.ts';
import { actionScope, actionsInScope, holderName } from './scope.server.ts';

interface DueAction {
  readonly id: string;
  readonly reference: string;
  readonly holder: string;
  readonly due_on: string;
  readonly created_at: string;
  /** Of its newest change of date or state; null while there was none. */
  readonly changed_at: string | null;
  readonly revision: number;
}

/** The day on which an action is due, for a calendar: what must be done is confidential and stays in the portal. */
export const dueEntry = (action: DueAction, origin: string): CalendarEntry => ({
  uid: `action-${action.id}@${new URL(origin).hostname}`,
  sequence: action.revision - 1,
  changedAt: action.changed_at ?? action.created_at,
  title: `Action ${action.reference} is due: ${action.holder}`,
  when: { day: action.due_on },
  link: `${origin}/actions/${action.id}`,
});

/** Actions in reach of a query, with what a calendar says of them. */
export const dueActions = (actions: ReturnType<typeof actionsInScope>) =>
  actions
    .select([
      'action.id',
      'action.reference',
      holderName.as('holder'),
      'action.due_on',
      'action.created_at',
      'action.revision',
    ])
    .select((eb) =>
      eb
        .selectFrom('action_update')
        .select((updates) => updates.fn.max('action_update.made_at').as('changed_at'))
        .whereRef('action_update.action_id', '=', 'action.id')
        .as('changed_at'),
    );

/** The calendar file of one action. An unknown or foreign id is refused as not found. */
export async function getActionCalendar(
  db: Reader,
  viewer: Viewer,
  actionId: string,
  origin: string,
): Promise<{ readonly fileName: string; readonly text: string }> {
  const action = await dueActions(actionsInScope(db, actionScope(viewer)))
    .where('action.id', '=', actionId)
    .executeTakeFirst();
  if (!action) throw notFound();
  return {
    fileName: `action-${action.reference}.ics`,
    text: calendarFile(`Action ${action.reference}`, [dueEntry(action, origin)]),
  };
}
