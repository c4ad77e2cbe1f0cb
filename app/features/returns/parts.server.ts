/** Who may open which part of a return: the whole of it by role, or a part that is handed to them now. */
import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import { findOrganisationScope, mayInOrganisation, type OrganisationScope, type Viewer } from '../accounts/viewer.ts';
import { type DelegationStatus, openStatuses } from './delegation.ts';

const partPermissions = {
  'return.read': 'return.read-part',
  'return.answer': 'return.answer-part',
  'comment.write': 'comment.write-part',
} as const;

/** The organisations whose rows a query about one part of a return may touch. */
export interface PartScope extends OrganisationScope {
  /** The viewer may do so only because the part was handed to them. */
  readonly handed: boolean;
}

interface PartOfReturn {
  readonly returnId: string;
  /** The code of a standard, or `profilePart`. */
  readonly part: string;
}

/**
 * The scope for reading or answering one part of a return. Somebody who may do so with the whole return may with every
 * part of it; somebody else only with what is handed to them now. Refuses everything else as unknown. Queries of a whole
 * return take `organisationScope`, which a contributor has not: a page is closed to them until it asks here.
 */
export async function partScope(
  db: Reader,
  viewer: Viewer,
  permission: keyof typeof partPermissions,
  { returnId, part }: PartOfReturn,
): Promise<PartScope> {
  const whole = findOrganisationScope(viewer, permission);
  const inParts = findOrganisationScope(viewer, partPermissions[permission]);
  if (!inParts) {
    if (!whole) throw notFound();
    return { ...whole, handed: false };
  }
  const row = await db
    .selectFrom('delegation')
    .select('organisation_id')
    .where('return_id', '=', returnId)
    .where('part', '=', part)
    .where('holder_id', '=', viewer.personId)
    .where('organisation_id', 'in', inParts.organisationIds)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (row) {
    const byRole = whole?.organisationIds.includes(row.organisation_id) ?? false;
    return { organisationIds: [row.organisation_id], handed: !byRole };
  }
  if (!whole) throw notFound();
  return { ...whole, handed: false };
}

/**
 * Refuses, as unknown, a return that was loaded by another permission than the one that gave the scope: what somebody
 * may do in one of their organisations opens nothing in another.
 */
export function refuseOutside(scope: OrganisationScope, { organisationId }: { readonly organisationId: string }): void {
  if (!scope.organisationIds.some((id) => id === organisationId)) throw notFound();
}

/** Whether the viewer answers a part of a return of an organisation, by role or because it is handed to them now. */
export async function mayAnswerPart(
  db: Reader,
  viewer: Viewer,
  organisationId: string,
  { returnId, part }: PartOfReturn,
): Promise<boolean> {
  if (mayInOrganisation(viewer, 'return.answer', organisationId)) return true;
  return (await listPartsHeld(db, viewer, returnId)).includes(part);
}

/** The organisations in which the viewer answers anything at all; the part itself is for `partScope` to open. */
export function answeringIn(viewer: Viewer): readonly [string, ...string[]] {
  const whole = findOrganisationScope(viewer, 'return.answer')?.organisationIds ?? [];
  const [first, ...rest] = [...whole, ...(findOrganisationScope(viewer, 'return.answer-part')?.organisationIds ?? [])];
  if (first === undefined) throw notFound();
  return [first, ...rest];
}

/** The viewer reads everything of this organisation's returns, whatever is handed to them beside. */
export const readsWhole = (viewer: Viewer, organisationId: string): boolean =>
  findOrganisationScope(viewer, 'return.read')?.organisationIds.includes(organisationId) ?? false;

/** The parts of one return that are handed to the viewer now, all or those in some states. */
export async function listPartsHeld(
  db: Reader,
  viewer: Viewer,
  returnId: string,
  states: readonly DelegationStatus[] = openStatuses,
): Promise<string[]> {
  const scope = findOrganisationScope(viewer, 'return.read-part');
  if (!scope) return [];
  const rows = await db
    .selectFrom('delegation')
    .select('part')
    .where('return_id', '=', returnId)
    .where('holder_id', '=', viewer.personId)
    .where('organisation_id', 'in', scope.organisationIds)
    .where('ended_at', 'is', null)
    .where('status', 'in', states)
    .execute();
  return rows.map(({ part }) => part);
}

/** Whether a part is with the viewer now. */
export async function holdsPart(db: Reader, viewer: Viewer, { returnId, part }: PartOfReturn): Promise<boolean> {
  return (await listPartsHeld(db, viewer, returnId)).includes(part);
}

/** The parts in which the viewer may move about after a save: those handed to them that are not ready, or all of the return (undefined). */
export async function partsToGoOnTo(db: Reader, viewer: Viewer, returnId: string): Promise<string[] | undefined> {
  if (!findOrganisationScope(viewer, 'return.answer-part')) return undefined;
  const whole = findOrganisationScope(viewer, 'return.answer');
  const scoped =
    whole &&
    (await db
      .selectFrom('agency_return')
      .select('id')
      .where('id', '=', returnId)
      .where('organisation_id', 'in', whole.organisationIds)
      .executeTakeFirst());
  return scoped ? undefined : listPartsHeld(db, viewer, returnId, ['asked', 'returned']);
}
