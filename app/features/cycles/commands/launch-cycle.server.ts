import type { Trx } from '../../../../db/client.server.ts';
import { asThePortal } from '../../../../db/reach.ts';
import type { AgencyReturnRow, StandardProgressRow } from '../../../../db/schema/returns.table.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound, notNow, Refusal } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { recordEvents } from '../../audit/record-events.server.ts';
import { queueJobs } from '../../jobs/commands.server.ts';
import { queueMessages } from '../../notifications/commands.server.ts';
import { organisationOf } from '../../organisations/queries.server.ts';
import type { Organisation } from '../../organisations/schema.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { type CompiledEdition, questionnaireFor } from '../../questionnaire/questionnaire.ts';
import { fitting } from '../cohort.server.ts';
import { listLeads } from '../leads.server.ts';
import { freezeQuestions } from '../local/freeze.server.ts';
import { factsOf, profileDefaults } from '../profile-defaults.ts';
import { getCycle } from '../queries.server.ts';
import { launchProblem } from '../rules.ts';
import type { Cycle } from '../schema.ts';
import { addToCohort } from './create-cycle.server.ts';

/**
 * Opens a cycle: one return for each organisation of the cohort that still fits, and a message to its safeguarding leads.
 * All of it or nothing, in a number of statements that hardly grows with the cohort. Refused when the cohort is empty,
 * before the opening day, after the due day, or when it has been done already.
 */
export async function launchCycle(
  portal: Portal,
  viewer: Viewer,
  input: { readonly cycleId: string; readonly revision: number },
): Promise<{ readonly returns: number }> {
  const scope = partnershipScope(viewer, 'cycle.change');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const cycle = await getCycle(trx, scope, input.cycleId);
    const organisations = (await fitting(trx, cycle, { chosen: true }).selectAll('organisation').execute()).map(
      organisationOf,
    );
    const problem = launchProblem({ ...cycle, chosen: organisations.length, today: stamp.today });
    if (problem) throw notNow(problem);
    const { editionId, compiled } = await freezeQuestions(trx, stamp, cycle);
    const { numUpdatedRows } = await trx
      .updateTable('cycle')
      .set({ status: 'open', edition_id: editionId, launched_at: stamp.now, revision: cycle.revision + 1 })
      .where('id', '=', cycle.id)
      .where('partnership_id', '=', cycle.partnershipId)
      .where('status', '=', 'draft')
      .where('revision', '=', input.revision)
      .executeTakeFirst();
    if (numUpdatedRows === 0n)
      throw new Refusal('stale-revision', 'Somebody else has changed this cycle: load the page and look at it again');
    await recordEvent(trx, stamp, {
      type: 'cycle.launched',
      owner: { partnershipId: cycle.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'cycle', id: cycle.id },
      detail: { returns: organisations.length },
    });
    await openReturns(trx, stamp, portal, viewer, { ...cycle, editionId }, compiled, organisations);
    return { returns: organisations.length };
  });
}

/** Opens the return of one more organisation in a cycle that is open. Refuses one that does not fit, or is in it, as unknown. */
export async function addReturn(
  portal: Portal,
  viewer: Viewer,
  input: { readonly cycleId: string; readonly organisationId: string },
): Promise<void> {
  const scope = partnershipScope(viewer, 'cycle.change');
  const { editionId } = await getCycle(portal.database.db, scope, input.cycleId);
  const compiled = await getEdition(portal.database.db, editionId);
  await portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const cycle = await getCycle(trx, scope, input.cycleId);
    if (cycle.status !== 'open') throw notNow('Returns are opened one by one only while the cycle is open');
    const row = await fitting(trx, cycle)
      .selectAll('organisation')
      .where('organisation.id', '=', input.organisationId)
      .where(
        'organisation.id',
        'not in',
        trx.selectFrom('agency_return').select('organisation_id').where('cycle_id', '=', cycle.id),
      )
      .executeTakeFirst();
    if (!row) throw notFound();
    await addToCohort(trx, cycle, [row.id]);
    await openReturns(trx, stamp, portal, viewer, cycle, compiled, [organisationOf(row)]);
  });
}

const batch = 500;

async function openReturns(
  trx: Trx,
  stamp: Stamp,
  portal: Portal,
  viewer: Viewer,
  cycle: Cycle,
  compiled: CompiledEdition,
  organisations: readonly Organisation[],
): Promise<void> {
  const asked = createCounter(compiled);
  const returns: AgencyReturnRow[] = [];
  const progress: StandardProgressRow[] = [];
  for (const organisation of organisations) {
    const id = stamp.newId();
    const profile = profileDefaults(compiled, organisation);
    returns.push(returnRow(stamp, cycle, organisation, id, JSON.stringify(profile)));
    for (const standard of asked(organisation, profile))
      progress.push({
        organisation_id: organisation.id,
        partnership_id: cycle.partnershipId,
        cycle_id: cycle.id,
        return_id: id,
        ...standard,
        answered: 0,
        required_complete: 0,
        marked_complete: 0,
      });
  }
  for (let start = 0; start < returns.length; start += batch)
    await trx
      .insertInto('agency_return')
      .values(returns.slice(start, start + batch))
      .execute();
  for (let start = 0; start < progress.length; start += batch)
    await trx
      .insertInto('standard_progress')
      .values(progress.slice(start, start + batch))
      .execute();
  await recordEvents(
    trx,
    stamp,
    returns.map((row) => ({
      type: 'return.opened' as const,
      owner: { organisationId: row.organisation_id, partnershipId: cycle.partnershipId },
      actorId: viewer.personId,
      subject: { kind: 'return', id: row.id },
      detail: { cycle: cycle.id, edition: cycle.editionId, dueOn: row.due_on },
    })),
  );
  await queueCarryForward(trx, stamp, cycle, returns);
  const leads = await listLeads(
    trx,
    returns.map((row) => row.organisation_id),
    stamp.today,
  );
  const returnOf = new Map(returns.map((row) => [row.organisation_id, row.id]));
  await queueMessages(
    trx,
    stamp,
    'cycle-launched',
    leads.map((lead) => ({
      fields: {
        cycle: cycle.name,
        organisation: lead.organisationName,
        due: dayInWords(cycle.dueOn),
        address: `${portal.config.publicOrigin}/returns/${returnOf.get(lead.organisationId)}`,
      },
      to: { address: lead.email, personId: lead.personId },
      reference: `cycle-launched:${returnOf.get(lead.organisationId)}:${lead.personId}`,
      organisationId: lead.organisationId,
      partnershipId: cycle.partnershipId,
    })),
  );
}

/**
 * Last time's answers are carried by a job for each return, because looking through hundreds of sent returns would keep
 * the launch waiting; an organisation that opens its return sooner has them at once. Only those that sent something need one.
 */
async function queueCarryForward(
  trx: Trx,
  stamp: Stamp,
  cycle: Cycle,
  returns: readonly AgencyReturnRow[],
): Promise<void> {
  const sent = new Set<string>();
  for (let start = 0; start < returns.length; start += batch) {
    const part = returns.slice(start, start + batch).map((row) => row.organisation_id);
    const rows = await asThePortal(
      'whether an organisation ever sent something, to whichever partnership',
      () =>
        trx
          .selectFrom('submission')
          .innerJoin('standard_edition', 'standard_edition.id', 'submission.edition_id')
          .select('submission.organisation_id')
          .distinct()
          .where('submission.organisation_id', 'in', part)
          .where(
            'standard_edition.set_code',
            '=',
            trx.selectFrom('standard_edition').select('set_code').where('id', '=', cycle.editionId),
          )
          .execute(),
      trx,
    );
    for (const { organisation_id } of rows) sent.add(organisation_id);
  }
  await queueJobs(
    trx,
    stamp,
    returns
      .filter((row) => sent.has(row.organisation_id))
      .map(({ id }) => ({
        kind: 'carry-forward' as const,
        payload: { returnId: id },
        reference: `carry-forward:${id}`,
      })),
  );
}

const returnRow = (
  stamp: Stamp,
  cycle: Cycle,
  organisation: Organisation,
  id: string,
  profile: string,
): AgencyReturnRow => ({
  id,
  organisation_id: organisation.id,
  partnership_id: cycle.partnershipId,
  cycle_id: cycle.id,
  edition_id: cycle.editionId,
  status: 'not-started',
  due_on: cycle.dueOn,
  first_due_on: cycle.dueOn,
  profile,
  profile_confirmed_at: null,
  opened_at: stamp.now,
  started_at: null,
  submitted_at: null,
  closed_at: null,
  last_saved_at: null,
  last_saved_by: null,
  revision: 1,
  shared_return_id: null,
});

/** How many questions each standard asks; organisations that are alike are worked out once. */
function createCounter(compiled: CompiledEdition) {
  const known = new Map<string, { standard_code: string; questions: number; required: number }[]>();
  return (organisation: Organisation, profile: ReturnType<typeof profileDefaults>) => {
    const facts = factsOf(organisation, profile);
    const key = JSON.stringify(facts);
    const found = known.get(key);
    if (found) return found;
    const counted = questionnaireFor(compiled, facts).standards.map(({ standard, questions }) => ({
      standard_code: standard.code,
      questions: questions.length,
      required: questions.filter(({ question }) => question.required).length,
    }));
    known.set(key, counted);
    return counted;
  };
}
