import type { Reader } from '../../../db/client.server.ts';
import { listRoleHolders } from '../accounts/queries.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import { signatoriesFor } from '../questionnaire/questionnaire.ts';
import type { LoadedReturn } from '../returns/content.server.ts';
import type { SignatoryState, SignOffState } from './pages.ts';
import { listSignatures } from './signatures.server.ts';

/** Who must sign a return, who has, and what became of earlier signatures. */
export async function getSignOffState(
  db: Reader,
  scope: OrganisationScope,
  loaded: LoadedReturn,
  today: string,
): Promise<SignOffState> {
  const required = signatoriesFor(loaded.compiled, loaded.facts);
  const signatures = await listSignatures(db, scope, loaded.returnId);
  const sent = loaded.status === 'submitted' || loaded.status === 'closed';
  const holders = await listRoleHolders(db, { organisationId: loaded.organisationId }, today);
  const signatories = required.map(({ code, title, declaration }): SignatoryState => {
    const signature = signatures.find((one) => one.signatory === code && !one.voided);
    return {
      code,
      title,
      declaration,
      holders: holders.filter(({ role }) => role === code).map(({ personId, name }) => ({ personId, name })),
      signature: signature
        ? {
            personId: signature.personId,
            name: signature.name,
            jobTitle: signature.jobTitle,
            signedAt: signature.signedAt,
            stands: sent || signature.contentHash === loaded.contentHash,
          }
        : null,
    };
  });
  const empty = signatories.some((one) => one.holders.length === 0 && one.signature === null);
  const partnershipPeople = empty ? await listRoleHolders(db, { partnershipId: loaded.partnership.id }, today) : [];
  return {
    signatories,
    voided: signatures.filter(({ voided }) => voided).toReversed(),
    whomToAsk: partnershipPeople
      .filter(({ role }) => role === 'business-manager')
      .map(({ name, email }) => ({ name, email })),
    sentBack: loaded.status === 'in-progress' ? await findNote(db, scope, loaded.returnId) : null,
  };
}

async function findNote(db: Reader, scope: OrganisationScope, returnId: string): Promise<SignOffState['sentBack']> {
  const row = await db
    .selectFrom('sign_off_request')
    .leftJoin('person', 'person.id', 'sign_off_request.ended_by')
    .select(['sign_off_request.outcome', 'sign_off_request.note', 'sign_off_request.ended_at', 'person.name'])
    .where('sign_off_request.return_id', '=', returnId)
    .where('sign_off_request.organisation_id', 'in', scope.organisationIds)
    .orderBy('sign_off_request.requested_at', 'desc')
    .orderBy('sign_off_request.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (row?.outcome !== 'sent-back' || row.note === null || row.ended_at === null || row.name === null) return null;
  return { by: row.name, at: row.ended_at, note: row.note };
}
