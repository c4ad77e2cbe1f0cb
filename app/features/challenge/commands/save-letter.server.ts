import type { Trx } from '../../../../db/client.server.ts';
import { canonicalJson } from '../../../../standards/canonical-json.ts';
import { sha256OfValue } from '../../../../standards/hash.server.ts';
import type { Portal } from '../../../platform/portal.ts';
import { notFound, notNow } from '../../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../../accounts/viewer.ts';
import { recordEvent } from '../../audit/commands.server.ts';
import { type LetterText, letterBody, proposedText } from '../letter/letter-model.server.ts';
import { type LetterRecords, readLetterRecords } from '../letter/letter-records.server.ts';
import type { LetterWords } from '../schema.ts';
import { tellLetterWaits } from './tell-approvers.server.ts';

/** Saved, or somebody else's words that were saved first, to be shown beside one's own. */
export type LetterSaved =
  | { readonly saved: true }
  | { readonly saved: false; readonly theirs: LetterText & { readonly revision: number; readonly by: string } };

/**
 * Keeps a person's words for a letter that is not issued yet, and every text that it had. Whoever writes first is the
 * sender. A lost race gives the words that were first.
 */
export async function saveLetterText(
  portal: Portal,
  viewer: Viewer,
  submissionId: string,
  { revision, ...text }: LetterWords,
): Promise<LetterSaved> {
  const scope = partnershipScope(viewer, 'letter.issue');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const submission = await trx
      .selectFrom('submission')
      .select(['id', 'partnership_id'])
      .where('id', '=', submissionId)
      .where('partnership_id', 'in', scope.partnershipIds)
      .executeTakeFirst();
    if (!submission) throw notFound();
    const issued = await trx
      .selectFrom('outcome_letter')
      .select('reference')
      .where('submission_id', '=', submissionId)
      .executeTakeFirst();
    if (issued) throw notNow(`The letter ${issued.reference} has been issued, so its words cannot change.`);
    const row = { ...text, saved_by: viewer.personId, saved_at: stamp.now };
    const saved = await trx
      .insertInto('outcome_letter_draft')
      .values({ submission_id: submissionId, partnership_id: submission.partnership_id, ...row, revision: 1 })
      .onConflict((conflict) =>
        conflict
          .column('submission_id')
          .doUpdateSet({ ...row, revision: revision + 1 })
          .where('outcome_letter_draft.revision', '=', revision),
      )
      .returning('revision')
      .executeTakeFirst();
    if (saved) {
      const read = () => readLetterRecords(trx, scope, viewer, submissionId, stamp.today);
      const by = { by: viewer.personId, at: stamp.now };
      if (saved.revision === 1) {
        const proposed = await read();
        await keepWords(trx, portal, proposed, proposedText(proposed), { revision: 0, ...by });
      }
      const written = await read();
      await keepWords(trx, portal, written, text, { revision: saved.revision, ...by });
      await tellLetterWaits({ trx, stamp, portal, actorId: viewer.personId }, written);
      await recordEvent(trx, stamp, {
        type: 'letter.saved',
        owner: { partnershipId: submission.partnership_id },
        actorId: viewer.personId,
        subject: { kind: 'submission', id: submissionId },
        detail: { revision: saved.revision },
      });
      return { saved: true };
    }
    const theirs = await trx
      .selectFrom('outcome_letter_draft')
      .innerJoin('person', 'person.id', 'outcome_letter_draft.saved_by')
      .select(['opening', 'strengths', 'closing', 'outcome_letter_draft.revision', 'person.name as by'])
      .where('submission_id', '=', submissionId)
      .executeTakeFirstOrThrow();
    return { saved: false, theirs };
  });
}

interface SavedWords {
  readonly revision: number;
  readonly by: string;
  readonly at: string;
}

/** Adds a text to the history of a letter, with the letter as it read then. */
async function keepWords(
  trx: Trx,
  portal: Portal,
  records: LetterRecords,
  text: LetterText,
  { revision, by, at }: SavedWords,
): Promise<void> {
  const body = letterBody(records, text, portal.config.publicOrigin);
  await trx
    .insertInto('outcome_letter_words')
    .values({
      partnership_id: records.partnershipId,
      submission_id: records.submissionId,
      revision,
      ...text,
      body: canonicalJson(body),
      body_sha256: sha256OfValue(body),
      saved_by: by,
      saved_at: at,
    })
    .execute();
}
