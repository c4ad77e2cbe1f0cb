import { expect, it } from 'vitest';
import { recordJudgements } from '../../../app/features/moderation/commands/record-judgements.server.ts';
import { getModerationStandard } from '../../../app/features/moderation/standard.server.ts';
import { aWorld, rated, submitted } from '../../builders/a-filled-return.ts';
import { aViewer } from '../../builders/a-partnership.ts';
import { anEdition, aQuestion, aStandard } from '../../builders/an-edition.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

const edition = anEdition({
  aggregation: { rule: 'manual', beside: { rule: 'worst-of' } },
  standards: [aStandard('a1', [aQuestion('lead'), aQuestion('reports'), aQuestion('whole')], { overall: 'whole' })],
});
const answers = { lead: rated('amber'), reports: rated('green'), whole: rated('green') };

describeEachDatabase('moderating a standard that is judged as a whole', (open) => {
  it('keeps the judgement as the rating, and shows what the other ratings come to beside it', async () => {
    const portal = await open();
    const world = await aWorld(portal, edition);
    const { submissionId } = await submitted(portal, world, answers);
    const moderator = await aViewer(portal, { role: 'moderator', partnershipId: world.partnershipId }, 'Mo Moderator');
    const judge = (questionCode: string, point: string) =>
      recordJudgements(portal, moderator, {
        submissionId,
        standardCode: 'a1',
        judgements: [{ questionCode, point, reason: 'The minutes say otherwise.', seen: 0 }],
      });
    const words = async () => {
      const { standard } = await getModerationStandard(portal.database.db, moderator, submissionId, 'a1');
      const { self, selfBeside, moderated, moderatedBeside } = standard;
      return [self, selfBeside, moderated, moderatedBeside].map((mark) => mark?.word ?? null);
    };
    expect(await words()).toEqual(['In place', 'Partly in place', null, null]);
    await judge('reports', 'red');
    expect(await words()).toEqual(['In place', 'Partly in place', null, 'Not yet in place']);
    await judge('whole', 'amber');
    expect(await words()).toEqual(['In place', 'Partly in place', 'Partly in place', 'Not yet in place']);
  });
});
