/** What the page of a new action shows: the choice whose it is to be, or the form, filled in from its source. */
import type { Portal } from '../../platform/portal.ts';
import { type PartnershipScope, partnershipScope, type Viewer } from '../accounts/viewer.ts';
import { listOpenGroups } from '../partnerships/queries.server.ts';
import { type ActionChoices, getActionChoices } from './choices.server.ts';
import type { ProposedAction } from './components/action-fields.tsx';
import { type ActionOrigin, proposeAction } from './origin.server.ts';
import { listActionCandidates } from './queries.server.ts';

type Named = { readonly id: string; readonly name: string };

export type NewActionPage =
  | { readonly kind: 'choose'; readonly organisations: readonly Named[]; readonly groups: readonly Named[] }
  | {
      readonly kind: 'form';
      readonly holder: string;
      readonly about: string | null;
      readonly back: { readonly href: string; readonly text: string };
      /** Where the finding is joined to an action that the organisation has already; null where it cannot be. */
      readonly joinHref: string | null;
      readonly proposal: ProposedAction;
      readonly choices: ActionChoices;
    };

/**
 * Reads the page's address: `challenge`, `submission` with `question`, `organisation`, `group`, or `follows` for an action
 * that takes up a closed one. Refuses as not found what is outside the viewer's partnerships.
 */
export async function getNewActionPage(
  portal: Portal,
  viewer: Viewer,
  search: URLSearchParams,
): Promise<NewActionPage> {
  const { db } = portal.database;
  const scope = partnershipScope(viewer, 'action.change');
  const { today } = portal.stamp();
  const given = (name: string) => search.get(name) || null;
  const before = await findFollowed(portal, scope, given('follows'));
  const asked = {
    organisationId: given('organisation') ?? before?.organisation_id ?? null,
    groupId: given('group') ?? before?.group_id ?? null,
    challengeId: given('challenge'),
    submissionId: given('submission'),
    questionCode: given('question'),
  };
  if (Object.values(asked).every((one) => one === null)) {
    const groups = await Promise.all(scope.partnershipIds.map((id) => listOpenGroups(db, id, today)));
    return { kind: 'choose', organisations: await listActionCandidates(db, scope), groups: groups.flat() };
  }
  const { origin, owners: _, ...proposed } = await proposeAction(db, scope, asked, today);
  return {
    kind: 'form',
    holder: origin.holder,
    about: proposed.about,
    back: backOf(origin),
    joinHref: joinHref(origin),
    choices: await getActionChoices(db, origin, today),
    proposal: {
      finding: before ? `Closed before as ${before.reference}, and back again: ${before.finding}` : proposed.finding,
      what: before?.what ?? proposed.what,
      successMeasure: before?.success_measure ?? proposed.successMeasure,
      ownerId: proposed.ownerId,
      dueOn: proposed.dueOn,
      priority: before?.priority ?? 'medium',
      servesId: before?.priority_id ?? null,
      groupId: origin.groupId ?? before?.group_id ?? null,
      ratify: 'set',
      organisationId: origin.organisationId,
      challengeId: origin.challengeId,
      submissionId: origin.submissionId,
      questionCode: origin.questionCode,
      followsId: before?.id ?? null,
      asksSource: origin.source === 'other',
      source: given('source') === 'return' ? 'return' : 'other',
      formKey: portal.newId(),
    },
  };
}

const findFollowed = async ({ database }: Portal, scope: PartnershipScope, id: string | null) =>
  id === null
    ? undefined
    : database.db
        .selectFrom('action')
        .selectAll()
        .where('id', '=', id)
        .where('partnership_id', 'in', scope.partnershipIds)
        .executeTakeFirst();

function backOf({ challenge, organisationId, groupId, holder }: ActionOrigin) {
  if (challenge)
    return { href: `/challenge/${challenge.sessionId}/record/${challenge.slotId}`, text: 'Back to the record' };
  if (organisationId === null && groupId !== null) return { href: `/groups/${groupId}`, text: `Back to ${holder}` };
  return { href: '/actions', text: 'Back to actions' };
}

function joinHref({ organisationId, challengeId, submissionId, questionCode }: ActionOrigin): string | null {
  if (organisationId === null) return null;
  const parts =
    challengeId !== null
      ? { challenge: challengeId }
      : submissionId !== null
        ? { submission: submissionId, ...(questionCode === null ? {} : { question: questionCode }) }
        : { organisation: organisationId };
  return `/actions/join?${new URLSearchParams(parts)}`;
}
