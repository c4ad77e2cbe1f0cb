import { groups, priorities, taggedQuestions, themes } from '../../../db/seed/groups-and-priorities.ts';
import { addGroup } from '../../features/partnerships/commands/save-group.server.ts';
import { addPriority } from '../../features/partnerships/commands/save-priority.server.ts';
import { saveQuestionTags, saveTags } from '../../features/partnerships/commands/tag.server.ts';
import { newGroupSchema, newPrioritySchema } from '../../features/partnerships/schema.ts';
import type { Portal } from '../../platform/portal.ts';
import { known, partnerAt, type World } from './world.ts';

/** The board of Brookmere with its groups, the priorities of its plan, and the themes that its young people set since. */
export function planGroupsAndPriorities(world: World): void {
  const { timeline } = world;
  const manager = () => partnerAt(world, 'priya.nair');
  timeline.at(-431, '10:30', async (portal) => {
    for (const group of groups) await must(addGroup(portal, manager(), newGroupSchema.parse(group)), group.name);
    for (const priority of priorities) {
      const dates = { fromOn: portal.stamp().today, toOn: timeline.day(665) };
      const form = newPrioritySchema.parse({ ...priority, ...dates, setBy: 'partnership' });
      await must(addPriority(portal, manager(), form), priority.title);
    }
  });
  timeline.at(-95, '10:30', async (portal) => {
    for (const theme of themes) {
      const form = newPrioritySchema.parse({ ...theme, fromOn: portal.stamp().today, setBy: 'young-people' });
      await must(addPriority(portal, manager(), form), theme.title);
    }
  });
}

/** What the priorities and themes are tagged on: questions of this year's cycle, and challenges of the log. */
export function planTags(world: World): void {
  world.timeline.at(-60, '10:40', async (portal) => {
    const manager = partnerAt(world, 'priya.nair');
    for (const { title, questions } of taggedQuestions)
      await saveQuestionTags(portal, manager, {
        priorityId: await priorityIdOf(portal, world, title),
        setCode: 'section-11',
        shown: questions,
        ticked: questions,
      });
  });
  world.timeline.at(-5, '10:40', async (portal) => {
    const { db } = portal.database;
    const entries = await db
      .selectFrom('challenge_log_entry')
      .select('id')
      .where('partnership_id', '=', world.partnershipId)
      .orderBy('raised_on', 'desc')
      .orderBy('id')
      .limit(4)
      .execute();
    for (const [place, { id }] of entries.entries()) {
      const title = taggedQuestions[place % taggedQuestions.length]?.title ?? '';
      const priorityId = await priorityIdOf(portal, world, title);
      await saveTags(portal, partnerAt(world, 'helen.marchetti'), { kind: 'log-entry', id }, [priorityId]);
    }
  });
}

async function must(saving: Promise<{ readonly saved: boolean }>, what: string): Promise<void> {
  if (!(await saving).saved) throw new Error(`“${what}” of the demonstration was refused`);
}

const idOf = async (
  portal: Portal,
  world: World,
  table: 'partnership_group' | 'partnership_priority',
  name: string,
) => {
  const { db } = portal.database;
  const row =
    table === 'partnership_group'
      ? await db
          .selectFrom(table)
          .select('id')
          .where('partnership_id', '=', world.partnershipId)
          .where('name', '=', name)
          .executeTakeFirst()
      : await db
          .selectFrom(table)
          .select('id')
          .where('partnership_id', '=', world.partnershipId)
          .where('title', '=', name)
          .executeTakeFirst();
  return known(row, name).id;
};

/** The id of a group of Brookmere by its name. */
export const groupIdOf = (portal: Portal, world: World, name: string): Promise<string> =>
  idOf(portal, world, 'partnership_group', name);

/** The id of a priority or theme of Brookmere by its title. */
export const priorityIdOf = (portal: Portal, world: World, title: string): Promise<string> =>
  idOf(portal, world, 'partnership_priority', title);
