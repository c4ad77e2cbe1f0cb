/** Who holds which part of a return, since when and until when. */
import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import { findOrganisationScope, type OrganisationScope, type Viewer } from '../accounts/viewer.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import type { CompiledEdition } from '../questionnaire/questionnaire.ts';
import { type DelegationStatus, delegationStatuses, isPartLate, profilePart } from './delegation.ts';

/** A part of a return that was handed to somebody. */
export interface Delegation {
  readonly id: string;
  readonly organisationId: string;
  readonly returnId: string;
  readonly part: string;
  /** "A1 Governance", or what the page about the organisation is called. */
  readonly title: string;
  /** The page on which it is answered. */
  readonly href: string;
  readonly holderId: string;
  readonly holder: string;
  /** The holder has no role in the organisation any more: nobody answers it. */
  readonly holderLeft: boolean;
  readonly askedBy: string;
  readonly askedAt: string;
  readonly dueOn: string;
  readonly note: string | null;
  readonly status: DelegationStatus;
  readonly statusWords: string;
  readonly late: boolean;
  readonly readyAt: string | null;
  /** When an answer in it was last saved. */
  readonly lastChangedAt: string | null;
  /** When something in it was last changed after it was called ready; null when nothing was. */
  readonly changedAt: string | null;
  readonly returnedNote: string | null;
  readonly endedAt: string | null;
  readonly revision: number;
}

/** What a part is called and where it is. One that the edition does not know any more keeps its code. */
export function partPlace(compiled: CompiledEdition, returnId: string, part: string): { title: string; href: string } {
  if (part === profilePart) return { title: 'About your organisation', href: `/returns/${returnId}/details` };
  const standard = compiled.standards.get(part);
  return {
    title: standard ? `${standard.number} ${standard.title}` : part,
    href: `/returns/${returnId}/standards/${part}`,
  };
}

/** Delegations with all that a page says of them; the caller narrows it to an owner. */
const delegations = (db: Reader, today: string) =>
  db
    .selectFrom('delegation')
    .innerJoin('agency_return', 'agency_return.id', 'delegation.return_id')
    .innerJoin('person as holder', 'holder.id', 'delegation.holder_id')
    .innerJoin('person as asker', 'asker.id', 'delegation.asked_by')
    .selectAll('delegation')
    .select((eb) => [
      'holder.name as holder_name',
      'asker.name as asker_name',
      'agency_return.edition_id',
      'agency_return.profile_confirmed_at',
      eb
        .selectFrom('role_grant')
        .select('role_grant.id')
        .whereRef('role_grant.person_id', '=', 'delegation.holder_id')
        .whereRef('role_grant.organisation_id', '=', 'delegation.organisation_id')
        .where('role_grant.from_on', '<=', today)
        .where((grant) => grant.or([grant('role_grant.to_on', 'is', null), grant('role_grant.to_on', '>', today)]))
        .limit(1)
        .as('grant_id'),
      eb
        .selectFrom('answer')
        .select((answer) => answer.fn.max('answer.saved_at').as('saved_at'))
        .whereRef('answer.return_id', '=', 'delegation.return_id')
        .whereRef('answer.standard_code', '=', 'delegation.part')
        .as('saved_at'),
    ]);

type DelegationQueryRow = Awaited<ReturnType<ReturnType<typeof delegations>['execute']>>[number];

async function delegationOf(db: Reader, row: DelegationQueryRow, today: string): Promise<Delegation> {
  const compiled = await getEdition(db, row.edition_id);
  const edits = [row.part === profilePart ? row.profile_confirmed_at : row.saved_at, row.evidence_changed_at];
  const { ready_at } = row;
  return {
    id: row.id,
    organisationId: row.organisation_id,
    returnId: row.return_id,
    part: row.part,
    ...partPlace(compiled, row.return_id, row.part),
    holderId: row.holder_id,
    holder: row.holder_name,
    holderLeft: row.grant_id === null && row.ended_at === null,
    askedBy: row.asker_name,
    askedAt: row.asked_at,
    dueOn: row.due_on,
    note: row.note,
    status: row.status,
    statusWords: delegationStatuses[row.status].words,
    late: isPartLate(row.status, row.due_on, today),
    readyAt: ready_at,
    lastChangedAt: edits[0] ?? null,
    changedAt:
      ready_at === null || row.status !== 'ready'
        ? null
        : (edits
            .filter((at) => at !== null)
            .filter((at) => at > ready_at)
            .toSorted()
            .at(-1) ?? null),
    returnedNote: row.returned_note,
    endedAt: row.ended_at,
    revision: row.revision,
  };
}

const inReadingOrder = (compiled: CompiledEdition, rows: readonly Delegation[]): Delegation[] => {
  const order = [profilePart, ...compiled.edition.standards.map(({ code }) => code)];
  return rows.toSorted((a, b) => order.indexOf(a.part) - order.indexOf(b.part));
};

/** What of one return of the organisations in scope is with somebody now, in reading order: one row a part at most. */
export async function listOpenDelegations(
  db: Reader,
  scope: OrganisationScope,
  { id, editionId }: { readonly id: string; readonly editionId: string },
  today: string,
): Promise<Delegation[]> {
  const rows = await delegations(db, today)
    .where('delegation.return_id', '=', id)
    .where('delegation.organisation_id', 'in', scope.organisationIds)
    .where('delegation.ended_at', 'is', null)
    .execute();
  const compiled = await getEdition(db, editionId);
  return inReadingOrder(compiled, await Promise.all(rows.map((row) => delegationOf(db, row, today))));
}

/** What of one return was with somebody and is not any more, newest first. */
export async function listEndedDelegations(
  db: Reader,
  scope: OrganisationScope,
  returnId: string,
  { page: asked, today }: { readonly page: number; readonly today: string },
): Promise<Page<Delegation>> {
  const { total } = await db
    .selectFrom('delegation')
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .where('return_id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .where('ended_at', 'is not', null)
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await delegations(db, today)
    .where('delegation.return_id', '=', returnId)
    .where('delegation.organisation_id', 'in', scope.organisationIds)
    .where('delegation.ended_at', 'is not', null)
    .orderBy('delegation.ended_at', 'desc')
    .orderBy('delegation.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: await Promise.all(rows.map((row) => delegationOf(db, row, today))),
    page,
    pageCount,
    total: Number(total),
  };
}

/** One of them, of a return of the organisations in scope. Refuses any other as unknown. */
export async function getDelegation(
  db: Reader,
  scope: OrganisationScope,
  { returnId, delegationId }: { readonly returnId: string; readonly delegationId: string },
  today: string,
): Promise<Delegation> {
  const row = await delegations(db, today)
    .where('delegation.id', '=', delegationId)
    .where('delegation.return_id', '=', returnId)
    .where('delegation.organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  return delegationOf(db, row, today);
}

/** Who has one part of a return now; undefined when nobody has. */
export async function findOpenDelegation(
  db: Reader,
  scope: OrganisationScope,
  { returnId, part }: { readonly returnId: string; readonly part: string },
  today: string,
): Promise<Delegation | undefined> {
  const row = await delegations(db, today)
    .where('delegation.return_id', '=', returnId)
    .where('delegation.part', '=', part)
    .where('delegation.organisation_id', 'in', scope.organisationIds)
    .where('delegation.ended_at', 'is', null)
    .executeTakeFirst();
  return row && delegationOf(db, row, today);
}

/** Who has a part, as the viewer may know it: its holder, and whoever may hand it out; undefined for everybody else. */
export async function findDelegationFor(
  db: Reader,
  viewer: Viewer,
  scope: OrganisationScope,
  part: { readonly returnId: string; readonly part: string },
  today: string,
): Promise<{ readonly delegation: Delegation; readonly isHolder: boolean } | undefined> {
  const leads = findOrganisationScope(viewer, 'return.delegate');
  if (!leads && !findOrganisationScope(viewer, 'return.read-part')) return undefined;
  const delegation = await findOpenDelegation(db, scope, part, today);
  if (!delegation) return undefined;
  const isHolder = delegation.holderId === viewer.personId;
  return isHolder || leads?.organisationIds.includes(delegation.organisationId) ? { delegation, isHolder } : undefined;
}

/** A part that is handed to somebody, with the return that it belongs to. */
export interface HandedPart extends Delegation {
  readonly organisation: string;
  readonly cycle: string;
}

/** More parts than anybody is asked for at a time, or a lead has to review. */
const mostParts = 100;

/** What is asked of the viewer now, in all returns or in one, soonest first. */
export async function listHandedParts(
  db: Reader,
  viewer: Viewer,
  today: string,
  returnId?: string,
): Promise<HandedPart[]> {
  const scope = findOrganisationScope(viewer, 'return.read-part');
  if (!scope) return [];
  const held = openInScope(db, scope, today).where('delegation.holder_id', '=', viewer.personId);
  const rows = await (returnId === undefined ? held : held.where('delegation.return_id', '=', returnId)).execute();
  return Promise.all(rows.map((row) => handedPartOf(db, row, today)));
}

const openInScope = (db: Reader, scope: OrganisationScope, today: string) =>
  delegations(db, today)
    .innerJoin('organisation', 'organisation.id', 'delegation.organisation_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .select(['organisation.name as organisation', 'cycle.name as cycle'])
    .where('delegation.organisation_id', 'in', scope.organisationIds)
    .where('delegation.ended_at', 'is', null)
    .orderBy('delegation.due_on')
    .orderBy('delegation.id')
    .limit(mostParts);

type HandedRow = Awaited<ReturnType<ReturnType<typeof openInScope>['execute']>>[number];

const handedPartOf = async (db: Reader, row: HandedRow, today: string): Promise<HandedPart> => ({
  ...(await delegationOf(db, row, today)),
  organisation: row.organisation,
  cycle: row.cycle,
});

/** What waits for the lead in the organisations in scope: parts to review, late ones, and those whose holder has left. */
export async function listPartsToLookAt(db: Reader, viewer: Viewer, today: string): Promise<HandedPart[]> {
  const scope = findOrganisationScope(viewer, 'return.delegate');
  if (!scope) return [];
  const rows = await openInScope(db, scope, today).execute();
  const parts = await Promise.all(rows.map((row) => handedPartOf(db, row, today)));
  return parts.filter(({ status, late, holderLeft }) => status === 'ready' || late || holderLeft);
}
