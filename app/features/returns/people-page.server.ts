import type { Reader } from '../../../db/client.server.ts';
import type { Page } from '../../platform/paging.ts';
import { mayInOrganisation, organisationScope, type Viewer } from '../accounts/viewer.ts';
import { type Delegation, getDelegation, listEndedDelegations, listOpenDelegations } from './delegations.server.ts';
import { getReturn } from './queries.server.ts';
import { isEditable } from './rules.ts';
import type { AgencyReturn } from './schema.ts';

/** Who has which part of a return now, and who had. */
export interface PeoplePage {
  readonly agencyReturn: AgencyReturn;
  readonly open: readonly Delegation[];
  readonly ended: Page<Delegation>;
  /** The viewer may hand out, and the return may still be changed. */
  readonly mayAsk: boolean;
}

/** For everybody who reads the whole return. */
export async function getPeoplePage(
  db: Reader,
  viewer: Viewer,
  returnId: string,
  asked: { readonly page: number; readonly today: string },
): Promise<PeoplePage> {
  const scope = organisationScope(viewer, 'return.read');
  const agencyReturn = await getReturn(db, scope, returnId);
  return {
    agencyReturn,
    open: await listOpenDelegations(db, scope, agencyReturn, asked.today),
    ended: await listEndedDelegations(db, scope, returnId, asked),
    mayAsk:
      isEditable(agencyReturn.status) && mayInOrganisation(viewer, 'return.delegate', agencyReturn.organisationId),
  };
}

/** One delegation on its own page, for the lead. */
export async function getDelegationPage(
  db: Reader,
  viewer: Viewer,
  address: { readonly returnId: string; readonly delegationId: string },
  today: string,
): Promise<{ readonly agencyReturn: AgencyReturn; readonly delegation: Delegation }> {
  const scope = organisationScope(viewer, 'return.delegate');
  return {
    agencyReturn: await getReturn(db, scope, address.returnId),
    delegation: await getDelegation(db, scope, address, today),
  };
}
