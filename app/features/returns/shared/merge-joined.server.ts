import type { Trx } from '../../../../db/client.server.ts';
import type { Stamp } from '../../../platform/portal.ts';
import type { Viewer } from '../../accounts/viewer.ts';
import { isUntouched } from '../../questionnaire/answer-state.ts';
import { getEdition } from '../../questionnaire/editions.server.ts';
import type { CompiledEdition } from '../../questionnaire/questionnaire.ts';
import { writeProfile } from '../commands/confirm-profile.server.ts';
import { type ReturnForEdit, touchReturn } from '../commands/edit-return.server.ts';
import { saveInOne } from '../commands/save-answers.server.ts';
import { writeCounts } from '../commands/write-counts.server.ts';
import { factsOf, type Profile, readAnswers, readProfile } from '../facts.ts';
import { countStandard } from '../standard-counts.ts';
import { joinedAnswers, joinedProfile, type Keep, type StandingAnswer } from './join.ts';
import { type JoinSide, readStanding } from './join-plan.server.ts';
import { localCodesOf } from './local.ts';
import { copyUses } from './uses.server.ts';

interface Merging {
  readonly trx: Trx;
  readonly stamp: Stamp;
  readonly viewer: Viewer;
  /** The edition of the return that is joined; its shared questions are those of all. */
  readonly compiled: CompiledEdition;
}

interface Sides {
  readonly into: JoinSide;
  readonly joining: JoinSide;
}

/**
 * Makes the shared part of all members say the same: answers by ordinary saves, so that what stood before is in the
 * history of its return; facts; evidence; and which standards are marked as complete.
 */
export async function mergeJoined(
  work: Merging,
  sides: Sides,
  members: readonly ReturnForEdit[],
  keep: (key: string) => Keep,
): Promise<void> {
  const { trx, compiled } = work;
  const into = await readStanding(trx, sides.into);
  const joining = await readStanding(trx, sides.joining);
  const joined = joinedAnswers(compiled, into, joining, keep);
  await mergeFacts(
    work,
    members,
    joinedProfile(compiled, { ...sides.into, answers: into }, { ...sides.joining, answers: joining }, keep),
    sides,
  );
  for (const member of members) await takeOver(work, member, joined);
  await keepLosers(work, sides, into, joining, joined);
  await mergeEvidence(work, sides, members);
  await mergeMarks(work, members);
}

async function mergeFacts(work: Merging, members: readonly ReturnForEdit[], profile: Profile, sides: Sides) {
  const confirmed = sides.into.profileConfirmedAt !== null || sides.joining.profileConfirmedAt !== null;
  const text = JSON.stringify(profile);
  for (const member of members) {
    const unconfirmed = member.id === sides.joining.id && sides.joining.profileConfirmedAt === null;
    const behind = member.id !== sides.joining.id && sides.into.profileConfirmedAt === null;
    if (
      JSON.stringify(sorted(readProfile(member.profile))) === JSON.stringify(sorted(profile)) &&
      !unconfirmed &&
      !behind
    )
      continue;
    if (confirmed) {
      await touchReturn(work.trx, work.stamp, work.viewer, member);
      await writeProfile({ ...work, agencyReturn: member }, profile);
    } else
      await work.trx
        .updateTable('agency_return')
        .set({ profile: text })
        .where('id', '=', member.id)
        .where('organisation_id', '=', member.organisationId)
        .execute();
  }
}

const sorted = (profile: Profile) => Object.entries(profile).toSorted(([a], [b]) => (a < b ? -1 : 1));

/** Saves in one member every joined answer that it does not have yet. */
async function takeOver(
  { trx, stamp, viewer, compiled }: Merging,
  member: ReturnForEdit,
  joined: ReadonlyMap<string, StandingAnswer>,
): Promise<void> {
  const standing = await readStanding(trx, member);
  const missing = [...joined].filter(([code, { text }]) => standing.get(code)?.text !== text);
  const byStandard = Map.groupBy(missing, ([code]) => compiled.questions.get(code)?.standard.code ?? '');
  for (const [standardCode, answers] of byStandard) {
    await saveInOne(
      { trx, stamp, viewer, agencyReturn: member, follows: true },
      {
        standardCode,
        answers: answers.map(([questionCode, { value }]) => ({
          questionCode,
          value,
          revision: standing.get(questionCode)?.revision ?? 0,
        })),
      },
    );
  }
}

/** A text of the joining return that was not kept stands in the history of the pages that are used from now on. */
async function keepLosers(
  { trx, stamp }: Merging,
  { into }: Sides,
  standing: ReadonlyMap<string, StandingAnswer>,
  joining: ReadonlyMap<string, StandingAnswer>,
  joined: ReadonlyMap<string, StandingAnswer>,
): Promise<void> {
  for (const [code, kept] of joined) {
    const lost = joining.get(code);
    const mine = standing.get(code);
    if (!lost || isUntouched(lost.value) || !mine || kept !== mine || lost.text === mine.text) continue;
    await trx
      .insertInto('answer_revision')
      .values({
        id: stamp.newId(),
        organisation_id: into.organisationId,
        return_id: into.id,
        question_code: code,
        revision: mine.revision,
        value: lost.text,
        saved_at: lost.savedAt,
        saved_by: lost.savedBy,
        outcome: 'conflict',
        idempotency_key: null,
      })
      .execute();
  }
}

/** Evidence that stands at a shared question in one of them stands there in all. */
async function mergeEvidence(work: Merging, { into, joining }: Sides, members: readonly ReturnForEdit[]) {
  const local = localCodesOf(work.compiled).questions;
  const codes = [...work.compiled.questions.keys()].filter((code) => !local.has(code));
  const from = [joining, into].flatMap(({ id }) => members.filter((member) => member.id === id));
  for (const agencyReturn of from)
    for (const member of members) {
      if (member.id === agencyReturn.id) continue;
      const copied = await copyUses({ ...work, agencyReturn }, member, codes);
      if (copied > 0) await touchReturn(work.trx, work.stamp, work.viewer, member);
    }
}

/** A standard that was complete in one of them is complete in all, if nothing is missing from it now. */
async function mergeMarks({ trx, stamp }: Merging, members: readonly ReturnForEdit[]): Promise<void> {
  const marks = await trx
    .selectFrom('standard_progress')
    .select('standard_code')
    .where(
      'return_id',
      'in',
      members.map(({ id }) => id),
    )
    .where('marked_complete', '=', 1)
    .execute();
  const marked = new Set(marks.map((row) => row.standard_code));
  for (const member of members) {
    const compiled = await getEdition(trx, member.editionId, member.editionSha256);
    const rows = await trx
      .selectFrom('answer')
      .select(['question_code', 'value'])
      .where('return_id', '=', member.id)
      .where('organisation_id', '=', member.organisationId)
      .execute();
    const { profile } = await trx
      .selectFrom('agency_return')
      .select('profile')
      .where('id', '=', member.id)
      .where('organisation_id', '=', member.organisationId)
      .executeTakeFirstOrThrow();
    const facts = factsOf(member, readProfile(profile), readAnswers(rows));
    for (const standard of compiled.edition.standards) {
      const counted = countStandard(compiled, facts, standard, stamp.today);
      const shared = !localCodesOf(compiled).standards.has(standard.code) && marked.has(standard.code);
      await writeCounts(trx, member, counted, shared ? 'complete' : undefined);
    }
  }
}
