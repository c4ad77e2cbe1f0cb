import type { Reader } from '../../../../db/client.server.ts';
import type { EvidenceRow } from '../../../../db/schema/evidence.table.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { endingOf, numberedName } from './file-names.ts';
import type { OrganisationFile } from './format.ts';

type ExportedEvidence = OrganisationFile['evidence'][number];

/** What the newest version and those before it have alike. */
type VersionRow = Pick<
  EvidenceRow,
  | 'kind'
  | 'title'
  | 'url'
  | 'file_name'
  | 'media_type'
  | 'size'
  | 'sha256'
  | 'covers_from'
  | 'covers_to'
  | 'review_on'
  | 'checked_at'
> & { readonly version: number };

/**
 * The evidence of one organisation, each piece with the versions that were replaced. What was removed is left out, unless
 * it went with something that was sent: that copy stays whole.
 */
export async function listExportedEvidence(
  db: Reader,
  scope: OrganisationScope,
  organisationId: string,
): Promise<ExportedEvidence[]> {
  const rows = await db
    .selectFrom('evidence')
    .innerJoin('person', 'person.id', 'evidence.added_by')
    .selectAll('evidence')
    .select('person.name as addedBy')
    .where('evidence.organisation_id', '=', organisationId)
    .where('evidence.organisation_id', 'in', scope.organisationIds)
    .where((eb) =>
      eb.or([
        eb('removed_at', 'is', null),
        eb.exists(
          eb
            .selectFrom('submission_evidence')
            .select('submission_evidence.evidence_id')
            .whereRef('submission_evidence.evidence_id', '=', 'evidence.id')
            .whereRef('submission_evidence.organisation_id', '=', 'evidence.organisation_id'),
        ),
      ]),
    )
    .orderBy('added_at')
    .orderBy('evidence.id')
    .execute();
  const replaced = await db
    .selectFrom('evidence_version')
    .innerJoin('person', 'person.id', 'evidence_version.version_by')
    .selectAll('evidence_version')
    .select('person.name as madeBy')
    .where('evidence_version.organisation_id', '=', organisationId)
    .where('evidence_version.organisation_id', 'in', scope.organisationIds)
    .orderBy('evidence_version.version')
    .execute();
  const earlier = Map.groupBy(replaced, ({ evidence_id }) => evidence_id);
  return rows.map((row, at) => ({
    id: row.id,
    ...contentOf(row, at + 1, row.title),
    addedAt: row.added_at,
    addedBy: row.addedBy,
    removedAt: row.removed_at,
    earlier: (earlier.get(row.id) ?? []).map((one) => ({
      ...contentOf(one, at + 1, `version ${one.version} ${one.title}`),
      madeAt: one.version_at,
      madeBy: one.madeBy,
      replacedAt: one.replaced_at,
    })),
  }));
}

const contentOf = (row: VersionRow, number: number, name: string) => ({
  version: row.version,
  kind: row.kind,
  title: row.title,
  url: row.url,
  fileName: row.file_name,
  mediaType: row.media_type,
  size: row.size === null ? null : Number(row.size),
  sha256: row.sha256,
  coversFrom: row.covers_from,
  coversTo: row.covers_to,
  reviewOn: row.review_on,
  checkedAt: row.checked_at,
  file: row.sha256 === null ? null : `evidence/${numberedName(number, name, endingOf(row.file_name))}`,
});

/** Every file of the evidence, with the hash under which its bytes are stored. */
export const filesOfEvidence = (evidence: readonly ExportedEvidence[]) =>
  evidence.flatMap(({ id, earlier, ...newest }) =>
    [...earlier, newest].flatMap(({ file, sha256 }) =>
      file === null || sha256 === null ? [] : [{ evidenceId: id, path: file, sha256 }],
    ),
  );
