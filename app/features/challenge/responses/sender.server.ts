import type { Reader } from '../../../../db/client.server.ts';
import type { ResponseBatchRow } from '../../../../db/schema/after.table.ts';
import { roleNames } from '../../accounts/permissions.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import type { ResponseSender } from './response-model.server.ts';

/** Whoever set the responses of a batch off, or chose them while they are not sent, with the role they have now. */
export async function findSender(
  db: Reader,
  batch: Pick<ResponseBatchRow, 'partnership_id' | 'created_by' | 'sent_by'>,
  today: string,
): Promise<ResponseSender & { readonly personId: string }> {
  const person = await db
    .selectFrom('person')
    .select(['id', 'name', 'email'])
    .where('id', '=', batch.sent_by ?? batch.created_by)
    .executeTakeFirstOrThrow();
  const panel = await listRoleHolders(db, { partnershipId: batch.partnership_id }, today);
  const held = panel.find(({ personId }) => personId === person.id);
  return {
    personId: person.id,
    name: person.name,
    email: person.email,
    role: held ? roleNames[held.role] : 'For the partnership',
  };
}

/** The sender as one who reads records within a scope that is given, and may do nothing else. */
export const viewerOf = ({ personId, name, email }: ResponseSender & { readonly personId: string }): Viewer => ({
  personId,
  name,
  email,
  organisationRoles: [],
  systemRoles: [],
  partnershipRoles: [],
});
