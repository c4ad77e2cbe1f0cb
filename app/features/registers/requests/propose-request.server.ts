import type { Portal } from '../../../platform/portal.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import { listActionCandidates } from '../../actions/queries.server.ts';
import { listPartnershipChoices } from '../../partnerships/queries.server.ts';
import type { ProposedRequest } from './components/request-fields.tsx';
import { proposedAnswerDay } from './rules.ts';

/** What the form of a new request starts with. */
export async function proposeRequest(portal: Portal, scope: PartnershipScope): Promise<ProposedRequest> {
  const { db } = portal.database;
  return {
    formKey: portal.newId(),
    organisations: await listActionCandidates(db, scope),
    partnerships: await listPartnershipChoices(db, scope),
    dueOn: proposedAnswerDay(portal.stamp().today),
  };
}
