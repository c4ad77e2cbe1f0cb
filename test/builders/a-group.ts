import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { addGroup } from '../../app/features/partnerships/commands/save-group.server.ts';
import { addPriority } from '../../app/features/partnerships/commands/save-priority.server.ts';
import { newGroupSchema, newPrioritySchema } from '../../app/features/partnerships/schema.ts';
import type { Saved } from '../../app/platform/page-forms.ts';
import type { Portal } from '../../app/platform/portal.ts';

/** The id of what was saved; a refusal fails the test with its words. */
export async function idOfSaved(saving: Promise<Saved>): Promise<string> {
  const saved = await saving;
  if (!saved.saved) throw new Error(`${saved.field}: ${saved.problem}`);
  return saved.id;
}

/** A group of the manager's partnership; gives its id. */
export const aGroup = (portal: Portal, manager: Viewer, name = 'Neglect sub-group', kind = 'sub-group') =>
  idOfSaved(addGroup(portal, manager, newGroupSchema.parse({ name, kind })));

/** A priority of the manager's partnership, in force from today; gives its id. */
export const aPriority = (portal: Portal, manager: Viewer, title = 'Neglect is seen', setBy = 'partnership') =>
  idOfSaved(
    addPriority(
      portal,
      manager,
      newPrioritySchema.parse({
        title,
        setBy,
        setByName: setBy === 'partnership' ? '' : 'The youth council',
        description: 'Named early.',
        fromOn: portal.stamp().today,
      }),
    ),
  );
