import type { Portal } from '../../../platform/portal.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { findEntryOfChallenge, findEntryOrigin } from '../origin.server.ts';
import { riskScore } from '../rules.ts';
import type { NewEntry } from '../schema.ts';
import { ownerOf } from './owner.ts';
import { tellChallenged } from './tell.server.ts';
import { bodyOf, findPosted, isSame, writeEntry } from './write-entry.server.ts';

/** Saved, or what stands in the way in words: nothing was written then, and the page keeps what was typed. */
export type RaiseResult =
  | { readonly saved: true; readonly id: string }
  | { readonly saved: false; readonly field: string; readonly problem: string };

/**
 * Puts a challenge on the log: by hand, from a challenge that a session recorded, or from a sent return. Refuses as not
 * found a source or an agency of another partnership. The same challenge of a session, and the same form posted twice,
 * give the entry that is there already.
 */
export async function raiseChallenge(portal: Portal, viewer: Viewer, input: NewEntry): Promise<RaiseResult> {
  const scope = partnershipScope(viewer, 'challenge-log.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    if (input.raisedOn > stamp.today)
      return { saved: false, field: 'raisedOn', problem: 'Enter a day that is not in the future' };
    const origin = await findEntryOrigin(trx, scope, {
      challengeId: input.challenge,
      submissionId: input.submission,
    });
    const partnershipId = origin?.partnershipId ?? partnershipOf(scope, input.partnership);
    if (partnershipId === undefined) return { saved: false, field: 'partnership', problem: 'Choose the partnership' };
    const logged = input.challenge === null ? undefined : await findEntryOfChallenge(trx, scope, input.challenge);
    if (logged) return { saved: true, id: logged.id };
    const posted = await findPosted(trx, input.formKey);
    if (posted && isSame(posted, viewer, partnershipId, input)) return { saved: true, id: posted.id };
    const by = await bodyOf(trx, partnershipId, input.raisedBy, input.raisedByName);
    const to = origin
      ? { kind: 'agency' as const, organisationId: origin.organisation.id, name: origin.organisation.name }
      : await bodyOf(trx, partnershipId, input.raisedTo, input.raisedToName);
    if (by.organisationId !== null && by.organisationId === to.organisationId)
      return { saved: false, field: 'raisedBy', problem: 'Choose somebody else than who is challenged' };
    const id = posted ? stamp.newId() : (input.formKey ?? stamp.newId());
    const reference = await writeEntry(trx, stamp, viewer, {
      id,
      partnershipId,
      by,
      to,
      source: origin?.source ?? 'hand',
      challengeId: origin?.challengeId ?? null,
      submissionId: origin?.submissionId ?? null,
      input,
      passedOn: true,
    });
    await recordEvent(trx, stamp, {
      type: 'challenge-log.raised',
      owner: ownerOf(partnershipId, to.organisationId),
      actorId: viewer.personId,
      subject: { kind: 'challenge-log', id },
      detail: {
        reference,
        source: origin?.source ?? 'hand',
        challengeId: origin?.challengeId ?? null,
        dueOn: input.dueOn,
        risk: riskScore(input),
      },
    });
    await tellChallenged(trx, portal, stamp, {
      template: 'challenge-raised',
      entry: {
        id,
        reference,
        dueOn: input.dueOn,
        organisationId: to.organisationId,
        organisation: to.name,
        partnershipId,
      },
      messageReference: `challenge-raised:${id}`,
    });
    return { saved: true, id };
  });
}

/** The partnership that was named, or the only one; undefined where one of several must be chosen. */
const partnershipOf = ({ partnershipIds }: PartnershipScope, named: string | null): string | undefined =>
  named === null
    ? partnershipIds.length === 1
      ? partnershipIds[0]
      : undefined
    : partnershipIds.find((id) => id === named);
