import type { Reader } from '../../../../db/client.server.ts';
import type { OrganisationScope, Viewer } from '../../accounts/viewer.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { getReturnOverview } from '../overview.server.ts';
import { isOverdue, percentComplete } from '../rules.ts';
import type { ReturnOverview, SharedFacts, StandardTask } from '../schema.ts';
import { listCandidates } from './join-plan.server.ts';
import { localCodesOf } from './local.ts';
import { findSharedId, listTogetherWith } from './members.server.ts';

/**
 * The overview of a return; of those that are answered together one list of tasks: what they share once, and what each
 * partnership asks alone under its name. Refuses a return outside the scope as unknown.
 */
export async function getSharedOverview(
  db: Reader,
  scope: OrganisationScope,
  viewer: Viewer,
  returnId: string,
  today: string,
): Promise<ReturnOverview & { readonly shared: SharedFacts }> {
  const overview = await getReturnOverview(db, scope, viewer, returnId, today);
  const candidates = await listCandidates(db, scope, returnId);
  const together = await listTogetherWith(db, scope, returnId);
  const shared: SharedFacts = {
    recipients: together.map(({ id, partnershipName, dueOn, status }) => ({
      returnId: id,
      partnershipName,
      dueOn,
      overdue: isOverdue(status, dueOn, today),
    })),
    candidates: candidates.filter(({ refused }) => refused === null),
    hasShare: (await findSharedId(db, scope, returnId)) !== undefined,
    parted: await findParted(db, scope, returnId),
  };
  if (together.length === 0) return { ...overview, shared };
  const local = await localStandardsIn(db, overview);
  const tasks: StandardTask[] = [...overview.tasks.filter(({ code }) => !local.has(code))];
  let { firstUnanswered } = overview;
  for (const { id, partnershipName } of together) {
    const one = id === returnId ? overview : await getReturnOverview(db, scope, viewer, id, today);
    const own = await localStandardsIn(db, one);
    const theirs = one.tasks.filter(({ code }) => own.has(code));
    tasks.push(...theirs.map((task) => ({ ...task, own: { returnId: id, partnershipName } })));
    if (firstUnanswered === null && one.firstUnanswered) firstUnanswered = { ...one.firstUnanswered, returnId: id };
  }
  return { ...overview, tasks, progress: progressOf(tasks), firstUnanswered, shared };
}

async function localStandardsIn(db: Reader, { agencyReturn }: ReturnOverview): Promise<ReadonlySet<string>> {
  const compiled = await getEdition(db, agencyReturn.editionId, agencyReturn.editionSha256);
  return localCodesOf(compiled).standards;
}

function progressOf(tasks: readonly StandardTask[]): ReturnOverview['progress'] {
  const total = (count: (task: StandardTask) => number) => tasks.reduce((sum, task) => sum + count(task), 0);
  const required = total((task) => task.required);
  const complete = total((task) => task.requiredComplete);
  return {
    questions: total((task) => task.questions),
    required,
    complete,
    standards: tasks.length,
    standardsCompleted: tasks.filter(({ markedComplete }) => markedComplete).length,
    percent: percentComplete({ required, complete }),
  };
}

/** When a partnership moved this return to another edition, and so out of those that it was answered together with. */
async function findParted(db: Reader, scope: OrganisationScope, returnId: string): Promise<string | null> {
  const row = await db
    .selectFrom('shared_return_member')
    .select('ended_at')
    .where('return_id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .where('ended', '=', 'moved')
    .executeTakeFirst();
  return row?.ended_at ?? null;
}
