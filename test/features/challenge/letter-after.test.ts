import { expect, it } from 'vitest';
import { approveLetter, issueLetter } from '../../../app/features/challenge/commands/issue-letter.server.ts';
import { postLetterForm } from '../../../app/features/challenge/commands/post-letter-form.server.ts';
import { answerReply, replyToLetter } from '../../../app/features/challenge/commands/reply-to-letter.server.ts';
import { saveLetterText } from '../../../app/features/challenge/commands/save-letter.server.ts';
import { getIssuedLetter } from '../../../app/features/challenge/letter/issued-letter.server.ts';
import { getLetterDesk } from '../../../app/features/challenge/letter/letter-queries.server.ts';
import { getReplyPage, listAwaitedReplies } from '../../../app/features/challenge/letter/replies.server.ts';
import { replySchema } from '../../../app/features/challenge/letter/reply.ts';
import {
  getSessionLetters,
  issueSessionLetters,
} from '../../../app/features/challenge/letter/session-letters.server.ts';
import { usualFeedback } from '../../../app/features/cycles/feedback.ts';
import { saveFeedbackSettings } from '../../../app/features/cycles/feedback-settings.server.ts';
import { aHeldSession, firstEntry, recordFor } from '../../builders/a-held-session.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

/** A held session in a cycle whose letters the chair approves. */
async function whereTheChairApproves(portal: TestPortal) {
  const held = await aHeldSession(portal);
  const { cycleId, manager } = held.parts;
  await saveFeedbackSettings(portal, manager, { cycleId, ...usualFeedback, chairApproves: true });
  return held;
}

const words = (desk: { text: { opening: string; strengths: string; closing: string } }) => desk.text;

describeEachDatabase('an outcome letter after the session', (open) => {
  it('is kept back from the manager until the chair approved that very text', async () => {
    const portal = await open();
    const { parts, agency } = await whereTheChairApproves(portal);
    const desk = await getLetterDesk(portal, parts.manager, agency.submissionId);
    expect(desk.approval).toEqual({ needed: true, given: null, may: false });
    await expect(issueLetter(portal, parts.manager, agency.submissionId, desk)).rejects.toThrow('has not approved');
    await expect(approveLetter(portal, parts.manager, agency.submissionId, desk)).rejects.toThrow('The chair approves');
    const read = await getLetterDesk(portal, parts.chair, agency.submissionId);
    expect(read.bodySha256).toBe(desk.bodySha256);
    await approveLetter(portal, parts.chair, agency.submissionId, read);
    await approveLetter(portal, parts.chair, agency.submissionId, read);
    await saveLetterText(portal, parts.manager, agency.submissionId, {
      revision: 0,
      ...words(desk),
      closing: 'Slipped in afterwards.',
    });
    const later = await getLetterDesk(portal, parts.manager, agency.submissionId);
    expect(later.approval.given).toMatchObject({ by: 'Priya Nair', stands: false });
    await expect(issueLetter(portal, parts.manager, agency.submissionId, later)).rejects.toThrow(
      'changed after the chair approved',
    );
    await approveLetter(portal, parts.chair, agency.submissionId, later);
    await issueLetter(portal, parts.manager, agency.submissionId, later);
    const events = await portal.database.db
      .selectFrom('event')
      .select('type')
      .where('type', 'in', ['letter.saved', 'letter.approved', 'letter.issued'])
      .orderBy('at')
      .orderBy('id')
      .execute();
    expect(events.map(({ type }) => type)).toEqual([
      'letter.approved',
      'letter.saved',
      'letter.approved',
      'letter.issued',
    ]);
  });

  it('is approved by a chair who issues it', async () => {
    const portal = await open();
    const { parts, agency } = await whereTheChairApproves(portal);
    await issueLetter(
      portal,
      parts.chair,
      agency.submissionId,
      await getLetterDesk(portal, parts.chair, agency.submissionId),
    );
    const { approval } = await getLetterDesk(portal, parts.chair, agency.submissionId);
    expect(approval.given).toMatchObject({ by: 'Priya Nair', stands: true });
  });

  it('says that the record changed since the draft, offers the new facts, and is not approved unread', async () => {
    const portal = await open();
    const { parts, agency, place } = await whereTheChairApproves(portal);
    const first = await getLetterDesk(portal, parts.manager, agency.submissionId);
    expect(first.changed).toBeNull();
    await saveLetterText(portal, parts.manager, agency.submissionId, { revision: 0, ...words(first) });
    const read = await getLetterDesk(portal, parts.chair, agency.submissionId);
    expect(read.changed).toBeNull();
    await recordFor(portal, parts.manager, place, { ...firstEntry, challenge: 'And the rest?', agreedPoint: 'green' });
    const form = new FormData();
    form.set('intent', 'approve');
    form.set('bodySha256', read.bodySha256);
    const posted = await postLetterForm(portal, parts.chair, agency.submissionId, form);
    expect(posted).toMatchObject({ ok: false, reread: true });
    const now = await getLetterDesk(portal, parts.chair, agency.submissionId);
    expect(now.changed).toMatchObject({ since: 'saved' });
    expect(now.changed?.differences.map(({ label }) => label)).toEqual([
      'Rating of A2 Supervision',
      'What the panel asked, 2',
    ]);
    expect(now.body.challenges).toHaveLength(2);
    expect(now.proposed.strengths).toContain('A2 Supervision');
    await approveLetter(portal, parts.chair, agency.submissionId, now);
    expect((await getLetterDesk(portal, parts.chair, agency.submissionId)).changed).toBeNull();
  });

  it('keeps both texts when two people edit at once, and every text with who wrote it', async () => {
    const portal = await open();
    const { parts, agency } = await aHeldSession(portal);
    const desk = await getLetterDesk(portal, parts.manager, agency.submissionId);
    const save = (viewer: typeof parts.manager, revision: number, opening: string) =>
      saveLetterText(portal, viewer, agency.submissionId, { revision, ...words(desk), opening });
    await save(parts.manager, 0, 'The first text.');
    expect(await save(parts.chair, 0, 'The second text.')).toMatchObject({ saved: false });
    await save(parts.chair, 1, 'The second text.');
    const { edits } = await getLetterDesk(portal, parts.manager, agency.submissionId);
    expect(edits.map(({ revision, by }) => [revision, by])).toEqual([
      [2, 'Priya Nair'],
      [1, 'Ann Moss'],
    ]);
    const whole = (parts_: readonly { text: string }[] = []) => parts_.map(({ text }) => text).join('');
    expect(whole(edits[0]?.differences[0]?.before)).toBe('The first text.');
    expect(whole(edits[0]?.differences[0]?.after)).toBe('The second text.');
  });

  it('is replied to by the agency, within the days of the cycle: agreed, in words, or asked about', async () => {
    const portal = await open();
    const { parts, agency } = await aHeldSession(portal);
    const { db } = portal.database;
    await issue(portal, parts.manager, agency.submissionId);
    const { model } = await getIssuedLetter(db, agency.lead, agency.returnId);
    expect(model.replyBy).toContain('by 12 March 2027');
    const question = { kind: 'question', text: 'Which audit do you mean?' } as const;
    await replyToLetter(portal, agency.lead, agency.returnId, question);
    await replyToLetter(portal, agency.lead, agency.returnId, question);
    const desk = await getLetterDesk(portal, parts.chair, agency.submissionId);
    expect(desk.replies).toMatchObject({ replyBy: '2027-03-12', overdue: false, replies: [question] });
    expect((await listAwaitedReplies(db, scopeOf(parts), '2027-02-26', 1)).items).toMatchObject([
      { what: 'question', organisation: 'Brookmere Council', since: '2027-02-26' },
    ]);
    const reply = desk.replies?.replies[0]?.id ?? '';
    await answerReply(portal, parts.manager, agency.submissionId, { reply, answer: 'The one in May.' });
    await expect(answerReply(portal, parts.chair, agency.submissionId, { reply, answer: 'Another.' })).rejects.toThrow(
      'answered this question already',
    );
    const page = await getReplyPage(db, agency.lead, agency.returnId, '2027-02-27');
    expect(page.replies[0]?.answer).toMatchObject({ text: 'The one in May.', by: 'Ann Moss' });
    expect((await listAwaitedReplies(db, scopeOf(parts), '2027-04-26', 1)).total).toBe(0);
    const messages = await db
      .selectFrom('outbox_message')
      .select(['template', 'to_address', 'body'])
      .where('template', 'in', ['letter-replied', 'letter-answered'])
      .execute();
    const toldOf = (name: string) => messages.flatMap((sent) => (sent.template === name ? [sent.to_address] : []));
    expect(toldOf('letter-answered')).toEqual([agency.lead.email]);
    expect(toldOf('letter-replied')).toEqual(expect.arrayContaining([parts.manager.email, parts.chair.email]));
    expect(messages.some(({ body }) => body.includes('audit') || body.includes('May'))).toBe(false);
  });

  it('is overdue when no reply came in time, and a late reply is taken', async () => {
    const portal = await open();
    const { parts, agency } = await aHeldSession(portal);
    const { db } = portal.database;
    await issue(portal, parts.manager, agency.submissionId);
    expect((await listAwaitedReplies(db, scopeOf(parts), '2027-03-12', 1)).total).toBe(0);
    portal.setTime('2027-03-13T09:00:00Z');
    expect((await listAwaitedReplies(db, scopeOf(parts), '2027-03-13', 1)).items).toMatchObject([
      { what: 'reply-overdue', since: '2027-03-12' },
    ]);
    expect((await getLetterDesk(portal, parts.manager, agency.submissionId)).replies?.overdue).toBe(true);
    await replyToLetter(portal, agency.lead, agency.returnId, { kind: 'agree', text: '' });
    const { replies } = await getLetterDesk(portal, parts.manager, agency.submissionId);
    expect(replies).toMatchObject({ overdue: false, replies: [{ kind: 'agree', late: true }] });
  });

  it('is not replied to by others, nor with nothing', async () => {
    const portal = await open();
    const { parts, agency } = await aHeldSession(portal);
    await issue(portal, parts.manager, agency.submissionId);
    const other = parts.agencies[1];
    const contributor = await aViewer(portal, { role: 'contributor', organisationId: agency.organisationId });
    for (const viewer of [parts.manager, contributor, ...(other ? [other.lead] : [])])
      await expect(replyToLetter(portal, viewer, agency.returnId, { kind: 'agree', text: '' })).rejects.toThrow(
        'Page not found',
      );
    const { error } = replySchema.safeParse({ kind: 'question', text: '  ' });
    expect(error?.issues.map(({ message }) => message)).toEqual(['Enter your question']);
  });

  it('goes out with all letters of its session in one go, and what is missing stands beside the others', async () => {
    const portal = await open();
    const { parts, agency } = await whereTheChairApproves(portal);
    const other = parts.agencies[1];
    if (!other) throw new Error('The session has two agencies');
    const read = await getLetterDesk(portal, parts.chair, agency.submissionId);
    await approveLetter(portal, parts.chair, agency.submissionId, read);
    await portal.database.db
      .updateTable('partnership_member')
      .set({ left_on: '2027-02-25' })
      .where('organisation_id', '=', other.organisationId)
      .execute();
    const { letters } = await getSessionLetters(portal, parts.manager, parts.sessionId);
    expect(letters.map(({ organisation, missing }) => [organisation, missing])).toEqual([
      ['Brookmere Council', []],
      ['Brookmere Police', ['The chair has not approved it.']],
    ]);
    expect(letters[1]?.notes).toContain('The agency has left the partnership.');
    const all = new Map(letters.map(({ submissionId, bodySha256 }) => [submissionId, bodySha256]));
    const result = await issueSessionLetters(portal, parts.manager, parts.sessionId, all);
    expect(result.issued.map(({ submissionId }) => submissionId)).toEqual([agency.submissionId]);
    expect(result.kept).toEqual([{ submissionId: other.submissionId, why: 'The chair has not approved it.' }]);
    const again = await issueSessionLetters(portal, parts.manager, parts.sessionId, all);
    expect(again.issued).toEqual([]);
    const chairs = await issueSessionLetters(portal, parts.chair, parts.sessionId, all);
    expect(chairs.issued).toHaveLength(1);
  });
});

const scopeOf = ({ partnershipId }: { partnershipId: string }) => ({ partnershipIds: [partnershipId] }) as const;

async function issue(
  portal: TestPortal,
  viewer: Awaited<ReturnType<typeof aHeldSession>>['parts']['manager'],
  submissionId: string,
) {
  return issueLetter(portal, viewer, submissionId, await getLetterDesk(portal, viewer, submissionId));
}
