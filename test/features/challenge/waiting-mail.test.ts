import { expect, it } from 'vitest';
import { approveLetter } from '../../../app/features/challenge/commands/issue-letter.server.ts';
import { saveLetterText } from '../../../app/features/challenge/commands/save-letter.server.ts';
import { getLetterDesk } from '../../../app/features/challenge/letter/letter-queries.server.ts';
import { getMinutesDesk } from '../../../app/features/challenge/minutes/minutes-queries.server.ts';
import { approveMinutes, saveMinutes } from '../../../app/features/challenge/minutes/write-minutes.server.ts';
import { usualFeedback } from '../../../app/features/cycles/feedback.ts';
import { saveFeedbackSettings } from '../../../app/features/cycles/feedback-settings.server.ts';
import {
  finishModeration,
  reopenModeration,
} from '../../../app/features/moderation/commands/finish-moderation.server.ts';
import { recordJudgements } from '../../../app/features/moderation/commands/record-judgements.server.ts';
import { stillWanted } from '../../../app/features/reminders/still-wanted.server.ts';
import { aWorld, rated, submitted } from '../../builders/a-filled-return.ts';
import { aHeldSession } from '../../builders/a-held-session.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { anEdition, aQuestion, aStandard } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const templates = ['ratings-ready', 'minutes-to-approve', 'letter-to-approve'] as const;

/** What waits in the outbox for somebody's reply or approval, and whether it would still be sent. */
async function waiting(portal: TestPortal) {
  const { database } = portal;
  const rows = await database.db
    .selectFrom('outbox_message')
    .innerJoin('person', 'person.id', 'outbox_message.person_id')
    .select(['template', 'body', 'person.name', 'about_kind', 'about_id'])
    .where('template', 'in', templates)
    .orderBy('outbox_message.created_at')
    .orderBy('person.name')
    .execute();
  const { today } = portal.stamp();
  const told = [];
  for (const { template, body, name, about_kind, about_id } of rows) {
    const aboutKind = about_kind ?? '';
    const about = { template: template as (typeof templates)[number], aboutKind, aboutId: about_id ?? '', today };
    told.push({ name, says: body.split('\n\n'), wanted: await database.transaction((trx) => stillWanted(trx, about)) });
  }
  return told;
}

const edition = anEdition({ standards: [aStandard('a1', [aQuestion('board-lead'), aQuestion('board-reports')])] });

async function aModeration(portal: TestPortal) {
  const world = await aWorld(portal, edition);
  const { submissionId } = await submitted(portal, world, {
    'board-lead': rated('green'),
    'board-reports': rated('green'),
  });
  const moderator = await aViewer(portal, { role: 'moderator', partnershipId: world.partnershipId }, 'Mo Moderator');
  const manager = await aViewer(portal, { role: 'business-manager', partnershipId: world.partnershipId }, 'Ann Moss');
  const rate = (point: string) =>
    recordJudgements(portal, moderator, {
      submissionId,
      standardCode: 'a1',
      judgements: [{ questionCode: 'board-lead', point, reason: 'The board met once.', seen: 0 }],
    });
  return { ...world, submissionId, manager, rate };
}

describeEachDatabase('mail to those for whom something waits', (open) => {
  it('tells the agency once that ratings are ready for its reply, and until when', async () => {
    const portal = await open();
    const { returnId, submissionId, lead, manager, rate } = await aModeration(portal);
    await rate('amber');
    await finishModeration(portal, manager, { submissionId });
    await finishModeration(portal, manager, { submissionId });
    const { reply_by } = await portal.database.db.selectFrom('reply_window').selectAll().executeTakeFirstOrThrow();
    const [message, ...more] = await waiting(portal);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ name: lead.name, wanted: true });
    expect(message?.says).toEqual([
      expect.stringMatching(
        /^The partnership has rated the return of .+ for .+\. You can reply to its ratings until \d+ \w+ \d{4}\.$/,
      ),
      expect.stringMatching(new RegExp(`/returns/${returnId}/ratings$`)),
    ]);
    expect(JSON.stringify(message)).not.toContain('The board met once.');
    await reopenModeration(portal, manager, { submissionId });
    expect(await waiting(portal)).toMatchObject([{ wanted: false }]);
    await finishModeration(portal, manager, { submissionId });
    expect(await waiting(portal)).toMatchObject([{ wanted: true }]);
    portal.setTime(`${reply_by}T12:00:00Z`);
    expect(await waiting(portal)).toMatchObject([{ wanted: true }]);
    portal.setTime('2027-12-01T12:00:00Z');
    expect(await waiting(portal)).toMatchObject([{ wanted: false }]);
  });

  it('writes to no agency with whose ratings everybody agrees', async () => {
    const portal = await open();
    const { submissionId, manager, rate } = await aModeration(portal);
    await rate('green');
    await finishModeration(portal, manager, { submissionId });
    expect(await waiting(portal)).toEqual([]);
  });

  it('tells the chair once a day that minutes wait, and no more once they are approved', async () => {
    const portal = await open();
    const { parts } = await aHeldSession(portal);
    const { sessionId, manager, chair } = parts;
    const text = {
      panel: 'Priya Nair, chair',
      opening: 'Two agencies came.',
      discussion: '',
      nextSteps: '',
      reason: '',
    };
    await saveMinutes(portal, manager, sessionId, { revision: 0, ...text });
    await saveMinutes(portal, manager, sessionId, { revision: 1, ...text, opening: 'Both agencies came.' });
    const [message, ...more] = await waiting(portal);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ name: 'Priya Nair', wanted: true });
    expect(message?.says).toEqual([
      expect.stringMatching(/^The minutes of .+ wait for your approval\.$/),
      expect.stringMatching(new RegExp(`/challenge/${sessionId}/minutes$`)),
    ]);
    await approveMinutes(portal, chair, sessionId, await getMinutesDesk(portal, chair, sessionId));
    expect(await waiting(portal)).toMatchObject([{ wanted: false }]);
    portal.setTime('2027-03-01T12:00:00Z');
    await saveMinutes(portal, manager, sessionId, { revision: 2, ...text, reason: 'A name was misspelt.' });
    expect(await waiting(portal)).toMatchObject([{ wanted: true }, { wanted: true }]);
    await saveMinutes(portal, chair, sessionId, { revision: 3, ...text, reason: 'A name was misspelt twice.' });
    expect(await waiting(portal)).toHaveLength(2);
  });

  it('tells the chair of a letter only where the cycle asks for an approval, until it is given', async () => {
    const portal = await open();
    const { parts, agency } = await aHeldSession(portal);
    const { cycleId, manager, chair } = parts;
    const save = async (closing: string) => {
      const { text, revision } = await getLetterDesk(portal, manager, agency.submissionId);
      await saveLetterText(portal, manager, agency.submissionId, { ...text, revision, closing });
    };
    await save('With thanks.');
    expect(await waiting(portal)).toEqual([]);
    await saveFeedbackSettings(portal, manager, { cycleId, ...usualFeedback, chairApproves: true });
    await save('With many thanks.');
    await save('With our thanks.');
    const [message, ...more] = await waiting(portal);
    expect(more).toEqual([]);
    expect(message).toMatchObject({ name: 'Priya Nair', wanted: true });
    expect(message?.says[0]).toMatch(/^The letter to Brookmere Council about .+ waits for your approval\.$/);
    const read = await getLetterDesk(portal, chair, agency.submissionId);
    await approveLetter(portal, chair, agency.submissionId, read);
    expect(await waiting(portal)).toMatchObject([{ wanted: false }]);
    await save('Slipped in afterwards.');
    expect(await waiting(portal)).toMatchObject([{ wanted: true }]);
  });
});
