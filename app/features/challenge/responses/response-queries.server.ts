import type { Reader } from '../../../../db/client.server.ts';
import type { WrittenResponseModel } from '../../../../pdf/models.ts';
import { type Page, pageOf, pageSize } from '../../../platform/paging.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import {
  findOrganisationScope,
  findPartnershipScope,
  mayInPartnership,
  type PartnershipScope,
  partnershipScope,
  type Viewer,
} from '../../accounts/viewer.ts';
import type { CopyFormat } from '../../returns/copy-formats.ts';
import { type DocumentFile, type FrozenDocument, openDocumentFile } from '../document-file.server.ts';
import { readLetterRecords } from '../letter/letter-records.server.ts';
import { type ResponseBody, responseBody } from './response-model.server.ts';
import { findSender, viewerOf } from './sender.server.ts';

export interface SentResponse {
  readonly id: string;
  readonly partnershipId: string;
  readonly model: WrittenResponseModel;
  readonly sha256: string;
  readonly pdfSha256: string | null;
}

/**
 * The written response to a return, for the agency that it answers and for the panel. A return without one, and a
 * return of others, are refused as not found.
 */
export async function getResponse(db: Reader, viewer: Viewer, returnId: string): Promise<SentResponse> {
  const organisations = findOrganisationScope(viewer, 'letter.read');
  const partnerships = findPartnershipScope(viewer, 'response.read');
  if (!organisations && !partnerships) throw notFound();
  const row = await db
    .selectFrom('written_response')
    .innerJoin('submission', 'submission.id', 'written_response.submission_id')
    .selectAll('written_response')
    .where('submission.return_id', '=', returnId)
    .where((eb) =>
      eb.or([
        ...(organisations ? [eb('written_response.organisation_id', 'in', organisations.organisationIds)] : []),
        ...(partnerships ? [eb('written_response.partnership_id', 'in', partnerships.partnershipIds)] : []),
      ]),
    )
    .orderBy('written_response.sent_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) throw notFound();
  return {
    id: row.id,
    partnershipId: row.partnership_id,
    // Written by `sendResponsesJob` from a typed model and never changed after.
    model: JSON.parse(row.model) as WrittenResponseModel,
    sha256: row.sha256,
    pdfSha256: row.pdf_sha256,
  };
}

/** A written response as a file. The PDF is drawn at the first asking: the same bytes ever after. */
export async function openResponseFile(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  format: CopyFormat,
): Promise<DocumentFile> {
  const { db } = portal.database;
  const response = await getResponse(db, viewer, returnId);
  const keep: FrozenDocument['keep'] = (file) =>
    db
      .updateTable('written_response')
      .set(file)
      .where('id', '=', response.id)
      .where('pdf_sha256', 'is', null)
      .execute();
  return openDocumentFile(portal, { ...response, name: `response-${response.model.reference}`, keep }, format);
}

export interface BatchSummary {
  readonly id: string;
  readonly cycle: string;
  readonly status: 'draft' | 'sending' | 'done';
  readonly by: string;
  readonly at: string;
  readonly returns: number;
  readonly sent: number;
}

const memberCount = (db: Reader, scope: PartnershipScope) =>
  db
    .selectFrom('response_batch')
    .innerJoin('cycle', 'cycle.id', 'response_batch.cycle_id')
    .innerJoin('person', 'person.id', 'response_batch.created_by')
    .select(['response_batch.id', 'cycle.name as cycle', 'response_batch.status', 'person.name as by'])
    .select(['response_batch.created_at', 'response_batch.sent_at'])
    .select((eb) => [
      eb
        .selectFrom('response_batch_member')
        .select((members) => members.fn.countAll<number>().as('returns'))
        .whereRef('response_batch_member.batch_id', '=', 'response_batch.id')
        .as('returns'),
      eb
        .selectFrom('response_batch_member')
        .select((members) => members.fn.countAll<number>().as('sent'))
        .whereRef('response_batch_member.batch_id', '=', 'response_batch.id')
        .where('response_batch_member.status', '=', 'sent')
        .as('sent'),
    ])
    .where('response_batch.partnership_id', 'in', scope.partnershipIds);

/** Written responses of the partnerships in scope, newest first, a page at a time. */
export async function listBatches(db: Reader, viewer: Viewer, pageAsked: number): Promise<Page<BatchSummary>> {
  const scope = partnershipScope(viewer, 'response.read');
  const { total } = await db
    .selectFrom('response_batch')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), pageAsked);
  const rows = await memberCount(db, scope)
    .orderBy('response_batch.created_at', 'desc')
    .orderBy('response_batch.id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      cycle: row.cycle,
      status: row.status,
      by: row.by,
      at: row.sent_at ?? row.created_at,
      returns: Number(row.returns ?? 0),
      sent: Number(row.sent ?? 0),
    })),
    page,
    pageCount,
    total: Number(total),
  };
}

export interface BatchMember {
  readonly submissionId: string;
  readonly returnId: string;
  readonly organisation: string;
  readonly ownLine: string;
  readonly status: 'waiting' | 'sent' | 'passed-over';
  readonly why: string | null;
  readonly reference: string | null;
}

/** One text for many, with the returns it answers, a page at a time. */
export interface BatchPage {
  readonly id: string;
  readonly cycle: string;
  readonly status: 'draft' | 'sending' | 'done';
  readonly text: string;
  readonly revision: number;
  readonly counts: { readonly returns: number; readonly sent: number; readonly passedOver: number };
  readonly members: Page<BatchMember>;
  readonly maySend: boolean;
}

/** A batch of written responses. An unknown or foreign id is refused as not found. */
/** Refuses, as unknown, a batch of another partnership. */
export async function refuseForeignBatch(db: Reader, scope: PartnershipScope, batchId: string): Promise<void> {
  const batch = await db
    .selectFrom('response_batch')
    .select('id')
    .where('id', '=', batchId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!batch) throw notFound();
}

export async function getBatch(db: Reader, viewer: Viewer, batchId: string, pageAsked: number): Promise<BatchPage> {
  const scope = partnershipScope(viewer, 'response.read');
  const batch = await db
    .selectFrom('response_batch')
    .innerJoin('cycle', 'cycle.id', 'response_batch.cycle_id')
    .selectAll('response_batch')
    .select('cycle.name as cycle')
    .where('response_batch.id', '=', batchId)
    .where('response_batch.partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!batch) throw notFound();
  const counted = await db
    .selectFrom('response_batch_member')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .where('batch_id', '=', batch.id)
    .groupBy('status')
    .execute();
  const countOf = (status: string) => Number(counted.find((row) => row.status === status)?.count ?? 0);
  const total = countOf('waiting') + countOf('sent') + countOf('passed-over');
  const { page, pageCount, offset } = pageOf(total, pageAsked);
  const rows = await db
    .selectFrom('response_batch_member')
    .innerJoin('organisation', 'organisation.id', 'response_batch_member.organisation_id')
    .innerJoin('submission', 'submission.id', 'response_batch_member.submission_id')
    .leftJoin('written_response', (join) =>
      join
        .onRef('written_response.submission_id', '=', 'response_batch_member.submission_id')
        .onRef('written_response.batch_id', '=', 'response_batch_member.batch_id'),
    )
    .selectAll('response_batch_member')
    .select(['organisation.name', 'submission.return_id', 'written_response.reference'])
    .where('response_batch_member.batch_id', '=', batch.id)
    .orderBy('response_batch_member.position')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    id: batch.id,
    cycle: batch.cycle,
    status: batch.status,
    text: batch.text,
    revision: batch.revision,
    counts: { returns: total, sent: countOf('sent'), passedOver: countOf('passed-over') },
    members: {
      items: rows.map((row) => ({
        submissionId: row.submission_id,
        returnId: row.return_id,
        organisation: row.name,
        ownLine: row.own_line,
        status: row.status,
        why: row.why,
        reference: row.reference,
      })),
      page,
      pageCount,
      total,
    },
    maySend: mayInPartnership(viewer, 'response.send', batch.partnership_id),
  };
}

/** A written response as it would be sent to one organisation of a batch now. */
export interface ResponsePreview {
  readonly batchId: string;
  readonly body: ResponseBody;
  readonly next: string | null;
  readonly empty: boolean;
}

/** The preview for one return of a batch; refused as not found when it is in none of the viewer's. */
export async function getResponsePreview(
  portal: Portal,
  viewer: Viewer,
  batchId: string,
  submissionId: string,
): Promise<ResponsePreview> {
  const scope = partnershipScope(viewer, 'response.read');
  const { today } = portal.stamp();
  return portal.database.readTogether(async (trx) => {
    const row = await trx
      .selectFrom('response_batch_member')
      .innerJoin('response_batch', 'response_batch.id', 'response_batch_member.batch_id')
      .selectAll('response_batch')
      .select(['own_line', 'position'])
      .where('response_batch_member.batch_id', '=', batchId)
      .where('response_batch_member.submission_id', '=', submissionId)
      .where('response_batch.partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!row) throw notFound();
    const sender = await findSender(trx, row, today);
    const records = await readLetterRecords(trx, scope, viewerOf(sender), submissionId, today);
    const next = await trx
      .selectFrom('response_batch_member')
      .select('submission_id')
      .where('batch_id', '=', batchId)
      .where('position', '>', row.position)
      .orderBy('position')
      .limit(1)
      .executeTakeFirst();
    return {
      batchId,
      body: responseBody(records, sender, { text: row.text, ownLine: row.own_line }, portal.config.publicOrigin),
      next: next?.submission_id ?? null,
      empty: row.text.trim() === '',
    };
  });
}
