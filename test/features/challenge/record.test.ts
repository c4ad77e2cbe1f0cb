import { expect, it } from 'vitest';
import { partnershipScope } from '../../../app/features/accounts/viewer.ts';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { getAction } from '../../../app/features/actions/get-action.server.ts';
import { proposeAction } from '../../../app/features/actions/origin.server.ts';
import {
  changeChallenge,
  recordAttendance,
  recordChallenge,
} from '../../../app/features/challenge/commands/record-challenge.server.ts';
import { getSession } from '../../../app/features/challenge/queries.server.ts';
import { getSessionRecord } from '../../../app/features/challenge/record-queries.server.ts';
import { type ChallengeEntry, challengeSchema } from '../../../app/features/challenge/schema.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSession, type SessionParts } from '../../builders/a-session.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const today = '2026-11-02';

const anEntry = (parts: Partial<ChallengeEntry> = {}): ChallengeEntry => ({
  about: { standardCode: null, questionCode: 'a2-supervision' },
  askedBy: 'Independent chair',
  challenge: 'When will all notes be in one place?',
  reply: 'By June.',
  outcome: 'partly-assured',
  agreedPoint: null,
  agreedReason: null,
  ...parts,
});

async function firstSlot(portal: TestPortal, parts: SessionParts) {
  const scope = partnershipScope(parts.manager, 'session.read');
  const { slots } = await getSession(portal.database.db, scope, parts.sessionId, today);
  return { sessionId: parts.sessionId, slotId: slots[0]?.id ?? '' };
}

const lookAt = (portal: TestPortal, parts: SessionParts, place: { sessionId: string; slotId: string }) =>
  getSessionRecord(portal.database.db, partnershipScope(parts.manager, 'session.record'), place, today);

async function ratings(portal: TestPortal, submissionId: string | undefined) {
  const { db } = portal.database;
  const questions = await db
    .selectFrom('submission_rating')
    .select(['question_code', 'agreed_point'])
    .where('submission_id', '=', submissionId ?? '')
    .execute();
  const standards = await db
    .selectFrom('submission_standard')
    .select(['standard_code', 'agreed_point'])
    .where('submission_id', '=', submissionId ?? '')
    .execute();
  return Object.fromEntries([
    ...questions.map((row) => [row.question_code, row.agreed_point]),
    ...standards.map((row) => [row.standard_code, row.agreed_point]),
  ]);
}

describeEachDatabase('the record of a session', (open) => {
  it('shows where there is more to do and what the panel will ask', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const record = await lookAt(portal, parts, await firstSlot(portal, parts));
    expect(record.organisation.name).toBe('Brookmere Council');
    expect(
      record.concerns.map(({ number, questions }) => [number, questions.map((question) => question.number)]),
    ).toEqual([
      ['A1', ['A1.1', 'A1.2']],
      ['A2', ['A2.1']],
    ]);
    expect(record.keyLines).toMatchObject([{ about: 'A2 Supervision', aboutValue: 'standard:a2' }]);
    expect(record.subjects.map(({ value }) => value)).toEqual([
      '',
      'standard:a1',
      'question:a1-policy',
      'question:a1-board',
      'standard:a2',
      'question:a2-supervision',
    ]);
    expect(record.scales.map(({ points }) => points.map(({ mark }) => mark.letter))).toEqual([['G', 'A', 'R', '–']]);
    expect(record.neighbours).toMatchObject({ previous: null, next: { organisation: 'Brookmere Police' } });
  });

  it('keeps what was asked, the reply and the outcome, newest first', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const place = await firstSlot(portal, parts);
    await recordChallenge(portal, parts.manager, place, anEntry());
    portal.setTime('2026-11-02T09:05:00Z');
    await recordChallenge(
      portal,
      parts.chair,
      place,
      anEntry({ about: { standardCode: 'a1', questionCode: null }, askedBy: 'Lay member', outcome: 'to-come-back' }),
    );
    const { challenges } = await lookAt(portal, parts, place);
    expect(challenges.map(({ about, askedBy, outcome, recordedBy }) => [about, askedBy, outcome, recordedBy])).toEqual([
      ['A1 Leadership and accountability', 'Lay member', 'to-come-back', 'Priya Nair'],
      ['A2.1 What about a2-supervision?', 'Independent chair', 'partly-assured', 'Ann Moss'],
    ]);
    const events = await portal.database.db
      .selectFrom('event')
      .select('type')
      .where('type', 'in', ['challenge.recorded', 'rating.agreed'])
      .execute();
    expect(events).toHaveLength(2);
  });

  it('keeps one entry of a form that is posted twice, and both when they say different things', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const place = await firstSlot(portal, parts);
    const formKey = portal.newId();
    const first = await recordChallenge(portal, parts.manager, place, anEntry({ formKey }));
    expect(await recordChallenge(portal, parts.manager, place, anEntry({ formKey }))).toEqual(first);
    await recordChallenge(portal, parts.manager, place, anEntry({ formKey, reply: 'By May.' }));
    const { challenges } = await lookAt(portal, parts, place);
    expect(challenges.map(({ reply }) => reply).toSorted()).toEqual(['By June.', 'By May.']);
  });

  it('agrees a rating for a question and for its standard in the same step', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const place = await firstSlot(portal, parts);
    const submissionId = parts.agencies[0]?.submissionId;
    const agreed = { agreedPoint: 'green', agreedReason: 'The panel saw the policy, dated in May.' };
    await recordChallenge(
      portal,
      parts.manager,
      place,
      anEntry({ about: { standardCode: null, questionCode: 'a1-policy' }, ...agreed }),
    );
    // The other question of the standard is amber in the agency's own view, and the worst counts.
    expect(await ratings(portal, submissionId)).toMatchObject({ 'a1-policy': 'green', a1: 'amber', a2: null });
    await recordChallenge(
      portal,
      parts.manager,
      place,
      anEntry({ about: { standardCode: null, questionCode: 'a1-board' }, ...agreed }),
    );
    expect(await ratings(portal, submissionId)).toMatchObject({ 'a1-board': 'green', a1: 'green' });
    const events = await portal.database.db
      .selectFrom('event')
      .select('detail')
      .where('type', '=', 'rating.agreed')
      .execute();
    expect(events.map(({ detail }) => JSON.parse(detail))).toMatchObject([
      { questionCode: 'a1-policy', point: 'green', before: null },
      { questionCode: 'a1-board', point: 'green', before: null },
    ]);
  });

  it('lets the newest entry that agrees a rating count, and takes the rating away with the last', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const place = await firstSlot(portal, parts);
    const submissionId = parts.agencies[0]?.submissionId;
    const first = await recordChallenge(
      portal,
      parts.manager,
      place,
      anEntry({ agreedPoint: 'amber', agreedReason: 'Begun' }),
    );
    portal.setTime('2026-11-02T09:05:00Z');
    const second = await recordChallenge(
      portal,
      parts.manager,
      place,
      anEntry({ agreedPoint: 'green', agreedReason: 'Shown' }),
    );
    if (!first.saved || !second.saved) throw new Error('Both entries are saved');
    expect(await ratings(portal, submissionId)).toMatchObject({ 'a2-supervision': 'green', a2: 'green' });
    await changeChallenge(portal, parts.manager, place, second.challengeId, { revision: 1, entry: anEntry() });
    expect(await ratings(portal, submissionId)).toMatchObject({ 'a2-supervision': 'amber', a2: 'amber' });
    await changeChallenge(portal, parts.manager, place, first.challengeId, {
      revision: 1,
      entry: anEntry({
        about: { standardCode: null, questionCode: 'a1-board' },
        agreedPoint: 'red',
        agreedReason: 'It was about the board',
      }),
    });
    expect(await ratings(portal, submissionId)).toMatchObject({
      'a2-supervision': null,
      a2: null,
      'a1-board': 'red',
      a1: 'red',
    });
  });

  it('refuses a rating that the question cannot have, and a subject the agency was not asked', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const place = await firstSlot(portal, parts);
    const wrong = { agreedPoint: 'level-1', agreedReason: 'x' };
    expect(await recordChallenge(portal, parts.manager, place, anEntry(wrong))).toMatchObject({ field: 'agreedPoint' });
    for (const about of [
      { standardCode: 'a9', questionCode: null },
      { standardCode: null, questionCode: 'a9-none' },
    ])
      expect(await recordChallenge(portal, parts.manager, place, anEntry({ about }))).toMatchObject({ field: 'about' });
    expect((await lookAt(portal, parts, place)).challenges).toEqual([]);
  });

  it('gives what stands there now when somebody else changed the entry first', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const place = await firstSlot(portal, parts);
    const recorded = await recordChallenge(portal, parts.manager, place, anEntry());
    if (!recorded.saved) throw new Error('The entry is saved');
    const id = recorded.challengeId;
    await changeChallenge(portal, parts.chair, place, id, { revision: 1, entry: anEntry({ reply: 'By May.' }) });
    const late = await changeChallenge(portal, parts.manager, place, id, {
      revision: 1,
      entry: anEntry({ reply: 'By July.' }),
    });
    expect(late).toMatchObject({ saved: false, theirs: { reply: 'By May.', revision: 2 } });
    expect((await lookAt(portal, parts, place)).challenges[0]?.reply).toBe('By May.');
  });

  it('keeps who came', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const place = await firstSlot(portal, parts);
    await recordAttendance(portal, parts.manager, place, { present: ['Jo Bell'], others: 'Dee Carter, deputy' });
    expect((await lookAt(portal, parts, place)).attendance).toEqual({
      present: ['Jo Bell'],
      others: 'Dee Carter, deputy',
    });
  });

  it('makes a challenge into an action that knows where it came from', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const place = await firstSlot(portal, parts);
    const recorded = await recordChallenge(portal, parts.manager, place, anEntry());
    if (!recorded.saved) throw new Error('The entry is saved');
    const { db } = portal.database;
    const asked = { organisationId: null, challengeId: recorded.challengeId, submissionId: null, questionCode: null };
    const proposal = await proposeAction(db, partnershipScope(parts.manager, 'action.change'), asked, today);
    expect(proposal.finding).toBe('The panel asked: When will all notes be in one place?\n\nThe reply was: By June.');
    expect(proposal).toMatchObject({ ownerId: parts.agencies[0]?.lead.personId, dueOn: '2027-02-02' });
    const { id } = await createAction(portal, parts.manager, {
      organisation: proposal.origin.organisationId,
      challenge: recorded.challengeId,
      submission: null,
      question: null,
      finding: proposal.finding,
      what: proposal.what,
      successMeasure: proposal.successMeasure,
      owner: proposal.ownerId ?? '',
      ownerName: null,
      dueOn: proposal.dueOn,
      priority: 'medium',
    });
    expect(await getAction(db, parts.manager, id, today)).toMatchObject({
      source: 'challenge',
      session: { title: 'Spring challenge session' },
      standard: 'A2 Supervision',
      question: 'What about a2-supervision?',
      cycle: { name: 'Section 11, 2026' },
      may: { followSource: true },
    });
    expect((await lookAt(portal, parts, place)).challenges[0]?.actions).toMatchObject([{ id }]);
    const wrongPlace = { ...asked, organisationId: parts.agencies[1]?.organisationId ?? '' };
    await expect(
      proposeAction(db, partnershipScope(parts.manager, 'action.change'), wrongPlace, today),
    ).rejects.toThrow('Page not found');
  });

  it('is not found from another partnership, by another session, or by those who may not record', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const place = await firstSlot(portal, parts);
    const elsewhere = await aPartnership(portal, 'elsewhere');
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere });
    for (const viewer of [stranger, parts.moderator])
      await expect(recordChallenge(portal, viewer, place, anEntry())).rejects.toThrow('Page not found');
    await expect(recordChallenge(portal, parts.manager, { ...place, sessionId: 'another' }, anEntry())).rejects.toThrow(
      'Page not found',
    );
    await expect(
      changeChallenge(portal, parts.manager, place, 'another', { revision: 1, entry: anEntry() }),
    ).rejects.toThrow('Page not found');
    const scope = partnershipScope(stranger, 'session.record');
    await expect(getSessionRecord(portal.database.db, scope, place, today)).rejects.toThrow('Page not found');
  });
});

it('the form of a challenge asks for a question and a reason with an agreed rating', () => {
  const typed = { askedBy: 'Lay member', challenge: 'a', reply: 'b', outcome: 'assured', agreedPoint: 'green' };
  const parsed = challengeSchema.safeParse({ ...typed, about: 'standard:a1', agreedReason: '' });
  expect(parsed.error?.issues.map(({ message }) => message)).toEqual([
    'Choose the question that the rating is agreed for',
    'Enter why the panel agreed this rating',
  ]);
  expect(challengeSchema.parse({ ...typed, about: 'question:a1-policy', agreedReason: 'Seen' }).about).toEqual({
    standardCode: null,
    questionCode: 'a1-policy',
  });
});
