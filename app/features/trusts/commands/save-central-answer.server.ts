import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { insertEvidence, type NewEvidence } from '../../evidence/commands/add-evidence.server.ts';
import { holdEvidence } from '../../evidence/commands/change-evidence.server.ts';
import type { AnswerValue } from '../../questionnaire/answer-values.ts';
import { editionId, getSharedEdition } from '../../questionnaire/editions.server.ts';
import { groupScope } from '../scope.ts';
import type { EditionOfGroup } from './mark-questions.server.ts';
import { tellSites } from './tell-sites.server.ts';

export interface SaveCentralInput extends EditionOfGroup {
  readonly questionCode: string;
  /** Read and found complete for the question: what is offered to sites must be an answer. */
  readonly value: AnswerValue;
  /** Pieces of the group's own library. */
  readonly evidence: readonly string[];
  /** A file that is added to the library with it. */
  readonly added?: NewEvidence | undefined;
  /** The revision that the person saw; 0 where there was no answer yet. */
  readonly revision: number;
}

export type SavedCentral =
  | { readonly outcome: 'saved' | 'unchanged'; readonly revision: number }
  /** Somebody else of the group saved first. */
  | { readonly outcome: 'stale' };

/**
 * Saves the group's answer to a question, which marks the question as the group's. Sites that have not settled it see it
 * at once; those that have see that it changed, and keep what they took until they say otherwise. The leads of both are
 * told by mail. Refuses evidence
 * of anybody else as unknown.
 */
export async function saveCentralAnswer(
  portal: Portal,
  viewer: Viewer,
  input: SaveCentralInput,
): Promise<SavedCentral> {
  const { groupId, setCode, edition, questionCode } = input;
  groupScope(viewer, 'group.answer', groupId);
  const id = editionId({ set: setCode, edition });
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { compiled } = await getSharedEdition(trx, id);
    const placed = compiled.questions.get(questionCode);
    if (!placed) throw notFound();
    const standing = await holdAnswer(trx, stamp, viewer, {
      ...input,
      editionId: id,
      standardCode: placed.standard.code,
    });
    if (standing?.revision !== input.revision) return { outcome: 'stale' };
    const value = JSON.stringify(input.value);
    const wanted = await holdPieces(trx, stamp, viewer, input);
    const before = await evidenceIds(trx, groupId, standing.id);
    if (standing.value === value && standing.withdrawn_at === null && sameIds(before, wanted))
      return { outcome: 'unchanged', revision: standing.revision };
    const revision = standing.revision + 1;
    await trx
      .updateTable('central_answer')
      .set({ value, revision, saved_at: stamp.now, saved_by: viewer.personId, withdrawn_at: null })
      .where('id', '=', standing.id)
      .where('group_id', '=', groupId)
      .execute();
    await writeEvidence(trx, groupId, standing.id, wanted);
    await trx
      .insertInto('central_answer_revision')
      .values({
        id: stamp.newId(),
        group_id: groupId,
        central_id: standing.id,
        revision,
        value,
        evidence: JSON.stringify(wanted),
        saved_at: stamp.now,
        saved_by: viewer.personId,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'central-answer.saved',
      owner: { organisationId: groupId },
      actorId: viewer.personId,
      subject: { kind: 'central-answer', id: standing.id },
      detail: { edition: id, question: questionCode, revision, evidence: wanted.length },
    });
    await tellSites(portal, { trx, stamp }, { groupId }, { editionId: id, questionCode });
    return { outcome: 'saved', revision };
  });
}

/** The row of the answer, held until the end of the transaction: of two who save, the second sees the first. */
async function holdAnswer(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  at: Pick<SaveCentralInput, 'groupId' | 'questionCode' | 'revision'> & {
    readonly editionId: string;
    readonly standardCode: string;
  },
) {
  if (at.revision === 0)
    await trx
      .insertInto('central_answer')
      .values({
        id: stamp.newId(),
        group_id: at.groupId,
        edition_id: at.editionId,
        standard_code: at.standardCode,
        question_code: at.questionCode,
        value: null,
        revision: 0,
        marked_at: stamp.now,
        marked_by: viewer.personId,
        saved_at: null,
        saved_by: null,
        withdrawn_at: null,
      })
      .onConflict((conflict) => conflict.columns(['group_id', 'edition_id', 'question_code']).doNothing())
      .execute();
  return trx
    .updateTable('central_answer')
    .set((eb) => ({ revision: eb.ref('revision') }))
    .where('group_id', '=', at.groupId)
    .where('edition_id', '=', at.editionId)
    .where('question_code', '=', at.questionCode)
    .returning(['id', 'value', 'revision', 'withdrawn_at'])
    .executeTakeFirst();
}

/** Pieces of the group's library, held so that none is removed meanwhile, and the new one. */
async function holdPieces(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  { groupId, evidence, added }: SaveCentralInput,
): Promise<readonly string[]> {
  const scope = { organisationIds: [groupId] } as const;
  const ids = [...new Set(evidence)].toSorted();
  for (const id of ids) await holdEvidence(trx, scope, id);
  if (!added) return ids;
  return [...ids, await insertEvidence(trx, stamp, viewer, { organisationId: groupId, evidence: added })];
}

async function evidenceIds(trx: Trx, groupId: string, centralId: string): Promise<string[]> {
  const rows = await trx
    .selectFrom('central_evidence')
    .select('evidence_id')
    .where('group_id', '=', groupId)
    .where('central_id', '=', centralId)
    .execute();
  return rows.map(({ evidence_id }) => evidence_id);
}

const sameIds = (one: readonly string[], other: readonly string[]) =>
  one.length === other.length && one.every((id) => other.includes(id));

async function writeEvidence(trx: Trx, groupId: string, centralId: string, wanted: readonly string[]): Promise<void> {
  await trx
    .deleteFrom('central_evidence')
    .where('group_id', '=', groupId)
    .where('central_id', '=', centralId)
    .execute();
  if (wanted.length === 0) return;
  await trx
    .insertInto('central_evidence')
    .values(wanted.map((evidence_id) => ({ group_id: groupId, central_id: centralId, evidence_id })))
    .execute();
}
