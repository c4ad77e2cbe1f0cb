import type { Reader } from '../../../db/client.server.ts';
import type { PartnershipScope } from '../accounts/viewer.ts';
import type { Finder } from './event-subjects.server.ts';

/** What events about a partnership's groups, priorities and registers are about. */
export const registerSubjects: readonly (readonly [string, Finder])[] = [
  [
    'partnership-group',
    async (db: Reader, scope: PartnershipScope, ids: readonly string[]) => {
      const rows = await db
        .selectFrom('partnership_group')
        .select(['id', 'partnership_id', 'name'])
        .where('partnership_id', 'in', scope.partnershipIds)
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, partnership_id, name }) => ({
        id,
        partnershipId: partnership_id,
        words: name,
        href: `/groups/${id}`,
      }));
    },
  ],
  [
    'priority',
    async (db: Reader, scope: PartnershipScope, ids: readonly string[]) => {
      const rows = await db
        .selectFrom('partnership_priority')
        .select(['id', 'partnership_id', 'title'])
        .where('partnership_id', 'in', scope.partnershipIds)
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, partnership_id, title }) => ({
        id,
        partnershipId: partnership_id,
        words: title,
        href: `/priorities/${id}`,
      }));
    },
  ],
  [
    'information-request',
    async (db: Reader, scope: PartnershipScope, ids: readonly string[]) => {
      const rows = await db
        .selectFrom('information_request')
        .select(['id', 'partnership_id', 'reference', 'body_name'])
        .where('partnership_id', 'in', scope.partnershipIds)
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, partnership_id, reference, body_name }) => ({
        id,
        partnershipId: partnership_id,
        words: `${reference}, ${body_name}`,
        href: `/information-requests/${id}`,
      }));
    },
  ],
  [
    'risk',
    async (db: Reader, scope: PartnershipScope, ids: readonly string[]) => {
      const rows = await db
        .selectFrom('risk')
        .select(['id', 'partnership_id', 'reference', 'level'])
        .where('partnership_id', 'in', scope.partnershipIds)
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, partnership_id, reference, level }) => ({
        id,
        partnershipId: partnership_id,
        words: `${reference}, ${level}`,
        href: `/risks/${id}`,
      }));
    },
  ],
  [
    'disclosure',
    async (db: Reader, scope: PartnershipScope, ids: readonly string[]) => {
      const rows = await db
        .selectFrom('disclosure_request')
        .select(['id', 'partnership_id', 'reference'])
        .where('partnership_id', 'in', scope.partnershipIds)
        .where('id', 'in', ids)
        .execute();
      return rows.map(({ id, partnership_id, reference }) => ({
        id,
        partnershipId: partnership_id ?? '',
        words: reference,
        href: `/disclosures/${id}`,
      }));
    },
  ],
];
