import { expect, it } from 'vitest';
import { autosave } from '../../../app/features/returns/commands/autosave.server.ts';
import { saveAnswers } from '../../../app/features/returns/commands/save-answers.server.ts';
import { saveProfileForm } from '../../../app/features/returns/commands/save-profile-form.server.ts';
import { saveStandardForm } from '../../../app/features/returns/commands/save-standard-form.server.ts';
import { anOrganisation, aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aReturnAtWork, type ReturnAtWork } from './a-return-at-work.ts';

function posted(fields: Record<string, string | string[]>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const text of [value].flat()) form.append(name, text);
  return form;
}

const lead = (narrative: string, revision: number, point = 'green') => ({
  'lead-rating.shown': '1',
  'lead-rating.revision': String(revision),
  'lead-rating.answer': point,
  'lead-rating.narrative': narrative,
});
const policy = (value: string, revision: number, detail = '') => ({
  'has-policy.shown': '1',
  'has-policy.revision': String(revision),
  'has-policy.answer': value,
  'has-policy.detail': detail,
});

const post = (
  portal: TestPortal,
  work: ReturnAtWork,
  fields: Record<string, string | string[]>,
  { viewer = work.sam, standardCode = 'governance' } = {},
) => saveStandardForm(portal, viewer, { returnId: work.returnId, standardCode }, posted(fields));

const narrativeOf = async (portal: TestPortal, code: string) => {
  const row = await portal.database.db
    .selectFrom('answer')
    .select('value')
    .where('question_code', '=', code)
    .executeTakeFirst();
  return row ? JSON.parse(row.value).narrative : undefined;
};

describeEachDatabase('the form of a standard', (open) => {
  it('saves and goes on to the next unfinished standard, or back to the list', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const whole = `/returns/${work.returnId}`;
    const all = { ...lead('A lead', 0), ...policy('no', 0, 'Soon') };
    expect(await post(portal, work, { ...all, intent: 'continue' })).toEqual({
      kind: 'moved',
      to: `${whole}/standards/training`,
    });
    expect(await post(portal, work, { ...lead('A lead', 1), ...policy('no', 1, 'Soon'), intent: 'list' })).toEqual({
      kind: 'moved',
      to: whole,
    });
    const training = {
      'training-rating.shown': '1',
      'training-rating.revision': '0',
      'training-rating.answer': 'red',
      'training-rating.narrative': 'None yet',
      'policy-date-known.shown': '1',
      'places.shown': '1',
    };
    expect(await post(portal, work, { ...training, intent: 'continue' }, { standardCode: 'training' })).toEqual({
      kind: 'moved',
      to: `${whole}/check`,
    });
  });

  it('comes back to the page when an answer opened another question on it', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const outcome = await post(portal, work, { ...lead('A lead', 0), ...policy('yes', 0), intent: 'continue' });
    expect(outcome).toEqual({
      kind: 'moved',
      to: `/returns/${work.returnId}/standards/governance?opened=1#question-policy-date`,
    });
  });

  it('saves first, then leads to evidence or to more rows', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const outcome = await post(portal, work, { ...lead('Typed before', 0), intent: 'evidence:lead-rating' });
    expect(outcome).toEqual({ kind: 'moved', to: `/returns/${work.returnId}/questions/lead-rating/evidence` });
    expect(await narrativeOf(portal, 'lead-rating')).toBe('Typed before');
    expect(await post(portal, work, { ...lead('Typed before', 1), intent: 'row:lead-rating' })).toMatchObject({
      to: `/returns/${work.returnId}/standards/governance?more=lead-rating#question-lead-rating`,
    });
  });

  it('accepts blanks, and saves the rest when one answer has the wrong shape', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    expect(await post(portal, work, { ...lead('', 0, ''), ...policy('', 0), intent: 'list' })).toMatchObject({
      kind: 'moved',
    });
    const outcome = await post(portal, work, {
      ...lead('Kept', 0, 'purple'),
      ...policy('no', 0, 'Soon'),
      completed: 'yes',
      intent: 'continue',
    });
    expect(outcome).toMatchObject({
      kind: 'stay',
      why: 'problems',
      result: {
        errors: { 'lead-rating.answer': ['Choose one of the ratings in the list'] },
        typed: { 'lead-rating': { 'lead-rating.narrative': 'Kept' } },
        saved: { 'has-policy': 1 },
      },
    });
  });

  it('names what is missing when somebody says the standard is complete, under the field that mends it', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const outcome = await post(portal, work, {
      ...lead('', 0),
      ...policy('no', 0),
      completed: 'yes',
      intent: 'continue',
    });
    expect(outcome).toMatchObject({
      kind: 'stay',
      result: {
        errors: {
          'lead-rating.narrative': ['GOVERNAN.1: Say how you know, and what difference it makes for children'],
          'has-policy.detail': ['GOVERNAN.2: Give details'],
        },
      },
    });
    expect(await narrativeOf(portal, 'lead-rating')).toBe('');
  });

  it('shows both texts of a conflict, and each of the three ways out works', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    await post(portal, work, { ...lead('From Sam', 0), intent: 'list' });
    const lost = await post(
      portal,
      work,
      { ...lead('From Ola', 0, 'amber'), intent: 'continue' },
      { viewer: work.ola },
    );
    expect(lost).toMatchObject({
      kind: 'stay',
      why: 'conflict',
      result: {
        conflicts: [
          { mine: ['Partly in place', 'From Ola'], theirs: ['In place', 'From Sam'], theirName: 'Sam Patel' },
        ],
        typed: { 'lead-rating': { 'lead-rating.narrative': 'From Ola' } },
        rebased: { 'lead-rating': 1 },
      },
    });
    const both = await post(
      portal,
      work,
      { ...lead('From Ola', 1, 'amber'), intent: 'edit-both:lead-rating' },
      { viewer: work.ola },
    );
    expect(both).toMatchObject({
      kind: 'stay',
      why: 'edit',
      result: {
        typed: { 'lead-rating': { 'lead-rating.answer': 'amber', 'lead-rating.narrative': 'From Ola\n\nFrom Sam' } },
        rebased: { 'lead-rating': 1 },
      },
    });
    const here = `/returns/${work.returnId}/standards/governance#question-lead-rating`;
    expect(
      await post(portal, work, { ...lead('From Ola', 1), intent: 'keep-theirs:lead-rating' }, { viewer: work.ola }),
    ).toEqual({ kind: 'moved', to: here });
    expect(await narrativeOf(portal, 'lead-rating')).toBe('From Sam');
    expect(
      await post(portal, work, { ...lead('From Ola', 1), intent: 'keep-mine:lead-rating' }, { viewer: work.ola }),
    ).toEqual({ kind: 'moved', to: here });
    expect(await narrativeOf(portal, 'lead-rating')).toBe('From Ola');
  });

  it('takes a form that is sent twice for one save, also when a colleague wrote in between', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const form = { ...lead('Pressed twice', 0), intent: 'list' };
    const both = await Promise.all([post(portal, work, form), post(portal, work, form)]);
    expect(both.map(({ kind }) => kind)).toEqual(['moved', 'moved']);
    await post(portal, work, { ...lead('By a colleague', 1), intent: 'list' }, { viewer: work.ola });
    expect(await post(portal, work, form)).toMatchObject({ kind: 'moved' });
    expect(await narrativeOf(portal, 'lead-rating')).toBe('By a colleague');
    const kept = await portal.database.db.selectFrom('answer_revision').select('outcome').execute();
    expect(kept).toEqual([{ outcome: 'kept' }, { outcome: 'kept' }]);
  });

  it('keeps the words of a conflict once, however often the form is sent', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    await post(portal, work, { ...lead('By a colleague', 0), intent: 'list' }, { viewer: work.ola });
    const form = { ...lead('Mine', 0), intent: 'list' };
    expect(await post(portal, work, form)).toMatchObject({ kind: 'stay', why: 'conflict' });
    expect(await post(portal, work, form)).toMatchObject({ kind: 'stay', why: 'conflict' });
    const lost = await portal.database.db
      .selectFrom('answer_revision')
      .select('value')
      .where('outcome', '=', 'conflict')
      .execute();
    expect(lost).toHaveLength(1);
  });

  it('says when the edit took the return back from sign-off', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    await portal.database.db.updateTable('agency_return').set({ status: 'awaiting-sign-off' }).execute();
    expect(await post(portal, work, { ...lead('Changed', 0), intent: 'list' })).toEqual({
      kind: 'moved',
      to: `/returns/${work.returnId}?taken-back=1`,
    });
  });
});

describeEachDatabase('autosave', (open) => {
  const send = (portal: TestPortal, work: ReturnAtWork, fields: Record<string, string | string[]>, more: object = {}) =>
    autosave(portal, work.sam, work.returnId, {
      questionCode: 'lead-rating',
      revision: 0,
      idempotencyKey: 'key-00000001',
      fields,
      ...more,
    });

  it('saves one answer and answers in less than a kilobyte', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const outcome = await send(portal, work, lead('x'.repeat(9000), 0));
    expect(outcome).toMatchObject({
      ok: true,
      reply: { revision: 1, savedAtWords: '9:00am', progress: { answered: 1 } },
    });
    expect(JSON.stringify(outcome.ok && outcome.reply).length).toBeLessThan(1024);
    expect(await send(portal, work, lead('x'.repeat(9000), 0))).toMatchObject({ ok: true, reply: { revision: 1 } });
  });

  it('empties an answer whose fields are all empty', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    await send(portal, work, lead('Words', 0));
    await send(portal, work, {}, { revision: 1, idempotencyKey: 'key-00000002' });
    expect(await narrativeOf(portal, 'lead-rating')).toBe('');
  });

  it('tells problems of shape as values, and a conflict with both texts', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    expect(await send(portal, work, lead('x'.repeat(10_001), 0))).toMatchObject({
      ok: false,
      why: 'problems',
      refusal: { problems: [expect.stringContaining('Shorten')] },
    });
    await saveAnswers(portal, work.ola, {
      returnId: work.returnId,
      standardCode: 'governance',
      answers: [
        { questionCode: 'lead-rating', value: { type: 'rating', point: 'red', narrative: 'Theirs' }, revision: 0 },
      ],
    });
    expect(await send(portal, work, lead('Mine', 0))).toMatchObject({
      ok: false,
      why: 'conflict',
      refusal: {
        conflict: {
          theirName: 'Ola Reyes',
          theirRevision: 1,
          bothFields: { 'lead-rating.narrative': 'Mine\n\nTheirs' },
        },
      },
    });
  });

  it('answers alike for what is no save, unknown or foreign', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const stranger = await aViewer(portal, { role: 'contributor', organisationId: await anOrganisation(portal, null) });
    const body = { questionCode: 'lead-rating', revision: 0, idempotencyKey: 'key-00000001', fields: {} };
    const refused = { code: 'not-found' };
    for (const bad of [
      undefined,
      null,
      [],
      'text',
      {},
      { ...body, extra: 1 },
      { ...body, revision: -1 },
      { ...body, questionCode: 'no-such' },
    ])
      await expect(autosave(portal, work.sam, work.returnId, bad)).rejects.toMatchObject(refused);
    await expect(autosave(portal, stranger, work.returnId, body)).rejects.toMatchObject(refused);
    await expect(autosave(portal, work.sam, 'nowhere', body)).rejects.toMatchObject(refused);
  });
});

describeEachDatabase('the form of the profile page', (open) => {
  it('accepts blanks and asks on, then confirms and goes back to the list', async () => {
    const portal = await open();
    const work = await aReturnAtWork(portal);
    const whole = `/returns/${work.returnId}`;
    const form = (fields: Record<string, string | string[]>) =>
      saveProfileForm(portal, work.sam, work.returnId, posted({ seen: '{}', shown: ['premises', 'staff'], ...fields }));
    expect(await form({ 'profile.premises': 'yes', 'profile.staff': '' })).toEqual({
      kind: 'moved',
      to: `${whole}/details?saved=1`,
    });
    expect(await form({ 'profile.premises': 'yes', 'profile.staff': 'many' })).toMatchObject({
      kind: 'stay',
      why: 'problems',
      errors: { 'profile.staff': ['Enter a whole number in digits, for example 12'] },
      typed: { staff: ['many'] },
    });
    expect(await form({ 'profile.premises': 'no', 'profile.staff': '3' })).toMatchObject({
      kind: 'stay',
      why: 'conflict',
      errors: { 'profile.premises': ['Somebody else answered “Yes” meanwhile: check your answer'] },
    });
    const row = () =>
      portal.database.db.selectFrom('agency_return').select(['profile', 'profile_confirmed_at']).executeTakeFirst();
    expect(await row()).toEqual({ profile: '{"premises":true}', profile_confirmed_at: null });
    expect(await form({ seen: '{"premises":true}', 'profile.premises': 'no', 'profile.staff': '3' })).toEqual({
      kind: 'moved',
      to: `${whole}?profile=1`,
    });
    expect(await row()).toEqual({ profile: '{"premises":false,"staff":3}', profile_confirmed_at: portal.stamp().now });
  });
});
