import { expect, it } from 'vitest';
import { recordChallenge } from '../../../app/features/challenge/commands/record-challenge.server.ts';
import { getSession } from '../../../app/features/challenge/queries.server.ts';
import { postTags } from '../../../app/features/partnerships/post-tags.server.ts';
import { listTagging } from '../../../app/features/partnerships/tagging.server.ts';
import { listTagsOfReturn, listTagsOfSubmission } from '../../../app/features/partnerships/tags.server.ts';
import { getQuestionTagsPage, postQuestionTags } from '../../../app/features/registers/question-tags.server.ts';
import { getTracker } from '../../../app/features/registers/tracker.server.ts';
import { aPriority } from '../../builders/a-group.ts';
import { aLoggedChallenge } from '../../builders/a-logged-challenge.ts';
import { aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSession } from '../../builders/a-session.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

const today = '2026-11-02';

function aForm(fields: Record<string, string | readonly string[]>): FormData {
  const form = new FormData();
  for (const [name, values] of Object.entries(fields)) for (const value of [values].flat()) form.append(name, value);
  return form;
}

describeEachDatabase('tags with priorities and themes', (open) => {
  it('a question tells its agency why it is asked, and the tracker counts how it is rated', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, cycleId, partnershipId, agencies } = await aSession(portal);
    const observer = await aViewer(portal, { role: 'observer', partnershipId });
    const [council, police] = agencies;
    if (!council || !police) throw new Error('The session has two agencies');
    const priority = await aPriority(portal, manager, 'Ask us first', 'young-people');
    const tick = (codes: readonly string[]) =>
      postQuestionTags(portal, manager, priority, aForm({ cycle: cycleId, 'questions[]': codes }));
    await tick(['a1-board', 'a2-supervision', 'no-such-question']);
    expect((await getQuestionTagsPage(portal, manager, priority, null)).ticked.toSorted()).toEqual([
      'a1-board',
      'a2-supervision',
    ]);
    const scope = { partnershipIds: [partnershipId] } as const;
    const { questions } = await getTracker(db, observer, scope, priority, today);
    expect(
      questions.map(({ number, counts }) => [number, ...counts.map(({ level, count }) => `${count} ${level.code}`)]),
    ).toEqual([
      ['A1.2', '1 green', '1 amber', '0 red', '0 not-applicable'],
      ['A2.1', '1 green', '0 amber', '1 red', '0 not-applicable'],
    ]);
    const tag = { id: priority, title: 'Ask us first', setBy: 'young-people' };
    const about = { returnId: council.returnId, questionCodes: ['a1-policy', 'a1-board'], today };
    const own = { organisationIds: [council.organisationId] } as const;
    expect(await listTagsOfReturn(db, own, about)).toEqual({ 'a1-board': [tag] });
    expect(await listTagsOfReturn(db, { organisationIds: [police.organisationId] }, about)).toEqual({});
    expect(await listTagsOfReturn(db, own, { ...about, today: '2026-11-01' })).toEqual({});
    expect(await listTagsOfSubmission(db, scope, council.submissionId, ['a1-board'])).toEqual({ 'a1-board': [tag] });
    await tick([]);
    expect(await listTagsOfReturn(db, own, about)).toEqual({});
  });

  it('challenges of the log and of sessions are tagged, and everything tagged stands on the page of the priority', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, chair, partnershipId, sessionId, agencies } = await aSession(portal);
    const organisationId = agencies[0]?.organisationId ?? '';
    const first = await aPriority(portal, manager, 'First');
    const second = await aPriority(portal, manager, 'Second');
    const entry = await aLoggedChallenge(portal, manager, { organisationId, dueOn: '2026-12-01' });
    const scope = { partnershipIds: [partnershipId] } as const;
    const [slot] = (await getSession(db, scope, sessionId, today)).slots;
    const recorded = await recordChallenge(
      portal,
      manager,
      { sessionId, slotId: slot?.id ?? '' },
      {
        about: { standardCode: null, questionCode: 'a2-supervision' },
        askedBy: 'Independent chair',
        challenge: 'Who reads the notes?',
        reply: 'The manager.',
        outcome: 'to-come-back',
        agreedPoint: null,
        agreedReason: null,
      },
    );
    const challenge = recorded.saved ? recorded.challengeId : '';
    expect(
      await postTags(portal, chair, aForm({ kind: 'log-entry', id: entry, 'priorities[]': [first, second] })),
    ).toBe(`/challenge-log/${entry}?saved=tags`);
    await postTags(portal, manager, aForm({ kind: 'log-entry', id: entry, 'priorities[]': second }));
    await postTags(portal, manager, aForm({ kind: 'challenge', id: challenge, 'priorities[]': second }));
    const of = { kind: 'log-entry', ids: [entry], partnershipIds: [partnershipId] } as const;
    const [seen] = await listTagging(db, chair, of, today);
    expect(seen?.tags.map(({ title }) => title)).toEqual(['Second']);
    expect(seen?.choices.map(({ title }) => title)).toEqual(['First', 'Second']);
    expect(await getTracker(db, chair, scope, first, today)).toMatchObject({ logEntries: [], challenges: [] });
    expect(await getTracker(db, chair, scope, second, today)).toMatchObject({
      logEntries: [{ id: entry, dueOn: '2026-12-01', overdue: false }],
      challenges: [{ words: 'Who reads the notes?', whose: 'Brookmere Council' }],
    });
    const lead = agencies[0]?.lead;
    if (lead) expect(await listTagging(db, lead, of, today)).toEqual([]);
  });

  it('nobody tags what is another partnership’s, nor with its priorities', async () => {
    const portal = await open();
    const { db } = portal.database;
    const { manager, agencies, partnershipId } = await aSession(portal);
    const entry = await aLoggedChallenge(portal, manager, { organisationId: agencies[0]?.organisationId ?? '' });
    const ours = await aPriority(portal, manager);
    const elsewhere = await aPartnership(portal, 'otherside');
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere });
    const theirs = await aPriority(portal, stranger);
    const observer = await aViewer(portal, { role: 'observer', partnershipId });
    const tag = (priority: string) => aForm({ kind: 'log-entry', id: entry, 'priorities[]': priority });
    for (const refused of [
      () => postTags(portal, stranger, tag(theirs)),
      () => postTags(portal, manager, tag(theirs)),
      () => postTags(portal, observer, tag(ours)),
      () => postQuestionTags(portal, stranger, ours, aForm({ cycle: 'any' })),
    ])
      await expect(refused()).rejects.toMatchObject({ code: 'not-found' });
    expect(await db.selectFrom('priority_tag').selectAll().execute()).toEqual([]);
  });
});
