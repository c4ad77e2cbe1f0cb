import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope, Viewer } from '../accounts/viewer.ts';
import { checkComplete } from '../questionnaire/completeness.ts';
import { own } from '../questionnaire/conditions.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import {
  type CompiledEdition,
  profileQuestionsFor,
  questionnaireFor,
  questionnaireOfStandard,
} from '../questionnaire/questionnaire.ts';
import { findCarryForward, listWaiting } from './carried.server.ts';
import { profilePart } from './delegation.ts';
import { listOpenDelegations } from './delegations.server.ts';
import { factsOf, readAnswers } from './facts.ts';
import { getReturn } from './queries.server.ts';
import { reachOfStandard } from './reach.ts';
import { percentComplete, standardStatus } from './rules.ts';
import type { AgencyReturn, ReturnOverview, ReturnProgress, StandardTask } from './schema.ts';

/** A return of the organisations in scope with its tasks. Refuses any other as unknown. */
export async function getReturnOverview(
  db: Reader,
  scope: OrganisationScope,
  viewer: Viewer,
  returnId: string,
  today: string,
): Promise<ReturnOverview> {
  const agencyReturn = await getReturn(db, scope, returnId);
  const compiled = await getEdition(db, agencyReturn.editionId, agencyReturn.editionSha256);
  const rows = await db.selectFrom('standard_progress').selectAll().where('return_id', '=', returnId).execute();
  const saved = await db
    .selectFrom('answer')
    .select((eb) => ['standard_code', 'saved_by', eb.fn.max('saved_at').as('at')])
    .where('return_id', '=', returnId)
    .groupBy(['standard_code', 'saved_by'])
    .execute();
  const touched = new Set(saved.map(({ standard_code }) => standard_code));
  const byCode = new Map(rows.map((row) => [row.standard_code, row]));
  const toConfirm = await countToConfirm(db, scope, agencyReturn, compiled);
  const open = await listOpenDelegations(db, scope, agencyReturn, today);
  const handedOut = new Map(open.map((one) => [one.part, one]));
  const tasks = compiled.edition.standards.flatMap(({ code, number, title }) => {
    const row = byCode.get(code);
    if (!row) return [];
    const counts = {
      questions: row.questions,
      required: row.required,
      answered: row.answered,
      requiredComplete: row.required_complete,
      markedComplete: row.marked_complete === 1,
    };
    return [
      {
        code,
        number,
        title,
        ...counts,
        status: standardStatus(counts, touched.has(code), handedOut.get(code)?.status === 'ready'),
        toConfirm: toConfirm.get(code) ?? 0,
        delegation: handedOut.get(code),
      },
    ];
  });
  const unfinished = new Set(tasks.filter(({ markedComplete }) => !markedComplete).map(({ code }) => code));
  const stoppedAt = saved
    .filter((row) => row.saved_by === viewer.personId && unfinished.has(row.standard_code))
    .toSorted((a, b) => (a.at < b.at ? 1 : -1))[0]?.standard_code;
  const profileQuestions = profileQuestionsFor(compiled, factsOf(agencyReturn, agencyReturn.profile, {}));
  return {
    agencyReturn,
    editionTitle: compiled.edition.title,
    tasks,
    progress: progressOfTasks(tasks),
    profile: {
      answered: profileQuestions.filter(({ answered }) => answered).length,
      questions: profileQuestions.length,
      confirmed: agencyReturn.profileConfirmedAt !== null,
      delegation: handedOut.get(profilePart),
    },
    carry: await findCarryForward(db, scope, returnId),
    voided: await listVoided(db, agencyReturn),
    stoppedAt: stoppedAt ?? null,
    firstUnanswered: await findFirstUnanswered(db, agencyReturn, compiled, tasks, today),
  };
}

/** By standard. The questionnaire is worked out only where something waits. */
async function countToConfirm(
  db: Reader,
  scope: OrganisationScope,
  agencyReturn: AgencyReturn,
  compiled: CompiledEdition,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const waiting = new Set(await listWaiting(db, scope, agencyReturn.id));
  if (waiting.size === 0) return counts;
  const rows = await db
    .selectFrom('answer')
    .select(['question_code', 'value'])
    .where('return_id', '=', agencyReturn.id)
    .execute();
  const { standards } = questionnaireFor(compiled, factsOf(agencyReturn, agencyReturn.profile, readAnswers(rows)));
  for (const { standard, questions } of standards)
    counts.set(standard.code, questions.filter(({ question }) => waiting.has(question.code)).length);
  return counts;
}

function progressOfTasks(tasks: readonly StandardTask[]): ReturnProgress {
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

/** Only the first standard with something missing is looked into. */
async function findFirstUnanswered(
  db: Reader,
  agencyReturn: AgencyReturn,
  compiled: CompiledEdition,
  tasks: readonly StandardTask[],
  today: string,
): Promise<ReturnOverview['firstUnanswered']> {
  const task = tasks.find(({ required, requiredComplete }) => requiredComplete < required);
  const standard = task && compiled.standards.get(task.code);
  if (!standard) return null;
  const rows = await db
    .selectFrom('answer')
    .select(['question_code', 'value'])
    .where('return_id', '=', agencyReturn.id)
    .where('question_code', 'in', reachOfStandard(compiled, standard.code).questions)
    .execute();
  const answers = readAnswers(rows);
  const { standards } = questionnaireOfStandard(
    compiled,
    factsOf(agencyReturn, agencyReturn.profile, answers),
    standard,
  );
  const missing = standards[0]?.questions.find(({ question }) => {
    const scale = question.answer.type === 'rating' ? compiled.scales.get(question.answer.scale) : undefined;
    return question.required && checkComplete(question, scale, own(answers, question.code), today).length > 0;
  });
  return missing ? { standardCode: standard.code, questionCode: missing.question.code } : null;
}

async function listVoided(db: Reader, { id, status }: AgencyReturn): Promise<ReturnOverview['voided']> {
  if (status !== 'in-progress') return [];
  return db
    .selectFrom('sign_off')
    .select(['name', 'signatory', 'voided_at as at'])
    .where('return_id', '=', id)
    .where('voided_at', 'is not', null)
    .orderBy('voided_at', 'desc')
    .limit(5)
    .$narrowType<{ at: string }>()
    .execute();
}
