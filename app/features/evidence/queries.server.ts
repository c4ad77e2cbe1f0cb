import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import { findPartnershipScope, type OrganisationScope, type Viewer } from '../accounts/viewer.ts';
import type { Evidence } from './schema.ts';
import { type EvidenceScope, findEvidenceScope, inEvidenceScope } from './scope.server.ts';

const columns = [
  'evidence.id',
  'evidence.organisation_id as organisationId',
  'evidence.kind',
  'evidence.title',
  'evidence.url',
  'evidence.file_name as fileName',
  'evidence.media_type as mediaType',
  'evidence.size',
  'evidence.covers_from as coversFrom',
  'evidence.covers_to as coversTo',
  'evidence.added_at as addedAt',
  'person.name as addedBy',
  'evidence.revision',
] as const;

export interface EvidenceEntry extends Evidence {
  /** Answers that use it, in every return. */
  readonly uses: number;
}

/** The library in scope, newest first; `search` looks in titles, file names and addresses. */
export async function listEvidence(
  db: Reader,
  scope: EvidenceScope,
  { search = '', page: asked = 1 }: { readonly search?: string; readonly page?: number },
): Promise<Page<EvidenceEntry>> {
  const matching = () => {
    const all = db.selectFrom('evidence').where(inEvidenceScope(scope)).where('evidence.removed_at', 'is', null);
    const words = search
      .trim()
      .toLowerCase()
      .replaceAll(/[%_\\]/g, '');
    if (words === '') return all;
    return all.where((eb) =>
      eb.or(
        (['title', 'file_name', 'url'] as const).map((column) =>
          eb(eb.fn<string>('lower', [column]), 'like', `%${words}%`),
        ),
      ),
    );
  };
  const { total } = await matching()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const items = await matching()
    .innerJoin('person', 'person.id', 'evidence.added_by')
    .select(columns)
    .select((eb) =>
      eb
        .selectFrom('evidence_use')
        .select((use) => use.fn.countAll<number>().as('uses'))
        .whereRef('evidence_use.organisation_id', '=', 'evidence.organisation_id')
        .whereRef('evidence_use.evidence_id', '=', 'evidence.id')
        .as('uses'),
    )
    .orderBy('evidence.added_at', 'desc')
    .orderBy('evidence.id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: items.map((item) => ({ ...item, uses: Number(item.uses ?? 0) })),
    page,
    pageCount,
    total: Number(total),
  };
}

/** One piece of evidence in scope. Refuses one that is removed or another's as unknown. */
export async function getEvidence(db: Reader, scope: EvidenceScope, evidenceId: string): Promise<Evidence> {
  const found = await db
    .selectFrom('evidence')
    .innerJoin('person', 'person.id', 'evidence.added_by')
    .select(columns)
    .where('evidence.id', '=', evidenceId)
    .where(inEvidenceScope(scope))
    .where('evidence.removed_at', 'is', null)
    .executeTakeFirst();
  if (!found) throw notFound();
  return found;
}

/** A place that rests on a piece of evidence. */
export interface EvidenceUse {
  readonly kind: 'answer' | 'submission' | 'action';
  /** The return that it is used in; null for an action. */
  readonly returnId: string | null;
  /** The cycle, or the reference of the submission or action. */
  readonly where: string;
  /** Questions that it is attached to, for an answer. */
  readonly questionCodes: readonly string[];
  readonly editionId: string | null;
  readonly actionId: string | null;
}

/** Everything that rests on a piece of evidence: answers by return, sent returns, updates of actions. */
export async function listUses(db: Reader, scope: OrganisationScope, evidenceId: string): Promise<EvidenceUse[]> {
  const answers = await db
    .selectFrom('evidence_use')
    .innerJoin('agency_return', 'agency_return.id', 'evidence_use.return_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select(['evidence_use.return_id', 'evidence_use.question_code', 'cycle.name', 'agency_return.edition_id'])
    .where('evidence_use.evidence_id', '=', evidenceId)
    .where('evidence_use.organisation_id', 'in', scope.organisationIds)
    .orderBy('agency_return.opened_at', 'desc')
    .orderBy('evidence_use.question_code')
    .execute();
  const submissions = await db
    .selectFrom('submission_evidence')
    .innerJoin('submission', 'submission.id', 'submission_evidence.submission_id')
    .select(['submission.return_id', 'submission.reference'])
    .where('submission_evidence.evidence_id', '=', evidenceId)
    .where('submission_evidence.organisation_id', 'in', scope.organisationIds)
    .orderBy('submission.submitted_at', 'desc')
    .execute();
  const actions = await db
    .selectFrom('action_update')
    .innerJoin('action', 'action.id', 'action_update.action_id')
    .select(['action.id', 'action.reference'])
    .distinct()
    .where('action_update.evidence_id', '=', evidenceId)
    .where('action_update.organisation_id', 'in', scope.organisationIds)
    .orderBy('action.reference')
    .execute();
  const byReturn = Map.groupBy(answers, ({ return_id }) => return_id);
  return [
    ...[...byReturn].map(([returnId, uses]) => ({
      kind: 'answer' as const,
      returnId,
      where: uses[0]?.name ?? '',
      questionCodes: uses.map(({ question_code }) => question_code),
      editionId: uses[0]?.edition_id ?? null,
      actionId: null,
    })),
    ...submissions.map(({ return_id, reference }) => ({
      kind: 'submission' as const,
      returnId: return_id,
      where: reference,
      questionCodes: [],
      editionId: null,
      actionId: null,
    })),
    ...actions.map(({ id, reference }) => ({
      kind: 'action' as const,
      returnId: null,
      where: reference,
      questionCodes: [],
      editionId: null,
      actionId: id,
    })),
  ];
}

/** How many places rest on a piece of evidence. */
export async function countUses(db: Reader, scope: OrganisationScope, evidenceId: string): Promise<number> {
  return (await listUses(db, scope, evidenceId)).length;
}

/** A stored file that a person may download. */
export interface Download {
  readonly organisationId: string;
  readonly sha256: string;
  readonly fileName: string;
  readonly mediaType: string;
  readonly size: number;
}

/**
 * The file of a piece of evidence, for the people of its organisation, and for those of a partnership to which it was
 * sent with a return or as proof for an action. For everybody else it does not exist. Of somebody who does not read the
 * whole library, `handed` says whether it stands in a part of a return that is handed to them.
 */
export async function getDownload(
  db: Reader,
  viewer: Viewer,
  evidenceId: string,
  handed: (db: Reader, viewer: Viewer, evidenceId: string) => Promise<boolean> = async () => false,
): Promise<Download> {
  const own = findEvidenceScope(viewer, 'evidence.read');
  const row = await db
    .selectFrom('evidence')
    .select(['organisation_id', 'sha256', 'file_name', 'media_type', 'size', 'removed_at', 'added_by'])
    .where('id', '=', evidenceId)
    .where('kind', '=', 'file')
    .executeTakeFirst();
  if (row?.sha256 == null || row.file_name === null || row.media_type === null || row.size === null) throw notFound();
  const inLibrary = row.removed_at === null && own?.organisationIds.includes(row.organisation_id);
  const isOwn =
    inLibrary && (!own?.ownOnly?.organisationIds.includes(row.organisation_id) || row.added_by === viewer.personId);
  const isOpen = isOwn || (inLibrary && (await handed(db, viewer, evidenceId)));
  if (!isOpen && !(await wasSentTo(db, viewer, evidenceId))) throw notFound();
  return {
    organisationId: row.organisation_id,
    sha256: row.sha256,
    fileName: row.file_name,
    mediaType: row.media_type,
    size: row.size,
  };
}

async function wasSentTo(db: Reader, viewer: Viewer, evidenceId: string): Promise<boolean> {
  const readers = findPartnershipScope(viewer, 'submission.read');
  const sent =
    readers &&
    (await db
      .selectFrom('submission_evidence')
      .select('submission_id')
      .where('evidence_id', '=', evidenceId)
      .where('partnership_id', 'in', readers.partnershipIds)
      .executeTakeFirst());
  if (sent) return true;
  const verifiers = findPartnershipScope(viewer, 'action.verify');
  const proof =
    verifiers &&
    (await db
      .selectFrom('action_update')
      .select('id')
      .where('evidence_id', '=', evidenceId)
      .where('partnership_id', 'in', verifiers.partnershipIds)
      .executeTakeFirst());
  return proof !== undefined;
}
