import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import { signatoriesFor } from '../../questionnaire/questionnaire.ts';
import { editVoidsSignatures } from '../../returns/rules.ts';
import { takeReturnBack } from '../../returns/sign-off.server.ts';
import { listOwnAuthorities } from '../authorities/queries.server.ts';
import { lockRound, signable } from './lock-round.server.ts';

/**
 * Sends a return, and those that are signed with it, back to the lead with a note: it is in work again, and signatures
 * on it are voided. Only somebody who could sign it may, in a role of
 * their own or under an authority; refuses a return that is not waiting for signatures.
 */
export async function sendReturnBack(
  portal: Portal,
  viewer: Viewer,
  input: { readonly returnId: string; readonly note: string },
): Promise<void> {
  const scope = organisationScope(viewer, 'return.sign');
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const round = signable(await lockRound(trx, scope, input.returnId));
    const [loaded] = round;
    const codes: readonly string[] = signatoriesFor(loaded.compiled, loaded.facts).map(({ code }) => code);
    const ownAuthorities = await listOwnAuthorities(trx, scope, viewer.personId, stamp.today);
    const signs = [
      ...viewer.organisationRoles.map(({ role, organisationId }) => ({ signatory: role as string, organisationId })),
      ...ownAuthorities,
    ].some(({ signatory, organisationId }) => organisationId === loaded.organisationId && codes.includes(signatory));
    if (!signs) throw notFound();
    if (!editVoidsSignatures(loaded.status)) throw notNow('This return is not waiting for signatures');
    const owner = { organisationId: loaded.organisationId, partnershipId: loaded.partnership.id };
    for (const { returnId: id, organisationId, partnership } of round)
      await takeReturnBack(trx, stamp, { id, organisationId, partnershipId: partnership.id }, viewer.personId, {
        outcome: 'sent-back',
        by: viewer.name,
        note: input.note,
      });
    const holders = await listRoleHolders(trx, { organisationId: loaded.organisationId }, stamp.today);
    await queueMessages(
      trx,
      stamp,
      'sent-back',
      holders
        .filter(({ role }) => role === 'safeguarding-lead')
        .map(({ personId, email }) => ({
          fields: {
            cycle: loaded.cycle.name,
            organisation: loaded.content.organisation.name,
            address: `${portal.config.publicOrigin}/returns/${loaded.returnId}/check`,
          },
          to: { address: email, personId },
          reference: `sent-back:${loaded.returnId}:${loaded.revision}:${personId}`,
          ...owner,
        })),
    );
  });
}
