import { expect, it } from 'vitest';
import { listActionsByQuestion } from '../../../app/features/actions/lineage.server.ts';
import { getModerationStandard } from '../../../app/features/moderation/standard.server.ts';
import { listCarried } from '../../../app/features/returns/carried.server.ts';
import { carryForward } from '../../../app/features/returns/commands/carry-forward.server.ts';
import { saveStandardForm } from '../../../app/features/returns/commands/save-standard-form.server.ts';
import { getReturnOverview } from '../../../app/features/returns/overview.server.ts';
import { getStandardPage } from '../../../app/features/returns/standard-page.server.ts';
import { getCheckPage } from '../../../app/features/submissions/check-page.server.ts';
import { sendForSignOff } from '../../../app/features/submissions/commands/send-for-sign-off.server.ts';
import { getPrintPage, getReturnCopy } from '../../../app/features/submissions/pages.server.ts';
import { aReturnToCarryInto, type CarriedReturn } from '../../builders/a-carried-return.ts';
import { rated, submitted } from '../../builders/a-filled-return.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const scopeOf = ({ organisationId }: CarriedReturn) => ({ organisationIds: [organisationId] }) as const;

async function carried(portal: TestPortal): Promise<CarriedReturn> {
  const work = await aReturnToCarryInto(portal);
  await carryForward(portal, work);
  return work;
}

const pageOf = (portal: TestPortal, work: CarriedReturn, standardCode = 'a1') =>
  getStandardPage(portal.database.db, scopeOf(work), { returnId: work.returnId, standardCode });

function press(
  portal: TestPortal,
  work: CarriedReturn,
  intent: string,
  fields: Record<string, string | string[]> = {},
  standardCode = 'a1',
) {
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...fields, intent }))
    for (const text of [value].flat()) form.append(name, text);
  return saveStandardForm(portal, work.sam, { returnId: work.returnId, standardCode }, form);
}

const fieldsOf = (code: string, point: string, narrative: string) => ({
  [`${code}.shown`]: '1',
  [`${code}.revision`]: '0',
  [`${code}.answer`]: point,
  [`${code}.narrative`]: narrative,
});

const statesIn = async (portal: TestPortal, work: CarriedReturn) =>
  Object.fromEntries(
    [...(await listCarried(portal.database.db, scopeOf(work), work.returnId))].map(([code, { state }]) => [
      code,
      state,
    ]),
  );

describeEachDatabase('the page of a standard with carried answers', (open) => {
  it('shows each in the new terms with what changed, and nothing twice', async () => {
    const portal = await open();
    const work = await carried(portal);
    const { questions } = await pageOf(portal, work);
    expect(questions.map(({ question, carried: panel }) => [question.code, panel?.value])).toEqual([
      ['same', { type: 'rating', point: 'amber', narrative: 'Words of same.' }],
      ['look', { type: 'rating', point: 'amber', narrative: 'Words of look.' }],
      ['new-name', { type: 'rating', point: 'level-2', narrative: 'Words of old-name.' }],
    ]);
    expect(questions[0]?.carried?.evidence.map(({ title }) => title)).toEqual(['Policy']);
    expect(questions[2]?.carried).toMatchObject({
      note: 'It has levels now.',
      cycleName: 'Section 11, 2024',
      origins: [{ code: 'old-name', text: 'What about old-name?', point: { word: 'Partly in place' } }],
    });
    expect(questions.map(({ previous, value }) => [previous, value])).toEqual(
      questions.map(() => [undefined, undefined]),
    );
  });

  it('shows beside an answer given afresh what was said last time, under whatever code it stood', async () => {
    const portal = await open();
    const work = await carried(portal);
    await press(portal, work, 'afresh:new-name');
    const { questions } = await pageOf(portal, work);
    expect(questions[2]).toMatchObject({
      carried: undefined,
      previous: { narrative: 'Words of old-name.', reworded: true, sentIn: { cycleName: 'Section 11, 2024' } },
    });
    const { questions: others } = await pageOf(portal, work, 'a2');
    expect(others.find(({ question }) => question.code === 'again')?.previous?.narrative).toBe('Words of again.');
  });

  it('keeps an answer with one press and comes back to its question', async () => {
    const portal = await open();
    const work = await carried(portal);
    expect(await press(portal, work, 'keep:same')).toEqual({
      kind: 'moved',
      to: `/returns/${work.returnId}/standards/a1#question-same`,
    });
    const [same] = (await pageOf(portal, work)).questions;
    expect(same).toMatchObject({
      value: { point: 'amber' },
      carried: undefined,
      previous: undefined,
      carriedAs: 'Carried from Section 11, 2024, confirmed unchanged',
    });
  });

  it('opens the fields to change it, which saves nothing by itself', async () => {
    const portal = await open();
    const work = await carried(portal);
    const here = `/returns/${work.returnId}/standards/a1`;
    expect(await press(portal, work, 'change:look')).toEqual({
      kind: 'moved',
      to: `${here}?change=look#question-look`,
    });
    expect(await press(portal, work, 'keep:same', fieldsOf('look', 'amber', 'Words of look.'))).toEqual({
      kind: 'moved',
      to: `${here}?change=look#question-same`,
    });
    expect(await statesIn(portal, work)).toMatchObject({ same: 'confirmed', look: 'waiting' });
    await press(portal, work, 'list', fieldsOf('look', 'amber', 'Words of look.'));
    expect(await statesIn(portal, work)).toMatchObject({ look: 'confirmed' });
  });

  it('revises it by saving something else, whichever button saves it', async () => {
    const portal = await open();
    const work = await carried(portal);
    await press(portal, work, 'keep:same', fieldsOf('look', 'green', 'Better now.'));
    expect(await statesIn(portal, work)).toMatchObject({ same: 'confirmed', look: 'revised' });
  });

  it('stays open for changing when something else on the page is wrong', async () => {
    const portal = await open();
    const work = await carried(portal);
    const outcome = await press(portal, work, 'change:look', fieldsOf('new-name', 'nonsense', ''));
    expect(outcome).toMatchObject({ kind: 'stay', result: { changing: ['look'] } });
  });
});

describeEachDatabase('a return with carried answers', (open) => {
  it('counts what waits by standard, of the questions that are asked', async () => {
    const portal = await open();
    const work = await carried(portal);
    const { today } = portal.stamp();
    const overview = async () => getReturnOverview(portal.database.db, scopeOf(work), work.sam, work.returnId, today);
    const counts = async () =>
      (await overview()).tasks.map(({ code, toConfirm, answered }) => [code, toConfirm, answered]);
    expect(await counts()).toEqual([
      ['a1', 3, 0],
      ['a2', 2, 0],
    ]);
    await press(portal, work, 'change:same', fieldsOf('same', 'green', 'All of it.'));
    expect(await counts()).toEqual([
      ['a1', 3, 1],
      ['a2', 2, 0],
    ]);
    expect((await overview()).carry).toMatchObject({ outcome: 'carried', retired: [{ number: 'A2.5' }] });
  });

  it('cannot be sent with a required one unconfirmed, and the check page says what to do', async () => {
    const portal = await open();
    const work = await carried(portal);
    const { missing } = await getCheckPage(portal.database.db, work.sam, work.returnId, portal.stamp().today);
    expect(missing.map(({ number, problems, href }) => [number, problems, href.split('/').at(-1)])).toEqual([
      ['A1.1', ['Confirm the answer carried from Section 11, 2024, or change it'], 'a1#question-same'],
      ['A1.2', ['Confirm the answer carried from Section 11, 2024, or change it'], 'a1#question-look'],
      ['A1.3', ['Confirm the answer carried from Section 11, 2024, or change it'], 'a1#question-new-name'],
      ['A2.1', ['Confirm the answer carried from Section 11, 2024, or change it'], 'a2#question-whole'],
      ['A2.2', ['Confirm the answer carried from Section 11, 2024, or change it'], 'a2#question-words'],
      ['A2.3', ['Choose your rating'], 'a2#again-answer'],
    ]);
    await expect(sendForSignOff(portal, work.sam, { returnId: work.returnId })).rejects.toMatchObject({
      code: 'not-now',
    });
  });

  it('prints them as carried, and blank paper without them', async () => {
    const portal = await open();
    const work = await carried(portal);
    const printed = async (blank: boolean) =>
      (await getPrintPage(portal, work.sam, work.returnId, { blank })).model.standards[0]?.questions[0];
    expect(await printed(false)).toMatchObject({
      carried: 'Carried from Section 11, 2024, not yet confirmed',
      answer: [
        { type: 'rating', mark: { word: 'Partly in place' } },
        { type: 'text', text: 'Words of same.' },
      ],
    });
    expect((await printed(true))?.carried).toBeNull();
  });

  it('goes the whole way: two editions on, kept, changed, given afresh, sent, and the moderator sees which is which', async () => {
    const portal = await open();
    const work = await carried(portal);
    await press(portal, work, 'keep:same');
    await press(portal, work, 'change:look', fieldsOf('look', 'green', 'Better now.'));
    await press(portal, work, 'keep:new-name');
    await press(portal, work, 'afresh:words', {}, 'a2');
    const world = { ...work, edition: work.editions.last, lead: work.sam };
    const { submissionId } = await submitted(portal, world, {
      whole: rated('green'),
      words: rated('red'),
      again: rated('amber'),
    });
    const moderator = await aViewer(portal, { role: 'moderator', partnershipId: work.partnershipId });
    const shown = [];
    for (const standard of ['a1', 'a2']) {
      const { questions } = await getModerationStandard(portal.database.db, moderator, submissionId, standard);
      shown.push(...questions.map(({ code, carried: words }) => [code, words]));
    }
    expect(Object.fromEntries(shown)).toEqual({
      same: 'Carried from Section 11, 2024, confirmed unchanged',
      look: 'Carried from Section 11, 2024, then revised',
      'new-name': 'Carried from Section 11, 2024, confirmed unchanged',
      whole: 'Carried from Section 11, 2024, then revised',
      words: null,
      again: null,
      fresh: null,
    });
    const { model } = await getReturnCopy(portal, work.sam, work.returnId);
    expect(model.standards[0]?.questions.map(({ carried: words }) => words)).toEqual([
      'Carried from Section 11, 2024, confirmed unchanged',
      'Carried from Section 11, 2024, then revised',
      'Carried from Section 11, 2024, confirmed unchanged',
    ]);
    const old = await getReturnCopy(portal, work.sam, work.oldReturnId);
    expect(JSON.stringify(old.model)).toContain('Words of gone.');
  });
});

describeEachDatabase('open actions', (open) => {
  it('stand beside what their old question has become, and closed ones nowhere', async () => {
    const portal = await open();
    const work = await carried(portal);
    const { db } = portal.database;
    const { cycle_id: cycleId, id: submissionId } = await db
      .selectFrom('submission')
      .select(['id', 'cycle_id'])
      .where('return_id', '=', work.oldReturnId)
      .executeTakeFirstOrThrow();
    const add = (code: string, status: 'open' | 'closed') =>
      db
        .insertInto('action')
        .values({
          id: portal.newId(),
          reference: `ACT-${code}-${status}`,
          partnership_id: work.partnershipId,
          organisation_id: work.organisationId,
          cycle_id: cycleId,
          source_kind: 'moderation',
          challenge_id: null,
          submission_id: submissionId,
          standard_code: 'a1',
          question_code: code,
          finding: 'Found.',
          what: 'Mend it.',
          success_measure: 'Mended.',
          owner_id: null,
          owner_name: 'Sam Patel',
          due_on: '2026-10-01',
          first_due_on: '2026-10-01',
          priority: 'high',
          status,
          percent: 0,
          created_by: work.sam.personId,
          created_at: portal.stamp().now,
          closed_at: null,
          revision: 1,
        })
        .execute();
    await add('half-2', 'open');
    await add('old-name', 'open');
    await add('gone', 'open');
    await add('same', 'closed');
    const page = await pageOf(portal, work);
    const beside = await listActionsByQuestion(db, scopeOf(work), page.agencyReturn, '2026-11-02');
    expect(
      Object.fromEntries(Object.entries(beside).map(([code, list]) => [code, list.map((one) => one.reference)])),
    ).toEqual({
      whole: ['ACT-half-2-open'],
      'new-name': ['ACT-old-name-open'],
    });
    expect(beside.whole?.[0]?.due).toBe('1 October 2026 (overdue)');
    expect(await listActionsByQuestion(db, { organisationIds: ['x'] }, page.agencyReturn, '2026-11-02')).toEqual({});
  });
});
