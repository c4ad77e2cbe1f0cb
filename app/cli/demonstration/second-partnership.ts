import { secondPartners, secondPartnership, secondQuestions } from '../../../db/seed/fenlow.ts';
import type { Viewer } from '../../features/accounts/viewer.ts';
import { savePriorities, saveQuestion } from '../../features/cycles/local/change-questions.server.ts';
import { questionFormSchema } from '../../features/cycles/local/question-form.ts';
import { addPartnership } from '../../features/organisations/commands/add-partnership.server.ts';
import type { AnswerValue } from '../../features/questionnaire/answers.ts';
import { getEdition } from '../../features/questionnaire/editions.server.ts';
import { saveAnswers } from '../../features/returns/commands/save-answers.server.ts';
import { getJoinSides, loadJoinPlan } from '../../features/returns/shared/join-plan.server.ts';
import { joinReturns } from '../../features/returns/shared/join-returns.server.ts';
import { localCodesOf } from '../../features/returns/shared/local.ts';
import type { Portal } from '../../platform/portal.ts';
import { planCycle } from './cycles.ts';
import { addPartners, addToDirectory } from './setting-up.ts';
import {
  known,
  type LaunchedCycle,
  meetEverybody,
  organisationIdOf,
  organisationNamed,
  sectionEleven,
  viewerAt,
  type World,
} from './world.ts';

/** The trust that works for both partnerships and answers once; and one that has not said so yet this year. */
const shared = 'hartsmere-community';
const undecided = 'fenlow-hospitals';

/** Days from today on which Brookmere opened its cycle of last year and of this one (section-eleven.ts). */
const lastYear = -413;
const thisYear = -49;

/** A second partnership: last year one trust sent the same return to both, and this year it is half way through. */
export function planSecondPartnership(world: World, year: number): void {
  const { timeline } = world;
  const manager = () => known(world.viewers.get(secondPartners[0]?.email ?? ''), 'manager of Fenlow');
  const fenlow: World = { ...world, partnershipId: '' };
  timeline.at(lastYear - 10, '10:00', async (portal) => {
    fenlow.partnershipId = await addPartnership(portal, secondPartnership);
    await addPartners(portal, fenlow.partnershipId, secondPartners);
    await meetEverybody(portal, world);
    await addToDirectory(portal, manager(), organisationNamed(shared), 0);
  });
  timeline.at(thisYear - 20, '10:00', async (portal) => {
    await addToDirectory(portal, manager(), organisationNamed(undecided), 1);
  });
  const last = planAsking(fenlow, manager, { year: year - 1, opens: lastYear, due: lastYear + 70 });
  const present = planAsking(fenlow, manager, { year, opens: thisYear, due: 26 });
  planJoining(world, last, lastYear + 1);
  // Before the first return is signed: its last sitting is 38 days after the opening at the earliest.
  timeline.at(lastYear + 36, '12:10', (portal) => answerLocal(portal, world, last(), 2));
  planJoining(world, present, thisYear + 1);
  timeline.at(-5, '12:10', (portal) => answerLocal(portal, world, present(), 1));
  timeline.at(-1, '16:56', async () => world.say(`${secondPartnership.name}: one return is answered for both`));
}

function planAsking(
  fenlow: World,
  manager: () => Viewer,
  { year, opens, due }: { readonly year: number; readonly opens: number; readonly due: number },
): () => LaunchedCycle {
  return planCycle(fenlow, {
    name: `Fenlow section 11, ${year}`,
    editionId: sectionEleven,
    opens,
    due,
    moderation: due + 28,
    challenge: due + 49,
    actionsDue: due + 147,
    by: manager,
    prepare: (portal, cycleId) => askLocally(portal, manager(), cycleId),
  });
}

async function askLocally(portal: Portal, manager: Viewer, cycleId: string): Promise<void> {
  const { priority, heading, questions } = secondQuestions;
  let saved = await savePriorities(portal, manager, { cycleId, revision: 0 }, [priority]);
  for (const [place, { text, guidance }] of questions.entries()) {
    if (!saved.ok) break;
    const form = questionFormSchema.parse({
      ...(place === 0 ? { newStandard: heading } : { standard: 'local-fenlow-priorities' }),
      text,
      guidance,
      answer: 'rating',
      kinds: [],
      required: 'yes',
      priorities: ['local-coastal-towns'],
    });
    saved = await saveQuestion(portal, manager, { cycleId, revision: saved.revision }, { form, code: undefined });
  }
  if (!saved.ok) throw new Error(`The questions of Fenlow were refused: ${JSON.stringify(saved.errors)}`);
}

const returnIn = (world: World, cycle: LaunchedCycle): string =>
  known(cycle.returns.get(organisationIdOf(world, shared)), `return of ${shared}`);

/** The lead answers once from now on, for Brookmere and for Fenlow. */
function planJoining(world: World, cycle: () => LaunchedCycle, day: number): void {
  world.timeline.at(day, '08:50', async (portal) => {
    const lead = viewerAt(world, shared, 'safeguarding-lead');
    const { db } = portal.database;
    const organisationId = organisationIdOf(world, shared);
    const otherId = returnIn(world, cycle());
    const { id: returnId } = await db
      .selectFrom('agency_return')
      .select('id')
      .where('organisation_id', '=', organisationId)
      .where('partnership_id', '=', world.partnershipId)
      .where('status', 'in', ['not-started', 'in-progress'])
      .executeTakeFirstOrThrow();
    const { seen } = await loadJoinPlan(
      db,
      await getJoinSides(db, { organisationIds: [organisationId] }, returnId, otherId),
    );
    const joined = await joinReturns(portal, lead, { returnId, otherId, seen, keep: {} });
    if (!joined.ok) throw new Error(`The two returns of ${shared} were not joined: ${joined.why}`);
  });
}

/** Answers the first of the questions that Fenlow asks alone. */
async function answerLocal(portal: Portal, world: World, cycle: LaunchedCycle, count: number): Promise<void> {
  const returnId = returnIn(world, cycle);
  const { edition_id } = await portal.database.db
    .selectFrom('agency_return')
    .select('edition_id')
    .where('id', '=', returnId)
    .executeTakeFirstOrThrow();
  const compiled = await getEdition(portal.database.db, edition_id);
  const { edition, scales } = compiled;
  const local = localCodesOf(compiled).standards;
  const standard = known(
    edition.standards.find(({ code }) => local.has(code)),
    'standard of Fenlow',
  );
  const answers = standard.questions.slice(0, count).flatMap(({ code, answer }, place) => {
    const points = answer.type === 'rating' ? (scales.get(answer.scale)?.points ?? []) : [];
    const point = points[points.length - 1 - place]?.code ?? null;
    const narrative = secondQuestions.questions[place]?.words ?? '';
    const value: AnswerValue = { type: 'rating', point, narrative };
    return [{ questionCode: code, value, revision: 0 }];
  });
  await saveAnswers(portal, viewerAt(world, shared, 'safeguarding-lead'), {
    returnId,
    standardCode: standard.code,
    answers,
    ...(count === standard.questions.length ? { mark: 'complete' as const } : {}),
  });
}
