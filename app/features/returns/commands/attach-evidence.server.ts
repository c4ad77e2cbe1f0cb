import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { insertEvidence, type NewEvidence } from '../../evidence/commands/add-evidence.server.ts';
import { holdEvidence } from '../../evidence/commands/change-evidence.server.ts';
import { libraryOf } from '../../evidence/scope.server.ts';
import type { CompiledEdition } from '../../questionnaire/compiled-edition.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { partScope, refuseOutside } from '../parts.server.ts';
import { concernedBy } from '../shared/concerned.server.ts';
import { getReturnForEdit, type ReturnForEdit, touchReturn } from './edit-return.server.ts';
import { noteEvidenceChange } from './end-delegations.server.ts';

export interface QuestionOfReturn {
  readonly returnId: string;
  readonly questionCode: string;
}

export interface AttachOutcome {
  readonly changed: number;
  /** The return had been sent for sign-off and is in work again. */
  readonly takenBack: boolean;
}

/**
 * Makes exactly these pieces of the library the evidence of one question. Those ticked that were not attached are
 * attached, those shown and not ticked any more are taken off. `shown` are the pieces that the form listed, so that
 * what a colleague attached meanwhile stays.
 */
export async function chooseEvidence(
  portal: Portal,
  viewer: Viewer,
  input: QuestionOfReturn & { readonly shown: readonly string[]; readonly chosen: readonly string[] },
): Promise<AttachOutcome> {
  return edit(portal, viewer, input.returnId, partOf(input.questionCode), async ({ trx, stamp, agencyReturn }) => {
    const attached = await trx
      .selectFrom('evidence_use')
      .select('evidence_id')
      .where('return_id', '=', agencyReturn.id)
      .where('question_code', '=', input.questionCode)
      .execute();
    const before = new Set(attached.map(({ evidence_id }) => evidence_id));
    const added = [...new Set(input.chosen)].filter((id) => !before.has(id)).toSorted();
    const removed = input.shown.filter((id) => before.has(id) && !input.chosen.includes(id));
    const scope = libraryOf(viewer, agencyReturn.organisationId);
    for (const evidenceId of added) {
      await holdEvidence(trx, scope, evidenceId);
      await insertUse(trx, stamp, viewer, agencyReturn, input.questionCode, evidenceId);
    }
    for (const evidenceId of removed) {
      await trx
        .deleteFrom('evidence_use')
        .where('return_id', '=', agencyReturn.id)
        .where('question_code', '=', input.questionCode)
        .where('evidence_id', '=', evidenceId)
        .execute();
      await recordUse(trx, stamp, viewer, agencyReturn, 'evidence.detached', input.questionCode, evidenceId);
    }
    return added.length + removed.length;
  });
}

/** Adds a file or a link to the library and attaches it to one question, both or neither. */
export async function attachNewEvidence(
  portal: Portal,
  viewer: Viewer,
  input: QuestionOfReturn & { readonly evidence: NewEvidence },
): Promise<AttachOutcome> {
  let evidenceId: string | undefined;
  return edit(portal, viewer, input.returnId, partOf(input.questionCode), async ({ trx, stamp, agencyReturn }) => {
    const { organisationId } = agencyReturn;
    evidenceId ??= await insertEvidence(trx, stamp, viewer, { organisationId, evidence: input.evidence });
    await insertUse(trx, stamp, viewer, agencyReturn, input.questionCode, evidenceId);
    return 1;
  });
}

/** One document for several questions of one standard: a piece of the library by its id, or a new one. */
export interface SeveralQuestions {
  readonly returnId: string;
  readonly standardCode: string;
  readonly questionCodes: readonly string[];
  readonly evidence: { readonly id: string } | { readonly added: NewEvidence };
}

/**
 * Attaches one document to several questions of a standard, to all of them or to none. A question that has it already is
 * left alone and not counted. Refuses a question of another standard as unknown.
 */
export async function attachToSeveral(
  portal: Portal,
  viewer: Viewer,
  { returnId, standardCode, questionCodes, evidence }: SeveralQuestions,
): Promise<AttachOutcome> {
  const standardOf: PartIn = (compiled) =>
    questionCodes.every((code) => partOf(code)(compiled) === standardCode) ? standardCode : undefined;
  let evidenceId = 'id' in evidence ? evidence.id : undefined;
  return edit(portal, viewer, returnId, standardOf, async ({ trx, stamp, agencyReturn }) => {
    const { organisationId } = agencyReturn;
    if ('id' in evidence) await holdEvidence(trx, libraryOf(viewer, organisationId), evidence.id);
    else evidenceId ??= await insertEvidence(trx, stamp, viewer, { organisationId, evidence: evidence.added });
    let changed = 0;
    for (const questionCode of new Set(questionCodes))
      if (evidenceId && (await insertUse(trx, stamp, viewer, agencyReturn, questionCode, evidenceId))) changed++;
    return changed;
  });
}

interface Edit {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly agencyReturn: ReturnForEdit;
}

/** The standard whose questions a change concerns; undefined where the edition has none such. */
type PartIn = (compiled: CompiledEdition) => string | undefined;

const partOf =
  (questionCode: string): PartIn =>
  ({ questions }) =>
    questions.get(questionCode)?.standard.code;

/**
 * Runs a change of the evidence of one standard in each return that it concerns; one that changed something is an edit.
 */
async function edit(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  partIn: PartIn,
  change: (edit: Edit) => Promise<number>,
): Promise<AttachOutcome> {
  const scope = organisationScope(viewer, 'evidence.add');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await getReturnForEdit(trx, scope, returnId);
    const part = partIn(await getEdition(trx, held.editionId, held.editionSha256));
    if (part === undefined) throw notFound();
    const agencyReturn = await concernedBy(trx, held, { standard: part });
    refuseOutside(await partScope(trx, viewer, 'return.answer', { returnId, part }), held);
    const changed = await change({ trx, stamp, agencyReturn });
    for (const other of agencyReturn.together) await change({ trx, stamp, agencyReturn: other });
    if (changed === 0) return { changed, takenBack: false };
    await noteEvidenceChange(trx, stamp, agencyReturn, part);
    const { takenBack } = await touchReturn(trx, stamp, viewer, agencyReturn);
    return { changed, takenBack };
  });
}

/** Attaches a piece of evidence to a question, with its event; one that is attached already is left alone: false then. */
export async function insertUse(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  agencyReturn: ReturnForEdit,
  questionCode: string,
  evidenceId: string,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('evidence_use')
    .values({
      organisation_id: agencyReturn.organisationId,
      return_id: agencyReturn.id,
      question_code: questionCode,
      evidence_id: evidenceId,
      added_by: viewer.personId,
      added_at: stamp.now,
    })
    .onConflict((conflict) => conflict.columns(['return_id', 'question_code', 'evidence_id']).doNothing())
    .executeTakeFirst();
  if (inserted.numInsertedOrUpdatedRows === 0n) return false;
  await recordUse(trx, stamp, viewer, agencyReturn, 'evidence.attached', questionCode, evidenceId);
  return true;
}

async function recordUse(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  agencyReturn: ReturnForEdit,
  type: 'evidence.attached' | 'evidence.detached',
  questionCode: string,
  evidenceId: string,
): Promise<void> {
  await recordEvent(trx, stamp, {
    type,
    owner: { organisationId: agencyReturn.organisationId },
    actorId: viewer.personId,
    subject: { kind: 'return', id: agencyReturn.id },
    detail: { question: questionCode, evidence: evidenceId },
  });
}
