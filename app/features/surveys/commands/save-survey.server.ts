import type { Trx } from '../../../../db/client.server.ts';
import type { Saved } from '../../../platform/page-forms.ts';
import type { Portal } from '../../../platform/portal.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { problem, savedMeanwhile } from '../../partnerships/commands/saved.ts';
import type { SurveyInput, WithdrawInput } from '../schema.ts';
import { getOpenSurvey } from './write-figure.server.ts';

const valuesOf = (input: SurveyInput) => ({
  title: input.title,
  asked: input.asked,
  source: input.source,
  from_on: input.fromOn,
  to_on: input.toOn,
  least_answers: input.leastAnswers,
  shared: input.shared ? 1 : 0,
});

/**
 * Brings in a survey for a cycle of the viewer's partnership; its figures follow. Says which cycle is not theirs, and
 * that a survey is over before its results are there. The same form posted twice gives the survey that is there already.
 */
export async function bringInSurvey(portal: Portal, viewer: Viewer, input: SurveyInput): Promise<Saved> {
  const scope = partnershipScope(viewer, 'survey.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const cycle = await findCycle(trx, scope, input.cycle);
    if (!cycle) return problem('cycle', 'Choose the cycle beside whose returns the figures are read');
    if (input.toOn > stamp.today) return problem('toOn', 'Enter a last day that has been: results come after a survey');
    const posted = await findPosted(trx, input.formKey);
    if (posted && posted.created_by === viewer.personId && posted.title === input.title)
      return { saved: true, id: posted.id };
    const id = posted ? stamp.newId() : (input.formKey ?? stamp.newId());
    await trx
      .insertInto('survey')
      .values({
        id,
        partnership_id: cycle.partnership_id,
        cycle_id: cycle.id,
        set_code: cycle.edition_id.split('/')[0] ?? '',
        ...valuesOf(input),
        withdrawn_at: null,
        withdrawn_because: null,
        withdrawn_by: null,
        created_by: viewer.personId,
        created_at: stamp.now,
        revision: 1,
      })
      .execute();
    await recordEvent(trx, stamp, {
      type: 'survey.brought-in',
      owner: { partnershipId: cycle.partnership_id },
      actorId: viewer.personId,
      subject: { kind: 'survey', id },
      detail: { cycle: cycle.id, asked: input.asked, shared: input.shared },
    });
    return { saved: true, id };
  });
}

const findCycle = (trx: Trx, scope: PartnershipScope, cycleId: string) =>
  trx
    .selectFrom('cycle')
    .select(['id', 'partnership_id', 'edition_id'])
    .where('id', '=', cycleId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();

const findPosted = async (trx: Trx, formKey: string | undefined) =>
  formKey === undefined
    ? undefined
    : trx.selectFrom('survey').select(['id', 'created_by', 'title']).where('id', '=', formKey).executeTakeFirst();

/**
 * Changes what is said about a survey; its cycle stays. The fewest answers can only be raised: of what was too few no
 * figure was kept, so none could appear.
 */
export async function changeSurvey(
  portal: Portal,
  viewer: Viewer,
  surveyId: string,
  input: SurveyInput,
): Promise<Saved> {
  const scope = partnershipScope(viewer, 'survey.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const survey = await getOpenSurvey(trx, scope, surveyId);
    if (input.toOn > stamp.today) return problem('toOn', 'Enter a last day that has been: results come after a survey');
    if (input.leastAnswers < survey.leastAnswers)
      return problem(
        'leastAnswers',
        `Enter ${survey.leastAnswers} or more: figures from fewer answers were not kept, so they cannot be shown`,
      );
    const { numUpdatedRows } = await trx
      .updateTable('survey')
      .set({ ...valuesOf(input), revision: survey.revision + 1 })
      .where('id', '=', survey.id)
      .where('partnership_id', '=', survey.partnershipId)
      .where('revision', '=', input.revision ?? 0)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw savedMeanwhile();
    await recordEvent(trx, stamp, {
      type: 'survey.changed',
      owner: { partnershipId: survey.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'survey', id: survey.id },
      detail: { leastAnswers: input.leastAnswers, shared: input.shared },
    });
    return { saved: true, id: survey.id };
  });
}

/** Withdraws a survey, with why: its figures are read nowhere beside ratings any more, and stay on its own page. */
export async function withdrawSurvey(
  portal: Portal,
  viewer: Viewer,
  surveyId: string,
  input: WithdrawInput,
): Promise<Saved> {
  const scope = partnershipScope(viewer, 'survey.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const survey = await getOpenSurvey(trx, scope, surveyId);
    const { numUpdatedRows } = await trx
      .updateTable('survey')
      .set({
        withdrawn_at: stamp.now,
        withdrawn_because: input.because,
        withdrawn_by: viewer.personId,
        revision: survey.revision + 1,
      })
      .where('id', '=', survey.id)
      .where('partnership_id', '=', survey.partnershipId)
      .where('revision', '=', input.revision)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) throw savedMeanwhile();
    await recordEvent(trx, stamp, {
      type: 'survey.withdrawn',
      owner: { partnershipId: survey.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'survey', id: survey.id },
    });
    return { saved: true, id: survey.id };
  });
}
