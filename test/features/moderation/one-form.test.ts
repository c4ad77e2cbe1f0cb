import { expect, it } from 'vitest';
import { postStandardForm } from '../../../app/features/moderation/commands/post-standard-form.server.ts';
import { getModerationStandard } from '../../../app/features/moderation/standard.server.ts';
import { aWorld, rated, submitted } from '../../builders/a-filled-return.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { anEdition, aQuestion, aStandard } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const edition = anEdition({
  standards: [aStandard('a1', [aQuestion('board-lead'), aQuestion('board-reports')]), aStandard('a2')],
});
const answers = { 'board-lead': rated('green'), 'board-reports': rated('amber'), 'a2-rating': rated('amber') };

async function aModeration(portal: TestPortal) {
  const world = await aWorld(portal, edition);
  const { submissionId } = await submitted(portal, world, answers);
  const moderator = await aViewer(portal, { role: 'moderator', partnershipId: world.partnershipId }, 'Mo Moderator');
  const place = { submissionId, standardCode: 'a1' };
  const post = (fields: Readonly<Record<string, string>>) => {
    const form = new FormData();
    const shown = { 'board-lead.seen': '0', 'board-reports.seen': '0', standardCode: 'a1', text: '' };
    for (const [name, value] of Object.entries({ ...shown, ...fields })) form.set(name, value);
    return postStandardForm(portal, moderator, place, form);
  };
  const read = async () => {
    const { questions, keyLines } = await getModerationStandard(portal.database.db, moderator, submissionId, 'a1');
    return {
      ratings: questions.map(({ rating }) => rating?.current && [rating.current.point, rating.current.reason]),
      asked: keyLines.map(({ text, standardCode }) => [standardCode, text]),
    };
  };
  return { post, read };
}

const typed = { 'board-lead.point': 'amber', 'board-lead.reason': 'The board met once.', text: 'Who reads it?' };

describeEachDatabase('the form on which a standard is moderated', (open) => {
  it.each(['save', 'save-and-next', 'add-key-line'])(
    'keeps ratings and the new question with the button %s',
    async (intent) => {
      const { post, read } = await aModeration(await open());
      expect(await post({ ...typed, intent })).toEqual({ ok: true });
      expect(await read()).toEqual({
        ratings: [['amber', 'The board met once.'], null],
        asked: [['a1', 'Who reads it?']],
      });
    },
  );

  it('keeps what was typed where the ratings that are left are agreed with', async () => {
    const { post, read } = await aModeration(await open());
    expect(await post({ ...typed, intent: 'agree' })).toEqual({ ok: true });
    expect(await read()).toEqual({
      ratings: [
        ['amber', 'The board met once.'],
        ['amber', ''],
      ],
      asked: [['a1', 'Who reads it?']],
    });
  });

  it('writes nothing and gives everything back where a part of it is wrong', async () => {
    const { post, read } = await aModeration(await open());
    const lonely = { ...typed, 'board-lead.point': '', intent: 'save' };
    expect(await post(lonely)).toMatchObject({
      ok: false,
      errors: { 'board-lead.point': ['Choose a rating, or empty the reason'] },
      values: { 'board-lead.reason': 'The board met once.', text: 'Who reads it?' },
    });
    expect(await post({ ...typed, text: 'x'.repeat(1001), intent: 'save' })).toMatchObject({
      ok: false,
      errors: { text: [expect.stringContaining('Shorten the question')] },
      values: { 'board-lead.point': 'amber', 'board-lead.reason': 'The board met once.' },
    });
    expect(await post({ ...typed, 'board-lead.reason': '', intent: 'add-key-line' })).toMatchObject({
      ok: false,
      errors: { 'board-lead.reason': [expect.any(String)] },
      values: { text: 'Who reads it?' },
    });
    expect(await post({ text: ' ', intent: 'add-key-line' })).toMatchObject({
      ok: false,
      errors: { text: [expect.any(String)] },
    });
    expect(await read()).toEqual({ ratings: [null, null], asked: [] });
  });
});
