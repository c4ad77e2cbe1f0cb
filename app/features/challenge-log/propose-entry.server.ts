import type { Portal } from '../../platform/portal.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import { listActionCandidates } from '../actions/queries.server.ts';
import type { ProposedEntry } from './components/entry-fields.tsx';
import { findEntryOfChallenge, findEntryOrigin, listLogPartnerships, proposedDue } from './origin.server.ts';

interface Proposed {
  readonly proposal: ProposedEntry;
  readonly back: { readonly href: string; readonly text: string };
}

/**
 * What the form of a new challenge starts with, from the challenge of a session or the sent return that the address
 * names; or the entry that such a challenge has become already.
 */
export async function proposeEntry(
  portal: Portal,
  scope: PartnershipScope,
  search: URLSearchParams,
): Promise<Proposed | { readonly entryId: string }> {
  const { db } = portal.database;
  const given = (name: string) => search.get(name) || null;
  const asked = { challengeId: given('challenge'), submissionId: given('submission') };
  const origin = await findEntryOrigin(db, scope, asked);
  const known = asked.challengeId === null ? undefined : await findEntryOfChallenge(db, scope, asked.challengeId);
  if (known) return { entryId: known.id };
  const { today } = portal.stamp();
  return {
    back: origin?.asked
      ? { href: origin.asked.recordHref, text: 'Back to the record' }
      : origin?.submissionId
        ? { href: `/moderation/${origin.submissionId}`, text: 'Back to the return' }
        : { href: '/challenge-log', text: 'Back to the challenge log' },
    proposal: {
      formKey: portal.newId(),
      challengeId: origin?.challengeId ?? null,
      submissionId: origin?.submissionId ?? null,
      organisation: origin?.organisation ?? null,
      asked: origin?.asked ? { challenge: origin.asked.challenge, reply: origin.asked.reply } : null,
      raisedOn: origin?.raisedOn && origin.raisedOn <= today ? origin.raisedOn : today,
      dueOn: proposedDue(today),
      organisations: await listActionCandidates(db, scope),
      partnerships: await listLogPartnerships(db, scope),
    },
  };
}
