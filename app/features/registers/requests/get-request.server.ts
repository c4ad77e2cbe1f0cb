import type { Reader } from '../../../../db/client.server.ts';
import { notFound } from '../../../platform/refusals.ts';
import { organisationPermissions } from '../../accounts/permissions.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import { mayInOrganisation, mayInPartnership, type Viewer } from '../../accounts/viewer.ts';
import { evidenceHref } from '../../evidence/words.ts';
import { isRequestOverdue, type RequestEntryKind, type RequestStatus, requestAfter } from './rules.ts';
import { requestScope, requestsInScope } from './scope.server.ts';

export interface RequestEntry {
  readonly id: string;
  readonly kind: RequestEntryKind;
  readonly note: string;
  /** Who gave an answer that the partnership entered for them. */
  readonly givenBy: string | null;
  readonly happenedOn: string;
  readonly dueFrom: string | null;
  readonly dueTo: string | null;
  readonly by: string;
  readonly at: string;
  readonly evidence: { readonly title: string; readonly href: string } | null;
}

export interface RequestDetail {
  readonly id: string;
  readonly partnershipId: string;
  readonly partnership: string;
  readonly organisationId: string | null;
  readonly reference: string;
  readonly revision: number;
  readonly body: string;
  readonly asked: string;
  readonly basis: string;
  readonly basisWords: string | null;
  readonly askedOn: string;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly dueOn: string;
  readonly firstDueOn: string;
  readonly status: RequestStatus;
  readonly overdue: boolean;
  /** Newest first. */
  readonly entries: readonly RequestEntry[];
  readonly may: {
    readonly answer: boolean;
    readonly refuse: boolean;
    readonly answerFor: boolean;
    readonly extend: boolean;
    readonly close: boolean;
    readonly askAgain: boolean;
    readonly addEvidence: boolean;
  };
}

/** One request with its history and what the viewer may do. An unknown or foreign id is refused as not found. */
export async function getRequest(db: Reader, viewer: Viewer, id: string, today: string): Promise<RequestDetail> {
  const row = await requestsInScope(db, requestScope(viewer))
    .innerJoin('partnership', 'partnership.id', 'request.partnership_id')
    .innerJoin('person', 'person.id', 'request.created_by')
    .selectAll('request')
    .select(['partnership.name as partnership', 'person.name as creator'])
    .where('request.id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound();
  const { organisation_id: organisationId, status, partnership_id: partnershipId } = row;
  const changes = mayInPartnership(viewer, 'information-request.change', partnershipId);
  const answers = organisationId !== null && mayInOrganisation(viewer, 'information-request.answer', organisationId);
  const answerable = requestAfter(status, 'answered') !== undefined;
  return {
    id: row.id,
    partnershipId,
    partnership: row.partnership,
    organisationId,
    reference: row.reference,
    revision: row.revision,
    body: row.body_name,
    asked: row.asked,
    basis: row.basis,
    basisWords: row.basis_words,
    askedOn: row.asked_on,
    askedBy: row.creator,
    askedAt: row.created_at,
    dueOn: row.due_on,
    firstDueOn: row.first_due_on,
    status,
    overdue: isRequestOverdue(status, row.due_on, today),
    entries: await listEntries(db, partnershipId, id),
    may: {
      answer: answers && answerable,
      refuse: answers && requestAfter(status, 'refused') !== undefined,
      answerFor: changes && !answers && answerable && !(await canAnswerItself(db, organisationId, today)),
      extend: changes && status === 'open',
      close: changes && requestAfter(status, 'closed') !== undefined,
      askAgain: changes && requestAfter(status, 'reopened') !== undefined,
      addEvidence: organisationId !== null && mayInOrganisation(viewer, 'evidence.add', organisationId),
    },
  };
}

/** Whether somebody of an organisation can answer here themselves. */
export async function canAnswerItself(db: Reader, organisationId: string | null, today: string): Promise<boolean> {
  if (organisationId === null) return false;
  const answering: readonly string[] = organisationPermissions['information-request.answer'];
  return (await listRoleHolders(db, { organisationId }, today)).some(({ role }) => answering.includes(role));
}

async function listEntries(db: Reader, partnershipId: string, requestId: string): Promise<RequestEntry[]> {
  const rows = await db
    .selectFrom('information_request_entry as entry')
    .innerJoin('person', 'person.id', 'entry.made_by')
    .leftJoin('evidence', 'evidence.id', 'entry.evidence_id')
    .selectAll('entry')
    .select(['person.name as by', 'evidence.title', 'evidence.kind as evidence_kind', 'evidence.url'])
    .where('entry.partnership_id', '=', partnershipId)
    .where('entry.request_id', '=', requestId)
    .orderBy('entry.made_at', 'desc')
    .orderBy('entry.id', 'desc')
    .limit(500)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    note: row.note,
    givenBy: row.given_by,
    happenedOn: row.happened_on,
    dueFrom: row.due_from,
    dueTo: row.due_to,
    by: row.by,
    at: row.made_at,
    evidence:
      row.evidence_id !== null && row.title !== null && row.evidence_kind !== null
        ? {
            title: row.title,
            href: evidenceHref({
              id: row.evidence_id,
              kind: row.evidence_kind,
              url: row.url,
              version: row.evidence_version ?? undefined,
            }),
          }
        : null,
  }));
}
