import { createHash } from 'node:crypto';
import type { Trx } from '../../../../db/client.server.ts';
import { canonicalJson } from '../../../../standards/canonical-json.ts';
import { londonDay } from '../../../platform/clock.ts';
import { makeReference } from '../../../platform/ids.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notNow } from '../../../platform/refusals.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { issueDocument } from '../../audit/issue-document.server.ts';
import { findSignOffSettings } from '../../cycles/sign-off-settings.server.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import { signatoriesFor } from '../../questionnaire/questionnaire.ts';
import { endDelegations } from '../../returns/commands/end-delegations.server.ts';
import type { LoadedReturn } from '../../returns/content.server.ts';
import { part } from '../../returns/shared/parting.server.ts';
import { awaitedSignatories, standingSignatures } from '../../returns/sign-off-rules.ts';
import { findMeeting } from '../meetings/queries.server.ts';
import type { RecordedSignature } from '../pages.ts';
import { isLate, referencePrefix } from '../rules.ts';
import type { Meeting, Snapshot } from '../schema.ts';
import { listSignatures } from '../signatures.server.ts';
import { nextVersion, supersedeEarlier } from '../versions/commands/supersede.server.ts';
import { lockRound } from './lock-round.server.ts';
import { takenBackBecauseChanged } from './sign-return.server.ts';
import { writeSubmission } from './write-submission.server.ts';

/** What became of sending a return. */
export type SubmitOutcome =
  /** `first` is false when the return had been sent before: pressing twice gives the same receipt. */
  | {
      readonly outcome: 'submitted';
      readonly first: boolean;
      readonly submissionId: string;
      readonly reference: string;
      readonly returnId: string;
      /** How many returns this press sent. */
      readonly returns: number;
    }
  /** The return is not what was signed: its signatures are voided and nothing was sent. */
  | { readonly outcome: 'changed' };

/**
 * Sends a signed return: freezes what was signed, gives it a reference and a hash, and opens it to the partnership. Of
 * returns that are answered together every one that is ticked and signed is sent by the same press, each to its own
 * partnership with a snapshot and a reference of its own; the others can follow later. Happens at most once for a
 * return, and once more each time it was opened again: then as a version of its own beside those before. Late is allowed. Refuses a return that still waits for a signature.
 */
export async function submitReturn(
  portal: Portal,
  viewer: Viewer,
  input: { readonly returnId: string },
): Promise<SubmitOutcome> {
  const scope = organisationScope(viewer, 'return.submit');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const round = await lockRound(trx, scope, input.returnId);
    const asked = round.find(({ returnId }) => returnId === input.returnId);
    const isSent = asked === undefined || asked.status === 'submitted' || asked.status === 'closed';
    const sent = isSent ? await findSent(trx, scope, input.returnId) : undefined;
    if (sent)
      return {
        outcome: 'submitted',
        first: false,
        submissionId: sent.id,
        reference: sent.reference,
        returnId: input.returnId,
        returns: 1,
      };
    const signed = round.length === 1 ? round : round.filter(({ status }) => status === 'signed');
    const toSend: { loaded: LoadedReturn; signatures: readonly RecordedSignature[] }[] = [];
    let changed = false;
    for (const loaded of signed) {
      const signatures = await listSignatures(trx, scope, loaded.returnId);
      changed = (await takenBackBecauseChanged(trx, stamp, viewer, loaded, signatures)) || changed;
      toSend.push({ loaded, signatures });
    }
    if (changed) return { outcome: 'changed' };
    const meetings = await meetingsOf(trx, scope, round);
    const done = [];
    for (const { loaded, signatures } of toSend)
      done.push(await submitOne(portal, { trx, stamp, viewer }, loaded, { signatures, meeting: meetings(loaded) }));
    const [own] = done.toSorted(
      (a, b) => Number(b.returnId === input.returnId) - Number(a.returnId === input.returnId),
    );
    if (!own) throw notSigned();
    return { outcome: 'submitted', first: true, ...own, returns: done.length };
  });
}

const notSigned = () => notNow('This return can be sent when everybody who must sign it has signed it');

async function submitOne(
  portal: Portal,
  { trx, stamp, viewer }: { readonly trx: Trx; readonly stamp: Stamp; readonly viewer: Viewer },
  loaded: LoadedReturn,
  { signatures, meeting }: { readonly signatures: readonly RecordedSignature[]; readonly meeting: Meeting | null },
): Promise<{ readonly returnId: string; readonly submissionId: string; readonly reference: string }> {
  const required = signatoriesFor(loaded.compiled, loaded.facts).map(({ code }) => code);
  const awaited = awaitedSignatories(required, signatures, loaded.contentHash);
  if (loaded.status !== 'signed' || awaited.length > 0) throw notSigned();
  const asked = await findSignOffSettings(trx, { id: loaded.cycle.id, partnershipId: loaded.partnership.id });
  if (asked.meetingAsked && !meeting)
    throw notNow('The partnership asks for the meeting of your board or governors: record its date, then send');
  const sentReturn = { ...loaded, partnershipId: loaded.partnership.id };
  const version = await nextVersion(trx, sentReturn);
  const snapshot = snapshotOf(stamp, viewer, loaded, signatures, { meeting, version });
  const text = canonicalJson(snapshot);
  const sha256 = createHash('sha256').update(text, 'utf8').digest('hex');
  const submissionId = await writeSubmission(trx, stamp, viewer, loaded, { snapshot, text, sha256 });
  await issueDocument(trx, stamp, portal.config.publicOrigin, {
    kind: 'submission',
    subjectId: submissionId,
    series: loaded.returnId,
    version,
    reference: snapshot.reference,
    owner: { organisationId: loaded.organisationId, partnershipId: loaded.partnership.id },
    contentSha256: sha256,
  });
  await supersedeEarlier(trx, stamp, viewer, sentReturn, submissionId);
  await part(trx, stamp, viewer.personId, loaded, 'sent');
  await recordEvent(trx, stamp, {
    type: 'return.submitted',
    owner: { organisationId: loaded.organisationId, partnershipId: loaded.partnership.id },
    actorId: viewer.personId,
    subject: { kind: 'return', id: loaded.returnId },
    detail: {
      submission: submissionId,
      reference: snapshot.reference,
      sha256,
      version,
      late: isLate(londonDay(new Date(stamp.now)), loaded.dueOn),
    },
  });
  await endDelegations(trx, stamp, { id: loaded.returnId, organisationId: loaded.organisationId }, viewer.personId);
  await tellEverybody(portal, trx, stamp, loaded, snapshot, signatures);
  return { returnId: loaded.returnId, submissionId, reference: snapshot.reference };
}

/** The meeting at which each of a round was looked at: recorded with one of them, it counts for all. */
async function meetingsOf(
  trx: Trx,
  scope: OrganisationScope,
  round: readonly LoadedReturn[],
): Promise<(loaded: LoadedReturn) => Meeting | null> {
  const found = new Map<string, Meeting>();
  for (const { returnId } of round) {
    const meeting = await findMeeting(trx, scope, returnId);
    if (meeting) found.set(returnId, meeting);
  }
  const [any = null] = found.values();
  return ({ returnId }) => found.get(returnId) ?? any;
}

const findSent = (trx: Trx, scope: OrganisationScope, returnId: string) =>
  trx
    .selectFrom('submission')
    .select(['id', 'reference'])
    .where('return_id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .orderBy('version', 'desc')
    .executeTakeFirst();

function snapshotOf(
  stamp: Stamp,
  viewer: Viewer,
  loaded: LoadedReturn,
  signatures: readonly RecordedSignature[],
  { meeting, version }: { readonly meeting: Meeting | null; readonly version: number },
): Snapshot {
  const required = signatoriesFor(loaded.compiled, loaded.facts);
  const standing = standingSignatures(signatures, loaded.contentHash);
  return {
    contract: 1,
    reference: makeReference(referencePrefix(loaded.compiled.edition.set)),
    version,
    partnership: loaded.partnership,
    cycle: { id: loaded.cycle.id, name: loaded.cycle.name, dueOn: loaded.dueOn },
    content: loaded.content,
    contentHash: loaded.contentHash,
    signatures: required.flatMap(({ code, title }) =>
      standing
        .filter(({ signatory }) => signatory === code)
        .map(({ signatory, name, jobTitle, signedAt, contentHash, authority }) => ({
          signatory,
          title,
          name,
          jobTitle,
          signedAt,
          contentHash,
          ...(authority ? { authority } : {}),
        })),
    ),
    ...(meeting
      ? { meeting: { heldOn: meeting.heldOn, body: meeting.body, minuteReference: meeting.minuteReference } }
      : {}),
    submittedAt: stamp.now,
    submittedBy: viewer.name,
  };
}

async function tellEverybody(
  portal: Portal,
  trx: Trx,
  stamp: Stamp,
  loaded: LoadedReturn,
  { reference, version }: Snapshot,
  signatures: readonly RecordedSignature[],
): Promise<void> {
  const signed = new Set(standingSignatures(signatures, loaded.contentHash).map(({ personId }) => personId));
  const holders = await listRoleHolders(trx, { organisationId: loaded.organisationId }, stamp.today);
  const told = new Map(
    holders
      .filter(({ personId, role }) => role === 'safeguarding-lead' || signed.has(personId))
      .map((holder) => [holder.personId, holder]),
  );
  await queueMessages(
    trx,
    stamp,
    'submitted',
    [...told.values()].map(({ personId, email }) => ({
      fields: {
        cycle: loaded.cycle.name,
        organisation: loaded.content.organisation.name,
        reference,
        address: `${portal.config.publicOrigin}/returns/${loaded.returnId}/receipt`,
      },
      to: { address: email, personId },
      reference:
        version === 1
          ? `submitted:${loaded.returnId}:${personId}`
          : `submitted:${loaded.returnId}:${version}:${personId}`,
      organisationId: loaded.organisationId,
      partnershipId: loaded.partnership.id,
    })),
  );
}
