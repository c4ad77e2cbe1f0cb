import type { Viewer } from '../../app/features/accounts/viewer.ts';
import { scheduleSession } from '../../app/features/challenge/commands/schedule-session.server.ts';
import type { Portal } from '../../app/platform/portal.ts';
import type { Edition } from '../../standards/contract.ts';
import { aCycle, anInstalledEdition, anOrganisation, aPartnership, aViewer } from './a-partnership.ts';
import { aJudgement, aKeyLine, aSubmission } from './a-submission.ts';
import { anEdition, aQuestion, aStandard } from './an-edition.ts';

/** Two standards, three ratings: enough for every part of a pack. */
export const sessionEdition: Edition = anEdition({
  standards: [
    aStandard('a1', [aQuestion('a1-policy'), aQuestion('a1-board')], { title: 'Leadership and accountability' }),
    aStandard('a2', [aQuestion('a2-supervision')], { title: 'Supervision' }),
  ],
});

export interface SessionParts {
  readonly partnershipId: string;
  readonly cycleId: string;
  readonly manager: Viewer;
  readonly chair: Viewer;
  readonly moderator: Viewer;
  readonly sessionId: string;
  readonly agencies: readonly {
    readonly organisationId: string;
    readonly submissionId: string;
    readonly returnId: string;
    readonly lead: Viewer;
  }[];
}

/** A planned session with two agencies that sent returns: one moderated, with a question from the panel. */
export async function aSession(portal: Portal, slug = 'brookmere'): Promise<SessionParts> {
  const partnershipId = await aPartnership(portal, slug);
  await anInstalledEdition(portal, sessionEdition);
  const cycleId = await aCycle(portal, partnershipId, 'test-set/2026.1');
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId }, 'Ann Moss');
  const chair = await aViewer(portal, { role: 'independent-chair', partnershipId }, 'Priya Nair');
  const moderator = await aViewer(portal, { role: 'moderator', partnershipId }, 'Sam Patel');
  const council = await anOrganisation(portal, partnershipId, { name: 'Brookmere Council', kind: 'local-authority' });
  const police = await anOrganisation(portal, partnershipId, { name: 'Brookmere Police', kind: 'police' });
  const first = await aSubmission(portal, {
    partnershipId,
    cycleId,
    edition: sessionEdition,
    organisationId: council,
    points: { 'a1-policy': 'green', 'a1-board': 'amber', 'a2-supervision': 'red' },
    words: {
      'a1-board': 'The board met twice and has no child on it.',
      'a2-supervision': 'Notes are in three places.',
    },
    evidence: { 'a1-board': [{ title: 'Board minutes', coversTo: '2025-03-31' }] },
  });
  const second = await aSubmission(portal, {
    partnershipId,
    cycleId,
    edition: sessionEdition,
    organisationId: police,
    points: { 'a1-policy': 'green', 'a1-board': 'green', 'a2-supervision': 'green' },
    words: { 'a1-policy': 'Reviewed in May.' },
    evidence: { 'a1-policy': [{ title: 'Policy', coversTo: '2026-05-31' }] },
  });
  await aJudgement(portal, {
    partnershipId,
    submissionId: first.submissionId,
    standardCode: 'a1',
    questionCode: 'a1-policy',
    point: 'amber',
    reason: 'The policy has no date.',
    moderator,
  });
  await aKeyLine(portal, {
    partnershipId,
    cycleId,
    organisationId: council,
    submissionId: first.submissionId,
    standardCode: 'a2',
    text: 'When will all notes be in one place?',
    author: moderator,
  });
  const { id } = await scheduleSession(portal, manager, {
    cycle: cycleId,
    title: 'Spring challenge session',
    heldOn: '2027-02-26',
    startsAt: '09:30',
    place: 'Civic Hall',
    chair: chair.personId,
    minutes: 20,
    agencies: [council, police],
  });
  return {
    partnershipId,
    cycleId,
    manager,
    chair,
    moderator,
    sessionId: id,
    agencies: [
      { organisationId: council, ...first },
      { organisationId: police, ...second },
    ],
  };
}
