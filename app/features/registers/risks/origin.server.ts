import type { Reader } from '../../../../db/client.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { listRoleHolders } from '../../accounts/queries.server.ts';
import type { PartnershipScope } from '../../accounts/viewer.ts';
import { getActionOrigin } from '../../actions/origin.server.ts';
import { listPartnershipChoices } from '../../partnerships/queries.server.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { listHoldingGroups } from './queries.server.ts';
import { nextReview, type RiskSource } from './rules.ts';

/** What a risk is to be raised from; at most one of a challenge, a return and an entry of the log, else by hand. */
export interface RiskOriginAsked {
  readonly challengeId: string | null;
  readonly submissionId: string | null;
  readonly questionCode: string | null;
  readonly entryId: string | null;
}

/** Where a risk comes from, checked against the viewer's partnerships, and what its form starts with. */
export interface RiskOrigin extends RiskOriginAsked {
  readonly source: RiskSource;
  readonly partnershipId: string;
  /** In words, with the page to go back to. */
  readonly from: { readonly words: string; readonly href: string };
  readonly cause: string;
  readonly scores: { readonly likelihood: number; readonly impact: number } | null;
}

/** Finds what a risk comes from; undefined when nothing is named. Refuses as not found whatever is outside the scope. */
export async function findRiskOrigin(
  db: Reader,
  scope: PartnershipScope,
  asked: RiskOriginAsked,
): Promise<RiskOrigin | undefined> {
  if (asked.entryId !== null) return originOfEntry(db, scope, asked.entryId);
  if (asked.challengeId === null && asked.submissionId === null) return undefined;
  const origin = await getActionOrigin(db, scope, { organisationId: null, ...asked });
  const { challenge, questionCode } = origin;
  const compiled = origin.editionId === null ? undefined : await getEdition(db, origin.editionId);
  const text = questionCode === null ? undefined : compiled?.questions.get(questionCode)?.question.text;
  return {
    source: challenge ? 'session' : 'moderation',
    partnershipId: origin.partnershipId,
    challengeId: origin.challengeId,
    submissionId: challenge ? null : origin.submissionId,
    questionCode: challenge ? null : questionCode,
    entryId: null,
    from: challenge
      ? { words: origin.holder, href: `/challenge/${challenge.sessionId}/record/${challenge.slotId}` }
      : {
          words: origin.holder,
          href: `/moderation/${origin.submissionId}${origin.standardCode === null ? '' : `/standards/${origin.standardCode}`}`,
        },
    cause: challenge
      ? `${origin.holder} was asked: ${challenge.asked} It replied: ${challenge.reply}`
      : text === undefined
        ? ''
        : `${origin.holder} is not assured on this: ${text}`,
    scores: null,
  };
}

async function originOfEntry(db: Reader, scope: PartnershipScope, entryId: string): Promise<RiskOrigin> {
  const entry = await db
    .selectFrom('challenge_log_entry as entry')
    .leftJoin('challenge', 'challenge.id', 'entry.challenge_id')
    .select(['entry.partnership_id', 'entry.reference', 'entry.reason', 'challenge.challenge as asked'])
    .select(['entry.raised_to_name', 'entry.likelihood_now', 'entry.impact_now'])
    .where('entry.id', '=', entryId)
    .where('entry.partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!entry) throw notFound();
  return {
    source: 'challenge-log',
    partnershipId: entry.partnership_id,
    challengeId: null,
    submissionId: null,
    questionCode: null,
    entryId,
    from: { words: `${entry.reference}, ${entry.raised_to_name}`, href: `/challenge-log/${entryId}` },
    cause: entry.reason ?? entry.asked ?? '',
    scores: { likelihood: entry.likelihood_now, impact: entry.impact_now },
  };
}

/** Who may own risks of some partnerships: their people, each once. */
export async function listOwners(
  db: Reader,
  scope: PartnershipScope,
  today: string,
): Promise<{ readonly id: string; readonly name: string }[]> {
  const found = new Map<string, string>();
  for (const partnershipId of scope.partnershipIds)
    for (const { personId, name } of await listRoleHolders(db, { partnershipId }, today)) found.set(personId, name);
  return [...found].map(([id, name]) => ({ id, name }));
}

/** What the form of a new risk starts with, from what its address names. */
export async function proposeRisk(portal: Portal, scope: PartnershipScope, search: URLSearchParams) {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const given = (name: string) => search.get(name) || null;
  const origin = await findRiskOrigin(db, scope, {
    challengeId: given('challenge'),
    submissionId: given('submission'),
    questionCode: given('question'),
    entryId: given('entry'),
  });
  const within = origin ? ({ partnershipIds: [origin.partnershipId] } as const) : scope;
  return {
    formKey: portal.newId(),
    origin: origin ?? null,
    back: origin
      ? { href: origin.from.href, text: `Back to ${origin.from.words}` }
      : { href: '/risks', text: 'Risk register' },
    owners: await listOwners(db, within, today),
    groups: await listHoldingGroups(db, within),
    partnerships: await listPartnershipChoices(db, within),
    reviewOn: nextReview(today),
  };
}

export type RiskProposal = Awaited<ReturnType<typeof proposeRisk>>;
