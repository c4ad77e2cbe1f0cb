import type { Reader, Trx } from '../../../../db/client.server.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import { notNow } from '../../../platform/refusals.ts';
import type { OrganisationScope } from '../../accounts/viewer.ts';
import { type LoadedReturn, loadReturnContent } from '../../returns/content.server.ts';
import { editVoidsSignatures } from '../../returns/rules.ts';
import { holdShared, listTogether, listTogetherWith } from '../../returns/shared/members.server.ts';
import { lockReturn } from './lock-return.server.ts';

/** What is checked, signed and sent in one go: a return that stands alone, or those of several that are ticked. */
export type Round = readonly [LoadedReturn, ...LoadedReturn[]];

/**
 * Holds the returns of a round until the transaction ends, in the order in which edits take them, and reads them. Refuses
 * a return outside the scope as unknown, and a round in which no partnership is ticked.
 */
export async function lockRound(trx: Trx, scope: OrganisationScope, returnId: string): Promise<Round> {
  const row = await trx
    .selectFrom('agency_return')
    .select('shared_return_id')
    .where('id', '=', returnId)
    .where('organisation_id', 'in', scope.organisationIds)
    .executeTakeFirst();
  if (!row?.shared_return_id) return [await lockReturn(trx, scope, returnId)];
  await holdShared(trx, row.shared_return_id);
  const together = await listTogether(trx, scope, row.shared_return_id);
  if (!together.some(({ id }) => id === returnId)) return [await lockReturn(trx, scope, returnId)];
  const ticked = together.length === 1 ? together : together.filter(({ receives }) => receives);
  const [first, ...others] = ticked;
  if (!first) throw notNow('Tick at least one partnership first: see who receives what');
  const round: [LoadedReturn, ...LoadedReturn[]] = [await lockReturn(trx, scope, first.id)];
  for (const { id } of others) round.push(await lockReturn(trx, scope, id));
  return round;
}

/** Those of a round that wait for signatures or have them; all of it where none does, for the decision to refuse. */
export function signable(round: Round): Round {
  const [first, ...others] = round.filter(({ status }) => editVoidsSignatures(status));
  return first ? [first, ...others] : round;
}

type Hashed = Pick<LoadedReturn, 'returnId' | 'contentHash'>;

/** What a signature on a round names: the content of the one return, or of all of them together. */
export function hashOfRound([first, ...others]: readonly [Hashed, ...Hashed[]]): string {
  if (others.length === 0) return first.contentHash;
  return sha256OfValue([first, ...others].map(({ returnId, contentHash }) => [returnId, contentHash]));
}

/** What a signature given now would name, as the sign-off page shows it. */
export async function hashToSign(db: Reader, scope: OrganisationScope, returnId: string): Promise<string> {
  const together = await listTogetherWith(db, scope, returnId);
  const [first, ...others] = together.filter(({ receives, status }) => receives && editVoidsSignatures(status));
  if (!first) return (await loadReturnContent(db, scope, returnId)).contentHash;
  const round: [LoadedReturn, ...LoadedReturn[]] = [await loadReturnContent(db, scope, first.id)];
  for (const { id } of others) round.push(await loadReturnContent(db, scope, id));
  return hashOfRound(round);
}
