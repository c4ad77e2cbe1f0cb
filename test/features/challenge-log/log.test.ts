import { expect, it } from 'vitest';
import { partnershipScope, type Viewer } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { recordChallenge } from '../../../app/features/challenge/commands/record-challenge.server.ts';
import { getSession } from '../../../app/features/challenge/queries.server.ts';
import { postEntryForm } from '../../../app/features/challenge-log/commands/post-entry-form.server.ts';
import { raiseChallenge } from '../../../app/features/challenge-log/commands/raise-challenge.server.ts';
import { getEntry } from '../../../app/features/challenge-log/get-entry.server.ts';
import { proposeEntry } from '../../../app/features/challenge-log/propose-entry.server.ts';
import { countEntries, listEntries, listLoggedChallenges } from '../../../app/features/challenge-log/queries.server.ts';
import { riskBandOf, riskInWords } from '../../../app/features/challenge-log/rules.ts';
import { newEntrySchema, readLogFilter } from '../../../app/features/challenge-log/schema.ts';
import { logScope } from '../../../app/features/challenge-log/scope.server.ts';
import { getDownload } from '../../../app/features/evidence/download.server.ts';
import { parseForm } from '../../../app/platform/form-parsing.ts';
import { aLoggedChallenge, anEntryForm } from '../../builders/a-logged-challenge.ts';
import { anOrganisation, aPartnership, aViewer } from '../../builders/a-partnership.ts';
import { aSession } from '../../builders/a-session.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const today = '2026-11-02';

async function aLog(portal: TestPortal, slug = 'brookmere') {
  const partnershipId = await aPartnership(portal, slug);
  const police = await anOrganisation(portal, partnershipId, { name: 'Fenshire Police', kind: 'police' });
  const trust = await anOrganisation(portal, partnershipId, { name: 'Fenlow Hospitals' });
  return {
    partnershipId,
    police,
    trust,
    manager: await aViewer(portal, { role: 'business-manager', partnershipId }, 'Ann Moss'),
    observer: await aViewer(portal, { role: 'observer', partnershipId }),
    lead: await aViewer(portal, { role: 'safeguarding-lead', organisationId: police }, 'Jo Bell'),
    other: await aViewer(portal, { role: 'safeguarding-lead', organisationId: trust }),
  };
}

function aForm(fields: Record<string, string>): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
}

const post = (portal: TestPortal, viewer: Viewer, id: string, fields: Record<string, string>) =>
  postEntryForm(portal, viewer, id, { form: aForm(fields), file: undefined });

const revisionOf = async (portal: TestPortal, viewer: Viewer, id: string) =>
  String((await getEntry(portal.database.db, viewer, id, today)).revision);

const listed = async (portal: TestPortal, viewer: Viewer, query = '') =>
  (
    await listEntries(
      portal.database.db,
      logScope(viewer),
      readLogFilter(new URLSearchParams(query)),
      portal.stamp().today,
      1,
    )
  ).items.map(({ reason }) => reason);

const day = (name: string, date: string) => {
  const [year = '', month = '', of = ''] = date.split('-');
  return { [`${name}-day`]: of, [`${name}-month`]: month, [`${name}-year`]: year };
};

it('a risk is likelihood times impact, and every score has a word', () => {
  const scores = [1, 2, 3, 4, 5].flatMap((one) => [1, 2, 3, 4, 5].map((other) => one * other));
  expect([...new Set(scores)].toSorted((a, b) => a - b).map(riskInWords)).toEqual([
    '1, low',
    '2, low',
    '3, low',
    '4, moderate',
    '5, moderate',
    '6, moderate',
    '8, high',
    '9, high',
    '10, high',
    '12, high',
    '15, extreme',
    '16, extreme',
    '20, extreme',
    '25, extreme',
  ]);
  expect(riskBandOf(7)).toBe('moderate');
});

it('a challenge says field by field what is missing, and keeps what was typed', () => {
  const typed = { raisedBy: 'sub-group', raisedTo: 'board', reason: ' ', report: 'yes', likelihood: '9' };
  const parsed = parseForm(
    newEntrySchema,
    aForm({ ...typed, ...day('raisedOn', '2026-11-02'), ...day('dueOn', '2026-02-31') }),
  );
  expect(parsed.ok ? {} : parsed.errors).toMatchObject({
    dueOn: ['Enter the day by which an answer is due as a real date, like 27 3 2027'],
    likelihood: ['Choose how likely it is'],
    impact: ['Choose how great the harm would be'],
  });
  expect(parsed.ok ? {} : parsed.values).toMatchObject(typed);
  const complete = {
    ...typed,
    likelihood: '4',
    impact: '3',
    ...day('raisedOn', '2026-11-02'),
    ...day('dueOn', '2026-11-01'),
  };
  const again = parseForm(newEntrySchema, aForm(complete));
  expect(again.ok ? {} : again.errors).toEqual({
    reason: ['Enter the reason'],
    raisedByName: ['Enter the name of the group or board that raises it'],
    reportAbout: ['Enter what the report must cover'],
    dueOn: ['Enter a day that is not before the day it was raised'],
  });
});

describeEachDatabase('the challenge log', (open) => {
  it('takes a challenge to an agency, tells its lead, and is read by those alone whom it concerns', async () => {
    const portal = await open();
    const { db } = portal.database;
    const log = await aLog(portal);
    const id = await aLoggedChallenge(portal, log.manager, { organisationId: log.police, report: 'Response times' });
    await aLoggedChallenge(portal, log.manager, { subGroup: 'Neglect sub-group', reason: 'No audit yet' });
    const entry = await getEntry(db, log.lead, id, today);
    expect(entry).toMatchObject({
      raisedBy: { kind: 'board', name: 'The board' },
      raisedTo: { kind: 'agency', name: 'Fenshire Police' },
      reportAbout: 'Response times',
      status: 'open',
      riskNow: { likelihood: 4, impact: 3 },
      may: { answer: true, close: false },
    });
    expect(entry.reference).toMatch(/^CHL-[2-9B-Z]{4}-[2-9B-Z]{4}$/);
    const told = await db.selectFrom('outbox_message').select(['to_address', 'body']).execute();
    expect(told.map(({ to_address }) => to_address)).toEqual([log.lead.email]);
    expect(told[0]?.body).not.toContain('Referrals');
    expect(await listed(portal, log.lead)).toEqual(['Referrals are not answered within a day.']);
    expect(await listed(portal, log.observer)).toHaveLength(2);
    expect(await listed(portal, log.other)).toEqual([]);
    const stranger = await aLog(portal, 'otherside');
    for (const viewer of [log.other, stranger.manager, stranger.lead])
      await expect(getEntry(db, viewer, id, today)).rejects.toMatchObject({ code: 'not-found' });
    expect(await listed(portal, stranger.manager)).toEqual([]);
  });

  it('shows a challenge to the agency that raised it, which cannot answer it', async () => {
    const portal = await open();
    const log = await aLog(portal);
    const form = {
      ...anEntryForm(portal, { organisationId: log.police }),
      raisedBy: { kind: 'agency' as const, organisationId: log.trust },
    };
    const raised = await raiseChallenge(portal, log.manager, form);
    const id = raised.saved ? raised.id : '';
    expect((await getEntry(portal.database.db, log.other, id, today)).may.answer).toBe(false);
    await expect(post(portal, log.other, id, { intent: 'answer', note: 'For them' })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('refuses agencies and sources of another partnership as not found, and a day to come in place', async () => {
    const portal = await open();
    const log = await aLog(portal);
    const theirs = await aLog(portal, 'otherside');
    const raise = (organisationId: string) =>
      raiseChallenge(portal, log.manager, anEntryForm(portal, { organisationId }));
    await expect(raise(theirs.police)).rejects.toMatchObject({ code: 'not-found' });
    const session = await aSession(portal, 'third');
    const submission = session.agencies[0]?.submissionId ?? '';
    await expect(
      raiseChallenge(portal, log.manager, { ...anEntryForm(portal, { organisationId: log.police }), submission }),
    ).rejects.toMatchObject({ code: 'not-found' });
    const tomorrow = { ...anEntryForm(portal, { organisationId: log.police }), raisedOn: '2026-11-03' };
    expect(await raiseChallenge(portal, log.manager, tomorrow)).toMatchObject({ saved: false, field: 'raisedOn' });
  });

  it('holds what a session recorded once, in its words as they stand there, with links both ways', async () => {
    const portal = await open();
    const { db } = portal.database;
    const parts = await aSession(portal);
    const scope = partnershipScope(parts.manager, 'challenge-log.change');
    const { slots } = await getSession(db, scope, parts.sessionId, today);
    const place = { sessionId: parts.sessionId, slotId: slots[0]?.id ?? '' };
    const recorded = await recordChallenge(portal, parts.manager, place, {
      about: { standardCode: null, questionCode: 'a2-supervision' },
      askedBy: 'Independent chair',
      challenge: 'When will all notes be in one place?',
      reply: 'By June.',
      outcome: 'to-come-back',
      agreedPoint: null,
      agreedReason: null,
    });
    const challenge = recorded.saved ? recorded.challengeId : '';
    const search = new URLSearchParams({ challenge });
    expect(await proposeEntry(portal, scope, search)).toMatchObject({
      proposal: { organisation: { name: 'Brookmere Council' }, asked: { reply: 'By June.' } },
    });
    const form = { ...anEntryForm(portal, { subGroup: 'Not asked' }), challenge, reason: 'Typed again' };
    const raised = await raiseChallenge(portal, parts.manager, form);
    const again = await raiseChallenge(portal, parts.manager, form);
    expect(again).toEqual(raised);
    const id = raised.saved ? raised.id : '';
    expect(await getEntry(db, parts.manager, id, today)).toMatchObject({
      source: 'session',
      reason: 'When will all notes be in one place?',
      raisedTo: { name: 'Brookmere Council' },
      session: { title: 'Spring challenge session', slotId: place.slotId },
    });
    expect(await proposeEntry(portal, scope, search)).toEqual({ entryId: id });
    expect(await listLoggedChallenges(db, scope, [challenge])).toMatchObject({ [challenge]: { id } });
    await db.updateTable('challenge').set({ challenge: 'When, and how?' }).where('id', '=', challenge).execute();
    expect(await listed(portal, parts.manager, 'q=how?')).toEqual(['When, and how?']);
    const stored = await db.selectFrom('challenge_log_entry').select('reason').execute();
    expect(stored).toEqual([{ reason: null }]);
  });

  it('is answered by the agency, with a report that the partnership opens, and closed with an outcome and the risk left', async () => {
    const portal = await open();
    const { db } = portal.database;
    const log = await aLog(portal);
    const id = await aLoggedChallenge(portal, log.manager, { organisationId: log.police });
    const report = new TextEncoder().encode('What we did about response times.');
    const answered = await postEntryForm(portal, log.lead, id, {
      form: aForm({ intent: 'answer', note: 'Two more officers since October.' }),
      file: { name: 'report.txt', bytes: report },
    });
    expect(answered).toEqual({ ok: true, intent: 'answer' });
    const { evidence_id } = await db.selectFrom('challenge_log_update').select('evidence_id').executeTakeFirstOrThrow();
    expect(await getDownload(db, log.observer, evidence_id ?? '', 1)).toMatchObject({ fileName: 'report.txt' });
    await expect(getDownload(db, log.other, evidence_id ?? '', 1)).rejects.toMatchObject({ code: 'not-found' });
    const close = {
      intent: 'close',
      outcome: 'partly-accepted',
      note: 'Nights are still slow',
      likelihood: '2',
      impact: '3',
    };
    const stale = await post(portal, log.manager, id, { ...close, revision: '1' });
    expect(stale).toMatchObject({ ok: false, values: { note: 'Nights are still slow' } });
    const revision = await revisionOf(portal, log.manager, id);
    expect(await post(portal, log.manager, id, { ...close, revision })).toEqual({ ok: true, intent: 'close' });
    const entry = await getEntry(db, log.lead, id, today);
    expect(entry).toMatchObject({
      status: 'closed',
      outcome: 'partly-accepted',
      riskWhenRaised: { likelihood: 4, impact: 3 },
      riskNow: { likelihood: 2, impact: 3 },
    });
    expect(entry.updates.map(({ kind }) => kind)).toEqual(['closed', 'answered']);
    const late = await post(portal, log.lead, id, { intent: 'answer', note: 'One thing more' });
    expect(late).toMatchObject({ ok: false, values: { note: 'One thing more' } });
    expect(late.ok ? '' : String(late.errors[''])).toMatch('closed meanwhile');
    const types = await db.selectFrom('event').select('type').where('subject_id', '=', id).orderBy('seq').execute();
    expect(types.map(({ type }) => type)).toEqual([
      'challenge-log.raised',
      'challenge-log.answered',
      'challenge-log.closed',
    ]);
    expect((await verifyChains(db)).faults).toEqual([]);
  });

  it('cannot be accepted before there is an answer, and asks for more afterwards', async () => {
    const portal = await open();
    const log = await aLog(portal);
    const id = await aLoggedChallenge(portal, log.manager, { organisationId: log.police });
    const close = { intent: 'close', outcome: 'accepted', note: 'Seen', likelihood: '2', impact: '3', revision: '1' };
    expect(await post(portal, log.manager, id, close)).toMatchObject({
      ok: false,
      errors: { outcome: ['Nobody has answered yet, so choose “Not accepted” or “Withdrawn”'] },
    });
    const more = { intent: 'more', note: 'And at night?', revision: '1', ...day('dueOn', '2026-12-24') };
    expect(await post(portal, log.manager, id, more)).toMatchObject({ ok: false });
    await post(portal, log.lead, id, { intent: 'answer', note: 'Done' });
    const revision = await revisionOf(portal, log.manager, id);
    expect(await post(portal, log.manager, id, { ...more, revision })).toMatchObject({ ok: true });
    expect(await getEntry(portal.database.db, log.manager, id, today)).toMatchObject({
      status: 'open',
      dueOn: '2026-12-24',
      firstDueOn: '2099-01-31',
    });
  });

  it('takes the answer of a body without an account from the manager, for the day it was given', async () => {
    const portal = await open();
    const log = await aLog(portal);
    const id = await aLoggedChallenge(portal, log.manager, { subGroup: 'Neglect sub-group', raisedOn: '2026-10-01' });
    const answer = { intent: 'answer-for', note: 'Audit done', givenBy: 'Chair of the sub-group' };
    for (const [date, words] of [
      ['2026-11-03', 'Enter a day that is not in the future'],
      ['2026-09-30', 'Enter a day that is not before 1 October 2026, when it was raised'],
    ] as const)
      expect(await post(portal, log.manager, id, { ...answer, ...day('givenOn', date) })).toMatchObject({
        errors: { givenOn: [words] },
        values: { note: 'Audit done' },
      });
    expect(await post(portal, log.manager, id, { ...answer, ...day('givenOn', '2026-10-20') })).toMatchObject({
      ok: true,
    });
    expect(await getEntry(portal.database.db, log.manager, id, today)).toMatchObject({
      status: 'answered',
      updates: [{ givenBy: 'Chair of the sub-group', happenedOn: '2026-10-20', by: 'Ann Moss' }],
    });
    const own = await aLoggedChallenge(portal, log.manager, { organisationId: log.police });
    await expect(post(portal, log.manager, own, { ...answer, ...day('givenOn', '2026-11-02') })).rejects.toMatchObject({
      code: 'not-found',
    });
  });

  it('is searched by words as they are typed, and filtered by state, agency, risk and what is overdue', async () => {
    const portal = await open();
    const log = await aLog(portal);
    const raise = (reason: string, parts: Parameters<typeof anEntryForm>[1]) =>
      aLoggedChallenge(portal, log.manager, { reason, ...parts });
    await raise('Only 50% of reports are on time', { organisationId: log.police, risk: [5, 5] });
    await raise('50 files were lost', {
      organisationId: log.trust,
      risk: [1, 2],
      raisedOn: '2026-10-01',
      dueOn: '2026-11-01',
    });
    const closed = await raise('Late minutes', { subGroup: 'Training group', risk: [2, 2] });
    await post(portal, log.manager, closed, {
      intent: 'close',
      outcome: 'withdrawn',
      note: 'By mistake',
      likelihood: '2',
      impact: '2',
      revision: '1',
    });
    expect(await listed(portal, log.manager)).toEqual(['50 files were lost', 'Only 50% of reports are on time']);
    expect(await listed(portal, log.manager, 'q=50%25')).toEqual(['Only 50% of reports are on time']);
    expect(await listed(portal, log.manager, 'q=POLICE')).toEqual(['Only 50% of reports are on time']);
    expect(await listed(portal, log.manager, 'q=_')).toEqual([]);
    expect(await listed(portal, log.manager, 'overdue=yes')).toEqual(['50 files were lost']);
    expect(await listed(portal, log.manager, 'risk=extreme')).toEqual(['Only 50% of reports are on time']);
    expect(await listed(portal, log.manager, `organisation=${log.trust}`)).toEqual(['50 files were lost']);
    expect(await listed(portal, log.manager, 'status=closed')).toEqual(['Late minutes']);
    expect(await listed(portal, log.manager, 'status=nonsense&risk=7&sort=-due')).toHaveLength(2);
    expect(await countEntries(portal.database.db, logScope(log.manager), today)).toEqual({
      waiting: 2,
      overdue: 1,
      answered: 0,
      closed: 1,
    });
  });

  it('is reminded of before the day, on it and after it, and not once it is answered', async () => {
    const portal = await open();
    const { runReminderRound } = await import('../../../app/features/reminders/round.server.ts');
    const log = await aLog(portal);
    const id = await aLoggedChallenge(portal, log.manager, { organisationId: log.police, dueOn: '2026-11-26' });
    await aLoggedChallenge(portal, log.manager, { subGroup: 'Neglect sub-group', dueOn: '2026-11-26' });
    const until = async (days: readonly string[]) => {
      for (const on of days) {
        portal.setTime(`${on}T09:00:00Z`);
        await runReminderRound(portal, { day: on });
      }
      const rows = await portal.database.db
        .selectFrom('outbox_message')
        .select(['to_address', 'reference'])
        .where('template', '=', 'challenge-due')
        .orderBy('reference')
        .execute();
      return rows.map(({ to_address, reference }) => [to_address, reference.split(':')[3]]);
    };
    expect(await until(['2026-11-11', '2026-11-12', '2026-11-12'])).toEqual([[log.lead.email, 'before']]);
    await until(['2026-11-25', '2026-11-26']);
    await post(portal, log.lead, id, { intent: 'answer', note: 'Done' });
    const all = await until(['2026-11-27', '2026-11-30']);
    expect(all.toSorted()).toEqual(
      [
        [log.lead.email, 'before'],
        [log.lead.email, 'day'],
        [log.manager.email, 'after'],
      ].toSorted(),
    );
  });
});
