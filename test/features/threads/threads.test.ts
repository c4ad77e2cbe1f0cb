import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { verifyChains } from '../../../app/features/audit/queries.server.ts';
import { closeReturn } from '../../../app/features/challenge/commands/close-return.server.ts';
import { issueLetter } from '../../../app/features/challenge/commands/issue-letter.server.ts';
import { getLetterDesk } from '../../../app/features/challenge/letter/letter-queries.server.ts';
import { getModerationOverview } from '../../../app/features/moderation/overview.server.ts';
import { getModerationStandard } from '../../../app/features/moderation/standard.server.ts';
import { getHome } from '../../../app/features/reports/home.server.ts';
import { askColleague } from '../../../app/features/returns/commands/ask-colleague.server.ts';
import { askQuery, endQuery } from '../../../app/features/threads/commands/ask-query.server.ts';
import {
  postInsideComment,
  withdrawInsideComment,
} from '../../../app/features/threads/commands/inside-comments.server.ts';
import { postInsideForm, postSharedForm } from '../../../app/features/threads/commands/post-thread-forms.server.ts';
import { postSharedComment, replyToQuery } from '../../../app/features/threads/commands/shared-comments.server.ts';
import { openInsideThread } from '../../../app/features/threads/inside.server.ts';
import { getThreadList } from '../../../app/features/threads/list-page.server.ts';
import {
  getCommentsOverview,
  getThreadLinks,
  listThreadsTogether,
} from '../../../app/features/threads/overview.server.ts';
import { openSharedThread } from '../../../app/features/threads/shared.server.ts';
import { answer, aWorld, rated, submitted, type World } from '../../builders/a-filled-return.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { anEdition, aQuestion, aStandard } from '../../builders/an-edition.ts';
import { join, severalPartnerships } from '../../builders/several-partnerships.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const edition = anEdition({
  set: 'section-11',
  standards: [aStandard('a1', [aQuestion('board-lead'), aQuestion('board-reports')]), aStandard('a2')],
});
const all = { standard: '', question: '', page: 1 };
const canary = 'CANARY OF THE DRAFT';

async function people(portal: TestPortal) {
  const world = await aWorld(portal, edition);
  const { organisationId, partnershipId } = world;
  return {
    world,
    colleague: await aViewer(portal, { role: 'delegate-signatory', organisationId }, 'Cas Colleague'),
    contributor: await aViewer(portal, { role: 'contributor', organisationId }, 'Connie Contributor'),
    manager: await aViewer(portal, { role: 'business-manager', partnershipId }, 'Max Manager'),
    moderator: await aViewer(portal, { role: 'moderator', partnershipId }, 'Mo Moderator'),
    observer: await aViewer(portal, { role: 'observer', partnershipId }, 'Obi Observer'),
  };
}

const inside = (portal: TestPortal, { returnId }: World, by: Viewer, text: string, question = '') =>
  postInsideComment(portal, by, { returnId, standard: question === '' ? '' : 'a1', question, text });
const shared = (portal: TestPortal, { returnId }: World, by: Viewer, side: 'agency' | 'partnership', text: string) =>
  postSharedComment(portal, by, side, { returnId, standard: 'a1', question: 'board-lead', text });

describeEachDatabase('comments on a return that is answered once for several partnerships', (open) => {
  it('are counted for each partnership by itself, and each is named', async () => {
    const portal = await open();
    const several = await severalPartnerships(portal);
    const { asked, lead, organisationId } = several;
    const [first, second] = asked;
    const { db } = portal.database;
    const threads = async () =>
      (await listThreadsTogether(db, lead, { returnId: first.returnId, organisationId })).map((one) => [
        one.returnId,
        one.partnershipName,
        one.links.inside.comments,
      ]);
    const comment = (returnId: string, text: string) =>
      postInsideComment(portal, lead, { returnId, standard: '', question: '', text });
    await comment(first.returnId, 'Of the first');
    expect(await threads()).toEqual([[first.returnId, null, 1]]);
    await join(portal, several, first.returnId, second.returnId);
    await comment(second.returnId, 'Of the second');
    await comment(second.returnId, 'Of the second again');
    const names = await db.selectFrom('partnership').select(['id', 'name']).execute();
    const nameOf = (id: string) => names.find((one) => one.id === id)?.name;
    expect(await threads()).toEqual([
      [first.returnId, nameOf(first.partnershipId), 1],
      [second.returnId, nameOf(second.partnershipId), 2],
    ]);
  });
});

describeEachDatabase('comments inside an agency', (open) => {
  it('are read by colleagues, new until they have been on a page, and by nobody of the partnership', async () => {
    const portal = await open();
    const { world, colleague, manager, moderator, observer } = await people(portal);
    await inside(portal, world, world.lead, 'Who has the minutes?', 'board-lead');
    const first = await openInsideThread(portal, colleague, world.returnId, all);
    expect(first.comments.items).toMatchObject([
      { author: 'Lee Lead', text: 'Who has the minutes?', unread: true, mine: false },
    ]);
    expect(first.comments.items[0]?.place).toContain('board-lead');
    expect(first.audience).toContain('never does');
    const second = await openInsideThread(portal, colleague, world.returnId, all);
    expect(second.comments.items[0]?.unread).toBe(false);
    for (const viewer of [manager, moderator, observer]) {
      await expect(openInsideThread(portal, viewer, world.returnId, all)).rejects.toThrow('Page not found');
      await expect(inside(portal, world, viewer, 'Hello')).rejects.toThrow('Page not found');
    }
    const events = await portal.database.db
      .selectFrom('event')
      .select(['type', 'partnership_id'])
      .where('type', '=', 'agency-comment.posted')
      .execute();
    expect(events).toEqual([{ type: 'agency-comment.posted', partnership_id: null }]);
    expect((await verifyChains(portal.database.db)).faults).toEqual([]);
  });

  it('are withdrawn by their author alone, and stay in the record as withdrawn', async () => {
    const portal = await open();
    const { world, colleague } = await people(portal);
    const { commentId } = await inside(portal, world, world.lead, 'Written in haste');
    const withdraw = (by: Viewer) => withdrawInsideComment(portal, by, { returnId: world.returnId, commentId });
    await expect(withdraw(colleague)).rejects.toThrow('Page not found');
    await withdraw(world.lead);
    await withdraw(world.lead);
    const { comments } = await openInsideThread(portal, colleague, world.returnId, all);
    expect(comments.items).toMatchObject([{ author: 'Lee Lead', text: null, mine: false }]);
    const types = await portal.database.db
      .selectFrom('event')
      .select('type')
      .where('type', 'like', 'agency-%')
      .execute();
    expect(types.map(({ type }) => type).toSorted()).toEqual(['agency-comment.posted', 'agency-comment.withdrawn']);
  });

  it('can be narrowed to a standard, and are counted by standard and question', async () => {
    const portal = await open();
    const { world, colleague } = await people(portal);
    await inside(portal, world, world.lead, 'About the whole');
    await inside(portal, world, world.lead, 'About a question', 'board-lead');
    const one = await openInsideThread(portal, colleague, world.returnId, { ...all, standard: 'a1' });
    expect(one.comments.items.map(({ text }) => text)).toEqual(['About a question']);
    expect(one.standards.find(({ code }) => code === 'a1')).toMatchObject({ comments: 1, unread: 1 });
    const about = { returnId: world.returnId, organisationId: world.organisationId };
    expect(await getThreadLinks(portal.database.db, colleague, { ...about, standardCode: 'a1' })).toMatchObject({
      inside: { comments: 1, unread: 0 },
      byQuestion: { 'board-lead': 1 },
    });
    expect((await getThreadLinks(portal.database.db, colleague, about)).inside).toEqual({ comments: 2, unread: 1 });
    await expect(openInsideThread(portal, colleague, world.returnId, { ...all, standard: 'unknown' })).rejects.toThrow(
      'Page not found',
    );
  });

  it('are for whoever holds a part of the return as far as they are about that part', async () => {
    const portal = await open();
    const { world, contributor } = await people(portal);
    const { returnId } = world;
    await inside(portal, world, world.lead, 'About the whole');
    await inside(portal, world, world.lead, 'About the part', 'board-lead');
    const part = { ...all, standard: 'a1' };
    await expect(openInsideThread(portal, contributor, returnId, part)).rejects.toThrow('Page not found');
    const person = { kind: 'known', personId: contributor.personId } as const;
    await askColleague(portal, world.lead, { returnId, asking: { parts: ['a1'], person, by: '2026-11-20', note: '' } });
    const thread = await openInsideThread(portal, contributor, returnId, part);
    expect(thread.comments.items.map(({ text }) => text)).toEqual(['About the part']);
    expect(thread).toMatchObject({ ofPart: true, mayWrite: true, standards: [] });
    await inside(portal, world, contributor, 'I have them', 'board-lead');
    await expect(openInsideThread(portal, contributor, returnId, all)).rejects.toThrow('Page not found');
    await expect(inside(portal, world, contributor, 'About everything')).rejects.toThrow('Page not found');
    const elsewhere = { returnId, standard: 'a2', question: '', text: 'About another part' };
    await expect(postInsideComment(portal, contributor, elsewhere)).rejects.toThrow('Page not found');
    const sideways = { returnId, standard: 'a1', question: 'a2-rating', text: 'Sideways' };
    await expect(postInsideComment(portal, contributor, sideways)).rejects.toThrow('Page not found');
    const about = { returnId, organisationId: world.organisationId, standardCode: 'a1' };
    expect((await getThreadLinks(portal.database.db, contributor, about)).shared).toBe(null);
  });

  it('come a page at a time, newest first', async () => {
    const portal = await open();
    const { world } = await people(portal);
    for (let number = 1; number <= 51; number++) await inside(portal, world, world.lead, `Comment ${number}`);
    const page = await openInsideThread(portal, world.lead, world.returnId, { ...all, page: 2 });
    expect(page.comments).toMatchObject({ page: 2, pageCount: 2, total: 51 });
    expect(page.comments.items.map(({ text }) => text)).toEqual(['Comment 1']);
  });
});

describeEachDatabase('messages between an agency and its partnership', (open) => {
  it('cross the wall before the return is sent, and nothing else does', async () => {
    const portal = await open();
    const { world, moderator, manager } = await people(portal);
    await answer(portal, world, { 'board-lead': rated('red', canary) });
    await inside(portal, world, world.lead, canary, 'board-lead');
    await shared(portal, world, world.lead, 'agency', 'Does this count trainees?');
    const thread = await openSharedThread(portal, moderator, 'partnership', world.returnId, all);
    expect(thread).toMatchObject({ submissionId: null, side: 'partnership' });
    expect(thread.comments.items).toMatchObject([
      { author: 'Lee Lead', text: 'Does this count trainees?', unread: true },
    ]);
    expect(JSON.stringify(thread)).not.toContain(canary);
    const list = await getThreadList(portal.database.db, manager, 1);
    expect(list.items).toMatchObject([{ returnId: world.returnId, unread: true, comments: 1 }]);
    expect(JSON.stringify(list)).not.toContain(canary);
    expect((await getHome(portal.database.db, manager, '2026-11-03')).partnership?.unreadThreads).toBe(1);
    await shared(portal, world, moderator, 'partnership', 'It does.');
    const mine = await openSharedThread(portal, world.lead, 'agency', world.returnId, all);
    expect(mine.comments.items.map(({ text, unread }) => [text, unread])).toEqual([
      ['It does.', true],
      ['Does this count trainees?', false],
    ]);
  });

  it('say by name and role who reads them, and are for the panel and for those who speak for the agency', async () => {
    const portal = await open();
    const { world, colleague, observer, moderator } = await people(portal);
    const { audience, mayWrite } = await openSharedThread(portal, colleague, 'agency', world.returnId, all);
    expect(audience).toMatch(/business manager, moderator and independent chair/);
    expect(mayWrite).toBe(false);
    await expect(shared(portal, world, colleague, 'agency', 'Hello')).rejects.toThrow('Page not found');
    await expect(openSharedThread(portal, observer, 'partnership', world.returnId, all)).rejects.toThrow('not found');
    await expect(openSharedThread(portal, moderator, 'agency', world.returnId, all)).rejects.toThrow('not found');
    await expect(shared(portal, world, moderator, 'agency', 'As if I were they')).rejects.toThrow('not found');
    await expect(shared(portal, world, world.lead, 'partnership', 'As if I were they')).rejects.toThrow('not found');
  });

  it('are never taken for comments inside: the form of one thread writes nothing in the other', async () => {
    const portal = await open();
    const { world } = await people(portal);
    const insideForm = new FormData();
    insideForm.set('intent', 'post-inside');
    insideForm.set('insideText', 'Between us');
    expect(await postSharedForm(portal, world.lead, 'agency', world.returnId, insideForm)).toMatchObject({ ok: false });
    const sharedForm = new FormData();
    sharedForm.set('intent', 'send-shared');
    sharedForm.set('sharedText', 'For both');
    expect(await postInsideForm(portal, world.lead, world.returnId, sharedForm)).toMatchObject({ ok: false });
    const overview = await getCommentsOverview(portal.database.db, world.lead, world.returnId, '2026-11-03');
    expect([overview.inside.comments, overview.shared.comments]).toEqual([0, 0]);
    expect(await postInsideForm(portal, world.lead, world.returnId, insideForm)).toEqual({ ok: true });
    expect(await postSharedForm(portal, world.lead, 'agency', world.returnId, sharedForm)).toEqual({ ok: true });
  });

  it('are for the partnership that asks for the return alone', async () => {
    const portal = await open();
    const { world } = await people(portal);
    const other = await aWorld(portal, edition, { slug: 'elsewhere' });
    const stranger = await aViewer(portal, { role: 'moderator', partnershipId: other.partnershipId });
    await shared(portal, world, world.lead, 'agency', 'For our partnership');
    await expect(openSharedThread(portal, stranger, 'partnership', world.returnId, all)).rejects.toThrow('not found');
    await expect(openSharedThread(portal, other.lead, 'agency', world.returnId, all)).rejects.toThrow('not found');
    expect((await getThreadList(portal.database.db, stranger, 1)).items).toEqual([]);
  });
});

async function sent(portal: TestPortal) {
  const parts = await people(portal);
  const { submissionId } = await submitted(portal, parts.world, {
    'board-lead': rated('green'),
    'board-reports': rated('green'),
    'a2-rating': rated('amber'),
  });
  const ask = (by = parts.moderator, replyBy = '2026-11-16') =>
    askQuery(portal, by, {
      submissionId,
      standard: 'a1',
      question: 'board-lead',
      form: { queryText: 'Since when?', replyBy },
    });
  const asked = async () => {
    const outcome = await ask();
    if (!outcome.ok) throw new Error('not asked');
    return outcome.queryId;
  };
  return { ...parts, submissionId, ask, asked };
}

const mails = (portal: TestPortal, template: string) =>
  portal.database.db
    .selectFrom('outbox_message')
    .select(['to_address', 'body'])
    .where('template', '=', template)
    .execute();

describeEachDatabase('a question of the partnership', (open) => {
  it('is asked, told, answered, asked further and settled, with its state on every page', async () => {
    const portal = await open();
    const { world, moderator, manager, submissionId, asked } = await sent(portal);
    const { db } = portal.database;
    const queryId = await asked();
    const [mail] = await mails(portal, 'query-asked');
    expect(mail?.to_address).toBe(world.lead.email);
    expect(mail?.body).toContain('16 November 2026');
    expect(mail?.body).not.toContain('Since when');
    expect((await getHome(db, world.lead, '2026-11-20')).organisation?.awaited).toMatchObject([
      { id: queryId, returnId: world.returnId, overdue: true },
    ]);
    const reply = (side: 'agency' | 'partnership', by: Viewer, text: string) =>
      replyToQuery(portal, by, side, { returnId: world.returnId, queryId, text });
    await reply('agency', world.lead, 'Since March.');
    expect((await mails(portal, 'query-answered')).map(({ to_address }) => to_address)).toEqual([moderator.email]);
    expect((await mails(portal, 'query-answered'))[0]?.body).not.toContain('March.');
    const around = async () => (await getModerationOverview(db, manager, submissionId)).around.queries;
    expect(await around()).toMatchObject([{ status: 'answered', askedBy: 'Mo Moderator', version: 1 }]);
    await reply('partnership', moderator, 'Of which year?');
    expect(await around()).toMatchObject([{ status: 'open' }]);
    await reply('agency', world.lead, 'Of this one.');
    const page = await getModerationStandard(db, moderator, submissionId, 'a1');
    expect(page.questions.map(({ queries }) => queries.map(({ status }) => status))).toEqual([['answered'], []]);
    await endQuery(portal, moderator, { returnId: world.returnId, queryId, to: 'settled' });
    await endQuery(portal, moderator, { returnId: world.returnId, queryId, to: 'settled' });
    await expect(endQuery(portal, moderator, { returnId: world.returnId, queryId, to: 'withdrawn' })).rejects.toThrow(
      'settled already',
    );
    await expect(reply('agency', world.lead, 'And more')).rejects.toThrow('This question is settled');
    const thread = await openSharedThread(portal, world.lead, 'agency', world.returnId, all);
    expect(thread.queries).toMatchObject([{ status: 'settled', comments: { length: 4 } }]);
    expect((await verifyChains(db)).faults).toEqual([]);
  });

  it('is refused to others, about an own organisation, about what was not sent, and for a day that is over', async () => {
    const portal = await open();
    const { world, observer, moderator, ask, submissionId } = await sent(portal);
    const chair = await aViewer(portal, { role: 'independent-chair', partnershipId: world.partnershipId });
    for (const viewer of [observer, world.lead, chair]) await expect(ask(viewer)).rejects.toThrow('not found');
    const own = { ...moderator, organisationRoles: world.lead.organisationRoles };
    await expect(ask(own)).rejects.toThrow('You have a role in');
    expect(await ask(moderator, '2026-11-01')).toMatchObject({ ok: false });
    await expect(
      askQuery(portal, moderator, {
        submissionId,
        standard: 'a1',
        question: 'a2-rating',
        form: { queryText: 'What?', replyBy: '2026-11-16' },
      }),
    ).rejects.toThrow('not found');
  });

  it('that is open when moderation is finished is still shown, whichever comes first', async () => {
    const portal = await open();
    const { moderator, submissionId, ask } = await sent(portal);
    const { agreeWithRatings } = await import('../../../app/features/moderation/commands/record-judgements.server.ts');
    const { finishModeration } = await import('../../../app/features/moderation/commands/finish-moderation.server.ts');
    await agreeWithRatings(portal, moderator, { submissionId, standardCode: 'a1' });
    await Promise.all([ask(), finishModeration(portal, moderator, { submissionId })]);
    const { status, around } = await getModerationOverview(portal.database.db, moderator, submissionId);
    expect([status, around.queries.map((query) => query.status)]).toEqual(['finished', ['open']]);
  });

  it('cannot be answered after the return is closed, and can still be settled', async () => {
    const portal = await open();
    const { world, manager, moderator, submissionId, asked } = await sent(portal);
    const queryId = await asked();
    await issueLetter(portal, manager, submissionId, await getLetterDesk(portal, manager, submissionId));
    await closeReturn(portal, manager, world.returnId);
    await expect(
      replyToQuery(portal, world.lead, 'agency', { returnId: world.returnId, queryId, text: 'Too late' }),
    ).rejects.toThrow('This return is closed');
    await expect(shared(portal, world, moderator, 'partnership', 'Too late')).rejects.toThrow('This return is closed');
    await expect(inside(portal, world, world.lead, 'Too late')).rejects.toThrow('This return is closed');
    expect((await getHome(portal.database.db, world.lead, '2026-11-20')).organisation?.awaited).toEqual([]);
    expect((await getModerationOverview(portal.database.db, manager, submissionId)).around).toMatchObject({
      mayAsk: false,
      maySendBack: false,
    });
    await endQuery(portal, moderator, { returnId: world.returnId, queryId, to: 'settled' });
  });
});
