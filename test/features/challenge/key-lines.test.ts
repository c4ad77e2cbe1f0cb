import { expect, it } from 'vitest';
import type { Viewer } from '../../../app/features/accounts/viewer.ts';
import { createAction } from '../../../app/features/actions/commands/create-action.server.ts';
import { getKeyLinesPage } from '../../../app/features/challenge/key-lines/key-lines-page.server.ts';
import { postKeyLinesPage } from '../../../app/features/challenge/key-lines/post-key-lines.server.ts';
import { listShownQuestions } from '../../../app/features/challenge/key-lines/shown-questions.server.ts';
import { addKeyLine, changeKeyLine } from '../../../app/features/moderation/commands/key-lines.server.ts';
import {
  openKeyLineDoor,
  releaseKeyLines,
} from '../../../app/features/moderation/commands/release-key-lines.server.ts';
import { aCycle, aViewer } from '../../builders/a-partnership.ts';
import { aSession, type SessionParts, sessionEdition } from '../../builders/a-session.ts';
import { aSubmission } from '../../builders/a-submission.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const posted = (fields: Record<string, string>) => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

async function opened(portal: TestPortal): Promise<SessionParts & { submissionId: string; returnId: string }> {
  const parts = await aSession(portal);
  const [council] = parts.agencies;
  if (!council) throw new Error('The session has agencies');
  return { ...parts, submissionId: council.submissionId, returnId: council.returnId };
}

describeEachDatabase('a question for the panel', (open) => {
  const shownTo = (portal: TestPortal, { agencies, returnId }: Awaited<ReturnType<typeof opened>>) =>
    listShownQuestions(portal.database.db, { organisationIds: [agencies[0]?.organisationId ?? ''] }, returnId);
  const lineOf = async (portal: TestPortal, viewer: Viewer, submissionId: string, id: string) =>
    (await getKeyLinesPage(portal, viewer, submissionId)).keyLines.find((line) => line.id === id);

  it('is a draft of its owner until the chair alone releases it, and the agency sees it when the chair says so', async () => {
    const portal = await open();
    const parts = await opened(portal);
    const { submissionId, moderator, manager, chair } = parts;
    const words = { submissionId, standardCode: 'a2', text: 'Who reads the notes?', reason: 'Three places' };
    const { keyLineId } = await addKeyLine(portal, moderator, { ...words, ownerId: chair.personId });
    const line = () => lineOf(portal, chair, submissionId, keyLineId);
    expect(await line()).toMatchObject({
      owner: { name: 'Priya Nair' },
      author: 'Sam Patel',
      reason: 'Three places',
      released: false,
      shown: false,
    });
    const door = { submissionId, keyLineId, door: 'release' } as const;
    for (const other of [moderator, manager])
      await expect(openKeyLineDoor(portal, other, door)).rejects.toMatchObject({ code: 'not-found' });
    await openKeyLineDoor(portal, chair, door);
    await openKeyLineDoor(portal, chair, door);
    expect(await line()).toMatchObject({ released: true, shown: false });
    expect(await shownTo(portal, parts)).toEqual([]);
    await openKeyLineDoor(portal, chair, { ...door, door: 'show' });
    expect(await shownTo(portal, parts)).toMatchObject([{ text: 'Who reads the notes?', standardCode: 'a2' }]);
    await openKeyLineDoor(portal, chair, { ...door, door: 'take-back' });
    expect(await line()).toMatchObject({ released: false, shown: false });
    expect(await shownTo(portal, parts)).toEqual([]);
    const events = await portal.database.db
      .selectFrom('event')
      .select('type')
      .where('type', 'in', ['key-line.released', 'key-line.shown'])
      .execute();
    expect(events.map(({ type }) => type).toSorted()).toEqual([
      'key-line.released',
      'key-line.released',
      'key-line.shown',
    ]);
  });

  it('is a draft again when anybody but the chair changes its words', async () => {
    const portal = await open();
    const parts = await opened(portal);
    const { submissionId, moderator, chair } = parts;
    const { keyLineId } = await addKeyLine(portal, moderator, { submissionId, standardCode: null, text: 'Why?' });
    await openKeyLineDoor(portal, chair, { submissionId, keyLineId, door: 'show' });
    const line = async () => {
      const found = await lineOf(portal, chair, submissionId, keyLineId);
      if (!found) throw new Error('The question is there');
      return found;
    };
    const change = async (viewer: Viewer, text: string) =>
      changeKeyLine(portal, viewer, {
        submissionId,
        keyLineId,
        standardCode: null,
        text,
        revision: (await line()).revision,
      });
    await change(chair, 'Why now?');
    expect(await line()).toMatchObject({ text: 'Why now?', shown: true });
    await change(moderator, 'Why never?');
    expect(await line()).toMatchObject({ text: 'Why never?', released: false, shown: false });
    expect(await releaseKeyLines(portal, chair, [submissionId])).toEqual({ released: 1 });
    expect(await releaseKeyLines(portal, chair, [submissionId])).toEqual({ released: 0 });
  });

  it('is asked by somebody of the panel', async () => {
    const portal = await open();
    const { submissionId, moderator, agencies } = await opened(portal);
    const outsider = agencies[0]?.lead.personId ?? '';
    await expect(
      addKeyLine(portal, moderator, { submissionId, standardCode: null, text: 'Why?', ownerId: outsider }),
    ).rejects.toMatchObject({ code: 'not-found' });
  });
});

describeEachDatabase('a suggested question', (open) => {
  it('comes from each rule with its facts, is taken with other words, or put aside with one press', async () => {
    const portal = await open();
    portal.setTime('2026-11-20T09:00:00Z');
    const parts = await opened(portal);
    const { submissionId, moderator, manager } = parts;
    const organisationId = parts.agencies[0]?.organisationId ?? '';
    const lastYear = await aCycle(portal, parts.partnershipId, 'test-set/2026.1', 'Section 11, 2025');
    const same = 'We have written this in the very same words for two years now.';
    const { partnershipId, cycleId } = parts;
    await aSubmission(portal, {
      ...{ partnershipId, organisationId, edition: sessionEdition, cycleId: lastYear },
      points: { 'a2-supervision': 'red' },
      words: { 'a2-supervision': same },
      submittedAt: '2025-11-02T09:00:00.000Z',
    });
    await createAction(portal, manager, {
      ...{ organisation: organisationId, challenge: null, submission: submissionId, question: 'a2-supervision' },
      ...{ finding: 'Three places', what: 'Keep notes in one place', successMeasure: 'An audit finds them' },
      ...{ owner: parts.agencies[0]?.lead.personId ?? '', ownerName: null, dueOn: '2026-11-01', priority: 'high' },
    });
    const page = () => getKeyLinesPage(portal, moderator, submissionId);
    expect((await page()).suggestions.map(({ key }) => key.split(':')[0])).toEqual([
      'variance',
      'no-evidence',
      'old-evidence',
      'overdue-action',
    ]);
    const [variance] = (await page()).suggestions;
    expect(variance?.facts).toContain('the agency says “In place”, the moderator “Partly in place”, 1 level lower');
    const aside = { intent: 'put-aside', suggestion: variance?.key ?? '' };
    await postKeyLinesPage(portal, moderator, submissionId, posted(aside));
    expect((await page()).aside.map(({ key }) => key)).toEqual([variance?.key]);
    await postKeyLinesPage(portal, manager, submissionId, posted({ ...aside, intent: 'bring-back' }));
    expect((await page()).aside).toEqual([]);
    const overdue = (await page()).suggestions.at(-1);
    const take = { intent: 'take', suggestion: overdue?.key ?? '', text: 'When will the notes be in one place?' };
    expect(await postKeyLinesPage(portal, moderator, submissionId, posted({ ...take, text: '' }))).toMatchObject({
      ok: false,
      errors: { text: ['Write the question that the panel will ask'] },
    });
    await postKeyLinesPage(portal, moderator, submissionId, posted(take));
    const after = await page();
    expect(after.suggestions.map(({ key }) => key)).not.toContain(overdue?.key);
    expect(after.keyLines.at(-1)).toMatchObject({ text: take.text, reason: overdue?.facts, released: false });
    await expect(
      postKeyLinesPage(portal, moderator, submissionId, posted({ ...take, suggestion: 'variance:nothing' })),
    ).rejects.toMatchObject({ code: 'not-found' });
    expect(cycleId).not.toBe(lastYear);
  });

  it('says when an answer stands in the same words as the year before', async () => {
    const portal = await open();
    const parts = await aSession(portal);
    const organisationId = parts.agencies[0]?.organisationId ?? '';
    const { partnershipId } = parts;
    const words = { 'a1-board': 'The board meets four times a year and always reads the report first.' };
    const lastYear = await aCycle(portal, partnershipId, 'test-set/2026.1', 'Section 11, 2025');
    const nextYear = await aCycle(portal, partnershipId, 'test-set/2026.1', 'Section 11, 2027');
    const both = { partnershipId, organisationId, edition: sessionEdition, points: { 'a1-board': 'amber' }, words };
    await aSubmission(portal, { ...both, cycleId: lastYear, submittedAt: '2026-11-03T09:00:00.000Z' });
    const { submissionId } = await aSubmission(portal, { ...both, cycleId: nextYear });
    const { suggestions } = await getKeyLinesPage(portal, parts.moderator, submissionId);
    expect(suggestions).toMatchObject([
      { rule: 'unchanged-text', facts: expect.stringContaining('The same words as in Section 11, 2025') },
    ]);
    const stranger = await aViewer(portal, { role: 'safeguarding-lead', organisationId });
    await expect(getKeyLinesPage(portal, stranger, submissionId)).rejects.toMatchObject({ code: 'not-found' });
  });
});
