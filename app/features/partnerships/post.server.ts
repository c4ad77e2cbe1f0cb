import { type PostedForm, pageForm, postPageForm } from '../../platform/page-forms.ts';
import type { Portal } from '../../platform/portal.ts';
import { formText } from '../../platform/typed-text.ts';
import { partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { addGroup, changeGroup, closeGroup, openGroupAgain } from './commands/save-group.server.ts';
import { addPriority, changePriority, movePriority } from './commands/save-priority.server.ts';
import { getGroup, getPriority } from './queries.server.ts';
import { changeGroupSchema, changePrioritySchema, newGroupSchema, newPrioritySchema, seenSchema } from './schema.ts';

/** The form that adds a group. */
export async function postGroups(portal: Portal, viewer: Viewer, form: FormData): Promise<PostedForm> {
  partnershipScope(viewer, 'partnership.change');
  return postPageForm(form, { add: pageForm(newGroupSchema, (value) => addGroup(portal, viewer, value)) });
}

/** Any form of a group's page. */
export async function postGroup(portal: Portal, viewer: Viewer, groupId: string, form: FormData): Promise<PostedForm> {
  await getGroup(portal.database.db, partnershipScope(viewer, 'partnership.change'), groupId);
  return postPageForm(form, {
    change: pageForm(changeGroupSchema, (value) => changeGroup(portal, viewer, groupId, value)),
    close: pageForm(seenSchema, ({ revision }) => closeGroup(portal, viewer, groupId, revision)),
    open: pageForm(seenSchema, ({ revision }) => openGroupAgain(portal, viewer, groupId, revision)),
  });
}

/** The form that adds a priority, and the buttons that move one. */
export async function postPriorities(portal: Portal, viewer: Viewer, form: FormData): Promise<PostedForm> {
  partnershipScope(viewer, 'partnership.change');
  const priorityId = formText(form, 'priority') ?? '';
  return postPageForm(form, {
    add: pageForm(newPrioritySchema, (value) => addPriority(portal, viewer, value)),
    up: () => movePriority(portal, viewer, { priorityId, by: 'up' }),
    down: () => movePriority(portal, viewer, { priorityId, by: 'down' }),
  });
}

/** The form of a priority's page. */
export async function postPriority(
  portal: Portal,
  viewer: Viewer,
  priorityId: string,
  form: FormData,
): Promise<PostedForm> {
  const scope = partnershipScope(viewer, 'partnership.change');
  await getPriority(portal.database.db, scope, priorityId, portal.stamp().today);
  return postPageForm(form, {
    change: pageForm(changePrioritySchema, (value) => changePriority(portal, viewer, priorityId, value)),
  });
}
