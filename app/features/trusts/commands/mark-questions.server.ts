import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { editionId, getSharedEdition } from '../../questionnaire/editions.server.ts';
import { groupScope } from '../scope.ts';

export interface EditionOfGroup {
  readonly groupId: string;
  readonly setCode: string;
  readonly edition: string;
}

interface MarkInput extends EditionOfGroup {
  readonly standardCode: string;
  /** Codes of the questions that the form listed: what a colleague marked elsewhere meanwhile stays. */
  readonly shown: readonly string[];
  readonly marked: readonly string[];
}

/**
 * Says which questions of a standard the group answers for its sites. One that is taken off is offered to nobody any
 * more; sites that have taken the answer keep it as their own. Refuses a question that is not of the standard as unknown.
 */
export async function markQuestions(portal: Portal, viewer: Viewer, input: MarkInput): Promise<void> {
  const { groupId, setCode, edition, standardCode } = input;
  groupScope(viewer, 'group.answer', groupId);
  const id = editionId({ set: setCode, edition });
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const { compiled } = await getSharedEdition(trx, id);
    const standard = compiled.standards.get(standardCode);
    if (!standard) throw notFound();
    const codes = new Set(standard.questions.map(({ code }) => code));
    const shown = [...new Set(input.shown)].toSorted();
    if (shown.some((code) => !codes.has(code))) throw notFound();
    const rows = await trx
      .selectFrom('central_answer')
      .select(['id', 'question_code', 'withdrawn_at'])
      .where('group_id', '=', groupId)
      .where('edition_id', '=', id)
      .where('standard_code', '=', standardCode)
      .execute();
    const known = new Map(rows.map((row) => [row.question_code, row]));
    for (const questionCode of shown) {
      const row = known.get(questionCode);
      const isMarked = row !== undefined && row.withdrawn_at === null;
      const wanted = input.marked.includes(questionCode);
      if (wanted && !isMarked) await mark(trx, stamp, viewer, { groupId, id, standardCode, questionCode });
      if (!wanted && isMarked) await withdraw(trx, stamp, viewer, { groupId, centralId: row.id, questionCode, id });
    }
  });
}

async function mark(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  at: { readonly groupId: string; readonly id: string; readonly standardCode: string; readonly questionCode: string },
): Promise<void> {
  const centralId = stamp.newId();
  const written = await trx
    .insertInto('central_answer')
    .values({
      id: centralId,
      group_id: at.groupId,
      edition_id: at.id,
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
    .onConflict((conflict) =>
      conflict.columns(['group_id', 'edition_id', 'question_code']).doUpdateSet({
        withdrawn_at: null,
        marked_at: stamp.now,
        marked_by: viewer.personId,
      }),
    )
    .returning('id')
    .executeTakeFirstOrThrow();
  await recordEvent(trx, stamp, {
    type: 'central-answer.marked',
    owner: { organisationId: at.groupId },
    actorId: viewer.personId,
    subject: { kind: 'central-answer', id: written.id },
    detail: { edition: at.id, question: at.questionCode },
  });
}

async function withdraw(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  at: { readonly groupId: string; readonly id: string; readonly centralId: string; readonly questionCode: string },
): Promise<void> {
  const { numUpdatedRows } = await trx
    .updateTable('central_answer')
    .set({ withdrawn_at: stamp.now })
    .where('id', '=', at.centralId)
    .where('group_id', '=', at.groupId)
    .where('withdrawn_at', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return;
  await recordEvent(trx, stamp, {
    type: 'central-answer.withdrawn',
    owner: { organisationId: at.groupId },
    actorId: viewer.personId,
    subject: { kind: 'central-answer', id: at.centralId },
    detail: { edition: at.id, question: at.questionCode },
  });
}
