import type { ChallengePackModel, PackEdition } from '../../../../pdf/models.ts';
import { canonicalJson } from '../../../../standards/canonical-json.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import { makeReference } from '../../../platform/ids.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { instantInWords } from '../../../platform/words.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { issueDocument } from '../../audit/issue-document.server.ts';
import { queueJob } from '../../jobs/commands.server.ts';
import { type PackBody, packBody } from '../pack/pack-model.server.ts';
import { getPlan } from '../pack/plan.server.ts';
import { type PackRecords, readPackRecords, recordsOfAgency } from '../pack/records.server.ts';

export interface PackRequested {
  readonly id: string;
  readonly version: number;
  /** `existing`: nothing has changed since that version, so it was not made again. */
  readonly made: 'new' | 'existing';
}

/** For whom a pack is asked: the panel unless somebody says otherwise. */
export interface PackWanted {
  readonly edition: PackEdition;
  /** The one agency of an edition for an agency; null otherwise. */
  readonly organisationId: string | null;
}

const forThePanel: PackWanted = { edition: 'panel', organisationId: null };

/**
 * Asks for the pack of a session, as `makePack` does, in the viewer's partnerships. The chair's edition is made for the
 * chair alone: anybody else is refused as if there were none.
 */
export async function requestPack(
  portal: Portal,
  viewer: Viewer,
  sessionId: string,
  wanted: PackWanted = forThePanel,
): Promise<PackRequested> {
  const scope = partnershipScope(viewer, wanted.edition === 'chair' ? 'chair-note.read' : 'pack.compile');
  return makePack(portal, scope, sessionId, viewer.personId, wanted);
}

/** What a pack would say now. Refuses a session without agencies, and an agency that is not on the agenda. */
export async function draftPack(
  portal: Portal,
  scope: PartnershipScope,
  sessionId: string,
  { edition, organisationId }: PackWanted,
): Promise<{ readonly body: PackBody; readonly records: PackRecords }> {
  const { today } = portal.stamp();
  const { all, plan } = await portal.database.readTogether(async (trx) => ({
    all: await readPackRecords(trx, scope, sessionId, today),
    plan: await getPlan(trx, scope, sessionId),
  }));
  if (all.slots.length === 0) throw notNow('Add an agency to the agenda before you compile the pack.');
  const records = edition === 'agency' ? recordsOfAgency(all, organisationId ?? '') : all;
  if (records.slots.length === 0) throw notFound();
  return { body: packBody(records, today, { ...plan, edition }), records };
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
  wanted: PackWanted = forThePanel,
): Promise<PackRequested> {
  const { body, records } = await draftPack(portal, scope, sessionId, wanted);
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
    const made = await trx
      .selectFrom('challenge_pack')
      .select(['id', 'version', 'status', 'snapshot_sha256', 'edition', 'organisation_id'])
      .where('session_id', '=', sessionId)
      .orderBy('version', 'desc')
      .execute();
    const newest = made.find(
      (pack) => pack.edition === wanted.edition && pack.organisation_id === wanted.organisationId,
    );
    if (newest?.snapshot_sha256 === snapshotHash && newest.status !== 'failed')
      return { id: newest.id, version: newest.version, made: 'existing' };
    const id = stamp.newId();
    const version = (made[0]?.version ?? 0) + 1;
    const reference = makeReference('PACK');
    const check = await issueDocument(trx, stamp, portal.config.publicOrigin, {
      kind: 'pack',
      subjectId: id,
      series: [sessionId, wanted.edition, wanted.organisationId ?? ''].join(' '),
      version,
      reference,
      owner: { partnershipId },
      contentSha256: snapshotHash,
    });
    const model: ChallengePackModel = {
      ...body,
      madeOn: stamp.now,
      madeOnText: instantInWords(stamp.now),
      reference,
      accessibleAddress: `${portal.config.publicOrigin}/packs/${id}`,
      version: String(version),
      snapshotHash,
      check,
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
        edition: wanted.edition,
        organisation_id: wanted.organisationId,
      })
      .execute();
    await trx
      .insertInto('challenge_pack_agency')
      .values(
        records.slots.map((slot, at) => ({
          partnership_id: partnershipId,
          pack_id: id,
          organisation_id: slot.organisationId,
          submission_id: slot.submissionId,
          position: at + 1,
        })),
      )
      .execute();
    await queueJob(trx, stamp, { kind: 'compile-pack', payload: { packId: id }, reference: `compile-pack:${id}` });
    await recordEvent(trx, stamp, {
      type: 'pack.requested',
      owner: { partnershipId },
      actorId: requestedBy,
      subject: { kind: 'pack', id },
      detail: { sessionId, version, edition: wanted.edition, snapshotSha256: snapshotHash },
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
