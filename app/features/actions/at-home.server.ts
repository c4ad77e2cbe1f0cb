/** What waits about actions for people of a partnership: requests for more time, checks of impact, and what came back. */
import type { Reader } from '../../../db/client.server.ts';
import { addDays } from '../../platform/clock.ts';
import { findOrganisationScope, findPartnershipScope, type PartnershipScope, type Viewer } from '../accounts/viewer.ts';
import { listWaitingRequests, type WaitingRequest } from './more-time.server.ts';
import { listRedAgain, type RedAgain } from './red-again.server.ts';
import { holderName } from './scope.server.ts';

export interface ImpactDue {
  readonly id: string;
  readonly reference: string;
  readonly holder: string;
  readonly on: string;
}

export interface ActionsAtHome {
  /** For whoever grants more time. */
  readonly requests: readonly WaitingRequest[];
  /** For whoever changes actions; so is `redAgain`. */
  readonly impactDue: readonly ImpactDue[];
  readonly redAgain: readonly RedAgain[];
}

const most = 5;

export async function getActionsAtHome(db: Reader, viewer: Viewer, today: string): Promise<ActionsAtHome> {
  const scope = findPartnershipScope(viewer, 'action.change');
  return {
    requests: await listWaitingRequests(db, viewer, most),
    impactDue: scope ? await listImpactDue(db, scope, today) : [],
    redAgain: scope
      ? (
          await listRedAgain(db, {
            personId: viewer.personId,
            organisations: undefined,
            own: undefined,
            partnerships: scope,
          })
        ).slice(0, most)
      : [],
  };
}

const listImpactDue = (db: Reader, scope: PartnershipScope, today: string): Promise<ImpactDue[]> =>
  db
    .selectFrom('action')
    .select(['action.id', 'action.reference', holderName.as('holder')])
    .select((eb) => eb.ref('action.impact_check_on').$notNull().as('on'))
    .where('action.partnership_id', 'in', scope.partnershipIds)
    .where('action.impact_check_on', '<=', today)
    .where('action.status', '=', 'closed')
    .orderBy('action.impact_check_on')
    .orderBy('action.id')
    .limit(most)
    .execute();

/** A finding that another partnership joined to an action of an organisation, which may decline it. */
export interface JoinedByOthers {
  readonly id: string;
  readonly actionId: string;
  readonly reference: string;
  readonly partnership: string;
}

/** So long it stands on the home of the organisation. */
const newsDays = 30;

/** What other partnerships joined to actions of the viewer's organisations lately, and nobody has declined. */
export async function listJoinedByOthers(db: Reader, viewer: Viewer, today: string): Promise<JoinedByOthers[]> {
  const scope = findOrganisationScope(viewer, 'action.progress');
  if (!scope) return [];
  return db
    .selectFrom('action_finding as finding')
    .innerJoin('action', 'action.id', 'finding.action_id')
    .innerJoin('partnership', 'partnership.id', 'finding.partnership_id')
    .select(['finding.id', 'action.id as actionId', 'action.reference', 'partnership.name as partnership'])
    .where('finding.organisation_id', 'in', scope.organisationIds)
    .whereRef('finding.partnership_id', '<>', 'action.partnership_id')
    .where('finding.declined_at', 'is', null)
    .where('finding.added_at', '>=', addDays(today, -newsDays))
    .orderBy('finding.added_at', 'desc')
    .orderBy('finding.id')
    .limit(most)
    .execute();
}
