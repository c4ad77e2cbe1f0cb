import type { ChallengePackModel } from '../../../../pdf/models.ts';
import { canonicalJson } from '../../../../standards/canonical-json.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import { makeReference } from '../../../platform/ids.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { instantInWords } from '../../../platform/words.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueJob } from '../../jobs/commands.server.ts';
import { packBody } from '../pack/pack-model.server.ts';
import { readPackRecords } from '../pack/records.server.ts';

export interface PackRequested {
  readonly id: string;
  readonly version: number;
  /** `existing`: nothing has changed since that version, so it was not made again. */
  readonly made: 'new' | 'existing';
}

/** Asks for the pack of a session, as `makePack` does, in the viewer's partnerships. */
export async function requestPack(portal: Portal, viewer: Viewer, sessionId: string): Promise<PackRequested> {
  return makePack(portal, partnershipScope(viewer, 'pack.compile'), sessionId, viewer.personId);
}

/**
 * Freezes what a session's pack says and queues its printing. The model is built from one moment's records; when the
 * newest pack was made from the same records it is given again, so that one state of affairs has one pack and one file.
 * `requestedBy` is null for the command line. An unknown or foreign session is refused as not found.
 */
export async function makePack(
  portal: Portal,
  scope: PartnershipScope,
  sessionId: string,
  requestedBy: string | null,
): Promise<PackRequested> {
  const { today } = portal.stamp();
  const records = await portal.database.readTogether((trx) => readPackRecords(trx, scope, sessionId, today));
  if (records.slots.length === 0) throw notNow('Add an agency to the agenda before you compile the pack.');
  const body = packBody(records, today);
  const snapshotHash = sha256OfValue(body);
  const { partnershipId } = records.session;
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const session = await trx
      .updateTable('challenge_session')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where('id', '=', sessionId)
      .where('partnership_id', '=', partnershipId)
      .returning('id')
      .executeTakeFirst();
    if (!session) throw notFound();
    const newest = await trx
      .selectFrom('challenge_pack')
      .select(['id', 'version', 'status', 'snapshot_sha256'])
      .where('session_id', '=', sessionId)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (newest?.snapshot_sha256 === snapshotHash && newest.status !== 'failed')
      return { id: newest.id, version: newest.version, made: 'existing' };
    const id = stamp.newId();
    const version = (newest?.version ?? 0) + 1;
    const model: ChallengePackModel = {
      ...body,
      madeOn: stamp.now,
      madeOnText: instantInWords(stamp.now),
      reference: makeReference('PACK'),
      accessibleAddress: `${portal.config.publicOrigin}/packs/${id}`,
      version: String(version),
      snapshotHash,
    };
    await trx
      .insertInto('challenge_pack')
      .values({
        id,
        partnership_id: partnershipId,
        session_id: sessionId,
        version,
        status: 'queued',
        model: canonicalJson(model),
        sha256: sha256OfValue(model),
        snapshot_sha256: snapshotHash,
        pdf_sha256: null,
        pdf_size: null,
        pages: null,
        progress: 0,
        progress_note: null,
        failure: null,
        requested_by: requestedBy,
        requested_at: stamp.now,
        compiled_at: null,
      })
      .execute();
    await queueJob(trx, stamp, { kind: 'compile-pack', payload: { packId: id }, reference: `compile-pack:${id}` });
    await recordEvent(trx, stamp, {
      type: 'pack.requested',
      owner: { partnershipId },
      actorId: requestedBy,
      subject: { kind: 'pack', id },
      detail: { sessionId, version, snapshotSha256: snapshotHash },
    });
    return { id, version, made: 'new' };
  });
}

/** Tries a pack again whose printing failed; one that did not fail is left alone. */
export async function retryPack(portal: Portal, viewer: Viewer, packId: string): Promise<void> {
  const scope = partnershipScope(viewer, 'pack.compile');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const pack = await trx
      .selectFrom('challenge_pack')
      .select(['id', 'partnership_id'])
      .where('id', '=', packId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!pack) throw notFound();
    const retried = await trx
      .updateTable('challenge_pack')
      .set({ status: 'queued', failure: null, progress: 0, progress_note: null })
      .where('id', '=', pack.id)
      .where('status', '=', 'failed')
      .returning('id')
      .executeTakeFirst();
    if (!retried) return;
    await queueJob(trx, stamp, { kind: 'compile-pack', payload: { packId: pack.id } });
    await recordEvent(trx, stamp, {
      type: 'pack.requested',
      owner: { partnershipId: pack.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'pack', id: pack.id },
      detail: { again: true },
    });
  });
}
