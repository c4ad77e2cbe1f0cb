import { viewerOf } from '../../features/accounts/queries.server.ts';
import { holdersIn } from '../../features/accounts/role-holders.server.ts';
import { organisationScope, type Viewer } from '../../features/accounts/viewer.ts';
import { signatoriesFor } from '../../features/questionnaire/questionnaire.ts';
import { readAnswers } from '../../features/returns/facts.ts';
import { localCodesOf } from '../../features/returns/shared/local.ts';
import { hashToSign } from '../../features/submissions/commands/lock-round.server.ts';
import { sendForSignOff } from '../../features/submissions/commands/send-for-sign-off.server.ts';
import { signReturn } from '../../features/submissions/commands/sign-return.server.ts';
import { submitReturn } from '../../features/submissions/commands/submit-return.server.ts';
import { addDays } from '../../platform/clock.ts';
import type { Portal } from '../../platform/portal.ts';
import { review } from '../demonstration/delegation.ts';
import { answerStandard, confirmFacts, type ReturnWork } from '../demonstration/return-work.ts';
import { returnDay, workingBack, workingFrom } from './plan.ts';
import { findAgency, findEdition, leadOf, type Town } from './town.ts';

interface OpenReturn {
  readonly id: string;
  readonly status: 'not-started' | 'in-progress' | 'awaiting-sign-off' | 'signed';
  readonly organisationId: string;
  readonly organisation: string;
  readonly editionId: string;
}

/**
 * Agencies work on their returns by the commands of the forms: begun four weeks before, the rest answered and sent for
 * signature two working days before, signed the day before, and sent on the day that the seed has for them.
 */
export async function workOnReturns(town: Town): Promise<void> {
  const { portal, partnershipId, seed } = town;
  const { today } = portal.stamp();
  const rows = await portal.database.db
    .selectFrom('agency_return as return')
    .innerJoin('cycle', 'cycle.id', 'return.cycle_id')
    .innerJoin('organisation', 'organisation.id', 'return.organisation_id')
    .select(['return.id', 'return.status', 'return.first_due_on', 'return.edition_id as editionId'])
    .select(['cycle.name as cycle', 'organisation.id as organisationId', 'organisation.name as organisation'])
    .where('return.partnership_id', '=', partnershipId)
    .where('cycle.status', '=', 'open')
    .where('return.status', 'in', ['not-started', 'in-progress', 'awaiting-sign-off', 'signed'])
    .orderBy('organisation.name')
    .execute();
  for (const { first_due_on: dueOn, cycle, status, ...row } of rows) {
    if (status === 'submitted' || status === 'closed') continue;
    const day = returnDay(seed, `${cycle} ${row.organisation}`, dueOn);
    const one = { ...row, status };
    if (status === 'not-started' && today >= workingFrom(addDays(day ?? dueOn, -28))) await begin(town, one);
    else if (day === undefined) continue;
    else if (status === 'in-progress' && today >= workingBack(day, 2)) await finish(town, one);
    else if (status === 'awaiting-sign-off' && today >= workingBack(day, 1)) await signAll(town, one);
    else if (status === 'signed' && today >= day) await send(town, one);
  }
}

/** What is known of a return as it stands: confirmed facts, answers, the revision of each. */
async function takeUp({ portal }: Town, one: OpenReturn, lead: Viewer): Promise<ReturnWork | undefined> {
  const organisation = findAgency(one.organisation);
  if (!organisation) return undefined;
  const compiled = await findEdition(portal, one.editionId);
  const work = await confirmFacts(portal, lead, one.id, { organisation, compiled, year: 'this' });
  const rows = await portal.database.db
    .selectFrom('answer')
    .select(['question_code', 'value', 'revision'])
    .where('return_id', '=', one.id)
    .execute();
  work.facts = { ...work.facts, answers: readAnswers(rows) };
  for (const { question_code, revision } of rows) work.revisions.set(question_code, revision);
  return work;
}

async function begin(town: Town, one: OpenReturn): Promise<void> {
  const lead = await leadOf(town.portal, one.organisationId);
  const work = lead && (await takeUp(town, one, lead));
  const [first] = work?.telling.compiled.edition.standards ?? [];
  if (lead && work && first) await answerStandard(town.portal, lead, work, first);
}

async function finish(town: Town, one: OpenReturn): Promise<void> {
  const { portal } = town;
  const lead = await leadOf(portal, one.organisationId);
  const work = lead && (await takeUp(town, one, lead));
  if (!lead || !work) return;
  await review(portal, { returnId: one.id, lead, helper: lead });
  for (const standard of work.telling.compiled.edition.standards) await answerStandard(portal, lead, work, standard);
  await answerOthers(town, one, lead);
  await sendForSignOff(portal, lead, { returnId: one.id });
}

/** What other partnerships ask beside, where one return is answered for several. */
async function answerOthers(town: Town, one: OpenReturn, lead: Viewer): Promise<void> {
  const { portal } = town;
  const others = await portal.database.db
    .selectFrom('agency_return')
    .select(['id', 'edition_id as editionId'])
    .where('organisation_id', '=', one.organisationId)
    .where('shared_return_id', '=', (eb) =>
      eb.selectFrom('agency_return as own').select('own.shared_return_id').where('own.id', '=', one.id),
    )
    .where('id', '<>', one.id)
    .execute();
  for (const other of others) {
    const work = await takeUp(town, { ...one, ...other }, lead);
    if (!work) continue;
    const { compiled } = work.telling;
    const local = localCodesOf(compiled).standards;
    for (const standard of compiled.edition.standards)
      if (local.has(standard.code)) await answerStandard(portal, lead, work, standard);
  }
}

async function signAll(town: Town, one: OpenReturn): Promise<void> {
  const { portal } = town;
  const { db } = portal.database;
  const { today } = portal.stamp();
  const lead = await leadOf(portal, one.organisationId);
  const work = lead && (await takeUp(town, one, lead));
  if (!work) return;
  for (const { code } of signatoriesFor(work.telling.compiled, work.facts)) {
    const [holder] = (await holdersIn(db, [one.organisationId], [code], today)).get(one.organisationId) ?? [];
    if (!holder) continue;
    const viewer = await viewerOf(db, { id: holder.personId, name: holder.email, email: holder.email }, today);
    const contentHash = await hashToSign(db, organisationScope(viewer, 'return.read'), one.id);
    await signReturn(portal, viewer, { returnId: one.id, signatory: code, contentHash });
  }
}

async function send({ portal }: { readonly portal: Portal }, one: OpenReturn): Promise<void> {
  const lead = await leadOf(portal, one.organisationId);
  if (lead) await submitReturn(portal, lead, { returnId: one.id });
}
