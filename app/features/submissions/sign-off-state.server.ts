import type { Reader } from '../../../db/client.server.ts';
import { listRoleHolders } from '../accounts/queries.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import { findSignOffSettings } from '../cycles/sign-off-settings.server.ts';
import { signatoriesFor } from '../questionnaire/questionnaire.ts';
import type { LoadedReturn } from '../returns/content.server.ts';
import { listRunningAuthorities } from './authorities/queries.server.ts';
import { findMeeting } from './meetings/queries.server.ts';
import type { SignatoryState, SignOffRound, SignOffState } from './pages.ts';
import { listRounds } from './rounds.server.ts';
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
  const running = await listRunningAuthorities(db, scope, loaded.organisationId, today);
  const signatories = required.map(({ code, title, declaration }): SignatoryState => {
    const signature = signatures.find((one) => one.signatory === code && !one.voided);
    return {
      code,
      title,
      declaration,
      holders: holders.filter(({ role }) => role === code).map(({ personId, name }) => ({ personId, name })),
      delegates: running
        .filter((one) => one.signatory === code)
        .map(({ delegateId, delegateName, toOn }) => ({ personId: delegateId, name: delegateName, until: toOn })),
      signature: signature
        ? {
            personId: signature.personId,
            name: signature.name,
            jobTitle: signature.jobTitle,
            signedAt: signature.signedAt,
            authority: signature.authority,
            stands: sent || signature.contentHash === loaded.contentHash,
          }
        : null,
    };
  });
  const settings = await findSignOffSettings(db, { id: loaded.cycle.id, partnershipId: loaded.partnership.id });
  const rounds = await listRounds(db, scope, loaded.returnId);
  const empty = signatories.some((one) => one.holders.length + one.delegates.length === 0 && one.signature === null);
  const partnershipPeople = empty ? await listRoleHolders(db, { partnershipId: loaded.partnership.id }, today) : [];
  return {
    signatories,
    voided: signatures.filter(({ voided }) => voided).toReversed(),
    whomToAsk: partnershipPeople
      .filter(({ role }) => role === 'business-manager')
      .map(({ name, email }) => ({ name, email })),
    meeting: await findMeeting(db, scope, loaded.returnId),
    meetingAsked: settings.meetingAsked,
    rounds,
    sentBack: loaded.status === 'in-progress' ? noteOf(rounds[0]) : null,
  };
}

/** The note of whoever sent a return back, while the return is in work again; null at any other time. */
export async function findSentBackNote(
  db: Reader,
  scope: OrganisationScope,
  agencyReturn: { readonly id: string; readonly status: string },
): Promise<SignOffState['sentBack']> {
  if (agencyReturn.status !== 'in-progress') return null;
  return noteOf((await listRounds(db, scope, agencyReturn.id))[0]);
}

/** The note of the last round, where that is how it ended. */
function noteOf(round: SignOffRound | undefined): SignOffState['sentBack'] {
  const ended = round?.ended;
  if (ended?.outcome !== 'sent-back' || ended.note === null || ended.by === null) return null;
  return { by: ended.by, at: ended.at, note: ended.note };
}
