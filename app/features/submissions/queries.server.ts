import type { Reader } from '../../../db/client.server.ts';
import { notFound } from '../../platform/refusals.ts';
import {
  findOrganisationScope,
  findPartnershipScope,
  type OrganisationScope,
  type PartnershipScope,
  type Viewer,
} from '../accounts/viewer.ts';
import { hiddenFrom } from '../cycles/blind.server.ts';
import { type Snapshot, snapshotSchema } from './schema.ts';

/** A submission as it was frozen. */
export interface Submission {
  readonly id: string;
  readonly organisationId: string;
  readonly partnershipId: string;
  readonly cycleId: string;
  readonly returnId: string;
  readonly editionId: string;
  /** 1 for what was sent first; one more each time the return was opened again and sent. */
  readonly version: number;
  readonly reference: string;
  /** SHA-256 of `text`. */
  readonly sha256: string;
  readonly submittedAt: string;
  /** When a newer version was sent; null for the newest. */
  readonly supersededAt: string | null;
  /** The canonical JSON of the snapshot, byte for byte as it was hashed. */
  readonly text: string;
  readonly snapshot: Snapshot;
}

/** Whose submissions a person may read: those of their organisations, and those sent to their partnerships. */
export interface SubmissionScope {
  readonly organisation: OrganisationScope | undefined;
  readonly partnership: PartnershipScope | undefined;
  /** The person who reads for the partnership: a submission that they must rate first is not there for them. */
  readonly reader?: Viewer;
}

/** A person without either permission is told the page does not exist. */
export function submissionScope(viewer: Viewer): SubmissionScope {
  const organisation = findOrganisationScope(viewer, 'submission.read');
  const partnership = findPartnershipScope(viewer, 'submission.read');
  if (!organisation && !partnership) throw notFound();
  return { organisation, partnership, reader: viewer };
}

const columns = [
  'id',
  'organisation_id as organisationId',
  'partnership_id as partnershipId',
  'cycle_id as cycleId',
  'return_id as returnId',
  'edition_id as editionId',
  'version',
  'reference',
  'sha256',
  'submitted_at as submittedAt',
  'superseded_at as supersededAt',
  'snapshot as text',
] as const;

const withSnapshot = <T extends { readonly text: string }>(row: T): T & { snapshot: Snapshot } => ({
  ...row,
  snapshot: snapshotSchema.parse(JSON.parse(row.text)),
});

/**
 * The submission of a return, the newest unless a version is named; undefined when it has not been sent or is not in
 * scope.
 */
export async function findSubmissionOfReturn(
  db: Reader,
  scope: SubmissionScope,
  returnId: string,
  version?: number,
): Promise<Submission | undefined> {
  const row = await db
    .selectFrom('submission')
    .select(columns)
    .where('return_id', '=', returnId)
    .$if(version !== undefined, (query) => query.where('version', '=', version ?? 0))
    .where((eb) =>
      eb.or([
        ...(scope.organisation ? [eb('organisation_id', 'in', scope.organisation.organisationIds)] : []),
        ...(scope.partnership
          ? [
              eb.and([
                eb('partnership_id', 'in', scope.partnership.partnershipIds),
                ...(scope.reader ? [eb.not(hiddenFrom(scope.reader))] : []),
              ]),
            ]
          : []),
      ]),
    )
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && withSnapshot(row);
}

/** As `findSubmissionOfReturn`; refuses one that is not there. */
export async function getSubmissionOfReturn(
  db: Reader,
  scope: SubmissionScope,
  returnId: string,
  version?: number,
): Promise<Submission> {
  const found = await findSubmissionOfReturn(db, scope, returnId, version);
  if (!found) throw notFound();
  return found;
}

/** A submission to one of the partnerships in scope. Refuses any other as unknown. */
export async function getSubmission(db: Reader, scope: PartnershipScope, submissionId: string): Promise<Submission> {
  const row = await db
    .selectFrom('submission')
    .select(columns)
    .where('id', '=', submissionId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .executeTakeFirst();
  if (!row) throw notFound();
  return withSnapshot(row);
}

/**
 * The last submission of the same organisation to the same partnership on the same set of standards before this cycle;
 * undefined when this is the first.
 */
export async function findEarlierSubmission(
  db: Reader,
  scope: OrganisationScope,
  now: {
    readonly organisationId: string;
    readonly partnershipId: string;
    readonly cycleId: string;
    readonly editionId: string;
  },
): Promise<(Submission & { readonly cycleName: string }) | undefined> {
  const row = await db
    .selectFrom('submission')
    .innerJoin('standard_edition', 'standard_edition.id', 'submission.edition_id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .select(columns.map((column) => `submission.${column}` as const))
    .select('cycle.name as cycleName')
    .where('submission.organisation_id', 'in', scope.organisationIds)
    .where('submission.organisation_id', '=', now.organisationId)
    .where('submission.partnership_id', '=', now.partnershipId)
    .where('submission.cycle_id', '<>', now.cycleId)
    .where('submission.superseded_at', 'is', null)
    .where('standard_edition.set_code', '=', (eb) =>
      eb.selectFrom('standard_edition as present').select('present.set_code').where('present.id', '=', now.editionId),
    )
    .orderBy('submission.submitted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row && withSnapshot(row);
}
