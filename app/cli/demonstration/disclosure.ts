import { disclosureWords as words } from '../../../db/seed/disclosure-words.ts';
import type { Viewer } from '../../features/accounts/viewer.ts';
import { makeAnswer } from '../../features/disclosure/answer/make-answer.server.ts';
import { askForCheck, confirmCheck } from '../../features/disclosure/commands/check-disclosure.server.ts';
import { judgeItem } from '../../features/disclosure/commands/judge-item.server.ts';
import { recordDisclosure } from '../../features/disclosure/commands/record-disclosure.server.ts';
import { getDisclosure } from '../../features/disclosure/get-disclosure.server.ts';
import { readItems } from '../../features/disclosure/items.server.ts';
import { type NewDisclosure, newDisclosureSchema } from '../../features/disclosure/schema.ts';
import { askForSearch, searchRecords } from '../../features/disclosure/search.server.ts';
import type { Saved } from '../../platform/page-forms.ts';
import type { Portal } from '../../platform/portal.ts';
import { partnerAt, viewerAt, type World } from './world.ts';

/** One that was answered with a check, one that is overdue with records still to be decided about, and one of an agency. */
export function planDisclosures(world: World): void {
  const { timeline } = world;
  const manager = () => partnerAt(world, 'priya.nair');
  const chair = () => partnerAt(world, 'helen.marchetti');
  let answered = '';
  timeline.at(-12, '09:40', async (portal) => {
    answered = await record(portal, manager(), {
      kind: 'freedom-of-information',
      receivedOn: timeline.day(-13),
      askedBy: words.answered.askedBy,
      askedFor: words.answered.askedFor,
      searchWords: words.answered.searchWords.join('\n'),
    });
    await search(portal, manager(), answered);
    const { db } = portal.database;
    const asked = await getDisclosure(db, manager(), answered, portal.stamp().today);
    await must(askForCheck(portal, manager(), answered, { revision: asked.revision, person: chair().personId }));
    for await (const { id, revision, text } of readItems(db, answered)) {
      const named = text.includes(words.answered.passage);
      await must(
        judgeItem(portal, manager(), answered, id, {
          revision,
          decision: 'include',
          exemption: named ? 's-40' : '',
          reason: named ? words.answered.reason : '',
          sentences: [],
          passages: named ? [words.answered.passage] : [],
        }),
      );
    }
  });
  timeline.at(-10, '15:20', async (portal) => {
    const { judgedRevision } = await getDisclosure(portal.database.db, chair(), answered, portal.stamp().today);
    await must(confirmCheck(portal, chair(), answered, { judged: judgedRevision, note: words.answered.note }));
    await must(makeAnswer(portal, manager(), answered));
  });
  timeline.at(-46, '11:15', async (portal) => {
    const id = await record(portal, manager(), {
      kind: 'subject-access',
      receivedOn: timeline.day(-47),
      askedBy: words.overdue.askedBy,
      askedFor: words.overdue.askedFor,
      account: observerOf(world).email,
    });
    await search(portal, manager(), id);
  });
  timeline.at(-6, '11:15', async (portal) => {
    const lead = viewerAt(world, 'fenlow-hospitals', 'safeguarding-lead');
    const id = await record(portal, lead, {
      kind: 'subject-access',
      receivedOn: timeline.day(-7),
      askedBy: words.ours.askedBy,
      askedFor: words.ours.askedFor,
      searchWords: words.ours.searchWords.join('\n'),
    });
    await search(portal, lead, id);
  });
}

function observerOf(world: World): Viewer {
  const found = [...world.viewers.values()].find(({ partnershipRoles }) =>
    partnershipRoles.some(({ role, partnershipId }) => role === 'observer' && partnershipId === world.partnershipId),
  );
  if (!found) throw new Error('The demonstration partnership has no observer');
  return found;
}

type Recorded = Pick<NewDisclosure, 'kind' | 'receivedOn' | 'askedBy' | 'askedFor'> & {
  readonly searchWords?: string;
  readonly account?: string;
};

const record = (portal: Portal, handler: Viewer, recorded: Recorded): Promise<string> =>
  must(recordDisclosure(portal, handler, newDisclosureSchema.parse(recorded)));

/** Does the work of the job at once, as it would be done by now. */
async function search(portal: Portal, handler: Viewer, requestId: string): Promise<void> {
  await must(askForSearch(portal, handler, requestId));
  const { id } = await portal.database.db
    .selectFrom('disclosure_search')
    .select('id')
    .where('request_id', '=', requestId)
    .where('status', '=', 'queued')
    .executeTakeFirstOrThrow();
  await searchRecords(portal, { searchId: id });
}

async function must(saving: Promise<Saved>): Promise<string> {
  const saved = await saving;
  if (!saved.saved) throw new Error(`A request for disclosure of the demonstration was refused: ${saved.problem}`);
  return saved.id;
}
