import { expect, it } from 'vitest';
import { verifyChains } from '../../../../app/features/audit/queries.server.ts';
import type { AnswerValue } from '../../../../app/features/questionnaire/answers.ts';
import { attachNewEvidence, chooseEvidence } from '../../../../app/features/returns/commands/attach-evidence.server.ts';
import { confirmProfile } from '../../../../app/features/returns/commands/confirm-profile.server.ts';
import { saveAnswers } from '../../../../app/features/returns/commands/save-answers.server.ts';
import { partReturn } from '../../../../app/features/returns/shared/parting.server.ts';
import { rated } from '../../../builders/a-filled-return.ts';
import { aViewer } from '../../../builders/a-partnership.ts';
import {
  answeredOnce,
  join,
  localCode,
  type Several,
  severalPartnerships,
} from '../../../builders/several-partnerships.ts';
import { describeEachDatabase, type TestPortal } from '../../../setup/each-database.ts';

const yes: AnswerValue = { type: 'yes-no', value: 'yes', detail: '' };

const save = (
  portal: TestPortal,
  viewer: Several['lead'],
  returnId: string,
  standardCode: string,
  answers: readonly [code: string, value: AnswerValue, revision?: number][],
  mark?: 'complete',
) =>
  saveAnswers(portal, viewer, {
    returnId,
    standardCode,
    answers: answers.map(([questionCode, value, revision = 0]) => ({ questionCode, value, revision })),
    ...(mark ? { mark } : {}),
  });

/** What every return says to its questions, in words of the test: code and value. */
async function answersOf(portal: TestPortal, returnId: string): Promise<Record<string, string>> {
  const rows = await portal.database.db
    .selectFrom('answer')
    .select(['question_code', 'value'])
    .where('return_id', '=', returnId)
    .execute();
  return Object.fromEntries(rows.map((row) => [row.question_code, row.value]));
}

const sharedOf = async (portal: TestPortal, returnId: string) =>
  Object.fromEntries(Object.entries(await answersOf(portal, returnId)).filter(([code]) => !code.startsWith('local-')));

const progressOf = (portal: TestPortal, returnId: string) =>
  portal.database.db
    .selectFrom('standard_progress')
    .select(['standard_code', 'questions', 'answered', 'required_complete', 'marked_complete'])
    .where('return_id', '=', returnId)
    .where('standard_code', 'in', ['governance', 'training', 'premises'])
    .orderBy('standard_code')
    .execute();

const historyOf = (portal: TestPortal, returnId: string, code: string) =>
  portal.database.db
    .selectFrom('answer_revision')
    .select(['value', 'outcome', 'saved_by'])
    .where('return_id', '=', returnId)
    .where('question_code', '=', code)
    .orderBy('saved_at')
    .execute();

const statusOf = async (portal: TestPortal, returnId: string) =>
  (
    await portal.database.db
      .selectFrom('agency_return')
      .select('status')
      .where('id', '=', returnId)
      .executeTakeFirstOrThrow()
  ).status;

describeEachDatabase('returns that are answered once', (open) => {
  it('each get every answer to a shared question, with their progress, whichever was open', async () => {
    const portal = await open();
    const { asked, lead, helper } = await answeredOnce(portal, ['brookmere', 'fellside', 'marlow']);
    const [a, b, c] = asked;
    if (!c) throw new Error('Three were asked');
    await save(portal, lead, a.returnId, 'governance', [['board', rated('green')]]);
    await save(portal, helper, b.returnId, 'governance', [['policy', yes]]);
    await save(portal, lead, c.returnId, 'training', [['induction', rated('red')]], 'complete');
    const answers = await answersOf(portal, a.returnId);
    expect(Object.keys(answers).toSorted()).toEqual(['board', 'induction', 'policy']);
    const progress = await progressOf(portal, a.returnId);
    expect(progress).toMatchObject([
      { standard_code: 'governance', questions: 3, answered: 2 },
      { standard_code: 'training', answered: 1, marked_complete: 1 },
    ]);
    for (const { returnId } of [b, c]) {
      expect(await answersOf(portal, returnId)).toEqual(answers);
      expect(await progressOf(portal, returnId)).toEqual(progress);
      expect(await statusOf(portal, returnId)).toBe('in-progress');
    }
    expect(await verifyChains(portal.database.db)).toMatchObject({ faults: [] });
  });

  it('keep local answers to themselves', async () => {
    const portal = await open();
    const { asked, lead } = await answeredOnce(portal);
    const [a, b] = asked;
    await save(portal, lead, a.returnId, 'local-brookmere', [[localCode('brookmere'), rated('amber')]], 'complete');
    expect(Object.keys(await answersOf(portal, a.returnId))).toEqual([localCode('brookmere')]);
    expect(await answersOf(portal, b.returnId)).toEqual({});
    expect(await statusOf(portal, b.returnId)).toBe('not-started');
  });

  it('share a question of the library whose code only looks like a local one', async () => {
    const portal = await open();
    const { asked, lead } = await answeredOnce(portal);
    const [a, b] = asked;
    await save(portal, lead, a.returnId, 'local-procedures', [['local-procedures-followed', rated('green')]]);
    expect(await answersOf(portal, b.returnId)).toEqual(await answersOf(portal, a.returnId));
    expect(Object.keys(await answersOf(portal, b.returnId))).toEqual(['local-procedures-followed']);
  });

  it('share facts about the organisation and what they open', async () => {
    const portal = await open();
    const { asked, lead } = await answeredOnce(portal);
    const [a, b] = asked;
    const confirmed = await confirmProfile(portal, lead, {
      returnId: b.returnId,
      seen: {},
      profile: { premises: true },
    });
    expect(confirmed).toMatchObject({ ok: true, after: 7 });
    for (const { returnId } of [a, b]) {
      expect(await progressOf(portal, returnId)).toMatchObject([{}, { standard_code: 'premises', questions: 1 }, {}]);
      const row = await portal.database.db
        .selectFrom('agency_return')
        .select(['profile', 'profile_confirmed_at'])
        .where('id', '=', returnId)
        .executeTakeFirstOrThrow();
      expect(row).toEqual({ profile: '{"premises":true}', profile_confirmed_at: portal.stamp().now });
    }
  });

  it('share evidence at shared questions, and not at local ones', async () => {
    const portal = await open();
    const { asked, lead } = await answeredOnce(portal);
    const [a, b] = asked;
    const link = (title: string) => ({
      kind: 'link' as const,
      title,
      url: 'https://example.org/x',
      coversFrom: null,
      coversTo: null,
    });
    await attachNewEvidence(portal, lead, { returnId: a.returnId, questionCode: 'board', evidence: link('Minutes') });
    await attachNewEvidence(portal, lead, {
      returnId: a.returnId,
      questionCode: localCode('brookmere'),
      evidence: link('Of Brookmere alone'),
    });
    const uses = () =>
      portal.database.db
        .selectFrom('evidence_use')
        .innerJoin('evidence', 'evidence.id', 'evidence_use.evidence_id')
        .select(['evidence.id', 'evidence.title', 'return_id as returnId', 'question_code as code'])
        .orderBy('title')
        .orderBy('return_id')
        .execute();
    expect(await uses()).toMatchObject([
      { title: 'Minutes', returnId: a.returnId },
      { title: 'Minutes', returnId: b.returnId },
      { title: 'Of Brookmere alone', returnId: a.returnId },
    ]);
    const [{ id = '' } = {}] = await uses();
    await chooseEvidence(portal, lead, { returnId: b.returnId, questionCode: 'board', shown: [id], chosen: [] });
    expect((await uses()).map(({ title }) => title)).toEqual(['Of Brookmere alone']);
  });

  it('keep both texts of two people who save the same question in two of them', async () => {
    const portal = await open();
    const { asked, lead, helper } = await answeredOnce(portal);
    const [a, b] = asked;
    await save(portal, lead, a.returnId, 'governance', [['board', rated('green', 'First')]]);
    const second = await save(portal, helper, b.returnId, 'governance', [['board', rated('red', 'Second')]]);
    expect(second.conflicts).toMatchObject([{ questionCode: 'board', theirName: 'Lee Lead', theirRevision: 1 }]);
    expect(await answersOf(portal, b.returnId)).toEqual(await answersOf(portal, a.returnId));
    expect((await historyOf(portal, b.returnId, 'board')).map(({ outcome }) => outcome).toSorted()).toEqual([
      'conflict',
      'kept',
    ]);
  });

  it('can be parted: each keeps what was answered, and answers on its own', async () => {
    const portal = await open();
    const { asked, lead } = await answeredOnce(portal);
    const [a, b] = asked;
    await save(portal, lead, a.returnId, 'governance', [['board', rated('green')]]);
    await partReturn(portal, lead, { returnId: a.returnId });
    await partReturn(portal, lead, { returnId: a.returnId });
    await save(portal, lead, b.returnId, 'governance', [['board', rated('red'), 1]]);
    expect(JSON.parse((await answersOf(portal, a.returnId)).board ?? '')).toMatchObject({ point: 'green' });
    expect(JSON.parse((await answersOf(portal, b.returnId)).board ?? '')).toMatchObject({ point: 'red' });
  });
});

describeEachDatabase('joining two returns', (open) => {
  it('gives each what only the other has answered, and asks where both have', async () => {
    const portal = await open();
    const several = await severalPartnerships(portal);
    const { asked, lead } = several;
    const [a, b] = asked;
    await save(portal, lead, a.returnId, 'governance', [
      ['board', rated('green', 'Said to Brookmere')],
      ['policy', yes],
    ]);
    await save(portal, lead, b.returnId, 'governance', [
      ['board', rated('red', 'Said to Fellside')],
      ['policy', yes],
    ]);
    await save(portal, lead, b.returnId, 'training', [['induction', rated('amber')]], 'complete');
    expect(await join(portal, several, b.returnId, a.returnId)).toEqual({
      ok: false,
      why: 'undecided',
      keys: ['board'],
    });
    expect(await join(portal, several, b.returnId, a.returnId, { board: 'into' })).toEqual({
      ok: true,
      primaryId: a.returnId,
    });
    const answers = await answersOf(portal, a.returnId);
    expect(answers).toEqual(await answersOf(portal, b.returnId));
    expect(JSON.parse(answers.board ?? '')).toMatchObject({ point: 'green' });
    expect(await progressOf(portal, a.returnId)).toEqual(await progressOf(portal, b.returnId));
    expect(await progressOf(portal, a.returnId)).toMatchObject([{}, { standard_code: 'training', marked_complete: 1 }]);
    // The loser's words are in the history of the pages that are used from now on.
    expect(
      (await historyOf(portal, a.returnId, 'board'))
        .map(({ value, outcome }) => [JSON.parse(value).narrative, outcome])
        .toSorted(),
    ).toEqual([
      ['Said to Brookmere', 'kept'],
      ['Said to Fellside', 'conflict'],
    ]);
    expect(await sharedOf(portal, b.returnId)).toEqual(await sharedOf(portal, a.returnId));
  });

  it('keeps the text of the return that is joined in its history when the other one stays', async () => {
    const portal = await open();
    const several = await severalPartnerships(portal);
    const [a, b] = several.asked;
    await save(portal, several.lead, a.returnId, 'training', [['notes', { type: 'text', text: 'Old' }]]);
    await save(portal, several.lead, b.returnId, 'training', [['notes', { type: 'text', text: 'New' }]]);
    await join(portal, several, a.returnId, b.returnId, { notes: 'joining' });
    expect(JSON.parse((await answersOf(portal, a.returnId)).notes ?? '')).toMatchObject({ text: 'New' });
    expect(
      (await historyOf(portal, a.returnId, 'notes')).map(({ value }) => JSON.parse(value).text).toSorted(),
    ).toEqual(['New', 'Old']);
  });

  it('does nothing when somebody worked on one of them since the page was shown', async () => {
    const portal = await open();
    const several = await severalPartnerships(portal);
    const [a, b] = several.asked;
    const { joinReturns } = await import('../../../../app/features/returns/shared/join-returns.server.ts');
    const stale = { returnId: a.returnId, otherId: b.returnId, seen: 'x'.repeat(64), keep: {} };
    expect(await joinReturns(portal, several.lead, stale)).toEqual({ ok: false, why: 'changed' });
    await save(portal, several.lead, a.returnId, 'governance', [['policy', yes]]);
    expect(await answersOf(portal, b.returnId)).toEqual({});
  });

  it('is refused for another organisation, another edition and a contributor', async () => {
    const portal = await open();
    const several = await severalPartnerships(portal);
    const other = await severalPartnerships(portal, ['northby', 'southby']);
    const [a] = several.asked;
    await expect(join(portal, several, a.returnId, other.asked[0].returnId)).rejects.toMatchObject({
      code: 'not-found',
    });
    await portal.database.db
      .updateTable('agency_return')
      .set({ edition_id: other.asked[0].editionId })
      .where('id', '=', several.asked[1].returnId)
      .execute();
    await expect(join(portal, several, a.returnId, several.asked[1].returnId)).rejects.toThrow(/asks another edition/);
    const contributor = await aViewer(portal, { role: 'contributor', organisationId: several.organisationId });
    await expect(join(portal, { lead: contributor }, a.returnId, several.asked[1].returnId)).rejects.toMatchObject({
      code: expect.stringMatching(/not-/),
    });
  });
});
