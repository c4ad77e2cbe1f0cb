/** What events about challenges between meetings, escalations and good practice are about. */
import type { Finder } from './event-subjects.server.ts';

export const raisedSubjects: readonly (readonly [kind: string, finder: Finder])[] = [
  [
    'challenge-log',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('challenge_log_entry')
        .select(['id', 'partnership_id', 'reference', 'raised_to_name'])
        .where('partnership_id', 'in', scope.partnershipIds)
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, partnership_id, reference, raised_to_name }) => ({
        id,
        partnershipId: partnership_id,
        words: `${reference}, ${raised_to_name}`,
        href: `/challenge-log/${id}`,
      }));
    },
  ],
  [
    'escalation',
    async (db, scope, ids) => {
      const rows = await db
        .selectFrom('escalation')
        .select(['id', 'partnership_id', 'name'])
        .where('partnership_id', 'in', scope.partnershipIds)
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, partnership_id, name }) => ({
        id,
        partnershipId: partnership_id,
        words: name,
        href: `/escalations/${id}`,
      }));
    },
  ],
  [
    'good-practice',
    async (db, scope, ids) => {
      // By its reference alone: what is not shared, or not any more, is nobody else's to read, not even its title.
      const rows = await db
        .selectFrom('good_practice as item')
        .innerJoin('organisation', 'organisation.id', 'item.organisation_id')
        .innerJoin('partnership_member as member', 'member.organisation_id', 'item.organisation_id')
        .select(['item.id', 'item.reference', 'organisation.name', 'member.partnership_id'])
        .distinct()
        .where('member.partnership_id', 'in', scope.partnershipIds)
        .where('item.id', 'in', ids)
        .execute();
      return rows.map(({ id, partnership_id, reference, name }) => ({
        id,
        partnershipId: partnership_id,
        words: `${reference}, ${name}`,
        href: null,
      }));
    },
  ],
];
