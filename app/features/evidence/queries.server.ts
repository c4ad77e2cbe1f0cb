import { sql } from 'kysely';
import type { Reader } from '../../../db/client.server.ts';
import { type Page, pageOf, pageSize } from '../../platform/paging.ts';
import { notFound } from '../../platform/refusals.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import { type DetailKind, detailKinds } from './child-details.ts';
import { oldBefore } from './freshness.ts';
import type { LibraryFilter } from './library-filter.ts';
import { scanOf } from './scans.server.ts';
import type { Evidence, EvidenceVersion } from './schema.ts';
import { type EvidenceScope, inEvidenceScope } from './scope.server.ts';

const columns = [
  'evidence.id',
  'evidence.organisation_id as organisationId',
  'evidence.kind',
  'evidence.title',
  'evidence.url',
  'evidence.file_name as fileName',
  'evidence.media_type as mediaType',
  'evidence.size',
  'evidence.covers_from as coversFrom',
  'evidence.covers_to as coversTo',
  'evidence.added_at as addedAt',
  'person.name as addedBy',
  'evidence.revision',
  'evidence.version',
  'evidence.review_on as reviewOn',
  'checker.name as checkedBy',
  'evidence.checked_at as checkedAt',
  'evidence.details_found as detailsFound',
] as const;

const withDetails = <T extends { readonly detailsFound: string }>(row: T) => ({
  ...row,
  detailsFound: readDetailKinds(row.detailsFound),
});

/** The kinds of detail as they are stored; a kind that is no longer known is left out. */
export function readDetailKinds(stored: string): DetailKind[] {
  const kinds: unknown = JSON.parse(stored);
  return Array.isArray(kinds) ? detailKinds.filter((kind) => kinds.includes(kind)) : [];
}

export interface EvidenceEntry extends Evidence {
  /** Answers that use it, in every return. */
  readonly uses: number;
}

type Asked = Partial<LibraryFilter> & {
  readonly page?: number /** `YYYY-MM-DD`; needed for a state. */;
  readonly today?: string;
};

/** The library of the organisations in scope as a filter leaves it, newest first unless asked otherwise. */
export async function listEvidence(db: Reader, scope: EvidenceScope, asked: Asked): Promise<Page<EvidenceEntry>> {
  const { total } = await matching(db, scope, asked)
    .select((eb) => eb.fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  const { page, pageCount, offset } = pageOf(Number(total), asked.page ?? 1);
  const query = matching(db, scope, asked)
    .innerJoin('person', 'person.id', 'evidence.added_by')
    .leftJoin('person as checker', 'checker.id', 'evidence.checked_by')
    .select(columns)
    .select(scanOf)
    .select((eb) =>
      eb
        .selectFrom('evidence_use')
        .select((use) => use.fn.countAll<number>().as('uses'))
        .whereRef('evidence_use.organisation_id', '=', 'evidence.organisation_id')
        .whereRef('evidence_use.evidence_id', '=', 'evidence.id')
        .as('uses'),
    );
  const items = await (asked.sort === 'title'
    ? query.orderBy((eb) => eb.fn<string>('lower', ['evidence.title']))
    : asked.sort === 'date'
      ? // What has no date comes last, alike on both databases.
        query.orderBy((eb) => eb.fn.coalesce('evidence.covers_to', 'evidence.covers_from', sql<string>`''`), 'desc')
      : query.orderBy('evidence.added_at', 'desc')
  )
    .orderBy('evidence.id', 'desc')
    .limit(pageSize)
    .offset(offset)
    .execute();
  return {
    items: items.map((item) => withDetails({ ...item, uses: Number(item.uses ?? 0) })),
    page,
    pageCount,
    total: Number(total),
  };
}

function matching(db: Reader, scope: EvidenceScope, { search = '', kind, state, used, today = '' }: Asked) {
  let query = db.selectFrom('evidence').where(inEvidenceScope(scope)).where('evidence.removed_at', 'is', null);
  const words = search
    .trim()
    .toLowerCase()
    .replaceAll(/[%_\\]/g, '');
  if (words !== '')
    query = query.where((eb) =>
      eb.or(
        (['title', 'file_name', 'url'] as const).map((column) =>
          eb(eb.fn<string>('lower', [column]), 'like', `%${words}%`),
        ),
      ),
    );
  if (kind) query = query.where('evidence.kind', '=', kind);
  if (used)
    query = query.where(({ exists, not, selectFrom }) => {
      const use = exists(
        selectFrom('evidence_use')
          .select('evidence_use.evidence_id')
          .whereRef('evidence_use.organisation_id', '=', 'evidence.organisation_id')
          .whereRef('evidence_use.evidence_id', '=', 'evidence.id'),
      );
      return used === 'yes' ? use : not(use);
    });
  if (!state) return query;
  // The same rule as `freshnessOf`, for a standard that says nothing of age.
  const limit = oldBefore(today, null);
  return query.where((eb) => {
    const end = eb.fn.coalesce('evidence.covers_to', 'evidence.covers_from');
    const old = eb.and([eb(end, 'is not', null), eb(end, '<', limit)]);
    const passed = eb.and([eb('evidence.review_on', 'is not', null), eb('evidence.review_on', '<', today)]);
    const fresh = eb.and([
      eb.or([eb(end, 'is', null), eb(end, '>=', limit)]),
      eb.or([eb('evidence.review_on', 'is', null), eb('evidence.review_on', '>=', today)]),
    ]);
    switch (state) {
      case 'old':
        return old;
      case 'review-passed':
        return eb.and([passed, eb.or([eb(end, 'is', null), eb(end, '>=', limit)])]);
      case 'not-dated':
        return eb.and([fresh, eb(end, 'is', null)]);
      case 'current':
        return eb.and([fresh, eb(end, 'is not', null)]);
    }
  });
}

/** Pieces of the organisations in scope by their ids; removed ones and those of others are left out. */
export async function listEvidenceById(
  db: Reader,
  scope: OrganisationScope,
  ids: readonly string[],
): Promise<Evidence[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('person', 'person.id', 'evidence.added_by')
    .leftJoin('person as checker', 'checker.id', 'evidence.checked_by')
    .select(columns)
    .select(scanOf)
    .where('evidence.id', 'in', ids)
    .where('evidence.organisation_id', 'in', scope.organisationIds)
    .where('evidence.removed_at', 'is', null)
    .orderBy('evidence.added_at', 'desc')
    .orderBy('evidence.id', 'desc')
    .execute();
  return rows.map(withDetails);
}

/** One piece of evidence of the organisations in scope. Refuses one that is removed or another's as unknown. */
export async function getEvidence(db: Reader, scope: EvidenceScope, evidenceId: string): Promise<Evidence> {
  const found = await db
    .selectFrom('evidence')
    .innerJoin('person', 'person.id', 'evidence.added_by')
    .leftJoin('person as checker', 'checker.id', 'evidence.checked_by')
    .select(columns)
    .select(scanOf)
    .where('evidence.id', '=', evidenceId)
    .where(inEvidenceScope(scope))
    .where('evidence.removed_at', 'is', null)
    .executeTakeFirst();
  if (!found) throw notFound();
  return withDetails(found);
}

/** Every version of a piece of evidence, newest first. A piece in scope has at least one. */
export async function listVersions(
  db: Reader,
  scope: OrganisationScope,
  evidenceId: string,
): Promise<EvidenceVersion[]> {
  const now = await db
    .selectFrom('evidence')
    .innerJoin('person', (join) =>
      join.on((eb) => eb('person.id', '=', eb.fn.coalesce('evidence.version_by', 'evidence.added_by'))),
    )
    .select([
      'evidence.version',
      'evidence.kind',
      'evidence.url',
      'evidence.file_name as fileName',
      'evidence.media_type as mediaType',
      'evidence.size',
      'evidence.covers_from as coversFrom',
      'evidence.covers_to as coversTo',
      'evidence.review_on as reviewOn',
      'person.name as by',
    ])
    .select((eb) => eb.fn.coalesce('evidence.version_at', 'evidence.added_at').as('at'))
    .where('evidence.id', '=', evidenceId)
    .where('evidence.organisation_id', 'in', scope.organisationIds)
    .execute();
  const before = await db
    .selectFrom('evidence_version')
    .innerJoin('person', 'person.id', 'evidence_version.version_by')
    .select([
      'evidence_version.version',
      'evidence_version.kind',
      'evidence_version.url',
      'evidence_version.file_name as fileName',
      'evidence_version.media_type as mediaType',
      'evidence_version.size',
      'evidence_version.covers_from as coversFrom',
      'evidence_version.covers_to as coversTo',
      'evidence_version.review_on as reviewOn',
      'person.name as by',
      'evidence_version.version_at as at',
    ])
    .where('evidence_version.evidence_id', '=', evidenceId)
    .where('evidence_version.organisation_id', 'in', scope.organisationIds)
    .orderBy('evidence_version.version', 'desc')
    .limit(200)
    .execute();
  return [...now, ...before];
}
