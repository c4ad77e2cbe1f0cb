import type { Reader } from '../../../../db/client.server.ts';
import { notFound } from '../../../platform/refusals.ts';
import { roleNames } from '../../accounts/permissions.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { listExportedEvidence } from './exported-evidence.server.ts';
import { listExportedChallenges, listExportedPractice } from './exported-log.server.ts';
import { exportFormat, exportVersion, type OrganisationFile } from './format.ts';

/** Everything of one organisation that is not inside a return. `returns`, `letters` and `responses` are filled in as their files are written. */
export async function readOrganisationFile(
  db: Reader,
  scope: OrganisationScope,
  organisationId: string,
  madeAt: string,
): Promise<OrganisationFile> {
  const organisation = await db
    .selectFrom('organisation')
    .selectAll()
    .where('id', '=', organisationId)
    .where('id', 'in', scope.organisationIds)
    .executeTakeFirst();
  if (!organisation) throw notFound();
  return {
    format: exportFormat,
    version: exportVersion,
    document: 'organisation',
    madeAt,
    organisation: {
      id: organisation.id,
      name: organisation.name,
      kind: organisation.kind,
      sector: organisation.sector,
      dutyBasis: organisation.duty_basis,
      phase: organisation.phase,
      urn: organisation.urn,
      odsCode: organisation.ods_code,
      address: organisation.address,
      postcode: organisation.postcode,
      status: organisation.status,
    },
    memberships: await db
      .selectFrom('partnership_member')
      .innerJoin('partnership', 'partnership.id', 'partnership_member.partnership_id')
      .select(['partnership.name as partnership', 'joined_on as joinedOn', 'left_on as leftOn'])
      .where('organisation_id', '=', organisationId)
      .orderBy('joined_on')
      .execute(),
    people: await listPeople(db, organisationId),
    returns: [],
    evidence: await listExportedEvidence(db, scope, organisationId),
    letters: [],
    responses: [],
    challenges: await listExportedChallenges(db, { organisationIds: [organisationId] }),
    goodPractice: await listExportedPractice(db, { organisationIds: [organisationId] }),
    actions: await listActions(db, organisationId),
  };
}

async function listPeople(db: Reader, organisationId: string): Promise<OrganisationFile['people']> {
  const rows = await db
    .selectFrom('role_grant')
    .innerJoin('person', 'person.id', 'role_grant.person_id')
    .select(['person.name', 'role', 'from_on', 'to_on'])
    .where('role_grant.organisation_id', '=', organisationId)
    .orderBy('from_on')
    .orderBy('person.name')
    .execute();
  const names: Readonly<Record<string, string>> = roleNames;
  return rows.map((row) => ({
    name: row.name,
    role: names[row.role] ?? row.role,
    from: row.from_on,
    until: row.to_on,
  }));
}

async function listActions(db: Reader, organisationId: string): Promise<OrganisationFile['actions']> {
  const rows = await db
    .selectFrom('action')
    .innerJoin('partnership', 'partnership.id', 'action.partnership_id')
    .leftJoin('cycle', 'cycle.id', 'action.cycle_id')
    .selectAll('action')
    .select(['partnership.name as partnership', 'cycle.name as cycle'])
    .where('action.organisation_id', '=', organisationId)
    .orderBy('action.created_at')
    .orderBy('action.id')
    .execute();
  const updates = await db
    .selectFrom('action_update')
    .innerJoin('person', 'person.id', 'action_update.made_by')
    .selectAll('action_update')
    .select('person.name as madeBy')
    .where('action_update.organisation_id', '=', organisationId)
    .orderBy('made_at')
    .orderBy('action_update.id')
    .execute();
  const byAction = Map.groupBy(updates, (update) => update.action_id);
  return rows.map((row) => ({
    reference: row.reference,
    partnership: row.partnership,
    cycle: row.cycle,
    standard: row.standard_code,
    question: row.question_code,
    finding: row.finding,
    what: row.what,
    successMeasure: row.success_measure,
    owner: row.owner_name,
    dueOn: row.due_on,
    firstDueOn: row.first_due_on,
    priority: row.priority,
    status: row.status,
    percent: row.percent,
    createdAt: row.created_at,
    closedAt: row.closed_at,
    updates: (byAction.get(row.id) ?? []).map((update) => ({
      kind: update.kind,
      note: update.note,
      percent: update.percent,
      dueFrom: update.due_from,
      dueTo: update.due_to,
      madeAt: update.made_at,
      madeBy: update.madeBy,
    })),
  }));
}
