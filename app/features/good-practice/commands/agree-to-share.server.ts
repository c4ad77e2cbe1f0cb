import type { Trx } from '../../../../db/client.server.ts';
import type { GoodPracticeRow } from '../../../../db/schema/good-practice.table.ts';
import { makeReference } from '../../../platform/ids.ts';
import type { Portal, Stamp } from '../../../platform/portal.ts';
import { notFound } from '../../../platform/refusals.ts';
import { dayInWords } from '../../../platform/words.ts';
import { type OrganisationScope, organisationScope, type Viewer } from '../../accounts/viewer.ts';
import { addMonths } from '../../actions/rules.ts';
import { detailsInWords, findInTexts } from '../../evidence/child-details.ts';
import { evidenceScope, inEvidenceScope } from '../../evidence/scope.server.ts';
import { listPartnershipsOf } from '../get-item.server.ts';
import { mostMonthsToShare } from '../rules.ts';
import type { Agreement } from '../schema.ts';
import { listSentAnswers, listStandardChoices } from '../sources.server.ts';
import { heldItem, recordConsent } from './consent.server.ts';

/** Saved, or what stands in the way in words: nothing was written then, and the page keeps what was typed. */
export type PracticeSaved =
  | { readonly saved: true; readonly id: string }
  | { readonly saved: false; readonly field: string; readonly problem: string };

const problem = (field: string, words: string): PracticeSaved => ({ saved: false, field, problem: words });

/**
 * An organisation agrees to share something: a new item, one that was suggested to it, or one that it shared before with
 * other words, for longer or with others. The text is the organisation's own and goes nowhere before this. Where it seems
 * to tell who a child is, a person must say that they have looked. Refuses as not found an organisation, an item, an
 * answer or evidence that the viewer does not decide about.
 */
export async function agreeToShare(
  portal: Portal,
  viewer: Viewer,
  place: { readonly organisationId: string } | { readonly itemId: string },
  input: Agreement,
): Promise<PracticeSaved> {
  const scope = organisationScope(viewer, 'good-practice.share');
  return portal.database.transaction(async (trx) => {
    const stamp = portal.stamp();
    const item = 'itemId' in place ? await getItem(trx, scope, place.itemId) : await findPosted(trx, scope, input);
    if (item && 'organisationId' in place && item.created_by === viewer.personId) return { saved: true, id: item.id };
    const organisationId = item?.organisation_id ?? ('organisationId' in place ? place.organisationId : '');
    if (!scope.organisationIds.includes(organisationId)) throw notFound();
    if (item && item.revision !== input.revision)
      return problem('', 'Somebody else changed this while you were writing. Read what is new, then save again');
    const found = await whatIsWrong(trx, stamp, scope, organisationId, input);
    if (found) return found;
    const id = item?.id ?? input.formKey ?? stamp.newId();
    const reference = item?.reference ?? makeReference('GP');
    const texts = {
      title: input.title,
      what: input.what,
      difference: input.difference,
      contact: input.contact,
      status: 'shared' as const,
      shared_until: input.until,
      changed_at: stamp.now,
    };
    if (item)
      await trx
        .updateTable('good_practice')
        .set({ ...texts, revision: item.revision + 1 })
        .where('id', '=', item.id)
        .execute();
    else
      await trx
        .insertInto('good_practice')
        .values({
          id,
          reference,
          organisation_id: organisationId,
          ...texts,
          ...(await sourceOf(trx, viewer, scope, organisationId, input)),
          created_by: viewer.personId,
          created_at: stamp.now,
          revision: 1,
        })
        .execute();
    await replaceTags(trx, scope, organisationId, id, input.standards);
    await replaceSharing(trx, stamp, organisationId, id, input.partnerships);
    await recordConsent(trx, stamp, viewer, {
      organisationId,
      itemId: id,
      reference,
      kind: 'agreed',
      until: input.until,
      partnershipIds: input.partnerships,
    });
    return { saved: true, id };
  });
}

async function getItem(trx: Trx, scope: OrganisationScope, itemId: string): Promise<GoodPracticeRow> {
  const item = await heldItem(trx, itemId).where('organisation_id', 'in', scope.organisationIds).executeTakeFirst();
  if (!item) throw notFound();
  return item;
}

/** The item that this form has made already. */
const findPosted = (trx: Trx, scope: OrganisationScope, { formKey }: Agreement) =>
  formKey === undefined
    ? Promise.resolve(undefined)
    : trx
        .selectFrom('good_practice')
        .selectAll()
        .where('id', '=', formKey)
        .where('organisation_id', 'in', scope.organisationIds)
        .executeTakeFirst();

async function whatIsWrong(
  trx: Trx,
  stamp: Stamp,
  scope: OrganisationScope,
  organisationId: string,
  input: Agreement,
): Promise<PracticeSaved | undefined> {
  const partnerships = await listPartnershipsOf(trx, scope, organisationId);
  if (input.partnerships.some((chosen) => !partnerships.some(({ id }) => id === chosen)))
    return problem('partnerships', 'Choose from the partnerships that your organisation is a member of');
  const standards = await listStandardChoices(trx, scope, organisationId);
  if (input.standards.some((chosen) => !standards.some(({ standard }) => standard === chosen)))
    return problem('standards', 'Choose from the standards in the list');
  if (input.until < stamp.today) return problem('until', 'Enter a day that is not in the past');
  const last = addMonths(stamp.today, mostMonthsToShare);
  if (input.until > last) return problem('until', `Enter a day up to ${dayInWords(last)}: then you can agree again`);
  const details = findInTexts([input.title, input.what, input.difference, input.contact], stamp.today);
  if (details.length > 0 && input.looked !== 'yes')
    return problem(
      'looked',
      `This seems to contain ${detailsInWords(details)}. Take it out; or, if no child or family can be recognised, tick to say so`,
    );
  return undefined;
}

type Source = Pick<
  GoodPracticeRow,
  'source_kind' | 'submission_id' | 'question_code' | 'evidence_id' | 'suggested_by' | 'suggested_for' | 'suggestion'
>;

async function sourceOf(
  trx: Trx,
  viewer: Viewer,
  scope: OrganisationScope,
  organisationId: string,
  input: Agreement,
): Promise<Source> {
  const none = {
    submission_id: null,
    question_code: null,
    evidence_id: null,
    suggested_by: null,
    suggested_for: null,
    suggestion: null,
  };
  if (input.submission !== null && input.question !== null) {
    const answers = await listSentAnswers(trx, scope, { submissionId: input.submission });
    if (!answers.some(({ questionCode }) => questionCode === input.question)) throw notFound();
    return { ...none, source_kind: 'answer', submission_id: input.submission, question_code: input.question };
  }
  if (input.evidence === null) return { ...none, source_kind: 'hand' };
  const evidence = await trx
    .selectFrom('evidence')
    .select('id')
    .where('id', '=', input.evidence)
    .where('organisation_id', '=', organisationId)
    .where(({ eb }) => inEvidenceScope(evidenceScope(viewer, 'evidence.read'))(eb))
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!evidence) throw notFound();
  return { ...none, source_kind: 'evidence', evidence_id: evidence.id };
}

async function replaceTags(
  trx: Trx,
  scope: OrganisationScope,
  organisationId: string,
  itemId: string,
  standards: readonly string[],
): Promise<void> {
  await trx
    .deleteFrom('good_practice_tag')
    .where('item_id', '=', itemId)
    .where('organisation_id', '=', organisationId)
    .execute();
  const chosen = (await listStandardChoices(trx, scope, organisationId)).filter(({ standard }) =>
    standards.includes(standard),
  );
  if (chosen.length > 0)
    await trx
      .insertInto('good_practice_tag')
      .values(chosen.map((tag) => ({ organisation_id: organisationId, item_id: itemId, ...tag })))
      .execute();
}

async function replaceSharing(
  trx: Trx,
  stamp: Stamp,
  organisationId: string,
  itemId: string,
  partnershipIds: readonly string[],
): Promise<void> {
  await trx
    .deleteFrom('good_practice_sharing')
    .where('item_id', '=', itemId)
    .where('organisation_id', '=', organisationId)
    .execute();
  await trx
    .insertInto('good_practice_sharing')
    .values(
      [...new Set(partnershipIds)].map((partnershipId) => ({
        organisation_id: organisationId,
        item_id: itemId,
        partnership_id: partnershipId,
        shared_on: stamp.today,
      })),
    )
    .execute();
}
