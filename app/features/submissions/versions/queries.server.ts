import { z } from 'zod';
import type { Reader } from '../../../../db/client.server.ts';
import type { SubmissionScope } from '../queries.server.ts';
import type { ReopeningStatus } from './rules.ts';

/** One version of a sent return in a list. */
export interface SentVersion {
  readonly version: number;
  readonly submissionId: string;
  readonly reference: string;
  readonly submittedAt: string;
  readonly submittedBy: string;
  readonly sha256: string;
  readonly newest: boolean;
}

/** A return is corrected a few times, not hundreds. */
const mostVersions = 50;

/** Every version of a return that was sent, oldest first; empty for one that is not in scope. */
export async function listVersions(db: Reader, scope: SubmissionScope, returnId: string): Promise<SentVersion[]> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('person', 'person.id', 'submission.submitted_by')
    .select([
      'submission.version',
      'submission.id as submissionId',
      'submission.reference',
      'submission.submitted_at as submittedAt',
      'person.name as submittedBy',
      'submission.sha256',
      'submission.superseded_at as supersededAt',
    ])
    .where('submission.return_id', '=', returnId)
    .where((eb) =>
      eb.or([
        ...(scope.organisation ? [eb('submission.organisation_id', 'in', scope.organisation.organisationIds)] : []),
        ...(scope.partnership ? [eb('submission.partnership_id', 'in', scope.partnership.partnershipIds)] : []),
      ]),
    )
    .orderBy('submission.version')
    .limit(mostVersions)
    .execute();
  return rows.map(({ supersededAt, ...row }) => ({ ...row, newest: supersededAt === null }));
}

/** The last time a return was to be corrected: who asked for what, and what became of it. */
export interface Correction {
  readonly id: string;
  readonly status: ReopeningStatus;
  readonly asked: { readonly by: string; readonly at: string; readonly reason: string } | null;
  readonly opened: { readonly by: string; readonly at: string; readonly reason: string } | null;
  readonly ended: { readonly by: string; readonly at: string; readonly reason: string | null } | null;
  /** Codes of the standards to look at; empty for all. */
  readonly standards: readonly string[];
  readonly reviseBy: string | null;
}

const codes = z.array(z.string());

/** The latest correction of a return in scope; null when there was none. Holds no word of the draft. */
export async function findCorrection(db: Reader, scope: SubmissionScope, returnId: string): Promise<Correction | null> {
  const row = await db
    .selectFrom('return_reopening as it')
    .leftJoin('person as asker', 'asker.id', 'it.asked_by')
    .leftJoin('person as opener', 'opener.id', 'it.opened_by')
    .leftJoin('person as ender', 'ender.id', 'it.ended_by')
    .selectAll('it')
    .select(['asker.name as asker', 'opener.name as opener', 'ender.name as ender'])
    .where('it.return_id', '=', returnId)
    .where((eb) =>
      eb.or([
        ...(scope.organisation ? [eb('it.organisation_id', 'in', scope.organisation.organisationIds)] : []),
        ...(scope.partnership ? [eb('it.partnership_id', 'in', scope.partnership.partnershipIds)] : []),
      ]),
    )
    .orderBy('it.id', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (!row) return null;
  const step = (by: string | null, at: string | null, reason: string | null) =>
    by === null || at === null ? null : { by, at, reason: reason ?? '' };
  return {
    id: row.id,
    status: row.status,
    asked: step(row.asker, row.asked_at, row.asked_reason),
    opened: step(row.opener, row.opened_at, row.opened_reason),
    ended:
      row.ender === null || row.ended_at === null ? null : { by: row.ender, at: row.ended_at, reason: row.end_reason },
    standards: codes.parse(JSON.parse(row.standards)),
    reviseBy: row.revise_by,
  };
}
