import type { Trx } from '../../../../db/client.server.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { countOf } from '../../../platform/words.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import { organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import { signatoriesFor } from '../../questionnaire/questionnaire.ts';
import type { LoadedReturn } from '../../returns/content.server.ts';
import { mayMoveReturn } from '../../returns/rules.ts';
import { localCodesOf } from '../../returns/shared/local.ts';
import { listRunningAuthorities } from '../authorities/queries.server.ts';
import { missingParts } from '../check.server.ts';
import { lockRound } from './lock-round.server.ts';

/** What became of asking for signatures. */
export interface SentForSignOff {
  /** False when the return was already waiting for signatures: pressing twice asks once. */
  readonly asked: boolean;
  /** Titles of signatories whose role nobody holds: the partnership must add somebody. */
  readonly nobodyHolds: readonly string[];
}

/**
 * Sends a return, and those ticked that are answered together with it, for signatures, and tells everybody who holds a
 * role that signs, or may sign for somebody today, once. Refuses while something required is
 * missing, saying how much, and once the return has been sent.
 */
export async function sendForSignOff(
  portal: Portal,
  viewer: Viewer,
  input: { readonly returnId: string },
): Promise<SentForSignOff> {
  const scope = organisationScope(viewer, 'return.send-for-sign-off');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const round = await lockRound(trx, scope, input.returnId);
    const [first, ...others] = round.filter(({ status }) => status !== 'awaiting-sign-off' && status !== 'signed');
    if (!first) return { asked: false, nobodyHolds: [] };
    const missing = missingOf([first, ...others], stamp.today).size;
    if (missing > 0)
      throw notNow(`${countOf(missing, 'thing')} still missing: the check page of the return lists what to do`);
    for (const loaded of [first, ...others]) {
      if (!mayMoveReturn(loaded.status, 'awaiting-sign-off')) throw notNow('This return has already been sent');
      await openRequest(trx, stamp, viewer, loaded);
      await recordEvent(trx, stamp, {
        type: 'return.sent-for-sign-off',
        owner: { organisationId: loaded.organisationId, partnershipId: loaded.partnership.id },
        actorId: viewer.personId,
        subject: { kind: 'return', id: loaded.returnId },
        detail: { contentHash: loaded.contentHash },
      });
    }
    return { asked: true, nobodyHolds: await tellSignatories(portal, trx, stamp, first) };
  });
}

/** What several returns share is missing once; what a partnership asks alone is missing in its own. */
const missingOf = (round: readonly LoadedReturn[], today: string): ReadonlySet<string> =>
  new Set(
    round.flatMap((loaded) =>
      missingParts(loaded, today).map(
        ({ standard, text }) =>
          `${standard !== null && localCodesOf(loaded.compiled).standards.has(standard) ? loaded.returnId : ''} ${standard} ${text}`,
      ),
    ),
  );

async function openRequest(trx: Trx, stamp: Stamp, viewer: Viewer, loaded: LoadedReturn): Promise<void> {
  await trx
    .updateTable('agency_return')
    .set({ status: 'awaiting-sign-off' })
    .where('id', '=', loaded.returnId)
    .where('organisation_id', '=', loaded.organisationId)
    .execute();
  await trx
    .updateTable('sign_off_request')
    .set({ ended_at: stamp.now, outcome: 'changed' })
    .where('return_id', '=', loaded.returnId)
    .where('ended_at', 'is', null)
    .execute();
  await trx
    .insertInto('sign_off_request')
    .values({
      id: stamp.newId(),
      organisation_id: loaded.organisationId,
      return_id: loaded.returnId,
      requested_by: viewer.personId,
      requested_at: stamp.now,
      content_hash: loaded.contentHash,
      ended_at: null,
      ended_by: null,
      outcome: null,
      note: null,
    })
    .execute();
}

async function tellSignatories(portal: Portal, trx: Trx, stamp: Stamp, loaded: LoadedReturn): Promise<string[]> {
  const required = signatoriesFor(loaded.compiled, loaded.facts);
  const holders = await listRoleHolders(trx, { organisationId: loaded.organisationId }, stamp.today);
  const codes: readonly string[] = required.map(({ code }) => code);
  const delegates = await listRunningAuthorities(
    trx,
    { organisationIds: [loaded.organisationId] },
    loaded.organisationId,
    stamp.today,
  );
  const asked = (personId: string, role: string) =>
    codes.includes(role) || delegates.some((one) => one.delegateId === personId && codes.includes(one.signatory));
  const people = new Map(
    holders.filter(({ personId, role }) => asked(personId, role)).map((one) => [one.personId, one]),
  );
  await queueMessages(
    trx,
    stamp,
    'ready-to-sign',
    [...people.values()].map(({ personId, email }) => ({
      fields: {
        cycle: loaded.cycle.name,
        organisation: loaded.content.organisation.name,
        address: `${portal.config.publicOrigin}/returns/${loaded.returnId}/sign-off`,
      },
      to: { address: email, personId },
      reference: `ready-to-sign:${loaded.returnId}:${loaded.revision}:${personId}`,
      about: { kind: 'return' as const, id: loaded.returnId },
      organisationId: loaded.organisationId,
      partnershipId: loaded.partnership.id,
    })),
  );
  const isHeld = (code: string) =>
    holders.some(({ role }) => role === code) || delegates.some(({ signatory }) => signatory === code);
  return required.filter(({ code }) => !isHeld(code)).map(({ title }) => title);
}
