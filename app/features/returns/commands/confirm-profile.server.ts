import type { Portal } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import { profileQuestionsFor } from '../../questionnaire/questionnaire.ts';
import { profilePart } from '../delegation.ts';
import { factsOf, type Profile, readAnswers, readProfile } from '../facts.ts';
import { partScope } from '../parts.server.ts';
import { countStandard } from '../standard-counts.ts';
import { getReturnForEdit, holdReturn, joinedMeanwhile, touchReturn } from './edit-return.server.ts';
import type { ReturnAtHand } from './save-answers.server.ts';
import { writeCounts } from './write-counts.server.ts';

export interface ConfirmProfileInput {
  readonly returnId: string;
  /** The facts as the person saw them when the page was opened. */
  readonly seen: Profile;
  /** The facts as the person gives them; a code that is left out is not answered. */
  readonly profile: Profile;
}

export type ConfirmProfileOutcome =
  | {
      readonly ok: true;
      readonly takenBack: boolean;
      /** Questions asked before and after. */
      readonly before: number;
      readonly after: number;
      /** Required facts are still missing, so nothing is confirmed yet. */
      readonly incomplete: boolean;
    }
  /** Somebody else changed the same facts meanwhile: nothing is written; `current` is what stands. */
  | { readonly ok: false; readonly current: Profile; readonly clashes: readonly string[] };

/**
 * Saves the facts that decide the questions, and recounts every standard in the same transaction; they count as
 * confirmed once no required one is missing. Answers to questions that are no longer asked are kept. Facts that two people changed differently are a conflict; those that
 * only the other changed are taken over.
 */
export async function confirmProfile(
  portal: Portal,
  viewer: Viewer,
  input: ConfirmProfileInput,
): Promise<ConfirmProfileOutcome> {
  return portal.database.transaction(async (trx) => {
    const part = { returnId: input.returnId, part: profilePart };
    const scope = await partScope(trx, viewer, 'return.answer', part);
    const stamp = portal.stamp();
    const read = await getReturnForEdit(trx, scope, input.returnId);
    await holdReturn(trx, read);
    const agencyReturn = await getReturnForEdit(trx, scope, input.returnId);
    if (agencyReturn.sharedReturnId !== read.sharedReturnId) throw joinedMeanwhile();
    const compiled = await getEdition(trx, agencyReturn.editionId, agencyReturn.editionSha256);
    const current = readProfile(agencyReturn.profile);
    const codes = [...compiled.profile.keys()];
    const { merged, clashes } = mergeProfiles(codes, input.seen, input.profile, current);
    if (clashes.length > 0) return { ok: false, current, clashes } as const;

    const changed = agencyReturn.status === 'not-started' || codes.some((code) => !same(merged[code], current[code]));
    const { takenBack } = changed ? await touchReturn(trx, stamp, viewer, agencyReturn) : { takenBack: false };
    const written = await writeProfile({ trx, stamp, viewer, agencyReturn }, merged);
    for (const other of agencyReturn.together) await writeProfile({ trx, stamp, viewer, agencyReturn: other }, merged);
    return { ok: true, takenBack, ...written } as const;
  });
}

/** Stores the facts of one return and recounts every standard of it. */
export async function writeProfile(
  { trx, stamp, viewer, agencyReturn }: ReturnAtHand,
  facts: Profile,
): Promise<{ readonly before: number; readonly after: number; readonly incomplete: boolean }> {
  const compiled = await getEdition(trx, agencyReturn.editionId, agencyReturn.editionSha256);
  const rows = await trx
    .selectFrom('answer')
    .select(['question_code', 'value'])
    .where('return_id', '=', agencyReturn.id)
    .execute();
  const deciding = factsOf(agencyReturn, facts, readAnswers(rows));
  const incomplete = profileQuestionsFor(compiled, deciding).some(
    ({ question, answered }) => question.required && !answered,
  );
  await trx
    .updateTable('agency_return')
    .set((eb) => ({
      profile: JSON.stringify(facts),
      profile_confirmed_at: incomplete ? null : stamp.now,
      revision: eb('revision', '+', 1),
    }))
    .where('id', '=', agencyReturn.id)
    .execute();
  const { before } = await trx
    .selectFrom('standard_progress')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<number>('questions'), eb.val(0)).as('before'))
    .where('return_id', '=', agencyReturn.id)
    .executeTakeFirstOrThrow();
  let after = 0;
  for (const standard of compiled.edition.standards) {
    const counted = countStandard(compiled, deciding, standard, stamp.today);
    after += counted.questions;
    await writeCounts(trx, agencyReturn, counted);
  }
  await recordEvent(trx, stamp, {
    type: 'return.profile-confirmed',
    owner: { organisationId: agencyReturn.organisationId, partnershipId: agencyReturn.partnershipId },
    actorId: viewer.personId,
    subject: { kind: 'return', id: agencyReturn.id },
    detail: { before: Number(before), after, complete: !incomplete },
  });
  return { before: Number(before), after, incomplete };
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Fact by fact: mine where I changed it, else what stands; a clash where both changed it, each to something else. */
export function mergeProfiles(
  codes: readonly string[],
  seen: Profile,
  mine: Profile,
  current: Profile,
): { merged: Profile; clashes: string[] } {
  const clashes = codes.filter(
    (code) => !same(mine[code], seen[code]) && !same(current[code], seen[code]) && !same(mine[code], current[code]),
  );
  const merged = codes.flatMap((code) => {
    const value = same(mine[code], seen[code]) ? current[code] : mine[code];
    return value === undefined ? [] : [[code, value] as const];
  });
  return { merged: Object.fromEntries(merged), clashes };
}
