import type { Reader } from '../../../db/client.server.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { questionnaireFor } from '../questionnaire/questionnaire.ts';
import { type CentralState, type SettledState, stateOf } from '../returns/central/central.ts';
import { factsOf, readAnswer, readAnswers, readProfile } from '../returns/facts.ts';
import type { GroupScope } from './scope.ts';

/** What became of the group's answers in one return, of the questions that it is asked. */
export interface CentralCounts {
  readonly waiting: number;
  readonly accepted: number;
  readonly added: number;
  readonly excepted: number;
  readonly changedHere: number;
  /** Settled, and the group has changed its answer since. */
  readonly changedByGroup: number;
}

export const noCentral: CentralCounts = {
  waiting: 0,
  accepted: 0,
  added: 0,
  excepted: 0,
  changedHere: 0,
  changedByGroup: 0,
};

/** A central answer at one question of one return. */
export interface SettledAt {
  readonly returnId: string;
  readonly questionCode: string;
  readonly state: CentralState;
  readonly changed: boolean;
  readonly by: string | null;
  readonly at: string | null;
  readonly added: string;
  readonly reason: string;
}

/** Counts of `listSettledAt` by return. */
export async function countCentral(
  db: Reader,
  scope: GroupScope,
  returnIds: readonly string[],
): Promise<ReadonlyMap<string, CentralCounts>> {
  const counts = new Map<string, CentralCounts>();
  for (const { returnId, state, changed } of await listSettledAt(db, scope, returnIds)) {
    const before = counts.get(returnId) ?? noCentral;
    const key = state === 'changed-here' ? 'changedHere' : state;
    counts.set(returnId, {
      ...before,
      [key]: before[key] + 1,
      changedByGroup: before.changedByGroup + (changed ? 1 : 0),
    });
  }
  return counts;
}

/**
 * What became of the group's answers in some returns, at the questions that each return asks now; of one question alone
 * if named. Four queries, and one for each edition that is not at hand yet. The caller has found the returns in scope.
 */
export async function listSettledAt(
  db: Reader,
  { groupId }: GroupScope,
  returnIds: readonly string[],
  questionCode?: string,
): Promise<SettledAt[]> {
  if (returnIds.length === 0) return [];
  const returns = await db
    .selectFrom('agency_return')
    .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
    .innerJoin('standard_edition', 'standard_edition.id', 'agency_return.edition_id')
    .select((eb) => [
      'agency_return.id',
      'agency_return.profile',
      'agency_return.edition_id as editionId',
      'standard_edition.sha256',
      'organisation.kind',
      'organisation.phase',
      'organisation.duty_basis as dutyBasis',
      'agency_return.status',
      eb.fn.coalesce('standard_edition.base_edition_id', 'standard_edition.id').as('baseId'),
    ])
    .where('agency_return.id', 'in', returnIds)
    .execute();
  let answersOfGroup = db
    .selectFrom('central_answer')
    .select(['id', 'edition_id', 'question_code', 'revision'])
    .where('group_id', '=', groupId)
    .where('withdrawn_at', 'is', null)
    .where('value', 'is not', null)
    .where('edition_id', 'in', [...new Set(returns.map(({ baseId }) => baseId))]);
  if (questionCode !== undefined) answersOfGroup = answersOfGroup.where('question_code', '=', questionCode);
  const central = await answersOfGroup.execute();
  if (central.length === 0) return [];
  const settlements = await db
    .selectFrom('central_settlement')
    .leftJoin('answer', (join) =>
      join
        .onRef('answer.return_id', '=', 'central_settlement.return_id')
        .onRef('answer.question_code', '=', 'central_settlement.question_code'),
    )
    .select([
      'central_settlement.return_id',
      'central_settlement.central_id',
      'central_settlement.state',
      'central_settlement.seen_revision',
      'central_settlement.value as taken',
      'central_settlement.settled_by_name',
      'central_settlement.settled_at',
      'central_settlement.added',
      'central_settlement.reason',
      'answer.value',
    ])
    .where('central_settlement.group_id', '=', groupId)
    .where('central_settlement.return_id', 'in', returnIds)
    .execute();
  const settled = new Map(settlements.map((row) => [`${row.return_id} ${row.central_id}`, row]));
  const conditions = await conditionAnswers(db, returns);
  const found: SettledAt[] = [];
  for (const one of returns) {
    const compiled = await getEdition(db, one.editionId, one.sha256);
    const facts = factsOf(one, readProfile(one.profile), conditions.get(one.id) ?? {});
    const { standards } = questionnaireFor(compiled, facts);
    const asked = new Set(standards.flatMap(({ questions }) => questions.map(({ question }) => question.code)));
    for (const { id, edition_id, question_code, revision } of central) {
      if (edition_id !== one.baseId || !asked.has(question_code)) continue;
      const row = settled.get(`${one.id} ${id}`);
      const sent = one.status === 'submitted' || one.status === 'closed';
      // What was sent without a word about the group's answer is no longer waited for.
      if (!row && sent) continue;
      found.push({
        returnId: one.id,
        questionCode: question_code,
        state: stateOf(row && decided(row), row?.value ? readAnswer(row.value) : undefined),
        changed: row !== undefined && !sent && revision > row.seen_revision,
        by: row?.settled_by_name ?? null,
        at: row?.settled_at ?? null,
        added: row?.added ?? '',
        reason: row?.reason ?? '',
      });
    }
  }
  return found;
}

const decided = ({ state, taken }: { readonly state: SettledState; readonly taken: string | null }) => ({
  state,
  value: taken === null ? null : readAnswer(taken),
});

/** Answers on which other questions hang, by return: nothing else of a draft is read for the group. */
async function conditionAnswers(
  db: Reader,
  returns: readonly { readonly id: string; readonly editionId: string; readonly sha256: string }[],
) {
  const codes = new Set<string>();
  for (const { editionId, sha256 } of new Map(returns.map((one) => [one.editionId, one])).values())
    for (const code of (await getEdition(db, editionId, sha256)).dependants.keys()) codes.add(code);
  if (codes.size === 0) return new Map<string, ReturnType<typeof readAnswers>>();
  const rows = await db
    .selectFrom('answer')
    .select(['return_id', 'question_code', 'value'])
    .where(
      'return_id',
      'in',
      returns.map(({ id }) => id),
    )
    .where('question_code', 'in', [...codes])
    .execute();
  return new Map([...Map.groupBy(rows, ({ return_id }) => return_id)].map(([id, its]) => [id, readAnswers(its)]));
}
