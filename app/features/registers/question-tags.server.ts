import { z } from 'zod';
import type { Reader } from '../../../db/client.server.ts';
import { parseForm } from '../../platform/form-parsing.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { editionOfCycle, getLocalWork } from '../cycles/local/queries.server.ts';
import { saveQuestionTags } from '../partnerships/commands/tag.server.ts';
import { getPriority, type Priority } from '../partnerships/queries.server.ts';

export interface QuestionTagsPage {
  readonly priority: Priority;
  readonly cycles: readonly { readonly id: string; readonly name: string }[];
  readonly cycleId: string | null;
  readonly setCode: string;
  readonly standards: readonly {
    readonly code: string;
    readonly title: string;
    readonly questions: readonly { readonly code: string; readonly text: string }[];
  }[];
  readonly ticked: readonly string[];
}

/** The questions of a cycle, local ones too, with those ticked that are tagged with a priority; the newest cycle unless one is named. */
export async function getQuestionTagsPage(
  portal: Portal,
  viewer: Viewer,
  priorityId: string,
  cycleAsked: string | null,
): Promise<QuestionTagsPage> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const scope = partnershipScope(viewer, 'priority.tag');
  const priority = await getPriority(db, scope, priorityId, today);
  const cycles = await listCyclesOf(db, priority.partnershipId);
  const chosen = cycleAsked === null ? cycles[0] : cycles.find(({ id }) => id === cycleAsked);
  if (!chosen) {
    if (cycleAsked !== null) throw notFound();
    return { priority, cycles, cycleId: null, setCode: '', standards: [], ticked: [] };
  }
  const work = await getLocalWork(db, { partnershipIds: [priority.partnershipId] }, chosen.id, today);
  const edition = editionOfCycle(work);
  const tags = await db
    .selectFrom('priority_tag')
    .select('question_code')
    .where('partnership_id', '=', priority.partnershipId)
    .where('priority_id', '=', priorityId)
    .where('kind', '=', 'question')
    .where('set_code', '=', edition.set)
    .execute();
  return {
    priority,
    cycles,
    cycleId: chosen.id,
    setCode: edition.set,
    standards: edition.standards.map(({ code, number, title, questions }) => ({
      code,
      title: `${number} ${title}`,
      questions: questions.map((question, at) => ({
        code: question.code,
        text: `${number}.${at + 1} ${question.text}`,
      })),
    })),
    ticked: tags.flatMap(({ question_code }) => (question_code === null ? [] : [question_code])),
  };
}

const listCyclesOf = (db: Reader, partnershipId: string) =>
  db
    .selectFrom('cycle')
    .select(['id', 'name'])
    .where('partnership_id', '=', partnershipId)
    .orderBy('opens_on', 'desc')
    .orderBy('id', 'desc')
    .limit(100)
    .execute();

const tickedSchema = z.object({
  cycle: z.string().min(1).max(40),
  questions: z.array(z.string().min(1).max(200)).max(2000).default([]),
});

/** Saves which questions of a cycle are tagged with a priority. */
export async function postQuestionTags(
  portal: Portal,
  viewer: Viewer,
  priorityId: string,
  form: FormData,
): Promise<void> {
  await getPriority(portal.database.db, partnershipScope(viewer, 'priority.tag'), priorityId, portal.stamp().today);
  const parsed = parseForm(tickedSchema, form);
  if (!parsed.ok) throw notFound();
  const { setCode, standards } = await getQuestionTagsPage(portal, viewer, priorityId, parsed.value.cycle);
  await saveQuestionTags(portal, viewer, {
    priorityId,
    setCode,
    shown: standards.flatMap(({ questions }) => questions.map(({ code }) => code)),
    ticked: parsed.value.questions,
  });
}
