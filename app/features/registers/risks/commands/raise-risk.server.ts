import type { Trx } from '../../../../../db/client.server.ts';
import { makeReference } from '../../../../platform/ids.ts';
import type { Saved } from '../../../../platform/page-forms.ts';
import type { Portal, Stamp } from '../../../../platform/portal.ts';
import { dayInWords } from '../../../../platform/words.ts';
import { partnershipScope, type Viewer } from '../../../accounts/viewer.ts';
import { recordEvent } from '../../../audit/commands.server.ts';
import { riskScore } from '../../../challenge-log/rules.ts';
import { partnershipOf, problem } from '../../../partnerships/commands/saved.ts';
import { findRiskOrigin, listOwners } from '../origin.server.ts';
import { latestReview } from '../rules.ts';
import type { ChangeRisk, NewRisk } from '../schema.ts';

/**
 * Puts a risk on the register: by hand, from a challenge, a return or an entry of the challenge log. Refuses as not found a
 * source of another partnership. The same form posted twice gives the risk that is there already.
 */
export async function raiseRisk(portal: Portal, viewer: Viewer, input: NewRisk): Promise<Saved> {
  const scope = partnershipScope(viewer, 'risk.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const origin = await findRiskOrigin(trx, scope, {
      challengeId: input.challenge,
      submissionId: input.submission,
      questionCode: input.question,
      entryId: input.entry,
    });
    const partnershipId = origin?.partnershipId ?? partnershipOf(scope, input.partnership);
    if (partnershipId === undefined) return problem('partnership', 'Choose the partnership');
    const wrong = reviewProblem(input.reviewOn, stamp.today);
    if (wrong) return wrong;
    const held = await holderOf(trx, stamp, partnershipId, input);
    if ('saved' in held) return held;
    const posted = await findPosted(trx, input.formKey);
    if (posted && posted.created_by === viewer.personId && posted.risk_event === input.event)
      return { saved: true, id: posted.id };
    const id = posted ? stamp.newId() : (input.formKey ?? stamp.newId());
    await trx
      .insertInto('risk')
      .values({
        id,
        reference: makeReference('RSK'),
        partnership_id: partnershipId,
        level: input.level,
        category: input.category,
        cause: input.cause,
        risk_event: input.event,
        effect: input.effect,
        source_kind: origin?.source ?? 'hand',
        challenge_id: origin?.challengeId ?? null,
        submission_id: origin?.submissionId ?? null,
        question_code: origin?.questionCode ?? null,
        log_entry_id: origin?.entryId ?? null,
        ...held,
        inherent_likelihood: input.inherentLikelihood,
        inherent_impact: input.inherentImpact,
        likelihood_now: input.likelihood,
        impact_now: input.impact,
        risk_now: riskScore(input),
        target_likelihood: input.targetLikelihood,
        target_impact: input.targetImpact,
        assurance: input.assurance,
        raised_on: stamp.today,
        review_on: input.reviewOn,
        status: 'open',
        closed_because: null,
        closed_on: null,
        created_by: viewer.personId,
        created_at: stamp.now,
        revision: 1,
      })
      .execute();
    for (const words of input.controls)
      await trx
        .insertInto('risk_control')
        .values({
          id: stamp.newId(),
          partnership_id: partnershipId,
          risk_id: id,
          kind: 'existing',
          words,
          action_id: null,
          added_by: viewer.personId,
          added_at: stamp.now,
          ended_at: null,
          ended_by: null,
        })
        .execute();
    await trx
      .insertInto('risk_entry')
      .values({
        id: stamp.newId(),
        partnership_id: partnershipId,
        risk_id: id,
        kind: 'raised',
        note: '',
        level: input.level,
        status: 'open',
        likelihood: input.likelihood,
        impact: input.impact,
        next_review_on: input.reviewOn,
        happened_on: stamp.today,
        made_by: viewer.personId,
        made_at: stamp.now,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'risk.raised',
      owner: { partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'risk', id },
      detail: {
        level: input.level,
        source: origin?.source ?? 'hand',
        score: riskScore(input),
        reviewOn: input.reviewOn,
      },
    });
    return { saved: true, id };
  });
}

/** What is wrong with the day of a next review; undefined where nothing is. */
export function reviewProblem(reviewOn: string, today: string): Saved | undefined {
  if (reviewOn <= today) return problem('reviewOn', 'Enter a day that is in the future');
  const latest = latestReview(today);
  return reviewOn > latest
    ? problem('reviewOn', `Enter a day no later than ${dayInWords(latest)}: risks are reviewed every quarter`)
    : undefined;
}

/** Who answers for a risk and which group holds it, as its row has them. */
export async function holderOf(
  trx: Trx,
  stamp: Stamp,
  partnershipId: string,
  { owner, ownerName, group }: Pick<ChangeRisk, 'owner' | 'ownerName' | 'group'>,
): Promise<{ owner_id: string | null; owner_name: string; group_id: string | null } | Saved> {
  const person =
    owner === null
      ? undefined
      : (await listOwners(trx, { partnershipIds: [partnershipId] }, stamp.today)).find(({ id }) => id === owner);
  if (owner !== null && !person) return problem('owner', 'Choose the owner from the list');
  if (group !== null) {
    const found = await trx
      .selectFrom('partnership_group')
      .select('id')
      .where('id', '=', group)
      .where('partnership_id', '=', partnershipId)
      .executeTakeFirst();
    if (!found) return problem('group', 'Choose the group from the list');
  }
  return { owner_id: owner, owner_name: person?.name ?? ownerName ?? '', group_id: group };
}

const findPosted = async (trx: Trx, formKey: string | undefined) =>
  formKey === undefined
    ? undefined
    : trx.selectFrom('risk').select(['id', 'created_by', 'risk_event']).where('id', '=', formKey).executeTakeFirst();
