import type { Reader } from '../../../db/client.server.ts';
import type { OrganisationScope } from '../accounts/viewer.ts';
import type { LoadedReturn } from '../returns/content.server.ts';
import { questionsOfSubmission } from '../returns/previous-answers.server.ts';
import type { EarlierReturn } from './warnings/warning.ts';

/** More versions of one return than this hide the return before it. */
const mostRows = 12;

/**
 * What the same organisation sent to the same partnership on the same set of standards in other cycles, newest first;
 * of each return the version that was sent last.
 */
export async function listEarlierReturns(
  db: Reader,
  scope: OrganisationScope,
  now: Pick<LoadedReturn, 'organisationId' | 'partnership' | 'cycle' | 'editionId'>,
  most: number,
): Promise<EarlierReturn[]> {
  const rows = await db
    .selectFrom('submission')
    .innerJoin('standard_edition', 'standard_edition.id', 'submission.edition_id')
    .innerJoin('cycle', 'cycle.id', 'submission.cycle_id')
    .select(['submission.id', 'submission.return_id as returnId', 'cycle.name as cycleName'])
    .where('submission.organisation_id', 'in', scope.organisationIds)
    .where('submission.organisation_id', '=', now.organisationId)
    .where('submission.partnership_id', '=', now.partnership.id)
    .where('submission.cycle_id', '<>', now.cycle.id)
    .where('standard_edition.set_code', '=', (eb) =>
      eb.selectFrom('standard_edition as present').select('present.set_code').where('present.id', '=', now.editionId),
    )
    .orderBy('submission.submitted_at', 'desc')
    .limit(mostRows)
    .execute();
  const newest = rows.filter((row, at) => rows.findIndex(({ returnId }) => returnId === row.returnId) === at);
  const found: EarlierReturn[] = [];
  for (const { id, cycleName } of newest.slice(0, most))
    found.push({ cycleName, questions: await questionsOfSubmission(db, id) });
  return found;
}
