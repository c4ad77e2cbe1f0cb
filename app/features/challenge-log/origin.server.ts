import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import { getActionOrigin } from '../actions/origin.server.ts';
import { addMonths } from '../actions/rules.ts';
import type { EntrySource } from './rules.ts';

/** What a challenge is to come from; at most one of the two is given, else it is put on the log by hand. */
export interface EntryOriginAsked {
  readonly challengeId: string | null;
  readonly submissionId: string | null;
}

/** Where a challenge comes from, checked against the viewer's partnerships. */
export interface EntryOrigin {
  readonly source: EntrySource;
  readonly partnershipId: string;
  readonly challengeId: string | null;
  readonly submissionId: string | null;
  /** Who is challenged, where the source settles it. */
  readonly organisation: { readonly id: string; readonly name: string };
  /** What was asked in the session, which is not typed again. */
  readonly asked: { readonly challenge: string; readonly reply: string; readonly recordHref: string } | null;
  readonly raisedOn: string | null;
}

/**
 * Finds the session's challenge or the sent return that a challenge on the log comes from; undefined when none is named.
 * Refuses as not found whatever is outside the scope.
 */
export async function findEntryOrigin(
  db: Reader,
  scope: PartnershipScope,
  { challengeId, submissionId }: EntryOriginAsked,
): Promise<EntryOrigin | undefined> {
  if (challengeId === null && submissionId === null) return undefined;
  const origin = await getActionOrigin(db, scope, {
    organisationId: null,
    challengeId,
    submissionId,
    questionCode: null,
  });
  const { challenge, organisationId, holder } = origin;
  if (organisationId === null) throw notFound();
  return {
    source: challenge ? 'session' : 'moderation',
    partnershipId: origin.partnershipId,
    challengeId: origin.challengeId,
    submissionId: origin.submissionId,
    organisation: { id: organisationId, name: holder },
    asked: challenge
      ? {
          challenge: challenge.asked,
          reply: challenge.reply,
          recordHref: `/challenge/${challenge.sessionId}/record/${challenge.slotId}`,
        }
      : null,
    raisedOn: challenge ? await heldOn(db, scope, challenge.sessionId) : null,
  };
}

async function heldOn(db: Reader, scope: PartnershipScope, sessionId: string): Promise<string | null> {
  const session = await db
    .selectFrom('challenge_session')
    .select('held_on')
    .where('id', '=', sessionId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  return session?.held_on ?? null;
}

/** The entry of the log that a session's challenge has become already; undefined where it has none. */
export const findEntryOfChallenge = (db: Reader, scope: PartnershipScope, challengeId: string) =>
  db
    .selectFrom('challenge_log_entry')
    .select(['id', 'reference'])
    .where('challenge_id', '=', challengeId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();

/** The partnerships somebody may put challenges on the log of, by name. */
export const listLogPartnerships = (db: Reader, scope: PartnershipScope) =>
  db
    .selectFrom('partnership')
    .select(['id', 'name'])
    .where('id', 'in', scope.partnershipIds)
    .orderBy('name')
    .limit(500)
    .execute();

/** A current member of a partnership by its id; refused as not found where it is none. */
export async function getMember(
  db: Reader,
  partnershipId: string,
  organisationId: string,
): Promise<{ readonly id: string; readonly name: string }> {
  const member = await db
    .selectFrom('partnership_member')
    .innerJoin('organisation', 'organisation.id', 'partnership_member.organisation_id')
    .select(['organisation.id', 'organisation.name'])
    .where('partnership_member.partnership_id', '=', partnershipId)
    .where('partnership_member.organisation_id', '=', organisationId)
    .where('partnership_member.left_on', 'is', null)
    .executeTakeFirst();
  if (!member) throw notFound();
  return member;
}

/** A month to answer, unless somebody says otherwise. */
export const proposedDue = (today: string): string => addMonths(today, 1);
