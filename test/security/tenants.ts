/**
 * Three areas in one installation. Ours has an organisation with a return in every status, a neighbour in the same
 * area, a trust above the organisation; one of the others has the organisation as a member too.
 */
import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { closeReturn } from '../../app/features/challenge/commands/close-return.server.ts';
import { issueLetter } from '../../app/features/challenge/commands/issue-letter.server.ts';
import { getLetterDesk } from '../../app/features/challenge/letter/letter-queries.server.ts';
import { finishModeration } from '../../app/features/moderation/commands/finish-moderation.server.ts';
import { agreeWithRatings } from '../../app/features/moderation/commands/record-judgements.server.ts';
import { askColleague } from '../../app/features/returns/commands/ask-colleague.server.ts';
import { sendForSignOff } from '../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { signReturn } from '../../app/features/submissions/commands/sign-return.server.ts';
import { submitReturn } from '../../app/features/submissions/commands/submit-return.server.ts';
import { answer, hashShown, rated } from '../builders/a-filled-return.ts';
import { aCycle, anOrganisation, aReturn, aViewer } from '../builders/a-partnership.ts';
import { sessionEdition } from '../builders/a-session.ts';
import { aMember } from '../builders/a-trust.ts';
import { aWorld, type World } from '../routes/world.ts';
import type { TestPortal } from '../setup/each-database.ts';

/** Every state that a return can be in; what was sent has two more, of its moderation. */
export const returnStates = [
  'not-started',
  'in-progress',
  'awaiting-sign-off',
  'signed',
  'submitted',
  'moderated',
  'closed',
] as const;
export type ReturnState = (typeof returnStates)[number];

/** A return of our organisation in one state, with what hangs on it. */
export interface StateOfReturn {
  readonly returnId: string;
  readonly cycleId: string;
  readonly submissionId: string | undefined;
  readonly delegationId: string;
}

export interface Tenants {
  readonly ours: World;
  readonly theirs: World;
  readonly organisationId: string;
  readonly trustId: string;
  readonly neighbourId: string;
  /** The area of which our organisation is a member as well. */
  readonly thirdId: string;
  readonly theirOrganisationId: string;
  readonly states: Readonly<Record<ReturnState, StateOfReturn>>;
  /** Has the second standard of every one of these returns handed to them. */
  readonly holder: Viewer;
  /** Words that stand in the draft and in what was sent of our organisation, and nowhere else. */
  readonly words: string;
  /** Words in the neighbour's draft. */
  readonly neighbourWords: string;
  /** What a form may name: somebody's interest, a person, a message. */
  readonly things: Readonly<Record<string, string>>;
}

export async function threeTenants(portal: TestPortal): Promise<Tenants> {
  const ours = await aWorld(portal, 'ourside');
  const theirs = await aWorld(portal, 'otherside');
  const third = await aWorld(portal, 'thirdside');
  const { partnershipId } = ours;
  const organisationId = ours.params.organisationId ?? '';
  await aMember(portal, third.partnershipId, organisationId);
  const neighbourId = await anOrganisation(portal, partnershipId, { name: 'Neighbour of ourside' });
  const lead = ours.viewers.lead as Viewer;
  const holder = await aViewer(portal, { role: 'contributor', organisationId });
  const signatory = ours.viewers.signatory as Viewer;
  const moderator = ours.viewers.moderator as Viewer;
  const chair = ours.viewers.manager as Viewer;
  const words = 'words-of-our-organisation-alone';
  const neighbourWords = 'words-of-the-neighbour-alone';
  const states: Partial<Record<ReturnState, StateOfReturn>> = {};
  for (const state of returnStates) {
    const cycleId = await aCycle(portal, partnershipId, 'test-set/2026.1', `Cycle for ${state}`);
    const returnId = await aReturn(portal, { partnershipId, cycleId, organisationId, edition: sessionEdition });
    const world = { edition: sessionEdition, partnershipId, organisationId, cycleId, returnId, lead };
    await askColleague(portal, lead, {
      returnId,
      asking: {
        parts: ['a2'],
        person: { kind: 'known', personId: holder.personId },
        by: portal.stamp().today,
        note: 'For you',
      },
    });
    const at = returnStates.indexOf(state);
    if (at >= 1)
      await answer(portal, world, {
        'a1-policy': rated('amber', words),
        'a1-board': rated('green'),
        'a2-supervision': rated('green'),
      });
    if (at >= 2) await sendForSignOff(portal, lead, { returnId });
    if (at >= 3) {
      const contentHash = await hashShown(portal, world);
      await signReturn(portal, signatory, { returnId, signatory: 'senior-lead', contentHash });
    }
    let submissionId: string | undefined;
    if (at >= 4) {
      const sent = await submitReturn(portal, lead, { returnId });
      if (sent.outcome !== 'submitted') throw new Error('The return was not sent');
      submissionId = sent.submissionId;
    }
    if (at >= 5 && submissionId !== undefined) {
      for (const standardCode of ['a1', 'a2'])
        await agreeWithRatings(portal, moderator, { submissionId, standardCode });
      await finishModeration(portal, moderator, { submissionId });
    }
    if (at >= 6 && submissionId !== undefined) {
      const { bodySha256 } = await getLetterDesk(portal, chair, submissionId);
      await issueLetter(portal, chair, submissionId, { bodySha256 });
      await closeReturn(portal, chair, returnId);
    }
    const delegation = await portal.database.db
      .selectFrom('delegation')
      .select('id')
      .where('return_id', '=', returnId)
      .executeTakeFirstOrThrow();
    states[state] = { returnId, cycleId, submissionId, delegationId: delegation.id };
  }
  const neighbourReturn = await aReturn(portal, {
    partnershipId,
    cycleId: ours.params.cycleId ?? '',
    organisationId: neighbourId,
    edition: sessionEdition,
  });
  const neighbourLead = await aViewer(portal, { role: 'safeguarding-lead', organisationId: neighbourId });
  await answer(
    portal,
    {
      edition: sessionEdition,
      partnershipId,
      organisationId: neighbourId,
      cycleId: ours.params.cycleId ?? '',
      returnId: neighbourReturn,
      lead: neighbourLead,
    },
    { 'a1-policy': rated('amber', neighbourWords) },
  );
  const interest = portal.newId();
  await portal.database.db
    .insertInto('declared_interest')
    .values({
      id: interest,
      partnership_id: partnershipId,
      organisation_id: organisationId,
      person_id: chair.personId,
      text: 'A member of the family works there',
      declared_at: portal.stamp().now,
      ended_at: null,
    })
    .execute();
  // What was sent names its evidence, so that the partnership may open it.
  await portal.database.db
    .insertInto('submission_evidence')
    .values({
      partnership_id: partnershipId,
      organisation_id: organisationId,
      submission_id: ours.params.submissionId ?? '',
      evidence_id: ours.params.evidenceId ?? '',
    })
    .execute();
  const [invitation, request, access] = [portal.newId(), portal.newId(), portal.newId()];
  const { now } = portal.stamp();
  await portal.database.db
    .insertInto('invitation')
    .values({
      id: invitation,
      partnership_id: partnershipId,
      organisation_id: organisationId,
      person_id: holder.personId,
      role: 'contributor',
      link_hash: `hash-${invitation}`,
      invited_by: chair.personId,
      invited_at: '2099-01-01T00:00:00.000Z',
      ends_at: '2099-01-04T00:00:00.000Z',
      sent: 1,
      withdrawn_at: null,
      withdrawn_by: null,
      revision: 1,
    })
    .execute();
  await portal.database.db
    .insertInto('access_request')
    .values({
      id: request,
      partnership_id: partnershipId,
      organisation_id: organisationId,
      urn: '100001',
      name: 'Asker of ourside',
      email: 'asker@ourside.example',
      role: 'headteacher',
      asked_at: now,
      status: 'waiting',
      decided_by: null,
      decided_at: null,
      revision: 1,
    })
    .execute();
  await portal.database.db
    .insertInto('emergency_access')
    .values({
      id: access,
      person_id: chair.personId,
      organisation_id: null,
      partnership_id: partnershipId,
      reason: 'Reason of ourside',
      opened_at: now,
      ends_at: now,
      ended_at: now,
      ended_by: null,
      revision: 1,
    })
    .execute();
  return {
    things: {
      interest,
      invitation,
      request,
      access,
      moderator: moderator.personId,
      contributor: holder.personId,
      message: 'x',
    },
    ours,
    theirs,
    organisationId,
    trustId: ours.params.groupId ?? '',
    neighbourId,
    thirdId: third.partnershipId,
    theirOrganisationId: theirs.params.organisationId ?? '',
    states: states as Record<ReturnState, StateOfReturn>,
    holder,
    words,
    neighbourWords,
  };
}
