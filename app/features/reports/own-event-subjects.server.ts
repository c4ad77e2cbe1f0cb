/** What the events of organisations are about, in words for their own people. */
import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import type { EventSubject } from './event-subjects.server.ts';

type Named = { readonly kind: string; readonly id: string };
type Found = EventSubject & { readonly id: string };
type Finder = (db: Reader, scope: OrganisationScope, ids: readonly string[]) => Promise<Found[]>;

/** The subjects by `kind id`; one that is gone, or is not of these organisations, is left out. */
export async function findOwnEventSubjects(
  db: Reader,
  scope: OrganisationScope,
  subjects: readonly Named[],
): Promise<ReadonlyMap<string, EventSubject>> {
  const found = new Map<string, EventSubject>();
  for (const [kind, named] of Map.groupBy(subjects, (subject) => subject.kind)) {
    const ids = [...new Set(named.map(({ id }) => id))];
    for (const { id, words, href } of (await finders.get(kind)?.(db, scope, ids)) ?? [])
      found.set(`${kind} ${id}`, { words, href });
  }
  return found;
}

const finders = new Map<string, Finder>([
  [
    'organisation',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('organisation')
        .select(['id', 'name'])
        .where('id', 'in', scope.organisationIds)
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, name }) => ({ id, words: name, href: null }));
    },
  ],
  [
    'return',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('agency_return as return')
        .innerJoin('cycle', 'cycle.id', 'return.cycle_id')
        .select(['return.id', 'cycle.name'])
        .where('return.organisation_id', 'in', scope.organisationIds)
        .where('return.id', 'in', ids)
        .execute();
      return rows.map(({ id, name }) => ({ id, words: `Return, ${name}`, href: `/returns/${id}` }));
    },
  ],
  [
    'disclosure',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('disclosure_request')
        .select(['id', 'reference'])
        .where('organisation_id', 'in', scope.organisationIds)
        .where('id', 'in', ids)
        .execute();
      // Its page is for whoever handles it, and not for everybody who reads the record.
      return rows.map(({ id, reference }) => ({ id, words: `Request for disclosure ${reference}`, href: null }));
    },
  ],
  [
    'evidence',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('evidence')
        .select(['id', 'title'])
        .where('organisation_id', 'in', scope.organisationIds)
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, title }) => ({ id, words: title, href: `/evidence/${id}` }));
    },
  ],
  [
    'action',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('action')
        .select(['id', 'reference'])
        .where('organisation_id', 'in', scope.organisationIds)
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, reference }) => ({ id, words: reference, href: `/actions/${id}` }));
    },
  ],
  [
    'person',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('role_grant as grant')
        .innerJoin('person', 'person.id', 'grant.person_id')
        .select(['person.id', 'person.name'])
        .distinct()
        .where('grant.organisation_id', 'in', scope.organisationIds)
        .where('person.id', 'in', ids)
        .execute();
      return rows.map(({ id, name }) => ({ id, words: name, href: '/colleagues' }));
    },
  ],
]);
