import type { Reader } from '../../../db/client.server.ts';
import type { ReturnCopyModel } from '../../../pdf/models.ts';
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { findOrganisationScope, type OrganisationScope, organisationScope, type Viewer } from '../accounts/viewer.ts';
import { safeFileName } from '../evidence/file-name.ts';
import { loadReturnContent } from '../returns/content.server.ts';
import { type CopyFormat, copyFormats } from '../returns/copy-formats.ts';
import { isEditable } from '../returns/rules.ts';
import type { ReturnCopies } from './copies.ts';
import { openSubmissionCopy, partsOf, type StoredDocument } from './documents.server.ts';
import { draftModel, returnCopyModel } from './pdf-model.server.ts';
import { findSubmissionOfReturn, type SubmissionScope, submissionScope } from './queries.server.ts';

/** Which copy of a return: the last that was sent, one of them by its number, or the draft as it is now. */
export interface CopyAsked {
  readonly version?: number | undefined;
  /** Left out, a return that was never sent gives its draft, and any other the last that was sent. */
  readonly draft?: boolean | undefined;
}

/** What the address of a copy asks for: `?version=2` or `?draft=1`. A version that is no number is one nobody sent. */
export function copyAsked(search: URLSearchParams): CopyAsked {
  const version = search.get('version');
  return { draft: search.has('draft'), ...(version === null ? {} : { version: Number(version) || -1 }) };
}

/**
 * A copy of a return as a file, at any time. What was sent comes from its frozen snapshot, for people of the
 * organisation and of the partnership it was sent to; its PDF is drawn once and kept. A draft is for people of the
 * organisation who may read it, says on every page that it is one, and is not kept. Everything else is refused as
 * unknown.
 */
export async function openReturnCopy(
  portal: Portal,
  viewer: Viewer,
  returnId: string,
  format: CopyFormat,
  asked: CopyAsked = {},
): Promise<StoredDocument> {
  const scopes = { sent: submissionScope(viewer), draft: findOrganisationScope(viewer, 'return.read') };
  return openCopyInScope(portal, scopes, returnId, format, asked);
}

/** Whose sent returns, and whose drafts, may be copied. */
export interface CopyScopes {
  readonly sent: SubmissionScope;
  readonly draft: OrganisationScope | undefined;
}

/** For the command line, which stands outside every organisation: the scopes of whoever owns the return. */
export async function scopesOfOwner(db: Reader, returnId: string): Promise<CopyScopes | undefined> {
  const row = await db
    .selectFrom('agency_return')
    .select('organisation_id')
    .where('id', '=', returnId)
    .executeTakeFirst();
  if (!row) return undefined;
  const organisation: OrganisationScope = { organisationIds: [row.organisation_id] };
  return { sent: { organisation, partnership: undefined }, draft: organisation };
}

/** As `openReturnCopy`, within scopes. */
export async function openCopyInScope(
  portal: Portal,
  scopes: CopyScopes,
  returnId: string,
  format: CopyFormat,
  asked: CopyAsked,
): Promise<StoredDocument> {
  const { extension } = copyFormats[format];
  const { db } = portal.database;
  const sent = asked.draft ? undefined : await findSubmissionOfReturn(db, scopes.sent, returnId, asked.version);
  if (sent && format === 'pdf') return openSubmissionCopy(portal, sent);
  if (sent)
    return draw(portal, returnCopyModel(await partsOf(portal, sent)), format, `${sent.reference}-copy.${extension}`);
  if (!scopes.draft || asked.version !== undefined) throw notFound();
  const loaded = await loadReturnContent(db, scopes.draft, returnId);
  if (!isEditable(loaded.status)) throw notFound();
  const model = draftModel(loaded, portal.stamp().now, portal.config.publicOrigin);
  return draw(portal, model, format, safeFileName(`${model.cycleTitle} draft ${model.madeOn.slice(0, 10)}`, extension));
}

async function draw(
  { documents }: Portal,
  model: ReturnCopyModel,
  format: CopyFormat,
  fileName: string,
): Promise<StoredDocument> {
  const { bytes } = await documents.render(model, { format });
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      controller.enqueue(bytes);
      controller.close();
    },
  });
  return { stream, size: bytes.byteLength, fileName };
}

/** Every copy that there is of a return of the viewer's own organisation: the draft while it is one, and what was sent. */
export async function listReturnCopies(db: Reader, viewer: Viewer, returnId: string): Promise<ReturnCopies> {
  const scope = organisationScope(viewer, 'return.read');
  const row = await db
    .selectFrom('agency_return')
    .select(['id', 'status'])
    .where('id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  const sent = await db
    .selectFrom('submission')
    .select(['version', 'reference', 'submitted_at as submittedAt'])
    .where('return_id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .orderBy('version', 'desc')
    .limit(mostVersions)
    .execute();
  return { returnId, draft: isEditable(row.status), sent };
}

const mostVersions = 20;
