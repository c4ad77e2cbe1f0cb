import type { Reader } from '../../../db/client.server.ts';
import { notNow } from '../../platform/refusals.ts';
import { roleNames } from '../accounts/permissions.ts';
import { listRoleHolders } from '../accounts/queries.server.ts';
import { organisationScope, type Viewer } from '../accounts/viewer.ts';
import { getEdition } from '../questionnaire/editions.server.ts';
import { profilePart, proposedDay } from './delegation.ts';
import { type Delegation, listOpenDelegations, partPlace } from './delegations.server.ts';
import { getReturn } from './queries.server.ts';
import { isEditable } from './rules.ts';
import type { AgencyReturn } from './schema.ts';

/** What the page shows on which a lead hands parts of a return to somebody. */
export interface AskPage {
  readonly agencyReturn: AgencyReturn;
  readonly parts: readonly {
    readonly part: string;
    readonly title: string;
    readonly delegation: Delegation | undefined;
  }[];
  readonly colleagues: readonly { readonly personId: string; readonly name: string; readonly roles: string }[];
  readonly proposedDay: string;
}

/** For leads alone, while the return may be changed. */
export async function getAskPage(db: Reader, viewer: Viewer, returnId: string, today: string): Promise<AskPage> {
  const scope = organisationScope(viewer, 'return.delegate');
  const agencyReturn = await getReturn(db, scope, returnId);
  if (!isEditable(agencyReturn.status)) throw notNow('This return has been sent, so nothing of it can be handed out');
  const compiled = await getEdition(db, agencyReturn.editionId, agencyReturn.editionSha256);
  const rows = await db
    .selectFrom('standard_progress')
    .select('standard_code')
    .where('return_id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .execute();
  const asked = new Set(rows.map((row) => row.standard_code));
  const open = await listOpenDelegations(db, scope, agencyReturn, today);
  const codes = compiled.edition.standards.map(({ code }) => code).filter((code) => asked.has(code));
  const holders = await listRoleHolders(db, { organisationId: agencyReturn.organisationId }, today);
  const people = Map.groupBy(
    holders.filter(({ personId }) => personId !== viewer.personId),
    ({ personId }) => personId,
  );
  return {
    agencyReturn,
    parts: [profilePart, ...codes].map((part) => ({
      part,
      title: partPlace(compiled, returnId, part).title,
      delegation: open.find((one) => one.part === part),
    })),
    colleagues: [...people].map(([personId, roles]) => ({
      personId,
      name: roles[0]?.name ?? '',
      roles: roles.map(({ role }) => roleNames[role]).join(', '),
    })),
    proposedDay: proposedDay({ dueOn: agencyReturn.dueOn, today }),
  };
}
