import type { Portal } from '../../../platform/portal.ts';
import { notFound, Refusal } from '../../../platform/refusals.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { evidenceScope, inEvidenceScope } from '../scope.server.ts';
import { contentColumns, type NewEvidence } from './add-evidence.server.ts';

export interface AddVersionInput {
  readonly evidenceId: string;
  /** The version that the person saw as the newest. */
  readonly after: number;
  /** The file or link of the next version. Its title is not looked at: the piece keeps its own. */
  readonly evidence: NewEvidence;
}

export type AddVersionOutcome =
  | { readonly outcome: 'added'; readonly version: number }
  /** It is the very file or address that the newest version has. */
  | { readonly outcome: 'same' };

/**
 * Makes a file or a link the next version of a piece of evidence. The version before stays readable, and what was sent
 * stays on the version that it was sent with. Refuses a person who has not seen the newest version, and evidence that
 * they may not change as unknown.
 */
export async function addVersion(portal: Portal, viewer: Viewer, input: AddVersionInput): Promise<AddVersionOutcome> {
  const scope = evidenceScope(viewer, 'evidence.change');
  const { evidenceId, evidence } = input;
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const held = await trx
      .updateTable('evidence')
      .set((eb) => ({ revision: eb.ref('revision') }))
      .where('id', '=', evidenceId)
      .where(({ eb }) => inEvidenceScope(scope)(eb))
      .where('removed_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (!held) throw notFound();
    if (held.version !== input.after)
      throw new Refusal('stale-revision', 'Somebody else added a version meanwhile: open the evidence again to see it');
    const isSame = evidence.kind === 'file' ? held.sha256 === evidence.sha256 : held.url === evidence.url;
    if (isSame) return { outcome: 'same' };
    const version = held.version + 1;
    await trx
      .insertInto('evidence_version')
      .values({
        organisation_id: held.organisation_id,
        evidence_id: evidenceId,
        version: held.version,
        kind: held.kind,
        title: held.title,
        url: held.url,
        file_name: held.file_name,
        media_type: held.media_type,
        size: held.size,
        sha256: held.sha256,
        covers_from: held.covers_from,
        covers_to: held.covers_to,
        review_on: held.review_on,
        version_by: held.version_by ?? held.added_by,
        version_at: held.version_at ?? held.added_at,
        checked_by: held.checked_by,
        checked_at: held.checked_at,
        details_found: held.details_found,
        replaced_at: stamp.now,
      })
      .execute();
    await trx
      .updateTable('evidence')
      .set({
        ...contentColumns(stamp, viewer, evidence),
        version,
        version_by: viewer.personId,
        version_at: stamp.now,
        revision: held.revision + 1,
      })
      .where('id', '=', evidenceId)
      .where('organisation_id', '=', held.organisation_id)
      .execute();
    await recordEvent(trx, stamp, {
      type: 'evidence.version-added',
      owner: { organisationId: held.organisation_id },
      actorId: viewer.personId,
      subject: { kind: 'evidence', id: evidenceId },
      detail: {
        version,
        ...(evidence.kind === 'file'
          ? { kind: 'file', sha256: evidence.sha256, size: evidence.size }
          : { kind: 'link' }),
      },
    });
    return { outcome: 'added', version };
  });
}
