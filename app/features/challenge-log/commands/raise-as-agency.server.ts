import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { mayInOrganisation, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { listPartnershipsOf } from '../propose-as-agency.server.ts';
import { riskScore } from '../rules.ts';
import type { NewEntry } from '../schema.ts';
import type { RaiseResult } from './raise-challenge.server.ts';
import { tellManagersOfRaised } from './tell.server.ts';
import { bodyOf, findPosted, isSame, writeEntry } from './write-entry.server.ts';

/**
 * An agency raises a challenge itself: to the board, to a sub-group or another board, or to another agency, which reads
 * it once the partnership has passed it on. The partnership sees it at once, and its managers are told. Refuses as not
 * found an organisation that the person may not speak for, and one that belongs to no partnership named. The same form
 * posted twice gives the entry that is there already.
 */
export async function raiseAsAgency(portal: Portal, viewer: Viewer, input: NewEntry): Promise<RaiseResult> {
  const { raisedBy } = input;
  if (raisedBy.kind !== 'agency' || input.challenge !== null || input.submission !== null) throw notFound();
  const { organisationId } = raisedBy;
  if (!mayInOrganisation(viewer, 'challenge-log.raise', organisationId)) throw notFound();
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if (input.raisedOn > stamp.today)
      return { saved: false, field: 'raisedOn', problem: 'Enter a day that is not in the future' };
    const partnerships = await listPartnershipsOf(trx, [organisationId]);
    const named = partnerships.filter(({ id }) => input.partnership === null || id === input.partnership);
    const [partnership] = named;
    if (!partnership) throw notFound();
    if (named.length > 1) return { saved: false, field: 'partnership', problem: 'Choose the partnership' };
    const partnershipId = partnership.id;
    const posted = await findPosted(trx, input.formKey);
    if (posted && isSame(posted, viewer, partnershipId, input)) return { saved: true, id: posted.id };
    const by = await bodyOf(trx, partnershipId, raisedBy, null);
    const to = await bodyOf(trx, partnershipId, input.raisedTo, input.raisedToName);
    const id = posted ? stamp.newId() : (input.formKey ?? stamp.newId());
    const source = { source: 'hand', challengeId: null, submissionId: null } as const;
    const passedOn = to.organisationId === null;
    const reference = await writeEntry(trx, stamp, viewer, { id, partnershipId, by, to, ...source, input, passedOn });
    await recordEvent(trx, stamp, {
      type: 'challenge-log.raised',
      owner: { organisationId, partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'challenge-log', id },
      detail: { reference, source: 'hand', byAgency: true, dueOn: input.dueOn, risk: riskScore(input) },
    });
    await tellManagersOfRaised(trx, portal, stamp, { id, reference, partnershipId, body: by.name });
    return { saved: true, id };
  });
}
