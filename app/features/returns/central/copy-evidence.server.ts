import type { Portal } from '../../../platform/portal.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { insertEvidence, type NewEvidence } from '../../evidence/commands/add-evidence.server.ts';
import { copyScan } from '../../evidence/scans.server.ts';
import { insertUse } from '../commands/attach-evidence.server.ts';
import type { ReturnAtHand } from '../commands/save-answers.server.ts';
import type { CentralQuestion } from './central.ts';
import { readEvidenceIds } from './queries.server.ts';

type Offered = { readonly offer: NonNullable<CentralQuestion['offer']> };

/**
 * Puts the files of an offered answer under the site's own name, before any row of the site speaks of them. Gives their
 * hashes. Files are kept by content, so a second time changes nothing. The caller has found the offer in scope.
 */
export async function copyBlobs(portal: Portal, { offer }: Offered, siteId: string): Promise<ReadonlySet<string>> {
  const copied = new Set<string>();
  if (offer.evidence.length === 0) return copied;
  const rows = await portal.database.db
    .selectFrom('evidence')
    .select(['organisation_id', 'sha256'])
    .where(
      'id',
      'in',
      offer.evidence.map(({ id }) => id),
    )
    .where('kind', '=', 'file')
    .execute();
  for (const { organisation_id, sha256 } of rows) {
    if (sha256 === null) continue;
    const there = await portal.blobs.open(siteId, sha256);
    await there?.stream.cancel();
    if (!there) {
      const blob = await portal.blobs.open(organisation_id, sha256);
      if (!blob) continue;
      await portal.blobs.put(siteId, new Uint8Array(await new Response(blob.stream).arrayBuffer()));
    }
    await copyScan(portal, { organisationId: organisation_id, sha256 }, siteId);
    copied.add(sha256);
  }
  return copied;
}

/**
 * Makes the evidence of an offered answer the site's own, beside its question: a copy for each piece that it has not
 * got yet. What an earlier version of the answer brought and this one does not is taken off. Gives the site's ids, or
 * undefined where a file was changed since its bytes were copied.
 */
export async function bringCentralEvidence(
  hand: ReturnAtHand,
  { offer }: Offered,
  questionCode: string,
  copied: ReadonlySet<string>,
): Promise<readonly string[] | undefined> {
  const { trx, stamp, viewer, agencyReturn } = hand;
  const { organisationId } = agencyReturn;
  const brought: string[] = [];
  for (const { id: sourceId } of offer.evidence) {
    const source = await trx
      .selectFrom('evidence')
      .selectAll()
      .where('id', '=', sourceId)
      .where('removed_at', 'is', null)
      .executeTakeFirst();
    if (!source) continue;
    if (source.sha256 !== null && !copied.has(source.sha256)) return undefined;
    const known = await trx
      .selectFrom('evidence_copy')
      .innerJoin('evidence', 'evidence.id', 'evidence_copy.evidence_id')
      .select(['evidence.id', 'evidence.sha256', 'evidence.url'])
      .where('evidence_copy.organisation_id', '=', organisationId)
      .where('evidence_copy.source_id', '=', sourceId)
      .where('evidence.removed_at', 'is', null)
      .execute();
    let evidenceId = known.find(({ sha256, url }) => sha256 === source.sha256 && url === source.url)?.id;
    if (evidenceId === undefined) {
      const evidence = copyOf(source);
      if (!evidence) continue;
      evidenceId = await insertEvidence(trx, stamp, viewer, { organisationId, evidence });
      await trx
        .insertInto('evidence_copy')
        .values({
          organisation_id: organisationId,
          evidence_id: evidenceId,
          group_id: source.organisation_id,
          source_id: sourceId,
          copied_at: stamp.now,
        })
        .execute();
    }
    await insertUse(trx, stamp, viewer, agencyReturn, questionCode, evidenceId);
    brought.push(evidenceId);
  }
  await takeOff(hand, questionCode, brought);
  return brought;
}

function copyOf(source: {
  readonly kind: 'file' | 'link';
  readonly title: string;
  readonly url: string | null;
  readonly file_name: string | null;
  readonly media_type: string | null;
  readonly size: number | null;
  readonly sha256: string | null;
  readonly covers_from: string | null;
  readonly covers_to: string | null;
}): NewEvidence | undefined {
  const about = { title: source.title, coversFrom: source.covers_from, coversTo: source.covers_to };
  if (source.kind === 'link') return source.url === null ? undefined : { kind: 'link', ...about, url: source.url };
  const { file_name: fileName, media_type: mediaType, size, sha256 } = source;
  if (fileName === null || mediaType === null || size === null || sha256 === null) return undefined;
  return { kind: 'file', ...about, fileName, mediaType, size: Number(size), sha256 };
}

/** What came with the answer that was taken before and does not come with this one. */
async function takeOff(
  { trx, stamp, viewer, agencyReturn }: ReturnAtHand,
  questionCode: string,
  brought: readonly string[],
): Promise<void> {
  const before = await trx
    .selectFrom('central_settlement')
    .select('evidence')
    .where('return_id', '=', agencyReturn.id)
    .where('organisation_id', '=', agencyReturn.organisationId)
    .where('question_code', '=', questionCode)
    .executeTakeFirst();
  const gone = before ? readEvidenceIds(before.evidence).filter((id) => !brought.includes(id)) : [];
  for (const evidenceId of gone) {
    const { numDeletedRows } = await trx
      .deleteFrom('evidence_use')
      .where('return_id', '=', agencyReturn.id)
      .where('organisation_id', '=', agencyReturn.organisationId)
      .where('question_code', '=', questionCode)
      .where('evidence_id', '=', evidenceId)
      .executeTakeFirst();
    if (numDeletedRows === 0n) continue;
    await recordEvent(trx, stamp, {
      type: 'evidence.detached',
      owner: { organisationId: agencyReturn.organisationId },
      actorId: viewer.personId,
      subject: { kind: 'return', id: agencyReturn.id },
      detail: { question: questionCode, evidence: evidenceId },
    });
  }
}
