import type { Trx } from '../../../../db/client.server.ts';
import type { CarriedAnswerRow } from '../../../../db/schema/carry-forward.table.ts';
import type { EvidenceUseRow } from '../../../../db/schema/evidence.table.ts';
import type { AnswerRow, StandardProgressRow } from '../../../../db/schema/returns.table.ts';
import type { Stamp } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { profileQuestionsFor } from '../../questionnaire/questionnaire.ts';
import { factsOf, readAnswers, readProfile } from '../../returns/facts.ts';
import { editVoidsSignatures } from '../../returns/rules.ts';
import { movedReason, takeReturnBack } from '../../returns/sign-off.server.ts';
import { countStandard } from '../../returns/standard-counts.ts';
import type { BeforeMove, MovedRows } from '../moving.ts';
import type { OpenReturn } from '../return-rows.server.ts';

interface Writing {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly viewer: Viewer;
  readonly editionId: string;
  readonly compiled: CompiledEdition;
}

/** Writes one moved return: only the rows that are others than before. Gives what an undo needs. */
export async function writeMove(work: Writing, open: OpenReturn, moved: MovedRows): Promise<BeforeMove> {
  const { trx } = work;
  const { id } = open.row;
  const answers = difference(open.answers, moved.answers, ({ question_code }) => question_code);
  const uses = difference(open.uses, moved.uses, (use) => `${use.question_code} ${use.evidence_id}`);
  const addedRevisions: string[] = [];
  await deleteAnswers(
    trx,
    id,
    answers.gone.map(({ question_code }) => question_code),
  );
  await deleteUses(trx, id, uses.gone);
  await trx.deleteFrom('carried_answer').where('return_id', '=', id).execute();
  await insertAnswers(trx, answers.come);
  await insertUses(trx, uses.come);
  await insertCarried(trx, moved.carried);
  if (moved.revisions.length > 0) {
    const revisions = moved.revisions.map((revision) => ({ ...revision, id: work.stamp.newId() }));
    await trx.insertInto('answer_revision').values(revisions).execute();
    addedRevisions.push(...revisions.map((revision) => revision.id));
  }
  await noteCarried(work, open, moved);
  const profileConfirmedAt = await recount(work, open, moved);
  await trx
    .updateTable('agency_return')
    .set((eb) => ({
      edition_id: work.editionId,
      profile_confirmed_at: profileConfirmedAt,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', id)
    .where('organisation_id', '=', open.row.organisation_id)
    .execute();
  if (editVoidsSignatures(open.row.status))
    await takeReturnBack(
      trx,
      work.stamp,
      { id, organisationId: open.row.organisation_id, partnershipId: open.row.partnership_id },
      work.viewer.personId,
      { outcome: 'changed', reason: movedReason },
    );
  return {
    status: open.row.status,
    profileConfirmedAt: open.row.profile_confirmed_at,
    answers: answers.gone,
    addedAnswers: answers.come.map(({ question_code }) => question_code),
    uses: uses.gone,
    addedUses: uses.come.map(({ question_code, evidence_id }) => [question_code, evidence_id] as const),
    carried: open.carried,
    addedRevisions,
    progress: open.progress,
    carryOutcome: open.carryOutcome,
    signOffs: open.signOffs,
    request: open.request,
  };
}

/** Rows that are not there afterwards, or not as they were; and those that were not there before, or not so. */
function difference<T>(before: readonly T[], after: readonly T[], keyOf: (row: T) => string) {
  const text = (row: T) => JSON.stringify(row);
  const [old, young] = [
    new Map(before.map((row) => [keyOf(row), text(row)])),
    new Map(after.map((row) => [keyOf(row), text(row)])),
  ];
  return {
    gone: before.filter((row) => young.get(keyOf(row)) !== text(row)),
    come: [...new Map(after.map((row) => [keyOf(row), row])).values()].filter(
      (row) => old.get(keyOf(row)) !== text(row),
    ),
  };
}

/** A save looks for carried answers only in returns that say they have some. */
async function noteCarried({ trx, stamp }: Writing, open: OpenReturn, { carried }: MovedRows): Promise<void> {
  if (carried.length === 0 || open.carryOutcome === 'carried') return;
  await trx
    .insertInto('carry_forward')
    .values({
      organisation_id: open.row.organisation_id,
      return_id: open.row.id,
      submission_id: null,
      outcome: 'carried',
      retired: '[]',
      carried_at: stamp.now,
    })
    .onConflict((conflict) => conflict.column('return_id').doUpdateSet({ outcome: 'carried' }))
    .execute();
}

/**
 * Counts every standard anew, from the answers as they stand now. A standard stays completed while nothing is missing
 * from it and nothing in it waits for a look.
 *
 * @returns since when the facts count as confirmed; null while the new edition needs one that is not given
 */
async function recount({ trx, stamp, compiled }: Writing, open: OpenReturn, moved: MovedRows): Promise<string | null> {
  const facts = factsOf(open, readProfile(open.row.profile), readAnswers(moved.answers));
  const marked = new Set(open.progress.flatMap((row) => (row.marked_complete === 1 ? [row.standard_code] : [])));
  const waiting = new Set(moved.carried.flatMap((row) => (row.state === 'waiting' ? [row.standard_code] : [])));
  const counted = compiled.edition.standards.flatMap((standard): StandardProgressRow[] => {
    const counts = countStandard(compiled, facts, standard, stamp.today);
    if (counts.questions === 0) return [];
    const { code } = standard;
    const stays = marked.has(code) && counts.missing.length === 0 && !waiting.has(code);
    return [
      {
        organisation_id: open.row.organisation_id,
        partnership_id: open.row.partnership_id,
        cycle_id: open.row.cycle_id,
        return_id: open.row.id,
        standard_code: code,
        questions: counts.questions,
        required: counts.required,
        answered: counts.answered,
        required_complete: counts.requiredComplete,
        marked_complete: stays ? 1 : 0,
      },
    ];
  });
  await putProgress(trx, open.row.id, counted);
  const missing = profileQuestionsFor(compiled, facts).some(({ question, answered }) => question.required && !answered);
  return missing ? null : open.row.profile_confirmed_at;
}

/** Puts a return back as it was before its move. Nobody may have worked on it since. */
export async function writeUndo(trx: Trx, open: OpenReturn, fromEditionId: string, before: BeforeMove): Promise<void> {
  const { id, organisation_id } = open.row;
  await deleteAnswers(trx, id, before.addedAnswers);
  for (const [questionCode, evidenceId] of before.addedUses)
    await trx
      .deleteFrom('evidence_use')
      .where('return_id', '=', id)
      .where('question_code', '=', questionCode)
      .where('evidence_id', '=', evidenceId)
      .execute();
  if (before.addedRevisions.length > 0)
    await trx
      .deleteFrom('answer_revision')
      .where('return_id', '=', id)
      .where('id', 'in', before.addedRevisions)
      .execute();
  await trx.deleteFrom('carried_answer').where('return_id', '=', id).execute();
  await insertAnswers(trx, before.answers);
  await insertUses(trx, before.uses);
  await insertCarried(trx, before.carried);
  if (before.carryOutcome === null) await trx.deleteFrom('carry_forward').where('return_id', '=', id).execute();
  else if (isOutcome(before.carryOutcome))
    await trx.updateTable('carry_forward').set({ outcome: before.carryOutcome }).where('return_id', '=', id).execute();
  await putProgress(trx, id, before.progress);
  await trx
    .updateTable('agency_return')
    .set((eb) => ({
      edition_id: fromEditionId,
      status: statusOf(before.status),
      profile_confirmed_at: before.profileConfirmedAt,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', id)
    .where('organisation_id', '=', organisation_id)
    .execute();
  if (before.signOffs.length > 0)
    await trx
      .updateTable('sign_off')
      .set({ voided_at: null, void_reason: null })
      .where('return_id', '=', id)
      .where('id', 'in', before.signOffs)
      .execute();
  if (before.request !== null)
    await trx
      .updateTable('sign_off_request')
      .set({ ended_at: null, ended_by: null, outcome: null, note: null })
      .where('return_id', '=', id)
      .where('id', '=', before.request)
      .execute();
}

const outcomes = ['carried', 'nothing-sent', 'no-succession'] as const;
const isOutcome = (text: string): text is (typeof outcomes)[number] => outcomes.some((one) => one === text);
const statuses = ['not-started', 'in-progress', 'awaiting-sign-off', 'signed'] as const;
const statusOf = (text: string) => statuses.find((one) => one === text) ?? 'in-progress';

async function putProgress(trx: Trx, returnId: string, rows: readonly StandardProgressRow[]): Promise<void> {
  await trx.deleteFrom('standard_progress').where('return_id', '=', returnId).execute();
  if (rows.length > 0) await trx.insertInto('standard_progress').values(rows).execute();
}

async function deleteAnswers(trx: Trx, returnId: string, codes: readonly string[]): Promise<void> {
  if (codes.length === 0) return;
  await trx.deleteFrom('answer').where('return_id', '=', returnId).where('question_code', 'in', codes).execute();
}

async function deleteUses(trx: Trx, returnId: string, uses: readonly EvidenceUseRow[]): Promise<void> {
  for (const [code, its] of Map.groupBy(uses, ({ question_code }) => question_code))
    await trx
      .deleteFrom('evidence_use')
      .where('return_id', '=', returnId)
      .where('question_code', '=', code)
      .where(
        'evidence_id',
        'in',
        its.map(({ evidence_id }) => evidence_id),
      )
      .execute();
}

async function insertAnswers(trx: Trx, rows: readonly AnswerRow[]): Promise<void> {
  if (rows.length > 0) await trx.insertInto('answer').values(rows).execute();
}

async function insertUses(trx: Trx, rows: readonly EvidenceUseRow[]): Promise<void> {
  if (rows.length > 0) await trx.insertInto('evidence_use').values(rows).execute();
}

async function insertCarried(trx: Trx, rows: readonly CarriedAnswerRow[]): Promise<void> {
  if (rows.length > 0) await trx.insertInto('carried_answer').values(rows).execute();
}
