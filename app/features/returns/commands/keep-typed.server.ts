import { isDiskFull } from '../../../../db/disk-full.ts';
import type { Portal } from '../../../platform/portal.ts';
import { isRefusal } from '../../../platform/refusals.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { postedFields, typedTexts } from '../kept-text.ts';
import type { StandardAddress, StandardFormOutcome } from './save-standard-form.server.ts';

/**
 * A form that was refused as a whole: the return was sent meanwhile, or moved to another edition. What was typed comes
 * back with the reason, beside the page as it stands now; where the standard is gone from the return, on a page of its
 * own, and so on a disk that is full. Anything else is thrown on, and so is a refusal of a return that is not in scope.
 */
export async function keepTyped(
  portal: Portal,
  scope: OrganisationScope,
  address: StandardAddress,
  form: FormData,
  error: unknown,
): Promise<StandardFormOutcome> {
  if (isDiskFull(error)) {
    portal.log.error('disk-full', error, { returnId: address.returnId });
    return { kind: 'no-room' };
  }
  if (!isRefusal(error)) throw error;
  const texts = typedTexts(postedFields(form));
  if (error.code === 'stale-revision' || error.code === 'not-now') {
    const nothing = { errors: {}, typed: {}, conflicts: [], saved: {}, rebased: {}, changing: [], central: {} };
    return { kind: 'stay', why: 'refused', result: { ...nothing, refused: { words: error.message, texts } } };
  }
  if (error.code === 'not-found' && texts.length > 0 && (await isStandardGone(portal, scope, address)))
    return { kind: 'not-there', to: `/returns/${address.returnId}` };
  throw error;
}

/** The return is there, and does not ask this standard (any more). */
async function isStandardGone(
  { database: { db } }: Portal,
  scope: OrganisationScope,
  { returnId, standardCode }: StandardAddress,
): Promise<boolean> {
  const row = await db
    .selectFrom('agency_return')
    .select('edition_id as editionId')
    .where('id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  return row !== undefined && !(await getEdition(db, row.editionId)).standards.has(standardCode);
}
