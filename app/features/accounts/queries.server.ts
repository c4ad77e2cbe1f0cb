import { sql } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import { compiledQuery } from '../../../db/compiled.ts';
import { amongAccounts } from '../../../db/reach.ts';
import { addMinutes } from '../../platform/clock.ts';
import { hashToken } from '../../platform/ids.ts';
import type { Portal } from '../../platform/portal.ts';
import {
  emergencyReader,
  type OrganisationRole,
  organisationRoles,
  type PartnershipRole,
  partnershipRoles,
  type Role,
  type SystemRole,
  systemRoles,
} from './permissions.ts';
import { idleMinutes } from './sessions.ts';
import type { Viewer } from './viewer.ts';

const isOrganisationRole = (role: string): role is OrganisationRole => role in organisationRoles;
const isSystemRole = (role: string): role is SystemRole => role in systemRoles;
const isPartnershipRole = (role: string): role is PartnershipRole => role in partnershipRoles;

/** Seen-at is written at most this often, so that reading pages does not write on every request. */
const seenEveryMinutes = 5;

/**
 * The person behind a session token, or undefined when the session is unknown, ended, idle too long or too old. Emergency
 * access is for reading alone: a request that may change something is asked for without it.
 *
 * @param byPerson false for what a page asks for by itself: the session then ends as if nothing had been asked
 */
export async function findViewer(
  portal: Portal,
  token: string | undefined,
  { byPerson = true, reads = false }: { readonly byPerson?: boolean; readonly reads?: boolean } = {},
): Promise<Viewer | undefined> {
  if (!token) return undefined;
  return amongAccounts(() => viewerOfSession(portal, token, byPerson, reads));
}

async function viewerOfSession(
  portal: Portal,
  token: string,
  byPerson: boolean,
  reads: boolean,
): Promise<Viewer | undefined> {
  const { db } = portal.database;
  const { now, today } = portal.stamp();
  const found = await sessionInForce(db, {
    tokenHash: hashToken(token, portal.config.sessionSecret),
    now,
    idleSince: addMinutes(now, -idleMinutes),
  });
  const [session] = found.rows;
  if (!session) return undefined;
  if (byPerson && session.last_seen_at < addMinutes(now, -seenEveryMinutes)) {
    await db.updateTable('session').set({ last_seen_at: now }).where('token_hash', '=', session.token_hash).execute();
  }
  return viewerOf(db, { id: session.id, name: session.name, email: session.email }, today, reads ? now : null);
}

interface SessionAsked {
  readonly tokenHash: string;
  readonly now: string;
  readonly idleSince: string;
}

/** Built once: every request sends it. */
const sessionInForce = compiledQuery((db, { tokenHash, now, idleSince }: SessionAsked) =>
  db
    .selectFrom('session')
    .innerJoin('person', 'person.id', 'session.person_id')
    .select(['session.token_hash', 'session.last_seen_at', 'person.id', 'person.name', 'person.email'])
    .where('token_hash', '=', tokenHash)
    .where('ended_at', 'is', null)
    .where('expires_at', '>', now)
    .where('last_seen_at', '>', idleSince)
    .where('person.deactivated_at', 'is', null),
);

/** A person with the roles in force on a day. */
export async function viewerOf(
  db: Reader,
  person: { readonly id: string; readonly name: string; readonly email: string },
  today: string,
  /** The instant at which emergency access must be open to count; null for what it does not reach. */
  emergencyAt: string | null = null,
): Promise<Viewer> {
  const { rows: grants } = await rolesInForce(db, { personId: person.id, today, emergencyAt: emergencyAt ?? never });
  return {
    personId: person.id,
    name: person.name,
    email: person.email,
    organisationRoles: grants.flatMap((grant) =>
      grant.organisation_id !== null && (isOrganisationRole(grant.role) || grant.role === emergencyReader)
        ? [{ role: grant.role, organisationId: grant.organisation_id }]
        : [],
    ),
    partnershipRoles: grants.flatMap((grant) =>
      grant.partnership_id !== null && (isPartnershipRole(grant.role) || grant.role === emergencyReader)
        ? [{ role: grant.role, partnershipId: grant.partnership_id }]
        : [],
    ),
    systemRoles: grants.flatMap(({ role }) => (isSystemRole(role) ? [role] : [])),
  };
}

interface RolesAsked {
  readonly personId: string;
  readonly today: string;
  /** Emergency access counts that ends after this. */
  readonly emergencyAt: string;
}

/** After the end of every hour. */
const never = '9999';

/** Built once: every request sends it. */
const rolesInForce = compiledQuery((db, { personId, today, emergencyAt }: RolesAsked) =>
  db
    .selectFrom('role_grant')
    .select(['role', 'organisation_id', 'partnership_id', 'created_at'])
    .where('person_id', '=', personId)
    .where('from_on', '<=', today)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', today)]))
    .unionAll((eb) =>
      eb
        .selectFrom('system_role_grant')
        .select((columns) => [
          sql<string>`role`.as('role'),
          columns.lit(null).as('organisation_id'),
          columns.lit(null).as('partnership_id'),
          'created_at',
        ])
        .where('person_id', '=', personId)
        .where('from_on', '<=', today)
        .where((columns) => columns.or([columns('to_on', 'is', null), columns('to_on', '>', today)])),
    )
    .unionAll((eb) =>
      eb
        .selectFrom('emergency_access')
        .select([
          sql<string>`${sql.lit(emergencyReader)}`.as('role'),
          'organisation_id',
          'partnership_id',
          'opened_at as created_at',
        ])
        .where('person_id', '=', personId)
        .where('ended_at', 'is', null)
        .where('ends_at', '>', emergencyAt),
    )
    .orderBy('created_at'),
);

export interface RoleHolder {
  readonly personId: string;
  readonly name: string;
  readonly email: string;
  readonly jobTitle: string | null;
  readonly role: Role;
}

/** Who holds a role today in one organisation or one partnership, by name. */
export async function listRoleHolders(
  db: Reader,
  place: { readonly organisationId: string } | { readonly partnershipId: string },
  today: string,
): Promise<RoleHolder[]> {
  const rows = await db
    .selectFrom('role_grant')
    .innerJoin('person', 'person.id', 'role_grant.person_id')
    .select(['person.id', 'person.name', 'person.email', 'person.job_title', 'role_grant.role'])
    .where(
      'organisationId' in place ? 'role_grant.organisation_id' : 'role_grant.partnership_id',
      '=',
      'organisationId' in place ? place.organisationId : place.partnershipId,
    )
    .where('from_on', '<=', today)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', today)]))
    .where('person.deactivated_at', 'is', null)
    .orderBy('person.name')
    .execute();
  return rows.flatMap((row) =>
    isOrganisationRole(row.role) || isPartnershipRole(row.role)
      ? [{ personId: row.id, name: row.name, email: row.email, jobTitle: row.job_title, role: row.role }]
      : [],
  );
}
