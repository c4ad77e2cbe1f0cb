/** What the page shows on which a finding is joined to an action that the organisation has already. */
import type { Portal } from '../../platform/portal.ts';
import { notFound } from '../../platform/refusals.ts';
import { partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { proposeAction } from './origin.server.ts';

export interface JoinPage {
  readonly holder: string;
  readonly about: string | null;
  readonly finding: string;
  readonly asksSource: boolean;
  readonly hidden: Readonly<Record<'organisation' | 'challenge' | 'submission' | 'question', string | null>>;
  /** The organisation's actions with the viewer's partnerships, open ones first, newest first. */
  readonly actions: readonly { readonly reference: string; readonly what: string; readonly closed: boolean }[];
}

const most = 50;

/** Refuses as not found what is outside the viewer's partnerships, and an address that names no organisation. */
export async function getJoinPage(portal: Portal, viewer: Viewer, search: URLSearchParams): Promise<JoinPage> {
  const { db } = portal.database;
  const scope = partnershipScope(viewer, 'action.change');
  const given = (name: string) => search.get(name) || null;
  const asked = {
    organisationId: given('organisation'),
    challengeId: given('challenge'),
    submissionId: given('submission'),
    questionCode: given('question'),
  };
  const { origin, about, finding } = await proposeAction(db, scope, asked, portal.stamp().today);
  if (origin.organisationId === null) throw notFound();
  const rows = await db
    .selectFrom('action')
    .select(['reference', 'what', 'status'])
    .where('organisation_id', '=', origin.organisationId)
    .where('partnership_id', 'in', scope.partnershipIds)
    .orderBy((eb) => eb.case().when('status', '=', 'closed').then(1).else(0).end())
    .orderBy('created_at', 'desc')
    .orderBy('id')
    .limit(most)
    .execute();
  return {
    holder: origin.holder,
    about,
    finding,
    asksSource: origin.source === 'other',
    hidden: {
      organisation: origin.organisationId,
      challenge: origin.challengeId,
      submission: origin.challengeId === null ? origin.submissionId : null,
      question: origin.challengeId === null ? origin.questionCode : null,
    },
    actions: rows.map(({ reference, what, status }) => ({ reference, what, closed: status === 'closed' })),
  };
}
