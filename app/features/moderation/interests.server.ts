import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { findPartnershipScope, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { getReach } from './reach.server.ts';

/** An interest that somebody declared. */
export interface DeclaredInterest {
  readonly id: string;
  readonly person: string;
  readonly own: boolean;
  readonly organisationName: string;
  readonly text: string;
  readonly declaredAt: string;
  readonly endedAt: string | null;
}

/** Declared interests, newest first: everybody's for whoever assigns moderators, else the person's own. */
export async function listInterests(db: Reader, viewer: Viewer, pageAsked: number): Promise<Page<DeclaredInterest>> {
  const scope = partnershipScope(viewer, 'interest.declare');
  const all = findPartnershipScope(viewer, 'moderation.assign')?.partnershipIds ?? [];
  const interests = () =>
    db
      .selectFrom('declared_interest')
      .where('declared_interest.partnership_id', 'in', scope.partnershipIds)
      .where((eb) =>
        eb.or([
          eb('declared_interest.person_id', '=', viewer.personId),
          ...(all.length > 0 ? [eb('declared_interest.partnership_id', 'in', all)] : []),
        ]),
      );
  const { count } = await interests()
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(count), pageAsked);
  const rows = await interests()
    .innerJoin('person', 'person.id', 'declared_interest.person_id')
    .innerJoin('organisation', 'organisation.id', 'declared_interest.organisation_id')
    .select([
      'declared_interest.id',
      'person.name as person',
      'declared_interest.person_id as personId',
      'organisation.name as organisationName',
      'declared_interest.text',
      'declared_interest.declared_at as declaredAt',
      'declared_interest.ended_at as endedAt',
    ])
    .orderBy('declared_interest.declared_at', 'desc')
    .orderBy('declared_interest.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map(({ personId, ...row }) => ({ ...row, own: personId === viewer.personId })),
    page,
    pageCount,
    total: Number(count),
  };
}

/** The page of the declaration; a peer reaches it before anything else of a return. */
export async function getDeclarationPage(
  db: Reader,
  viewer: Viewer,
  submissionId: string,
): Promise<{
  readonly submissionId: string;
  readonly organisationName: string;
  readonly declared: boolean;
  readonly conflict: string | null;
}> {
  const { organisationName, declared, conflict } = await getReach(db, viewer, submissionId, { declaring: true });
  return { submissionId, organisationName, declared, conflict: conflict?.words.you ?? null };
}
