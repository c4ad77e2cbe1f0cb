import type { SignatoryCode } from '../../../../standards/contract.ts';
import { signatoryCodes } from '../../../../standards/vocabulary.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { endGrant } from '../../accounts/commands/add-person.server.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { mayGiveAuthority } from './authority.ts';

/**
 * Ends an authority at once. Signatures that were made under it stay; no further one can be. Ending one that has ended
 * does nothing. Whoever could not have given it is told that it does not exist.
 */
export async function endAuthority(
  portal: Portal,
  viewer: Viewer,
  input: { readonly organisationId: string; readonly authorityId: string },
): Promise<void> {
  const scope = organisationScope(viewer, 'authority.give');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const row = await trx
      .selectFrom('signing_authority')
      .select(['signatory', 'delegate_id as delegateId', 'role_grant_id as grantId'])
      .where('id', '=', input.authorityId)
      .where('organisation_id', '=', input.organisationId)
      .where('organisation_id', 'in', scope.organisationIds)
      .executeTakeFirst();
    const signatory = signatoryCodes.find((code): code is SignatoryCode => code === row?.signatory);
    if (!row || !signatory || !mayGiveAuthority(viewer, input.organisationId, signatory)) throw notFound();
    const ended = await trx
      .updateTable('signing_authority')
      .set((eb) => ({ ended_at: stamp.now, ended_by: viewer.personId, revision: eb('revision', '+', 1) }))
      .where('id', '=', input.authorityId)
      .where('organisation_id', '=', input.organisationId)
      .where('ended_at', 'is', null)
      .executeTakeFirst();
    if (ended.numUpdatedRows === 0n) return;
    await endGrant(
      trx,
      stamp,
      { id: row.grantId, personId: row.delegateId, role: 'delegate-signatory', organisationId: input.organisationId },
      viewer.personId,
    );
    await recordEvent(trx, stamp, {
      type: 'authority.ended',
      owner: { organisationId: input.organisationId },
      actorId: viewer.personId,
      subject: { kind: 'authority', id: input.authorityId },
      detail: { signatory },
    });
  });
}
