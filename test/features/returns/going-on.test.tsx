import { renderToStaticMarkup } from 'react-dom/server';
import { createMemoryRouter, RouterProvider } from 'react-router';
import { describe, expect, it } from 'vitest';
import type { AnswerValue } from '../../../app/features/questionnaire/answers.ts';
import { confirmProfile } from '../../../app/features/returns/commands/confirm-profile.server.ts';
import { saveStandardForm } from '../../../app/features/returns/commands/save-standard-form.server.ts';
import { EditedLine } from '../../../app/features/returns/components/edited-line.tsx';
import {
  FirstUnansweredLink,
  SkipToFirstUnanswered,
} from '../../../app/features/returns/components/first-unanswered.tsx';
import { continueAt, firstUnansweredAt } from '../../../app/features/returns/continue-at.ts';
import { firstUnansweredOn } from '../../../app/features/returns/first-unanswered.ts';
import { getReturnOverview } from '../../../app/features/returns/overview.server.ts';
import { getProfilePage } from '../../../app/features/returns/profile-page.server.ts';
import { getStandardPage } from '../../../app/features/returns/standard-page.server.ts';
import { agoInWords } from '../../../app/platform/words.ts';
import { aCycle } from '../../builders/a-partnership.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aReturnAtWork, type ReturnAtWork } from './a-return-at-work.ts';

const scopeOf = ({ organisationId }: ReturnAtWork) => ({ organisationIds: [organisationId] }) as const;

const pageOf = (portal: TestPortal, work: ReturnAtWork, standardCode: string) =>
  getStandardPage(portal.database.db, scopeOf(work), { returnId: work.returnId, standardCode });

const overviewOf = (portal: TestPortal, work: ReturnAtWork) =>
  getReturnOverview(portal.database.db, scopeOf(work), work.sam, work.returnId, portal.stamp().today);

/** Posts the page of a standard as a browser without scripts does: every field of the page, and what is typed over it. */
async function post(portal: TestPortal, work: ReturnAtWork, standardCode: string, typed: Record<string, string>) {
  const page = await pageOf(portal, work, standardCode);
  const form = new FormData();
  form.set('edition', page.agencyReturn.editionId);
  for (const { question, revision } of page.questions) {
    form.set(`${question.code}.shown`, '1');
    form.set(`${question.code}.revision`, String(revision));
  }
  for (const [name, value] of Object.entries({ intent: 'list', ...typed })) form.set(name, value);
  return saveStandardForm(portal, work.sam, { returnId: work.returnId, standardCode }, form);
}

const codesOn = async (portal: TestPortal, work: ReturnAtWork, standard: string) =>
  (await pageOf(portal, work, standard)).questions.map(({ question }) => question.code);

describeEachDatabase('going on with a return', (open) => {
  it('leads to the facts first, then to where this person stopped, then to what is missing, then to the check', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const whole = `/returns/${work.returnId}`;
    const at = async (mayAnswer = true) => continueAt(await overviewOf(portal, work), mayAnswer);
    expect(await at()).toBe(`${whole}/details`);
    expect(await at(false)).toBe(whole);
    await confirmProfile(portal, work.sam, {
      returnId: work.returnId,
      seen: {},
      profile: { premises: false, staff: 3 },
    });
    expect(await at()).toBe(`${whole}/standards/governance#question-lead-rating`);
    await post(portal, work, 'training', { 'training-rating.answer': 'green' });
    expect(await at()).toBe(`${whole}/standards/training`);
    await post(portal, work, 'training', {
      'training-rating.answer': 'green',
      'training-rating.narrative': 'All of them',
      completed: 'yes',
    });
    await post(portal, work, 'governance', {
      'lead-rating.answer': 'green',
      'lead-rating.narrative': 'A lead',
      'has-policy.answer': 'no',
      'has-policy.detail': 'It is being written',
      completed: 'yes',
    });
    expect(await at()).toBe(`${whole}/check`);
    await portal.database.db.updateTable('agency_return').set({ status: 'awaiting-sign-off' }).execute();
    expect(await at()).toBe(`${whole}/sign-off`);
    await portal.database.db.updateTable('agency_return').set({ status: 'submitted' }).execute();
    expect(await at()).toBe(whole);
  });

  it('finds the first unanswered question of a page, and of the whole return', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const { today } = portal.stamp();
    const first = async () => firstUnansweredOn(await pageOf(portal, work, 'governance'), today);
    expect(await first()).toBe('lead-rating');
    await post(portal, work, 'governance', { 'lead-rating.answer': 'green', 'lead-rating.narrative': 'A lead' });
    expect(await first()).toBe('has-policy');
    await post(portal, work, 'governance', {
      'lead-rating.answer': 'green',
      'lead-rating.narrative': 'A lead',
      'has-policy.answer': 'no',
      'has-policy.detail': 'Not yet',
    });
    expect(await first()).toBeNull();
    expect(firstUnansweredAt(await overviewOf(portal, work))).toBe(
      `/returns/${work.returnId}/standards/training#question-training-rating`,
    );
  });

  it('keeps aside what was written where a branch closes, and brings it back with the branch', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const lead = { 'lead-rating.answer': 'green', 'lead-rating.narrative': 'A lead' };
    await post(portal, work, 'governance', { ...lead, 'has-policy.answer': 'yes' });
    expect(await codesOn(portal, work, 'governance')).toContain('policy-date');
    expect(await codesOn(portal, work, 'training')).toContain('policy-training');
    await post(portal, work, 'training', { 'policy-training.answer': 'Two days in May.' });
    // The very post that closes the branch carries a change of what is in it.
    await post(portal, work, 'governance', {
      ...lead,
      'has-policy.answer': 'no',
      'has-policy.detail': 'Withdrawn',
      'policy-date.answer-day': '14',
      'policy-date.answer-month': '6',
      'policy-date.answer-year': '2026',
    });
    expect(await codesOn(portal, work, 'governance')).not.toContain('policy-date');
    expect(await codesOn(portal, work, 'training')).not.toContain('policy-training');
    await post(portal, work, 'governance', { ...lead, 'has-policy.answer': 'yes' });
    const answerOf = async (standard: string, code: string): Promise<AnswerValue | undefined> =>
      (await pageOf(portal, work, standard)).questions.find(({ question }) => question.code === code)?.value;
    expect(await answerOf('governance', 'policy-date')).toMatchObject({ value: '2026-06-14' });
    expect(await answerOf('training', 'policy-training')).toMatchObject({ text: 'Two days in May.' });
  });
});

describeEachDatabase('the facts of last year', (open) => {
  it('stand in the fields as choices until somebody confirms them, and figures beside them', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const { db } = portal.database;
    await aSubmission(portal, {
      ...work,
      cycleId: await aCycle(portal, work.partnershipId, `${work.edition.set}/${work.edition.edition}`, 'Last year'),
      profile: { premises: true, staff: 12 },
      submittedAt: '2025-11-20T10:00:00.000Z',
    });
    const facts = async () => {
      const { questions, filledInFrom } = await getProfilePage(db, scopeOf(work), work.returnId);
      return { filledInFrom, fields: questions.map(({ values, lastTime }) => [values, lastTime]) };
    };
    expect(await facts()).toEqual({
      filledInFrom: 'Last year',
      fields: [
        [['yes'], null],
        [[], '12'],
      ],
    });
    const stored = await db.selectFrom('agency_return').select('profile').where('id', '=', work.returnId).execute();
    expect(stored).toEqual([{ profile: '{}' }]);
    await confirmProfile(portal, work.sam, {
      returnId: work.returnId,
      seen: {},
      profile: { premises: false, staff: 3 },
    });
    expect(await facts()).toEqual({
      filledInFrom: null,
      fields: [
        [['no'], null],
        [['3'], null],
      ],
    });
  });
});

describe('the line under an answer', () => {
  const saved = { by: 'Sam Patel', personId: 'sam', at: '2026-11-02T09:00:00.000Z' };
  const line = async (personId: string, now: string) => {
    const page = { reader: { personId, now }, historyHref: '/history' };
    const asked = { saved, carriedAs: null, number: 'A1.1' } as Parameters<typeof EditedLine>[0]['asked'];
    const router = createMemoryRouter([{ path: '*', element: <EditedLine asked={asked} {...page} /> }]);
    return renderToStaticMarkup(<RouterProvider router={router} />).replaceAll(/<[^>]*>/g, '');
  };

  it('says that a colleague has just edited the answer, and to oneself when it was', async () => {
    expect(await line('ola', '2026-11-02T09:03:20.000Z')).toBe('Sam Patel edited this 3 minutes ago. History of A1.1');
    expect(await line('ola', '2026-11-02T09:00:20.000Z')).toBe('Sam Patel edited this just now. History of A1.1');
    for (const [reader, now] of [
      ['sam', '2026-11-02T09:03:20.000Z'],
      ['ola', '2026-11-02T10:00:00.000Z'],
    ] as const)
      expect(await line(reader, now)).toBe('Sam Patel answered on 2 November 2026 at 9:00am. History of A1.1');
  });

  it('counts minutes of the last hour alone', () => {
    expect(agoInWords('2026-11-02T09:00:00.000Z', '2026-11-02T09:01:00.000Z')).toBe('1 minute ago');
    expect(agoInWords('2026-11-02T09:00:00.000Z', '2026-11-02T09:59:59.000Z')).toBe('59 minutes ago');
    for (const now of ['2026-11-02T10:00:00.000Z', '2026-11-02T08:59:59.000Z'])
      expect(agoInWords('2026-11-02T09:00:00.000Z', now)).toBeNull();
  });
});

describe('the way to what is missing', () => {
  const linksFor = (handed: boolean, questionCode: string | null) => {
    const where = { returnId: 'r', questionCode, handed };
    const html = renderToStaticMarkup(
      <>
        <SkipToFirstUnanswered {...where} />
        <FirstUnansweredLink {...where} />
      </>,
    );
    return [...html.matchAll(/href="([^"]+)"/g)].map(([, href]) => href);
  };

  it('leads somebody who was handed a part to what was asked of them, never into the rest of the return', () => {
    expect(linksFor(true, null)).toEqual(['/returns/r']);
    expect(linksFor(true, 'q')).toEqual(['#question-q', '#question-q']);
    const whole = '/returns/r/continue?to=first-unanswered';
    expect(linksFor(false, null)).toEqual([whole, whole]);
  });
});
