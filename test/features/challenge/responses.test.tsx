import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { closeReturn } from '../../../app/features/challenge/commands/close-return.server.ts';
import { issueLetter } from '../../../app/features/challenge/commands/issue-letter.server.ts';
import { WrittenResponse } from '../../../app/features/challenge/components/written-response.tsx';
import { getLetterDesk } from '../../../app/features/challenge/letter/letter-queries.server.ts';
import { countAwaiting, listAwaiting } from '../../../app/features/challenge/responses/awaiting.server.ts';
import {
  chooseReturns,
  leaveOut,
  saveResponseText,
  sendResponses,
} from '../../../app/features/challenge/responses/choose.server.ts';
import { sendResponsesJob } from '../../../app/features/challenge/responses/jobs.server.ts';
import { postBatchForm } from '../../../app/features/challenge/responses/post-response-form.server.ts';
import {
  getBatch,
  getResponse,
  getResponsePreview,
} from '../../../app/features/challenge/responses/response-queries.server.ts';
import { responseTextSchema } from '../../../app/features/challenge/responses/schema.ts';
import { feedbackClock, usualFeedback } from '../../../app/features/cycles/feedback.ts';
import { saveFeedbackSettings } from '../../../app/features/cycles/feedback-settings.server.ts';
import { createJobRunner } from '../../../app/features/jobs/runner.server.ts';
import { jobHandlers } from '../../../app/jobs.server.ts';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import { aCycle, anInstalledEdition, anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { sessionEdition } from '../../builders/a-session.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

/** The whole number is for `LOS_HUNDREDS`; what can go wrong goes wrong with a few dozen. */
const hundreds = Number(process.env.LOS_HUNDREDS ?? 30);

const text = 'Thank you, ((organisation)). We saw ((strong)) and ask you to look at ((to improve)).';

/** A partnership with schools whose returns were sent a day apart from 1 February 2027. */
async function someSchools(portal: TestPortal, count = 3) {
  portal.setTime('2027-03-10T09:00:00Z');
  const partnershipId = await aPartnership(portal);
  await anInstalledEdition(portal, sessionEdition);
  const cycleId = await aCycle(portal, partnershipId, 'test-set/2026.1');
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId }, 'Ann Moss');
  const schools = [];
  for (let number = 1; number <= count; number += 1) {
    const organisationId = await anOrganisation(portal, partnershipId, { name: `School ${number}` });
    const sent = await aSubmission(portal, {
      partnershipId,
      cycleId,
      edition: sessionEdition,
      organisationId,
      points: { 'a1-policy': 'green', 'a1-board': 'green', 'a2-supervision': number === 1 ? 'red' : 'green' },
      submittedAt: `2027-02-0${Math.min(number, 9)}T10:00:00.000Z`,
    });
    schools.push({ organisationId, ...sent });
  }
  return { partnershipId, cycleId, manager, schools, scope: { partnershipIds: [partnershipId] } as const };
}

type Schools = Awaited<ReturnType<typeof someSchools>>;

async function aBatch(portal: TestPortal, { manager, schools }: Schools, formKey?: string): Promise<string> {
  const chosen = schools.map(({ submissionId }) => submissionId);
  const made = await chooseReturns(portal, manager, { formKey, which: 'ticked', chosen }, {});
  if (!made.ok) throw new Error(made.problem);
  return made.batchId;
}

async function aBatchToSend(portal: TestPortal, world: Schools, ownLines: Record<string, string> = {}) {
  const batchId = await aBatch(portal, world);
  await saveResponseText(portal, world.manager, batchId, { revision: 1, text, ownLines });
  return batchId;
}

it('the clock of an answer says in words whether there is time, and by when', () => {
  const words = (today: string) => feedbackClock('2027-02-01', today, 30);
  expect(words('2027-02-10')).toEqual({ days: 9, standing: 'in-time', words: 'In time, 21 days left' });
  expect(words('2027-02-24')).toMatchObject({ standing: 'soon', words: 'Due in 7 days' });
  expect(words('2027-03-03')).toMatchObject({ standing: 'soon', words: 'Due today' });
  expect(words('2027-03-04')).toMatchObject({ standing: 'late', words: 'Late by 1 day' });
});

it('a text that names a fact nobody knows is refused with its name', () => {
  const parsed = responseTextSchema.safeParse({ revision: '1', text: 'Dear ((headteacher)), ((organisation))' });
  expect(parsed.error?.issues[0]?.message).toContain('((headteacher)) cannot be filled in');
});

describeEachDatabase('an answer in writing', (open) => {
  it('is owed from the day a return was sent: oldest first, late by what the cycle promises', async () => {
    const portal = await open();
    const world = await someSchools(portal);
    const { db } = portal.database;
    const list = () => listAwaiting(db, world.scope, {}, '2027-03-10', 1);
    expect((await list()).items.map(({ organisation, clock }) => [organisation, clock.days, clock.words])).toEqual([
      ['School 1', 37, 'Late by 7 days'],
      ['School 2', 36, 'Late by 6 days'],
      ['School 3', 35, 'Late by 5 days'],
    ]);
    await saveFeedbackSettings(portal, world.manager, { cycleId: world.cycleId, ...usualFeedback, targetDays: 36 });
    expect((await list()).items.map(({ clock }) => clock.standing)).toEqual(['late', 'soon', 'soon']);
    expect(await countAwaiting(db, world.scope, '2027-03-10')).toEqual({ total: 3, late: 1 });
    expect((await listAwaiting(db, world.scope, { search: 'school 2' }, '2027-03-10', 1)).total).toBe(1);
    expect((await listAwaiting(db, world.scope, { heard: 'yes' }, '2027-03-10', 1)).total).toBe(0);
    expect((await listAwaiting(db, world.scope, { heard: 'no', kind: 'school' }, '2027-03-10', 1)).total).toBe(
      (await listAwaiting(db, world.scope, { kind: 'school' }, '2027-03-10', 1)).total,
    );
  });

  it('is previewed for each with its own facts and line, and sent as a letter of its own record', async () => {
    const portal = await open();
    const world = await someSchools(portal);
    const [first, second] = world.schools;
    if (!first || !second) throw new Error('There are schools');
    const batchId = await aBatchToSend(portal, world, { [first.submissionId]: 'Your case study was read out.' });
    const preview = await getResponsePreview(portal, world.manager, batchId, first.submissionId);
    expect(preview.body).toMatchObject({
      text: 'Thank you, School 1. We saw A1 Leadership and accountability and ask you to look at A2 Supervision.',
      ownLine: 'Your case study was read out.',
      signatory: { name: 'Ann Moss', role: 'Business manager' },
    });
    const { body } = await getResponsePreview(portal, world.manager, batchId, second.submissionId);
    expect(body).toMatchObject({ text: expect.stringContaining('look at no standard'), ownLine: null });
    expect(await sendResponses(portal, world.manager, batchId, { revision: 2 })).toEqual({ ok: true });
    await createJobRunner(portal, jobHandlers, { lanes: [['send-responses']] }).drain();
    expect(await getBatch(portal.database.db, world.manager, batchId, 1)).toMatchObject({
      status: 'done',
      counts: { returns: 3, sent: 3, passedOver: 0 },
    });
    const sent = await getResponse(portal.database.db, first.lead, first.returnId);
    expect(sent.sha256).toBe(sha256OfValue(sent.model));
    expect(sent.model).toMatchObject({ ...preview.body, date: '10 March 2027' });
    expect(sent.model.reference).toMatch(/^RSP-/);
    const page = renderToStaticMarkup(<WrittenResponse model={sent.model} />);
    expect(page).toContain('Your case study was read out.');
    const messages = await portal.database.db
      .selectFrom('outbox_message')
      .select('body')
      .where('template', '=', 'written-response')
      .execute();
    expect(messages).toHaveLength(3);
    expect(messages.some(({ body: words }) => words.includes('case study'))).toBe(false);
    expect((await listAwaiting(portal.database.db, world.scope, {}, '2027-03-10', 1)).total).toBe(0);
  });

  it('counts as feedback: a return is closed with it, and not before', async () => {
    const portal = await open();
    const world = await someSchools(portal, 1);
    const [school] = world.schools;
    if (!school) throw new Error('There is a school');
    await expect(closeReturn(portal, world.manager, school.returnId)).rejects.toThrow(
      'Issue the outcome letter first, or send a written response',
    );
    const batchId = await aBatchToSend(portal, world);
    await expect(closeReturn(portal, world.manager, school.returnId)).rejects.toThrow('cannot be closed');
    await sendResponses(portal, world.manager, batchId, { revision: 2 });
    await sendResponsesJob(portal, { batchId });
    await closeReturn(portal, world.manager, school.returnId);
    const { status } = await portal.database.db
      .selectFrom('agency_return')
      .select('status')
      .where('id', '=', school.returnId)
      .executeTakeFirstOrThrow();
    expect(status).toBe('closed');
  });

  it('is never empty, and goes out as it was read', async () => {
    const portal = await open();
    const world = await someSchools(portal, 1);
    const batchId = await aBatch(portal, world);
    expect(await sendResponses(portal, world.manager, batchId, { revision: 1 })).toEqual({
      ok: false,
      problem: 'Enter the text: an empty response is not sent',
    });
    await saveResponseText(portal, world.manager, batchId, { revision: 1, text, ownLines: {} });
    const late = await saveResponseText(portal, world.manager, batchId, { revision: 1, text: 'Mine', ownLines: {} });
    expect(late).toEqual({ saved: false, theirs: { text, revision: 2 } });
    expect(await sendResponses(portal, world.manager, batchId, { revision: 1 })).toMatchObject({ ok: false });
    const form = new FormData();
    for (const [name, value] of Object.entries({ intent: 'save', revision: '2', text: '((nobody))' }))
      form.set(name, value);
    expect(await postBatchForm(portal, world.manager, batchId, form)).toMatchObject({
      ok: false,
      values: { text: '((nobody))' },
    });
  });

  it('is sent once, however often the button is pressed and the job is run', async () => {
    const portal = await open();
    const world = await someSchools(portal);
    const formKey = '01jx5m2k8abcdefghijkmnpqrs';
    const batchId = await aBatch(portal, world, formKey);
    expect(await aBatch(portal, world, formKey)).toBe(batchId);
    await saveResponseText(portal, world.manager, batchId, { revision: 1, text, ownLines: {} });
    await sendResponses(portal, world.manager, batchId, { revision: 2 });
    await sendResponses(portal, world.manager, batchId, { revision: 2 });
    await Promise.all([sendResponsesJob(portal, { batchId }), sendResponsesJob(portal, { batchId })]);
    await sendResponsesJob(portal, { batchId });
    const { db } = portal.database;
    const responses = await db.selectFrom('written_response').select('submission_id').execute();
    expect(responses.map(({ submission_id }) => submission_id).toSorted()).toEqual(
      world.schools.map(({ submissionId }) => submissionId).toSorted(),
    );
    expect(
      await db.selectFrom('outbox_message').select('id').where('template', '=', 'written-response').execute(),
    ).toHaveLength(3);
  });

  it('passes over, with the reason, what was answered, replaced, taken up again or left meanwhile', async () => {
    const portal = await open();
    const world = await someSchools(portal, 5);
    const [answered, replaced, reopened, gone, out] = world.schools;
    if (!answered || !replaced || !reopened || !gone || !out) throw new Error('There are five schools');
    const { db } = portal.database;
    const batchId = await aBatchToSend(portal, world);
    await leaveOut(portal, world.manager, batchId, out.submissionId);
    await sendResponses(portal, world.manager, batchId, { revision: 2 });
    const desk = await getLetterDesk(portal, world.manager, answered.submissionId);
    const { reference } = await issueLetter(portal, world.manager, answered.submissionId, desk);
    await db
      .updateTable('submission')
      .set({ superseded_at: portal.stamp().now })
      .where('id', '=', replaced.submissionId)
      .execute();
    await db.updateTable('agency_return').set({ status: 'in-progress' }).where('id', '=', reopened.returnId).execute();
    await db
      .updateTable('partnership_member')
      .set({ left_on: '2027-03-01' })
      .where('organisation_id', '=', gone.organisationId)
      .execute();
    await sendResponsesJob(portal, { batchId });
    const { members, counts } = await getBatch(db, world.manager, batchId, 1);
    expect(counts).toEqual({ returns: 4, sent: 0, passedOver: 4 });
    expect(members.items.map(({ why }) => why)).toEqual([
      `The outcome letter ${reference} has answered it.`,
      'A newer version was sent after this one was chosen: answer that one.',
      'The agency is correcting this return: answer the next version.',
      'The organisation has left the partnership.',
    ]);
  });

  it('goes to hundreds, each once, also where the work is broken off in the middle, and says how far it is', async () => {
    const portal = await open();
    const world = await someSchools(portal, hundreds);
    const { manager } = world;
    const made = await chooseReturns(portal, manager, { formKey: undefined, which: 'all', chosen: [] }, {});
    if (!made.ok) throw new Error(made.problem);
    await saveResponseText(portal, manager, made.batchId, { revision: 1, text, ownLines: {} });
    await sendResponses(portal, manager, made.batchId, { revision: 2 });
    const half = Math.floor(hundreds / 2);
    let begun = 0;
    const stamp = () => {
      begun += 1;
      if (begun > half) throw new Error('The process was killed');
      return portal.stamp();
    };
    const broken = { ...portal, stamp };
    await expect(sendResponsesJob(broken, { batchId: made.batchId })).rejects.toThrow('killed');
    const counts = async () => (await getBatch(portal.database.db, manager, made.batchId, 1)).counts;
    expect(await counts()).toEqual({ returns: hundreds, sent: half, passedOver: 0 });
    await sendResponsesJob(portal, { batchId: made.batchId });
    expect(await counts()).toEqual({ returns: hundreds, sent: hundreds, passedOver: 0 });
    const sent = await portal.database.db.selectFrom('written_response').select(['submission_id', 'sha256']).execute();
    expect(new Set(sent.map(({ submission_id }) => submission_id)).size).toBe(hundreds);
    expect(sent).toHaveLength(hundreds);
  });

  it('is chosen within one cycle, and belongs to those who may send it', async () => {
    const portal = await open();
    const world = await someSchools(portal, 1);
    const [school] = world.schools;
    if (!school) throw new Error('There is a school');
    const nothing = await chooseReturns(portal, world.manager, { formKey: undefined, which: 'ticked', chosen: [] }, {});
    expect(nothing).toEqual({ ok: false, problem: 'Tick the returns to answer, or choose all of them' });
    const all = await chooseReturns(portal, world.manager, { formKey: undefined, which: 'all', chosen: [] }, {});
    expect(all.ok).toBe(true);
    const batchId = await aBatchToSend(portal, world);
    const moderator = await aViewer(portal, { role: 'moderator', partnershipId: world.partnershipId });
    const elsewhere = await aPartnership(portal, 'elsewhere');
    const stranger = await aViewer(portal, { role: 'business-manager', partnershipId: elsewhere });
    expect((await getBatch(portal.database.db, moderator, batchId, 1)).maySend).toBe(false);
    for (const refused of [
      () => sendResponses(portal, moderator, batchId, { revision: 2 }),
      () => sendResponses(portal, stranger, batchId, { revision: 2 }),
      () => getBatch(portal.database.db, stranger, batchId, 1),
      () => getResponsePreview(portal, stranger, batchId, school.submissionId),
      () => getResponse(portal.database.db, stranger, school.returnId),
    ])
      await expect(refused()).rejects.toThrow('Page not found');
    const foreign = await chooseReturns(
      portal,
      stranger,
      { formKey: undefined, which: 'ticked', chosen: [school.submissionId] },
      {},
    );
    expect(foreign.ok).toBe(false);
  });
});
