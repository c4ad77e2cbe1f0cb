import type { Reader } from '../../../../db/client.server.ts';
import { notFound } from '../../../platform/refusals.ts';
import { roleNames } from '../../accounts/permissions.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { listExportedEvidence } from './exported-evidence.server.ts';
import { listExportedChallenges, listExportedPractice } from './exported-log.server.ts';
import { listExportedRequests } from './exported-requests.server.ts';
import { listExportedFigures } from './exported-surveys.server.ts';
import { exportFormat, exportVersion, type OrganisationFile } from './format.ts';
import { listActions } from './organisation-actions.server.ts';

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
    informationRequests: await listExportedRequests(db, { organisationIds: [organisationId] }),
    goodPractice: await listExportedPractice(db, { organisationIds: [organisationId] }),
    surveyFigures: await listExportedFigures(db, { organisationIds: [organisationId] }),
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
