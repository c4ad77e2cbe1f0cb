import type { Trx } from '../../../../db/client.server.ts';
import type { ChallengeLogEntryRow } from '../../../../db/schema/challenge-log.table.ts';
import { makeReference } from '../../../platform/ids.ts';
import type { Stamp } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { getMember } from '../origin.server.ts';
import { bodyKinds, type EntrySource, riskScore } from '../rules.ts';
import type { ChosenBody, NewEntry } from '../schema.ts';

/** Whom a challenge comes from or goes to, by the name they have now. */
export interface Body {
  readonly kind: ChosenBody['kind'];
  readonly organisationId: string | null;
  readonly name: string;
}

/** The body that a form chose; an agency that is no member of the partnership is refused as not found. */
export async function bodyOf(trx: Trx, partnershipId: string, chosen: ChosenBody, typed: string | null): Promise<Body> {
  if (chosen.kind === 'agency') {
    const { id, name } = await getMember(trx, partnershipId, chosen.organisationId);
    return { kind: 'agency', organisationId: id, name };
  }
  return { kind: chosen.kind, organisationId: null, name: chosen.kind === 'board' ? bodyKinds.board : (typed ?? '') };
}

export interface EntryToWrite {
  readonly id: string;
  readonly partnershipId: string;
  readonly by: Body;
  readonly to: Body;
  readonly source: EntrySource;
  readonly challengeId: string | null;
  readonly submissionId: string | null;
  readonly input: NewEntry;
  /** Whoever is challenged may read it from now on. */
  readonly passedOn: boolean;
}

/**
 * Writes a new challenge.
 *
 * @returns its reference
 */
export async function writeEntry(trx: Trx, stamp: Stamp, viewer: Viewer, entry: EntryToWrite): Promise<string> {
  const { by, to, input } = entry;
  const reference = makeReference('CHL');
  await trx
    .insertInto('challenge_log_entry')
    .values({
      id: entry.id,
      reference,
      partnership_id: entry.partnershipId,
      raised_by_kind: by.kind,
      raised_by_organisation_id: by.organisationId,
      raised_by_name: by.name,
      raised_to_kind: to.kind,
      raised_to_organisation_id: to.organisationId,
      raised_to_name: to.name,
      source_kind: entry.source,
      challenge_id: entry.challengeId,
      submission_id: entry.submissionId,
      reason: entry.challengeId === null ? input.reason : null,
      raised_on: input.raisedOn,
      report_requested: input.report === 'yes' ? 1 : 0,
      report_about: input.report === 'yes' ? input.reportAbout : null,
      due_on: input.dueOn,
      first_due_on: input.dueOn,
      status: 'open',
      outcome: null,
      likelihood: input.likelihood,
      impact: input.impact,
      likelihood_now: input.likelihood,
      impact_now: input.impact,
      risk_now: riskScore(input),
      closed_on: null,
      created_by: viewer.personId,
      created_at: stamp.now,
      passed_on_at: entry.passedOn ? stamp.now : null,
      passed_on_by: entry.passedOn ? viewer.personId : null,
      revision: 1,
    })
    .execute();
  return reference;
}

/** The entry that the same form made before. */
export const findPosted = async (trx: Trx, formKey: string | undefined): Promise<ChallengeLogEntryRow | undefined> =>
  formKey === undefined
    ? undefined
    : trx.selectFrom('challenge_log_entry').selectAll().where('id', '=', formKey).executeTakeFirst();

/** Whether a form says again what an entry says already; one that says something else is an entry of its own. */
export const isSame = (posted: ChallengeLogEntryRow, viewer: Viewer, partnershipId: string, input: NewEntry): boolean =>
  posted.created_by === viewer.personId &&
  posted.partnership_id === partnershipId &&
  posted.reason === input.reason &&
  posted.raised_on === input.raisedOn &&
  posted.first_due_on === input.dueOn;
