/** What events are about, in words and with a page to open, in a number of queries that does not grow with the events. */
import type { Reader } from '../../../db/client.server.ts';
import { mayInPartnership, type PartnershipScope, type Viewer } from '../accounts/viewer.ts';
import { holderName } from '../actions/scope.server.ts';
import { raisedSubjects } from './raised-subjects.server.ts';
import { registerSubjects } from './register-subjects.server.ts';

export interface EventSubject {
  readonly words: string;
  /** Null where there is no page of it that the viewer may open. */
  readonly href: string | null;
}

type Named = Pick<{ kind: string; id: string }, 'kind' | 'id'>;
/** Finds subjects of one kind by their ids. */
export type Finder = (db: Reader, scope: PartnershipScope, ids: readonly string[]) => Promise<Found[]>;
type Found = EventSubject & { readonly id: string; readonly partnershipId: string };

/** The subjects of events by `kind id`; one that is gone, or belongs to another partnership, is left out. */
export async function findEventSubjects(
  db: Reader,
  viewer: Viewer,
  scope: PartnershipScope,
  subjects: readonly Named[],
): Promise<ReadonlyMap<string, EventSubject>> {
  const found = new Map<string, EventSubject>();
  for (const [kind, named] of Map.groupBy(subjects, (subject) => subject.kind)) {
    const finder = finders.get(kind);
    if (!finder) continue;
    const ids = [...new Set(named.map(({ id }) => id))];
    for (const { id, partnershipId, words, href } of await finder(db, scope, ids)) {
      const open = href !== null && mayOpen(viewer, href, partnershipId);
      found.set(`${kind} ${id}`, { words, href: open ? href : null });
    }
  }
  return found;
}

/** Sent returns and letters are for the panel; everything else here is for everybody who reads the partnership's work. */
const mayOpen = (viewer: Viewer, href: string, partnershipId: string): boolean => {
  if (href.startsWith('/disclosures/')) return mayInPartnership(viewer, 'disclosure.handle', partnershipId);
  return !href.startsWith('/moderation/') || mayInPartnership(viewer, 'submission.read', partnershipId);
};

const finders = new Map<string, Finder>([
  ...registerSubjects,
  [
    'partnership',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('partnership')
        .select(['id', 'name'])
        .where('id', 'in', scope.partnershipIds)
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, name }) => ({ id, partnershipId: id, words: name, href: null }));
    },
  ],
  [
    'organisation',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('partnership_member as member')
        .innerJoin('organisation', 'organisation.id', 'member.organisation_id')
        .select(['organisation.id', 'organisation.name', 'member.partnership_id'])
        .where('member.partnership_id', 'in', scope.partnershipIds)
        .where('organisation.id', 'in', ids)
        .execute();
      return rows.map(({ id, name, partnership_id }) => ({
        id,
        partnershipId: partnership_id,
        words: name,
        href: `/organisations/${id}`,
      }));
    },
  ],
  [
    'person',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('role_grant as grant')
        .innerJoin('person', 'person.id', 'grant.person_id')
        .select(['person.id', 'person.name', 'grant.partnership_id'])
        .distinct()
        .where('grant.partnership_id', 'in', scope.partnershipIds)
        .where('person.id', 'in', ids)
        .execute();
      return rows.map(({ id, name, partnership_id }) => ({
        id,
        partnershipId: partnership_id ?? '',
        words: name,
        href: '/people',
      }));
    },
  ],
  [
    'cycle',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('cycle')
        .select(['id', 'name', 'partnership_id'])
        .where('partnership_id', 'in', scope.partnershipIds)
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, name, partnership_id }) => ({
        id,
        partnershipId: partnership_id,
        words: name,
        href: `/cycles/${id}`,
      }));
    },
  ],
  [
    'return',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('agency_return as return')
        .innerJoin('organisation', 'organisation.id', 'return.organisation_id')
        .innerJoin('cycle', 'cycle.id', 'return.cycle_id')
        .select([
          'return.id',
          'return.partnership_id',
          'organisation.name',
          'cycle.name as cycle',
          'cycle.id as cycleId',
        ])
        .select((eb) =>
          eb
            .selectFrom('submission')
            .select('submission.id')
            .whereRef('submission.return_id', '=', 'return.id')
            .where('submission.superseded_at', 'is', null)
            .limit(1)
            .as('submissionId'),
        )
        .where('return.partnership_id', 'in', scope.partnershipIds)
        .where('return.id', 'in', ids)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        partnershipId: row.partnership_id,
        words: `${row.name}, ${row.cycle}`,
        // What an agency has not sent is its own: then the page of the cycle says how far it is.
        href: row.submissionId === null ? `/cycles/${row.cycleId}` : `/moderation/${row.submissionId}`,
      }));
    },
  ],
  [
    'submission',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('submission')
        .innerJoin('organisation', 'organisation.id', 'submission.organisation_id')
        .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
        .select(['submission.id', 'submission.partnership_id', 'organisation.name', 'cycle.name as cycle'])
        .where('submission.partnership_id', 'in', scope.partnershipIds)
        .where('submission.id', 'in', ids)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        partnershipId: row.partnership_id,
        words: `${row.name}, ${row.cycle}`,
        href: `/moderation/${row.id}`,
      }));
    },
  ],
  [
    'letter',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('outcome_letter as letter')
        .innerJoin('organisation', 'organisation.id', 'letter.organisation_id')
        .select(['letter.id', 'letter.partnership_id', 'letter.reference', 'letter.submission_id', 'organisation.name'])
        .where('letter.partnership_id', 'in', scope.partnershipIds)
        .where('letter.id', 'in', ids)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        partnershipId: row.partnership_id,
        words: `${row.reference}, ${row.name}`,
        href: `/moderation/${row.submission_id}/letter`,
      }));
    },
  ],
  [
    'session',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('challenge_session')
        .select(['id', 'partnership_id', 'title'])
        .where('partnership_id', 'in', scope.partnershipIds)
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, partnership_id, title }) => ({
        id,
        partnershipId: partnership_id,
        words: title,
        href: `/challenge/${id}`,
      }));
    },
  ],
  [
    'challenge',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('challenge')
        .innerJoin('challenge_session as session', 'session.id', 'challenge.session_id')
        .innerJoin('organisation', 'organisation.id', 'challenge.organisation_id')
        .select([
          'challenge.id',
          'challenge.partnership_id',
          'session.id as sessionId',
          'session.title',
          'organisation.name',
        ])
        .where('challenge.partnership_id', 'in', scope.partnershipIds)
        .where('challenge.id', 'in', ids)
        .execute();
      return rows.map((row) => ({
        id: row.id,
        partnershipId: row.partnership_id,
        words: `${row.name}, ${row.title}`,
        href: `/challenge/${row.sessionId}`,
      }));
    },
  ],
  [
    'pack',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('challenge_pack as pack')
        .innerJoin('challenge_session as session', 'session.id', 'pack.session_id')
        .select(['pack.id', 'pack.partnership_id', 'pack.version', 'pack.edition', 'session.title'])
        .where('pack.partnership_id', 'in', scope.partnershipIds)
        .where('pack.id', 'in', ids)
        .execute();
      return rows.map(({ id, partnership_id, version, edition, title }) => ({
        id,
        partnershipId: partnership_id,
        words: `${title}, version ${version}`,
        // That the chair had one made is on record; what it says is for the chair alone.
        href: edition === 'chair' ? null : `/packs/${id}`,
      }));
    },
  ],
  [
    'action',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('action')
        .select(['action.id', 'action.partnership_id', 'action.reference', holderName.as('name')])
        .where('action.partnership_id', 'in', scope.partnershipIds)
        .where('action.id', 'in', ids)
        .execute();
      return rows.map(({ id, partnership_id, reference, name }) => ({
        id,
        partnershipId: partnership_id,
        words: `${reference}, ${name}`,
        href: `/actions/${id}`,
      }));
    },
  ],
  ...raisedSubjects,
]);
