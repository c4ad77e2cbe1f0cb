import type { Saved } from '../../../platform/page-forms.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { listInWords } from '../../../platform/words.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { problem } from '../../partnerships/commands/saved.ts';
import { findExemption } from '../exemptions.ts';
import { blacksOut, type Marks, notIn, sentencesOf } from '../redaction.ts';
import type { Judgement } from '../schema.ts';
import { holdDisclosure, ownerOf } from '../scope.server.ts';

/**
 * Decides about one record: it goes out, goes out with passages blacked out, or stays back with a reason. What somebody
 * else decided meanwhile is not lost: the revision that was read is asked for. A passage that does not stand in the copy is
 * refused, for whoever believes that it is blacked out would be wrong.
 */
export async function judgeItem(
  portal: Portal,
  viewer: Viewer,
  requestId: string,
  itemId: string,
  input: Judgement,
): Promise<Saved> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const request = await holdDisclosure(trx, viewer, requestId);
    const item = await trx
      .selectFrom('disclosure_item')
      .selectAll()
      .where('id', '=', itemId)
      .where('request_id', '=', requestId)
      .executeTakeFirst();
    if (!item) throw notFound();
    if (request.status === 'closed') return problem('', 'This request is closed');
    if (item.revision !== input.revision)
      return problem('', 'Somebody else decided about this record while you were reading. Look at it again');
    const known = sentencesOf(item.text).length;
    const marks: Marks = {
      sentences: [...new Set(input.sentences)].filter((place) => place < known).toSorted((a, b) => a - b),
      passages: input.passages,
    };
    const missing = notIn(item.text, marks.passages);
    if (missing.length > 0)
      return problem(
        'passages',
        `${listInWords(missing.map((passage) => `“${passage}”`))} does not stand in this record`,
      );
    const keepsBack = input.decision === 'leave-out' || blacksOut(item.text, marks);
    if (keepsBack && !findExemption(request.kind, input.exemption))
      return problem('exemption', 'Choose why it is kept back');
    await trx
      .updateTable('disclosure_item')
      .set({
        decision: input.decision,
        exemption: keepsBack ? input.exemption : null,
        reason: input.reason,
        marks: JSON.stringify(marks),
        judged_by: viewer.personId,
        judged_at: stamp.now,
        revision: item.revision + 1,
      })
      .where('id', '=', itemId)
      .execute();
    await trx
      .updateTable('disclosure_request')
      .set((eb) => ({ judged_revision: eb('judged_revision', '+', 1) }))
      .where('id', '=', requestId)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'disclosure.judged',
      owner: ownerOf(request),
      actorId: viewer.personId,
      subject: { kind: 'disclosure', id: requestId },
      detail: {
        itemId,
        source: item.source,
        decision: input.decision,
        exemption: keepsBack ? input.exemption : null,
        blackedOut: marks.sentences.length + marks.passages.length,
        revision: item.revision + 1,
      },
    });
    return { saved: true, id: itemId };
  });
}
