import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvents } from '../../audit/record-events.server.ts';
import { getSubmission, getSubmissionOfReturn } from '../../submissions/queries.server.ts';
import { holdModeration, startModeration } from './open-moderation.server.ts';

/**
 * Takes over the questions for the panel that stand on the version before, once each, with their authors. Refuses as
 * adding one does; does nothing on a first version.
 */
export async function takeOverKeyLines(
  portal: Portal,
  viewer: Viewer,
  input: { readonly submissionId: string },
): Promise<{ readonly taken: number }> {
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await holdModeration(trx, viewer, 'key-line.write', input.submissionId);
    const scope = { partnershipIds: [held.partnershipId] as const };
    const { version, returnId, snapshot } = await getSubmission(trx, scope, held.submissionId);
    const known = new Set(snapshot.content.standards.map(({ code }) => code));
    if (version === 1) return { taken: 0 };
    const before = await getSubmissionOfReturn(
      trx,
      { organisation: undefined, partnership: scope },
      returnId,
      version - 1,
    );
    const lines = await trx
      .selectFrom('key_line')
      .selectAll()
      .where('submission_id', 'in', [before.id, held.submissionId])
      .where('partnership_id', '=', held.partnershipId)
      .where('removed_at', 'is', null)
      .orderBy('position')
      .orderBy('id')
      .execute();
    const here = lines.filter((line) => line.submission_id === held.submissionId);
    const texts = new Set(here.map(({ text }) => text));
    const taken = lines.filter((line) => line.submission_id === before.id && !texts.has(line.text));
    if (taken.length === 0) return { taken: 0 };
    if (held.status === 'waiting') await startModeration(trx, stamp, viewer, held);
    const rows = taken.map((line, place) => ({
      ...line,
      id: stamp.newId(),
      submission_id: held.submissionId,
      standard_code: known.has(line.standard_code ?? '') ? line.standard_code : null,
      position: (here.at(-1)?.position ?? 0) + place + 1,
      created_at: stamp.now,
      revision: 1,
    }));
    await trx.insertInto('key_line').values(rows).execute();
    await recordEvents(
      trx,
      stamp,
      rows.map(({ id }) => ({
        type: 'key-line.added' as const,
        owner: { partnershipId: held.partnershipId },
        actorId: viewer.personId,
        subject: { kind: 'submission', id: held.submissionId },
        detail: { keyLine: id, fromVersion: version - 1 },
      })),
    );
    return { taken: rows.length };
  });
}
