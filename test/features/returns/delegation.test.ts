import { expect, it } from 'vitest';
import { viewerOf } from '../../../app/features/accounts/queries.server.ts';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import {
  type AskOutcome,
  askColleague,
  postAskForm,
} from '../../../app/features/returns/commands/ask-colleague.server.ts';
import { attachNewEvidence, chooseEvidence } from '../../../app/features/returns/commands/attach-evidence.server.ts';
import { confirmProfile } from '../../../app/features/returns/commands/confirm-profile.server.ts';
import { endDelegations } from '../../../app/features/returns/commands/end-delegations.server.ts';
import { reviewPart } from '../../../app/features/returns/commands/review-part.server.ts';
import { saveAnswers } from '../../../app/features/returns/commands/save-answers.server.ts';
import { saveStandardForm } from '../../../app/features/returns/commands/save-standard-form.server.ts';
import { delegationStatuses, mayMoveDelegation, profilePart } from '../../../app/features/returns/delegation.ts';
import {
  listHandedParts,
  listOpenDelegations,
  listPartsToLookAt,
} from '../../../app/features/returns/delegations.server.ts';
import { getReturnOverview } from '../../../app/features/returns/overview.server.ts';
import { findPartOverview } from '../../../app/features/returns/part-overview.server.ts';
import { partScope } from '../../../app/features/returns/parts.server.ts';
import { getReturn } from '../../../app/features/returns/queries.server.ts';
import { getStandardPage } from '../../../app/features/returns/standard-page.server.ts';
import { listTakenBack } from '../../../app/features/returns/taken-back.server.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';
import { aReturnAtWork, eventsOf, type ReturnAtWork } from './a-return-at-work.ts';

const rated = (narrative: string) => ({ type: 'rating' as const, point: 'green', narrative });

/** Somebody of the organisation who has been there before: a contributor to whom nothing is handed yet. */
const aContributor = (portal: TestPortal, work: ReturnAtWork, name = 'Kim Osei') =>
  aViewer(portal, { role: 'contributor', organisationId: work.organisationId }, name);

const ask = (portal: TestPortal, work: ReturnAtWork, holder: Viewer, parts: string[], by = '2026-11-20') =>
  askColleague(portal, work.sam, {
    returnId: work.returnId,
    asking: { parts, person: { kind: 'known', personId: holder.personId }, by, note: 'Please look at the new policy' },
  });

const open = (portal: TestPortal, work: ReturnAtWork) => {
  const scope = { organisationIds: [work.organisationId] } as const;
  return getReturn(portal.database.db, scope, work.returnId).then((agencyReturn) =>
    listOpenDelegations(portal.database.db, scope, agencyReturn, portal.stamp().today),
  );
};

const messages = (portal: TestPortal) =>
  portal.database.db.selectFrom('outbox_message').select(['template', 'to_address', 'body']).orderBy('id').execute();

const formOf = (fields: Record<string, string | string[]>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) for (const one of [value].flat()) form.append(name, one);
  return form;
};

const statusOf = async (portal: TestPortal, work: ReturnAtWork, code: string) => {
  const scope = { organisationIds: [work.organisationId] } as const;
  const overview = await getReturnOverview(portal.database.db, scope, work.sam, work.returnId, portal.stamp().today);
  return overview.tasks.find((task) => task.code === code)?.status;
};

it('every state of a delegation leads somewhere known, and what has ended stays ended', () => {
  for (const [status, { moves, open: isOpen }] of Object.entries(delegationStatuses)) {
    for (const move of moves) expect(Object.keys(delegationStatuses)).toContain(move);
    expect([status, moves.length > 0]).toEqual([status, isOpen]);
  }
  expect(mayMoveDelegation('accepted', 'returned')).toBe(false);
});

describeEachDatabase('handing a part of a return to a colleague', (openPortal) => {
  it('opens that part to them, and nothing else of the return', async () => {
    const portal = await openPortal();
    const work = await aReturnAtWork(portal);
    const kim = await aContributor(portal, work);
    const { db } = portal.database;
    const read = (part: string) => partScope(db, kim, 'return.read', { returnId: work.returnId, part });
    await expect(read('training')).rejects.toMatchObject({ code: 'not-found' });
    await expect(findPartOverview(db, kim, work.returnId, '2026-11-02')).rejects.toMatchObject({ code: 'not-found' });
    expect(await ask(portal, work, kim, ['training'])).toEqual({ ok: true, holder: 'Kim Osei', parts: 1 });
    expect(await read('training')).toEqual({ organisationIds: [work.organisationId], handed: true });
    for (const part of ['governance', 'premises', profilePart, 'no-such'])
      await expect(read(part)).rejects.toMatchObject({ code: 'not-found' });
    expect(await findPartOverview(db, kim, work.returnId, '2026-11-02')).toMatchObject({
      parts: [{ part: 'training', note: 'Please look at the new policy', progress: 'not-started' }],
    });
    expect(await findPartOverview(db, work.sam, work.returnId, '2026-11-02')).toBeUndefined();
    expect(await eventsOf(portal, work.returnId)).toEqual(['part.asked']);
    expect(await messages(portal)).toMatchObject([{ template: 'section-request', to_address: kim.email }]);
  });

  it('lets them save there alone: answers, evidence and facts of the rest are refused as unknown', async () => {
    const portal = await openPortal();
    const work = await aReturnAtWork(portal);
    const kim = await aContributor(portal, work);
    await ask(portal, work, kim, ['training']);
    const { returnId } = work;
    const save = (standardCode: string, questionCode: string) =>
      saveAnswers(portal, kim, {
        returnId,
        standardCode,
        answers: [{ questionCode, value: rated('By Kim'), revision: 0 }],
      });
    expect((await save('training', 'training-rating')).answers).toMatchObject([{ outcome: 'saved' }]);
    const evidence = {
      kind: 'link',
      title: 'Plan',
      url: 'https://example.org',
      coversFrom: null,
      coversTo: null,
    } as const;
    expect(await attachNewEvidence(portal, kim, { returnId, questionCode: 'training-rating', evidence })).toMatchObject(
      {
        changed: 1,
      },
    );
    const refused = { code: 'not-found' };
    await expect(save('governance', 'lead-rating')).rejects.toMatchObject(refused);
    // The question of another standard, under the name of the one that is handed out.
    await expect(save('training', 'lead-rating')).rejects.toMatchObject(refused);
    await expect(
      attachNewEvidence(portal, kim, { returnId, questionCode: 'lead-rating', evidence }),
    ).rejects.toMatchObject(refused);
    await expect(confirmProfile(portal, kim, { returnId, seen: {}, profile: {} })).rejects.toMatchObject(refused);
    await expect(
      saveStandardForm(portal, kim, { returnId, standardCode: 'governance' }, formOf({ intent: 'continue' })),
    ).rejects.toMatchObject(refused);
  });

  it('lets them choose evidence that they added, and none of the rest of the library', async () => {
    const portal = await openPortal();
    const work = await aReturnAtWork(portal);
    const kim = await aContributor(portal, work);
    await ask(portal, work, kim, ['training']);
    const evidence = {
      kind: 'link',
      title: 'Secret',
      url: 'https://example.org',
      coversFrom: null,
      coversTo: null,
    } as const;
    await attachNewEvidence(portal, work.sam, { returnId: work.returnId, questionCode: 'lead-rating', evidence });
    const { id } = await portal.database.db.selectFrom('evidence').select('id').executeTakeFirstOrThrow();
    await expect(
      chooseEvidence(portal, kim, {
        returnId: work.returnId,
        questionCode: 'training-rating',
        shown: [],
        chosen: [id],
      }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });

  it('names the question that opened one of theirs, and does not tell its answer', async () => {
    const portal = await openPortal();
    const work = await aReturnAtWork(portal);
    const kim = await aContributor(portal, work);
    const { db } = portal.database;
    await saveAnswers(portal, work.sam, {
      returnId: work.returnId,
      standardCode: 'governance',
      answers: [{ questionCode: 'has-policy', value: { type: 'yes-no', value: 'yes', detail: '' }, revision: 0 }],
    });
    await ask(portal, work, kim, ['training']);
    const becauseFor = async (viewer: Viewer) => {
      const part = { returnId: work.returnId, part: 'training' };
      const scope = await partScope(db, viewer, 'return.read', part);
      const page = await getStandardPage(db, scope, { returnId: work.returnId, standardCode: 'training' });
      return page.questions.find(({ question }) => question.code === 'policy-training')?.because ?? [];
    };
    expect((await becauseFor(work.sam)).join()).toContain('you answered "Yes" to');
    expect((await becauseFor(kim)).join()).toContain('of what your organisation answered to');
    expect((await becauseFor(kim)).join()).not.toContain('Yes');
  });

  it('comes back as ready for review, is given back with a note, and is completed when it is accepted', async () => {
    const portal = await openPortal();
    const work = await aReturnAtWork(portal);
    const kim = await aContributor(portal, work);
    await ask(portal, work, kim, ['training']);
    const address = { returnId: work.returnId, standardCode: 'training' };
    const yes = formOf({ intent: 'continue', completed: 'yes' });
    expect(await saveStandardForm(portal, kim, address, yes)).toMatchObject({ kind: 'stay', why: 'problems' });
    expect(await statusOf(portal, work, 'training')).toBe('not-started');
    await saveAnswers(portal, kim, {
      ...address,
      answers: [{ questionCode: 'training-rating', value: rated('All trained'), revision: 0 }],
      mark: 'complete',
    });
    expect(await statusOf(portal, work, 'training')).toBe('in-progress');
    expect(await saveStandardForm(portal, kim, address, yes)).toMatchObject({
      kind: 'moved',
      to: `/returns/${work.returnId}?ready=training`,
    });
    expect(await statusOf(portal, work, 'training')).toBe('ready-for-review');
    expect(await listPartsToLookAt(portal.database.db, work.sam, '2026-11-02')).toMatchObject([{ part: 'training' }]);
    const told = await messages(portal);
    expect(told.filter(({ template }) => template === 'section-ready').map((one) => one.to_address)).toEqual(
      expect.arrayContaining([work.sam.email, work.ola.email]),
    );
    const [ready] = await open(portal, work);
    const delegation = { returnId: work.returnId, delegationId: ready?.id ?? '' };
    expect(ready?.changedAt).toBeNull();
    portal.setTime('2026-11-03T10:00:00Z');
    await saveAnswers(portal, kim, {
      ...address,
      answers: [{ questionCode: 'training-rating', value: rated('Nearly all'), revision: 1 }],
    });
    expect((await open(portal, work))[0]?.changedAt).toBe('2026-11-03T10:00:00.000Z');
    await reviewPart(portal, work.sam, delegation, { kind: 'give-back', note: 'Say how many' });
    expect(await statusOf(portal, work, 'training')).toBe('in-progress');
    expect(await listHandedParts(portal.database.db, kim, '2026-11-03')).toMatchObject([
      { status: 'returned', returnedNote: 'Say how many' },
    ]);
    await saveStandardForm(portal, kim, address, yes);
    expect(await reviewPart(portal, work.sam, delegation, { kind: 'accept' })).toEqual({ ok: true });
    expect(await statusOf(portal, work, 'training')).toBe('completed');
    expect(await open(portal, work)).toEqual([]);
    await expect(saveStandardForm(portal, kim, address, yes)).rejects.toMatchObject({ code: 'not-found' });
    await expect(reviewPart(portal, work.sam, delegation, { kind: 'give-back', note: 'Late' })).rejects.toMatchObject({
      code: 'not-now',
    });
    expect((await eventsOf(portal, work.returnId)).filter((type) => type.startsWith('part.'))).toEqual([
      'part.asked',
      'part.ready',
      'part.returned',
      'part.ready',
      'part.accepted',
    ]);
  });

  it('shows evidence that changed after it was called ready, and can be taken up again by its holder', async () => {
    const portal = await openPortal();
    const work = await aReturnAtWork(portal);
    const kim = await aContributor(portal, work);
    await ask(portal, work, kim, ['training']);
    const address = { returnId: work.returnId, standardCode: 'training' };
    const answers = [{ questionCode: 'training-rating', value: rated('All trained'), revision: 0 }];
    await saveAnswers(portal, kim, { ...address, answers });
    await saveStandardForm(portal, kim, address, formOf({ intent: 'list', completed: 'yes' }));
    portal.setTime('2026-11-03T10:00:00Z');
    const evidence = {
      kind: 'link',
      title: 'Plan',
      url: 'https://example.org',
      coversFrom: null,
      coversTo: null,
    } as const;
    await attachNewEvidence(portal, work.sam, { returnId: work.returnId, questionCode: 'training-rating', evidence });
    expect((await open(portal, work))[0]).toMatchObject({ status: 'ready', changedAt: '2026-11-03T10:00:00.000Z' });
    await saveStandardForm(portal, kim, address, formOf({ intent: 'list', completed: 'no' }));
    expect((await open(portal, work))[0]).toMatchObject({ status: 'asked', changedAt: null });
  });

  it('cannot be accepted while something required is missing', async () => {
    const portal = await openPortal();
    const work = await aReturnAtWork(portal);
    const kim = await aContributor(portal, work);
    await ask(portal, work, kim, ['training', profilePart]);
    const [profile, training] = await open(portal, work);
    for (const one of [profile, training])
      expect(
        await reviewPart(
          portal,
          work.sam,
          { returnId: work.returnId, delegationId: one?.id ?? '' },
          { kind: 'accept' },
        ),
      ).toMatchObject({ ok: false });
    expect(await open(portal, work)).toHaveLength(2);
    expect(await statusOf(portal, work, 'training')).toBe('not-started');
  });

  it('ends when it is taken back, goes over to somebody else, or the return is sent', async () => {
    const portal = await openPortal();
    const work = await aReturnAtWork(portal);
    const kim = await aContributor(portal, work);
    const lee = await aContributor(portal, work, 'Lee Marsh');
    const { db } = portal.database;
    const holders = async () => (await open(portal, work)).map(({ holder, part }) => `${part} ${holder}`);
    await ask(portal, work, kim, ['training', 'governance']);
    await ask(portal, work, lee, ['training']);
    expect(await holders()).toEqual(['governance Kim Osei', 'training Lee Marsh']);
    const [governance] = await open(portal, work);
    const address = { returnId: work.returnId, delegationId: governance?.id ?? '' };
    await reviewPart(portal, work.sam, address, { kind: 'take-back' });
    expect(await listHandedParts(db, kim, '2026-11-02')).toEqual([]);
    const sent = { id: work.returnId, organisationId: work.organisationId };
    await portal.database.transaction((trx) => endDelegations(trx, portal.stamp(), sent, work.sam.personId));
    expect(await holders()).toEqual([]);
    expect(await listHandedParts(db, lee, '2026-11-02')).toEqual([]);
    expect((await eventsOf(portal, work.returnId)).slice(-2)).toEqual(['part.taken-back', 'part.ended']);
  });

  it('tells whoever had a part when it is taken back or goes to somebody else, by mail and for a fortnight on their home', async () => {
    const portal = await openPortal();
    const work = await aReturnAtWork(portal);
    const kim = await aContributor(portal, work);
    const lee = await aContributor(portal, work, 'Lee Marsh');
    const { db } = portal.database;
    const gone = async (viewer: Viewer, day = '2026-11-02') =>
      (await listTakenBack(db, viewer, day)).map(({ title, by }) => `${title}: ${by}`);
    const told = async () =>
      (await messages(portal)).filter(({ template }) => template === 'section-taken-back').map((one) => one.to_address);
    await ask(portal, work, kim, ['training', 'governance']);
    await ask(portal, work, lee, ['training', 'governance']);
    expect(await told()).toEqual([kim.email]);
    expect(await gone(kim)).toHaveLength(2);
    expect(await gone(lee)).toEqual([]);
    const [governance] = await open(portal, work);
    const address = { returnId: work.returnId, delegationId: governance?.id ?? '' };
    await reviewPart(portal, work.sam, address, { kind: 'take-back' });
    expect(await told()).toEqual([kim.email, lee.email]);
    expect(await gone(lee)).toEqual([expect.stringContaining('Sam Patel')]);
    await ask(portal, work, lee, ['governance']);
    expect(await gone(lee)).toEqual([]);
    expect(await gone(kim, '2026-11-16')).toHaveLength(2);
    expect(await gone(kim, '2026-11-17')).toEqual([]);
    // Whoever has left is not written to about an organisation that is not theirs any more.
    await db.updateTable('role_grant').set({ to_on: '2026-11-02' }).where('person_id', '=', lee.personId).execute();
    await ask(portal, work, kim, ['governance', 'training']);
    expect(await told()).toEqual([kim.email, lee.email]);
  });

  it('takes a standard that counted as completed back to work', async () => {
    const portal = await openPortal();
    const work = await aReturnAtWork(portal);
    const kim = await aContributor(portal, work);
    await saveAnswers(portal, work.sam, {
      returnId: work.returnId,
      standardCode: 'training',
      answers: [{ questionCode: 'training-rating', value: rated('Done'), revision: 0 }],
      mark: 'complete',
    });
    expect(await statusOf(portal, work, 'training')).toBe('completed');
    await ask(portal, work, kim, ['training']);
    expect(await statusOf(portal, work, 'training')).toBe('in-progress');
  });

  it('invites somebody new by e-mail, as a contributor, with a link that works once', async () => {
    const portal = await openPortal();
    const work = await aReturnAtWork(portal);
    const asked = await askColleague(portal, work.sam, {
      returnId: work.returnId,
      asking: {
        parts: ['training'],
        person: { kind: 'new', email: 'new.person@example.org', name: 'Nia Rowe' },
        by: '2026-11-20',
        note: '',
      },
    });
    expect(asked).toEqual({ ok: true, holder: 'Nia Rowe', parts: 1 });
    const { db } = portal.database;
    const person = await db
      .selectFrom('person')
      .selectAll()
      .where('email', '=', 'new.person@example.org')
      .executeTakeFirstOrThrow();
    const nia = await viewerOf(db, person, '2026-11-02');
    expect(nia.organisationRoles).toEqual([{ role: 'contributor', organisationId: work.organisationId }]);
    expect(await listHandedParts(db, nia, '2026-11-02')).toMatchObject([{ part: 'training' }]);
    const [sent] = await messages(portal);
    expect(sent).toMatchObject({ template: 'section-invitation', to_address: 'new.person@example.org' });
    expect(sent?.body).toContain('/sign-in/link/');
    const link = await db.selectFrom('sign_in_link').selectAll().executeTakeFirstOrThrow();
    expect(link).toMatchObject({ person_id: person.id, destination: `/returns/${work.returnId}`, used_at: null });
    expect(link.expires_at).toBe('2026-11-05T09:00:00.000Z');
  });

  it('says at its field what is wrong, and keeps what was typed', async () => {
    const portal = await openPortal();
    const work = await aReturnAtWork(portal);
    const kim = await aContributor(portal, work);
    const good = {
      'parts[]': ['training'],
      person: kim.personId,
      'by-day': '20',
      'by-month': '11',
      'by-year': '2026',
      note: 'Thank you',
    };
    const post = (fields: Record<string, string | string[]>) =>
      postAskForm(portal, work.sam, work.returnId, formOf({ ...good, ...fields })) as Promise<
        AskOutcome & { values?: unknown }
      >;
    const cases: [Record<string, string | string[]>, string, string][] = [
      [{ 'parts[]': [] }, 'parts', 'Tick what you want to hand over'],
      [{ 'parts[]': ['premises'] }, 'parts', 'not asked any more'],
      [{ person: '' }, 'person', 'Choose who to ask'],
      [{ person: work.sam.personId }, 'person', 'other than yourself'],
      [{ person: 'nobody' }, 'person', 'has left your organisation'],
      [{ 'by-day': '1' }, 'by', 'today or in the future'],
      [{ 'by-month': '12' }, 'by', 'on or before the day on which the return is due'],
      [{ 'by-day': '31' }, 'by', 'as a real date'],
      [{ person: 'new', email: 'no address', personName: 'N' }, 'email', 'in the correct format'],
      [{ person: 'new', email: kim.email, personName: 'N' }, 'email', 'Kim Osei is in your organisation already'],
      [{ person: 'new', email: 'x@example.org', personName: ' ' }, 'personName', 'Enter their name'],
      [{ note: 'x'.repeat(1001) }, 'note', '1000 characters or fewer'],
    ];
    for (const [fields, field, words] of cases) {
      const outcome = await post(fields);
      expect(outcome).toMatchObject({ ok: false, errors: { [field]: [expect.stringContaining(words)] } });
      expect(outcome.values).toMatchObject({ note: fields.note ?? 'Thank you' });
    }
    expect(await open(portal, work)).toEqual([]);
    expect(await post({})).toMatchObject({ ok: true });
  });

  it('is for the lead alone, and closes at once to a holder whose role has ended', async () => {
    const portal = await openPortal();
    const work = await aReturnAtWork(portal);
    const kim = await aContributor(portal, work);
    const signatory = await aViewer(portal, { role: 'senior-lead', organisationId: work.organisationId });
    const asking = {
      parts: ['training'],
      person: { kind: 'known', personId: kim.personId },
      by: '2026-11-20',
      note: '',
    } as const;
    for (const viewer of [kim, signatory])
      await expect(
        askColleague(portal, viewer, { returnId: work.returnId, asking: { ...asking, parts: ['training'] } }),
      ).rejects.toMatchObject({ code: 'not-found' });
    await ask(portal, work, kim, ['training']);
    const { db } = portal.database;
    await db.updateTable('role_grant').set({ to_on: '2026-11-02' }).where('person_id', '=', kim.personId).execute();
    const after = await viewerOf(db, { id: kim.personId, name: kim.name, email: kim.email }, '2026-11-02');
    await expect(
      partScope(db, after, 'return.read', { returnId: work.returnId, part: 'training' }),
    ).rejects.toMatchObject({ code: 'not-found' });
    expect((await open(portal, work))[0]).toMatchObject({ holderLeft: true });
    expect(await listPartsToLookAt(db, work.sam, '2026-11-02')).toMatchObject([{ holderLeft: true }]);
  });

  it('lets a signatory to whom a part is handed answer it, beside reading the whole', async () => {
    const portal = await openPortal();
    const work = await aReturnAtWork(portal);
    const head = await aViewer(portal, { role: 'senior-lead', organisationId: work.organisationId }, 'Dee Holt');
    await ask(portal, work, head, ['training']);
    const { db } = portal.database;
    const dee = await viewerOf(db, { id: head.personId, name: head.name, email: head.email }, '2026-11-02');
    const at = (part: string) => ({ returnId: work.returnId, part });
    expect(await partScope(db, dee, 'return.read', at('governance'))).toMatchObject({ handed: false });
    expect(await partScope(db, dee, 'return.answer', at('training'))).toMatchObject({ handed: true });
    await expect(partScope(db, dee, 'return.answer', at('governance'))).rejects.toMatchObject({ code: 'not-found' });
  });
});
