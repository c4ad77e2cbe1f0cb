/** What the form by which an organisation agrees starts with. */
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { organisationScope, type Viewer } from '../accounts/viewer.ts';
import { listProofs } from '../actions/queries.server.ts';
import { addMonths } from '../actions/rules.ts';
import { getEvidence } from '../evidence/queries.server.ts';
import { evidenceScope } from '../evidence/scope.server.ts';
import type { ProposedPractice } from './components/agree-fields.tsx';
import { getOwnItem, listPartnershipsOf, type PracticeItem } from './get-item.server.ts';
import { monthsToShare } from './rules.ts';
import { listSentAnswers, listStandardChoices, type SentAnswer } from './sources.server.ts';

export interface NewPracticePage {
  readonly organisations: readonly { readonly id: string; readonly name: string }[];
  readonly proposal: ProposedPractice;
  /** What it can start from. */
  readonly answers: readonly Pick<SentAnswer, 'questionCode' | 'question'>[];
  readonly evidence: readonly { readonly id: string; readonly title: string }[];
}

/** A new item, from an answer or a piece of evidence that the address names, or from nothing. */
export async function getNewPracticePage(
  portal: Portal,
  viewer: Viewer,
  search: URLSearchParams,
): Promise<NewPracticePage> {
  const { db } = portal.database;
  const scope = organisationScope(viewer, 'good-practice.share');
  const organisations = await db
    .selectFrom('organisation')
    .select(['id', 'name'])
    .where('id', 'in', scope.organisationIds)
    .orderBy('name')
    .execute();
  const evidenceAsked = search.get('evidence') || null;
  const item =
    evidenceAsked === null ? undefined : await getEvidence(db, evidenceScope(viewer, 'evidence.read'), evidenceAsked);
  const chosen = item?.organisationId ?? search.get('organisation');
  const organisation = chosen ? organisations.find(({ id }) => id === chosen) : organisations[0];
  if (!organisation) throw notFound();
  const answers = await listSentAnswers(db, scope, { organisationId: organisation.id });
  const question = search.get('question');
  const answer = question ? answers.find(({ questionCode }) => questionCode === question) : undefined;
  return {
    organisations,
    answers: answers.map(({ questionCode, question: words }) => ({ questionCode, question: words })),
    evidence: await listProofs(db, viewer, organisation.id),
    proposal: {
      ...(await choicesFor(portal, viewer, organisation)),
      formKey: portal.newId(),
      revision: null,
      submissionId: answer?.submissionId ?? null,
      questionCode: answer?.questionCode ?? null,
      evidenceId: answer ? null : (item?.id ?? null),
      title: answer ? '' : (item?.title ?? ''),
      what: answer?.words ?? '',
      difference: '',
      contact: '',
      chosenStandards: answer ? [answer.standard] : [],
      chosenPartnerships: [],
      until: addMonths(portal.stamp().today, monthsToShare),
    },
  };
}

/** An item of the viewer's own organisation, to agree to: with the words of the answer that somebody suggested. */
export async function getAgreePage(
  portal: Portal,
  viewer: Viewer,
  itemId: string,
): Promise<{ readonly item: PracticeItem; readonly proposal: ProposedPractice }> {
  const { db } = portal.database;
  const { today } = portal.stamp();
  const scope = organisationScope(viewer, 'good-practice.share');
  const item = await getOwnItem(db, viewer, itemId, today);
  const { own } = item;
  const suggested =
    item.status === 'suggested' && own.submissionId !== null
      ? (await listSentAnswers(db, scope, { submissionId: own.submissionId })).find(
          ({ questionCode }) => questionCode === own.questionCode,
        )
      : undefined;
  const later = item.until !== null && item.until >= today ? item.until : addMonths(today, monthsToShare);
  return {
    item,
    proposal: {
      ...(await choicesFor(portal, viewer, item.organisation)),
      formKey: null,
      revision: item.revision,
      submissionId: null,
      questionCode: null,
      evidenceId: null,
      title: suggested ? '' : item.title,
      what: suggested?.words ?? item.what,
      difference: item.difference,
      contact: item.contact,
      chosenStandards: suggested ? [suggested.standard] : item.standards.map(({ standard }) => standard),
      chosenPartnerships: own.partnerships.map(({ id }) => id),
      until: later,
    },
  };
}

async function choicesFor(
  portal: Portal,
  viewer: Viewer,
  organisation: { readonly id: string; readonly name: string },
) {
  const { db } = portal.database;
  const scope = organisationScope(viewer, 'good-practice.share');
  return {
    organisation: { id: organisation.id, name: organisation.name },
    partnerships: await listPartnershipsOf(db, scope, organisation.id),
    standards: await listStandardChoices(db, scope, organisation.id),
  };
}
