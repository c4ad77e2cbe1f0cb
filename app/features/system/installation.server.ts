import type { Reader } from '../../../db/client.server.ts';
import { ownsTables } from '../../../db/grants.server.ts';
import { wallStands } from '../../../db/wall.server.ts';
import { holdsWords } from '../../platform/like-pattern.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import type { Portal } from '../../platform/portal.ts';
import { roleNames, systemRoles } from '../accounts/permissions.ts';
import type { Owned } from './schema.ts';

export interface Installation {
  readonly partnerships: readonly {
    readonly id: string;
    readonly name: string;
    readonly members: number;
    readonly managers: number;
  }[];
  readonly people: number;
  readonly jobs: { readonly waiting: number; readonly running: number; readonly failed: number };
  readonly undelivered: number;
  readonly settings: readonly { readonly name: string; readonly value: string }[];
}

/** How the installation is: counts and settings, and nothing that an organisation or a partnership wrote. */
export async function getInstallation(portal: Portal): Promise<Installation> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const partnerships = await db
    .selectFrom('partnership')
    .select((eb) => [
      'partnership.id',
      'partnership.name',
      eb
        .selectFrom('partnership_member')
        .select((count) => count.fn.countAll<number>().as('members'))
        .whereRef('partnership_member.partnership_id', '=', 'partnership.id')
        .where('partnership_member.left_on', 'is', null)
        .as('members'),
      eb
        .selectFrom('role_grant')
        .select((count) => count.fn.countAll<number>().as('managers'))
        .whereRef('role_grant.partnership_id', '=', 'partnership.id')
        .where('role_grant.role', '=', 'business-manager')
        .where('role_grant.from_on', '<=', today)
        .where((or) => or.or([or('role_grant.to_on', 'is', null), or('role_grant.to_on', '>', today)]))
        .as('managers'),
    ])
    .orderBy('partnership.name')
    .limit(500)
    .execute();
  const { people } = await db
    .selectFrom('person')
    .select((eb) => eb.fn.countAll<number>().as('people'))
    .where('deactivated_at', 'is', null)
    .executeTakeFirstOrThrow();
  const jobs = await db
    .selectFrom('job')
    .select((eb) => ['status', eb.fn.countAll<number>().as('count')])
    .where('status', 'in', ['waiting', 'running', 'failed'])
    .groupBy('status')
    .execute();
  const { undelivered } = await db
    .selectFrom('outbox_message')
    .select((eb) => eb.fn.countAll<number>().as('undelivered'))
    .where('status', 'in', ['failed', 'held'])
    .executeTakeFirstOrThrow();
  const owns = await ownsTables(portal.database);
  const walled = owns === null ? null : await wallStands(db);
  const inStatus = (status: string) => Number(jobs.find((row) => row.status === status)?.count ?? 0);
  return {
    partnerships: partnerships.map(({ id, name, members, managers }) => ({
      id,
      name,
      members: Number(members),
      managers: Number(managers),
    })),
    people: Number(people),
    jobs: { waiting: inStatus('waiting'), running: inStatus('running'), failed: inStatus('failed') },
    undelivered: Number(undelivered),
    settings: [
      { name: 'Mode', value: portal.config.mode },
      { name: 'Database', value: portal.database.dialect === 'sqlite' ? 'SQLite' : 'PostgreSQL' },
      ...(owns === null ? [] : [{ name: 'Role in the database', value: owns ? 'Owns the tables' : 'Owns nothing' }]),
      ...(walled === null ? [] : [{ name: 'Row-level security', value: walled ? 'In force' : 'Not in force' }]),
      { name: 'Public address', value: portal.config.publicOrigin },
      { name: 'Messages', value: portal.mailer.kind },
    ],
  };
}

export interface FailedJob {
  readonly id: string;
  readonly kind: string;
  readonly failedAt: string;
  readonly tries: number;
}

/** Jobs that failed for good, newest first. What they were about is not said. */
export async function listFailedJobs(db: Reader, asked: number): Promise<Page<FailedJob>> {
  const failed = () => db.selectFrom('job').where('status', '=', 'failed');
  const { total } = await failed()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const rows = await failed()
    .select(['id', 'kind', 'finished_at', 'created_at', 'attempts'])
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      failedAt: row.finished_at ?? row.created_at,
      tries: row.attempts,
    })),
    page,
    pageCount,
    total: Number(total),
  };
}

export interface PersonOfInstallation {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly closed: boolean;
  readonly lastSeen: string | null;
  /** Each with the name of its place. */
  readonly roles: readonly string[];
}

/** People by name or address, with what they may do where. */
export async function listPeopleOfInstallation(
  db: Reader,
  { search, today, page: asked }: { readonly search: string; readonly today: string; readonly page: number },
): Promise<Page<PersonOfInstallation>> {
  const matching = () => db.selectFrom('person').where((eb) => holdsWords(eb, ['name', 'email'], search));
  const { total } = await matching()
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked);
  const people = await matching()
    .select((eb) => [
      'person.id',
      'person.name',
      'person.email',
      'person.deactivated_at',
      eb
        .selectFrom('session')
        .select((max) => max.fn.max('session.last_seen_at').as('seen'))
        .whereRef('session.person_id', '=', 'person.id')
        .as('seen'),
    ])
    .orderBy('person.name')
    .orderBy('person.id')
    .limit(pageSize)
    .offset(offset)
    .execute();
  const ids = ['', ...people.map(({ id }) => id)];
  const grants = await db
    .selectFrom('role_grant')
    .leftJoin('organisation', 'organisation.id', 'role_grant.organisation_id')
    .leftJoin('partnership', 'partnership.id', 'role_grant.partnership_id')
    .select([
      'role_grant.person_id',
      'role_grant.role',
      'organisation.name as organisation',
      'partnership.name as partnership',
    ])
    .where('role_grant.person_id', 'in', ids)
    .where('role_grant.from_on', '<=', today)
    .where((eb) => eb.or([eb('role_grant.to_on', 'is', null), eb('role_grant.to_on', '>', today)]))
    .execute();
  const ofSystem = await db
    .selectFrom('system_role_grant')
    .select(['person_id', 'role'])
    .where('person_id', 'in', ids)
    .where('from_on', '<=', today)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>', today)]))
    .execute();
  const names: Readonly<Record<string, string>> = roleNames;
  return {
    items: people.map((person) => ({
      id: person.id,
      name: person.name,
      email: person.email,
      closed: person.deactivated_at !== null,
      lastSeen: person.seen,
      roles: [
        ...ofSystem.filter((one) => one.person_id === person.id).map(({ role }) => systemRoles[role]),
        ...grants
          .filter((one) => one.person_id === person.id)
          .map((one) => `${names[one.role] ?? one.role}, ${one.organisation ?? one.partnership ?? ''}`),
      ],
    })),
    page,
    pageCount,
    total: Number(total),
  };
}

const mostFound = 20;

/** Partnerships and organisations by name or number, to choose whose things must be read. */
export async function findOwners(
  db: Reader,
  search: string,
): Promise<readonly { readonly owned: Owned; readonly name: string }[]> {
  if (search === '') return [];
  const partnerships = await db
    .selectFrom('partnership')
    .select(['id', 'name'])
    .where((eb) => holdsWords(eb, ['name'], search))
    .orderBy('name')
    .limit(mostFound)
    .execute();
  const organisations = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where((eb) => holdsWords(eb, ['name', 'urn'], search))
    .orderBy('name')
    .limit(mostFound)
    .execute();
  return [
    ...partnerships.map(({ id, name }) => ({ owned: { partnershipId: id }, name })),
    ...organisations.map(({ id, name }) => ({ owned: { organisationId: id }, name })),
  ];
}

/** The name of what an address names; undefined for what there is not. */
export async function findOwner(
  db: Reader,
  search: URLSearchParams,
): Promise<{ owned: Owned; name: string } | undefined> {
  const organisationId = search.get('organisation');
  const partnershipId = search.get('partnership');
  if (organisationId !== null) {
    const found = await db
      .selectFrom('organisation')
      .select('name')
      .where('id', '=', organisationId)
      .executeTakeFirst();
    return found && { owned: { organisationId }, name: found.name };
  }
  if (partnershipId === null) return undefined;
  const found = await db.selectFrom('partnership').select('name').where('id', '=', partnershipId).executeTakeFirst();
  return found && { owned: { partnershipId }, name: found.name };
}
