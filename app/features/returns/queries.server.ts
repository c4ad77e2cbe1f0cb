import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import { readProfile } from './facts.ts';
import { percentComplete } from './rules.ts';
import type { AgencyReturn, ReturnEntry, ReturnProgress } from './schema.ts';
import { countLocal, isPrimary, listOthers } from './shared/list-shared.server.ts';

/** A return of the organisations in scope. Refuses any other as unknown: a partnership never reads a draft. */
export async function getReturn(db: Reader, scope: OrganisationScope, returnId: string): Promise<AgencyReturn> {
  const row = await db
    .selectFrom('agency_return')
    .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
    .innerJoin('partnership', 'partnership.id', 'agency_return.partnership_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .innerJoin('standard_edition', 'standard_edition.id', 'agency_return.edition_id')
    .leftJoin('person', 'person.id', 'agency_return.last_saved_by')
    .select([
      'agency_return.id',
      'agency_return.organisation_id as organisationId',
      'organisation.name as organisationName',
      'organisation.kind',
      'organisation.phase',
      'organisation.duty_basis as dutyBasis',
      'agency_return.partnership_id as partnershipId',
      'partnership.name as partnershipName',
      'agency_return.cycle_id as cycleId',
      'cycle.name as cycleName',
      'agency_return.edition_id as editionId',
      'standard_edition.sha256 as editionSha256',
      'agency_return.status',
      'agency_return.due_on as dueOn',
      'agency_return.first_due_on as firstDueOn',
      'agency_return.profile',
      'agency_return.profile_confirmed_at as profileConfirmedAt',
      'agency_return.started_at as startedAt',
      'agency_return.submitted_at as submittedAt',
      'agency_return.last_saved_at as lastSavedAt',
      'person.name as lastSavedBy',
      'agency_return.revision',
    ])
    .where('agency_return.id', '=', returnId)
    .where('agency_return.organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  return { ...row, profile: readProfile(row.profile) };
}

/**
 * The returns of the organisations in scope: `current` are those not yet sent, soonest due first; `past` are those
 * sent or closed, newest first. Returns that are answered once are one row. Five queries, however many returns.
 */
export async function listReturns(
  db: Reader,
  scope: OrganisationScope,
  which: 'current' | 'past',
  asked = 1,
): Promise<Page<ReturnEntry>> {
  const matching = () =>
    db
      .selectFrom('agency_return')
      .where('agency_return.organisation_id', 'in', scope.organisationIds)
      .where('agency_return.status', which === 'past' ? 'in' : 'not in', ['submitted', 'closed'])
      .where(isPrimary);
  const { total } = await matching()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await matching()
    .innerJoin('organisation', 'organisation.id', 'agency_return.organisation_id')
    .innerJoin('partnership', 'partnership.id', 'agency_return.partnership_id')
    .innerJoin('cycle', 'cycle.id', 'agency_return.cycle_id')
    .innerJoin('standard_edition', 'standard_edition.id', 'agency_return.edition_id')
    .select([
      'agency_return.id',
      'organisation.name as organisationName',
      'partnership.name as partnershipName',
      'cycle.name as cycleName',
      'standard_edition.short_title as shortTitle',
      'agency_return.status',
      'agency_return.due_on as dueOn',
      'agency_return.submitted_at as submittedAt',
    ])
    .orderBy('agency_return.due_on', which === 'past' ? 'desc' : 'asc')
    .orderBy('agency_return.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const progress = await progressByReturn(
    db,
    scope,
    rows.map(({ id }) => id),
  );
  const others = await listOthers(
    db,
    scope,
    rows.map(({ id }) => id),
  );
  const items = rows.map((row) => ({
    ...row,
    progress: progress.get(row.id) ?? noProgress,
    alsoFor: others.get(row.id) ?? [],
  }));
  return { items, page, pageCount, total: Number(total) };
}

const noProgress: ReturnProgress = {
  questions: 0,
  required: 0,
  complete: 0,
  standards: 0,
  standardsCompleted: 0,
  percent: 0,
};

async function progressByReturn(
  db: Reader,
  scope: OrganisationScope,
  returnIds: readonly string[],
): Promise<ReadonlyMap<string, ReturnProgress>> {
  if (returnIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('standard_progress')
    .select((eb) => [
      'return_id',
      eb.fn.sum<number>('questions').as('questions'),
      eb.fn.sum<number>('required').as('required'),
      eb.fn.sum<number>('required_complete').as('complete'),
      eb.fn.sum<number>('marked_complete').as('standardsCompleted'),
      eb.fn.countAll<number>().as('standards'),
    ])
    .where('return_id', 'in', returnIds)
    .where('organisation_id', 'in', scope.organisationIds)
    .groupBy('return_id')
    .execute();
  const local = await countLocal(db, scope, returnIds);
  return new Map(
    rows.map((row) => {
      const more = local.get(row.return_id);
      const counts = {
        questions: Number(row.questions) + (more?.questions ?? 0),
        required: Number(row.required) + (more?.required ?? 0),
        complete: Number(row.complete) + (more?.complete ?? 0),
        standards: Number(row.standards) + (more?.standards ?? 0),
        standardsCompleted: Number(row.standardsCompleted) + (more?.standardsCompleted ?? 0),
      };
      return [row.return_id, { ...counts, percent: percentComplete(counts) }];
    }),
  );
}
