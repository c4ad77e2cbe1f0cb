import type { Reader } from '../../../db/client.server.ts';

export interface Lead {
  readonly organisationId: string;
  readonly organisationName: string;
  readonly personId: string;
  readonly email: string;
}

const batch = 500;

/** The safeguarding leads of these organisations in force on a day: those whom a message about a return goes to. */
export async function listLeads(db: Reader, organisationIds: readonly string[], today: string): Promise<Lead[]> {
  const leads: Lead[] = [];
  for (let start = 0; start < organisationIds.length; start += batch)
    leads.push(
      ...(await db
        .selectFrom('role_grant')
        .innerJoin('person', 'person.id', 'role_grant.person_id')
        .innerJoin('organisation', 'organisation.id', 'role_grant.organisation_id')
        .select([
          'organisation.id as organisationId',
          'organisation.name as organisationName',
          'person.id as personId',
          'person.email',
        ])
        .distinct()
        .where('role_grant.role', '=', 'safeguarding-lead')
        .where('role_grant.organisation_id', 'in', organisationIds.slice(start, start + batch))
        .where('role_grant.from_on', '<=', today)
        .where((eb) => eb.or([eb('role_grant.to_on', 'is', null), eb('role_grant.to_on', '>', today)]))
        .where('person.deactivated_at', 'is', null)
        .orderBy('organisation.id')
        .orderBy('person.id')
        .execute()),
    );
  return leads;
}
