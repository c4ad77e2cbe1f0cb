/** The priority tracker: everything that is tagged with one priority or theme, and how it stands. */
import { sql } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import type { PartnershipScope, Viewer } from '../accounts/viewer.ts';
import { isOverdue } from '../actions/rules.ts';
import { isEntryOverdue } from '../challenge-log/rules.ts';
import { hiddenFrom } from '../cycles/blind.server.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { type Level, levelsOf } from '../questionnaire/levels.ts';

/** A tagged question with how often each level was given, in the newest cycle that has answers to its set. */
export interface TrackedQuestion {
  readonly setCode: string;
  readonly code: string;
  /** "A4.2"; null for a question that the newest cycle does not ask. */
  readonly number: string | null;
  readonly text: string;
  readonly cycle: { readonly id: string; readonly name: string } | null;
  readonly counts: readonly { readonly level: Level; readonly count: number }[];
}

/** Something else that is tagged, as the tracker lists it. */
export interface TrackedThing {
  readonly id: string;
  readonly reference: string;
  readonly words: string;
  readonly href: string;
  readonly whose: string;
  readonly dueOn: string | null;
  readonly overdue: boolean;
}

export interface Tracker {
  readonly questions: readonly TrackedQuestion[];
  readonly actions: readonly TrackedThing[];
  readonly logEntries: readonly TrackedThing[];
  readonly challenges: readonly TrackedThing[];
  readonly risks: readonly TrackedThing[];
}

/** What the tracker lists of one kind at most. */
const most = 200;

/**
 * Everything of one partnership that is tagged with a priority in scope. Ratings that the reader must not see yet are not
 * counted. The number of queries grows with the sets that are tagged, not with the questions.
 */
export async function getTracker(
  db: Reader,
  viewer: Viewer,
  scope: PartnershipScope,
  priorityId: string,
  today: string,
): Promise<Tracker> {
  return {
    questions: await trackQuestions(db, viewer, scope, priorityId),
    actions: await trackActions(db, scope, priorityId, today),
    logEntries: await trackLogEntries(db, scope, priorityId, today),
    challenges: await trackChallenges(db, scope, priorityId),
    risks: await trackRisks(db, scope, priorityId, today),
  };
}

async function trackQuestions(
  db: Reader,
  viewer: Viewer,
  scope: PartnershipScope,
  priorityId: string,
): Promise<TrackedQuestion[]> {
  const tags = await db
    .selectFrom('priority_tag')
    .select(['set_code', 'question_code', 'partnership_id'])
    .where('partnership_id', 'in', scope.partnershipIds)
    .where('priority_id', '=', priorityId)
    .where('kind', '=', 'question')
    .orderBy('set_code')
    .orderBy('question_code')
    .limit(most)
    .execute();
  const found: TrackedQuestion[] = [];
  for (const [setCode, of] of Map.groupBy(tags, ({ set_code }) => set_code ?? '')) {
    const codes = of.flatMap(({ question_code }) => (question_code === null ? [] : [question_code]));
    found.push(...(await trackSet(db, viewer, of[0]?.partnership_id ?? '', setCode, codes)));
  }
  return found;
}

async function trackSet(
  db: Reader,
  viewer: Viewer,
  partnershipId: string,
  setCode: string,
  codes: readonly string[],
): Promise<TrackedQuestion[]> {
  const cycle = await newestCycle(db, partnershipId, setCode);
  if (!cycle) return codes.map((code) => ({ setCode, code, number: null, text: code, cycle: null, counts: [] }));
  const compiled = await getEdition(db, cycle.editionId);
  const rated = await db
    .selectFrom('submission_rating as rated')
    .innerJoin('submission', 'submission.id', 'rated.submission_id')
    .select((eb) => [
      'rated.question_code as code',
      'rated.scale_code as scale',
      sql<string | null>`coalesce("rated"."agreed_point", "rated"."moderated_point", "rated"."self_point")`.as('point'),
      eb.fn.countAll<number>().as('count'),
    ])
    .where('rated.partnership_id', '=', partnershipId)
    .where('rated.cycle_id', '=', cycle.id)
    .where('rated.question_code', 'in', codes)
    .where('submission.superseded_at', 'is', null)
    .where((eb) => eb.not(hiddenFrom(viewer)))
    .groupBy(['rated.question_code', 'rated.scale_code', 'point'])
    .execute();
  const placed = codes.map((code) => ({ code, at: compiled.questions.get(code) }));
  return placed.map(({ code, at }) => {
    const scale = at?.question.answer.type === 'rating' ? compiled.scales.get(at.question.answer.scale) : undefined;
    const own = rated.filter((row) => row.code === code);
    return {
      setCode,
      code,
      number: at
        ? `${at.standard.number}.${at.standard.questions.findIndex((question) => question.code === code) + 1}`
        : null,
      text: at?.question.text ?? code,
      cycle: { id: cycle.id, name: cycle.name },
      counts: (scale ? levelsOf(scale) : []).map((level) => ({
        level,
        count: own
          .filter((row) => row.point === level.code && row.scale === scale?.code)
          .reduce((sum, row) => sum + Number(row.count), 0),
      })),
    };
  });
}

/** The newest cycle of a set that has been answered; else the newest that there is. */
async function newestCycle(db: Reader, partnershipId: string, setCode: string) {
  return db
    .selectFrom('cycle')
    .innerJoin('standard_edition as edition', 'edition.id', 'cycle.edition_id')
    .select((eb) => [
      'cycle.id',
      'cycle.name',
      'cycle.edition_id as editionId',
      eb
        .case()
        .when(
          eb.exists(
            eb
              .selectFrom('submission')
              .select('submission.id')
              .whereRef('submission.cycle_id', '=', 'cycle.id')
              .where('submission.superseded_at', 'is', null),
          ),
        )
        .then(1)
        .else(0)
        .end()
        .as('answered'),
    ])
    .where('cycle.partnership_id', '=', partnershipId)
    .where('edition.set_code', '=', setCode)
    .where('cycle.status', '<>', 'draft')
    .orderBy('answered', 'desc')
    .orderBy('cycle.opens_on', 'desc')
    .orderBy('cycle.id', 'desc')
    .limit(1)
    .executeTakeFirst();
}

async function trackActions(
  db: Reader,
  scope: PartnershipScope,
  priorityId: string,
  today: string,
): Promise<TrackedThing[]> {
  const rows = await db
    .selectFrom('action')
    .leftJoin('organisation', 'organisation.id', 'action.organisation_id')
    .leftJoin('partnership_group as held', 'held.id', 'action.group_id')
    .select(['action.id', 'action.reference', 'action.what', 'action.status', 'action.due_on'])
    .select(['organisation.name as organisation', 'held.name as group'])
    .where('action.partnership_id', 'in', scope.partnershipIds)
    .where('action.priority_id', '=', priorityId)
    .where('action.status', '<>', 'closed')
    .orderBy('action.due_on')
    .orderBy('action.id')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    words: row.what,
    href: `/actions/${row.id}`,
    whose: row.organisation ?? row.group ?? '',
    dueOn: row.due_on,
    overdue: isOverdue(row.status, row.due_on, today),
  }));
}

async function trackLogEntries(
  db: Reader,
  scope: PartnershipScope,
  priorityId: string,
  today: string,
): Promise<TrackedThing[]> {
  const rows = await db
    .selectFrom('priority_tag as tag')
    .innerJoin('challenge_log_entry as entry', 'entry.id', 'tag.log_entry_id')
    .leftJoin('challenge', 'challenge.id', 'entry.challenge_id')
    .select(['entry.id', 'entry.reference', 'entry.reason', 'challenge.challenge as asked', 'entry.status'])
    .select(['entry.due_on', 'entry.raised_to_name as whose'])
    .where('tag.partnership_id', 'in', scope.partnershipIds)
    .where('tag.priority_id', '=', priorityId)
    .where('tag.kind', '=', 'log-entry')
    .orderBy('entry.due_on')
    .orderBy('entry.id')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    reference: row.reference,
    words: row.reason ?? row.asked ?? '',
    href: `/challenge-log/${row.id}`,
    whose: row.whose,
    dueOn: row.due_on,
    overdue: isEntryOverdue(row.status, row.due_on, today),
  }));
}

async function trackChallenges(db: Reader, scope: PartnershipScope, priorityId: string): Promise<TrackedThing[]> {
  const rows = await db
    .selectFrom('priority_tag as tag')
    .innerJoin('challenge', 'challenge.id', 'tag.challenge_id')
    .innerJoin('challenge_session as session', 'session.id', 'challenge.session_id')
    .innerJoin('organisation', 'organisation.id', 'challenge.organisation_id')
    .select(['challenge.id', 'challenge.challenge as words', 'session.title', 'session.id as sessionId'])
    .select('organisation.name as whose')
    .where('tag.partnership_id', 'in', scope.partnershipIds)
    .where('tag.priority_id', '=', priorityId)
    .where('tag.kind', '=', 'challenge')
    .orderBy('session.held_on', 'desc')
    .orderBy('challenge.id')
    .limit(most)
    .execute();
  return rows.map(({ sessionId, title, ...row }) => ({
    ...row,
    reference: title,
    href: `/challenge/${sessionId}`,
    dueOn: null,
    overdue: false,
  }));
}

async function trackRisks(
  db: Reader,
  scope: PartnershipScope,
  priorityId: string,
  today: string,
): Promise<TrackedThing[]> {
  const rows = await db
    .selectFrom('priority_tag as tag')
    .innerJoin('risk', 'risk.id', 'tag.risk_id')
    .select(['risk.id', 'risk.reference', 'risk.risk_event as words', 'risk.owner_name as whose'])
    .select(['risk.review_on', 'risk.status'])
    .where('tag.partnership_id', 'in', scope.partnershipIds)
    .where('tag.priority_id', '=', priorityId)
    .where('tag.kind', '=', 'risk')
    .orderBy('risk.review_on')
    .orderBy('risk.id')
    .limit(most)
    .execute();
  return rows.map(({ review_on, status, ...row }) => ({
    ...row,
    href: `/risks/${row.id}`,
    dueOn: status === 'closed' ? null : review_on,
    overdue: status !== 'closed' && review_on < today,
  }));
}
