import type { Reader } from '../../../../db/client.server.ts';
import type { SignatoryCode } from '../../../../standards/contract.ts';
import { signatoryCodes } from '../../../../standards/vocabulary.ts';
import type { Page } from '../../../platform/paging.ts';
import { notFound } from '../../../platform/refusals.ts';
import { organisationRoles } from '../../accounts/permissions.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { organisationKindOf } from '../../organisations/queries.server.ts';
import { rolesOffered } from '../../organisations/rules.ts';
import { type Authority, type AuthorityState, authorityState, mayGiveAuthority } from './authority.ts';
import { listAuthorities } from './queries.server.ts';

/** An authority as the list shows it. */
export interface ShownAuthority extends Authority {
  readonly signatoryTitle: string;
  readonly state: AuthorityState;
  /** Whether this person may end it now. */
  readonly mayEnd: boolean;
}

/** Everybody who may, or might, sign for somebody else in one organisation. */
export interface AuthoritiesPage {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly authorities: Page<ShownAuthority>;
  /** The signatories for whom this person may name a delegate; empty for most people. */
  readonly mayGiveFor: readonly { readonly code: SignatoryCode; readonly title: string }[];
}

/** The authorities of an organisation, for its own people. Refuses any other organisation as unknown. */
export async function getAuthoritiesPage(
  db: Reader,
  viewer: Viewer,
  organisationId: string,
  { today, page }: { readonly today: string; readonly page: number },
): Promise<AuthoritiesPage> {
  const scope = organisationScope(viewer, 'authority.read');
  const organisation = await db
    .selectFrom('organisation')
    .select(['id', 'name', 'kind'])
    .where('id', '=', organisationId)
    .where('id', 'in', scope.organisationIds)
    .executeTakeFirst();
  if (!organisation) throw notFound();
  const offered = rolesOffered(organisationKindOf(organisation.kind)).map(({ role }) => role as string);
  const found = await listAuthorities(db, scope, organisationId, page);
  return {
    organisationId,
    organisationName: organisation.name,
    authorities: {
      ...found,
      items: found.items.map((authority) => {
        const state = authorityState(authority, today);
        return {
          ...authority,
          signatoryTitle: organisationRoles[authority.signatory],
          state,
          mayEnd:
            (state === 'running' || state === 'not-yet') &&
            mayGiveAuthority(viewer, organisationId, authority.signatory),
        };
      }),
    },
    mayGiveFor: signatoryCodes
      .filter((code) => offered.includes(code) && mayGiveAuthority(viewer, organisationId, code))
      .map((code) => ({ code, title: organisationRoles[code] })),
  };
}
