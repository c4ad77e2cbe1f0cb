import type { Trx } from '../../../../db/client.server.ts';
import type { Stamp } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import type { LoadedReturn } from '../../returns/content.server.ts';
import type { Snapshot } from '../schema.ts';

/** Writes the rows of a submission: the frozen text, what it shares, its ratings, and its place in moderation. */
export async function writeSubmission(
  trx: Trx,
  stamp: Stamp,
  viewer: Viewer,
  loaded: LoadedReturn,
  { snapshot, text, sha256 }: { readonly snapshot: Snapshot; readonly text: string; readonly sha256: string },
): Promise<string> {
  const id = stamp.newId();
  const { content } = snapshot;
  const tenant = { partnership_id: loaded.partnership.id, organisation_id: loaded.organisationId };
  await trx
    .insertInto('submission')
    .values({
      id,
      ...tenant,
      cycle_id: loaded.cycle.id,
      return_id: loaded.returnId,
      edition_id: loaded.editionId,
      version: snapshot.version,
      reference: snapshot.reference,
      snapshot: text,
      sha256,
      submitted_at: stamp.now,
      submitted_by: viewer.personId,
    })
    .execute();
  if (content.evidence.length > 0)
    await trx
      .insertInto('submission_evidence')
      .values(
        content.evidence.map((file) => ({
          ...tenant,
          submission_id: id,
          evidence_id: file.id,
          version: file.version ?? 1,
        })),
      )
      .execute();
  const ratings = content.standards.flatMap((standard) =>
    standard.questions.flatMap(({ code, scale, point }) =>
      scale === null
        ? []
        : [{ standard_code: standard.code, question_code: code, scale_code: scale, self_point: point }],
    ),
  );
  const place = { ...tenant, cycle_id: loaded.cycle.id, submission_id: id };
  const unjudged = { moderated_point: null, agreed_point: null };
  if (ratings.length > 0)
    await trx
      .insertInto('submission_rating')
      .values(ratings.map((rating) => ({ ...place, ...rating, ...unjudged })))
      .execute();
  if (content.standards.length > 0)
    await trx
      .insertInto('submission_standard')
      .values(
        content.standards.map(({ code, scale, computed }) => ({
          ...place,
          standard_code: code,
          scale_code: scale,
          self_point: computed,
          ...unjudged,
        })),
      )
      .execute();
  await trx
    .insertInto('moderation')
    .values({
      partnership_id: loaded.partnership.id,
      submission_id: id,
      status: 'waiting',
      started_at: null,
      finished_at: null,
      finished_by: null,
      revision: 1,
    })
    .execute();
  await trx
    .updateTable('agency_return')
    .set({ status: 'submitted', submitted_at: stamp.now })
    .where('id', '=', loaded.returnId)
    .where('organisation_id', '=', loaded.organisationId)
    .execute();
  await trx
    .updateTable('sign_off_request')
    .set({ ended_at: stamp.now, ended_by: viewer.personId, outcome: 'submitted' })
    .where('return_id', '=', loaded.returnId)
    .where('organisation_id', '=', loaded.organisationId)
    .where('ended_at', 'is', null)
    .execute();
  return id;
}
