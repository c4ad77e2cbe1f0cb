import { expect, it } from 'vitest';
import { listAllReturns } from '../../../app/features/cycles/dashboard.server.ts';
import { returnsAsCsv } from '../../../app/features/cycles/export.server.ts';
import { getHeatmap } from '../../../app/features/cycles/heatmap.server.ts';
import { getCycle } from '../../../app/features/cycles/queries.server.ts';
import { ratingsAsCsv } from '../../../app/features/cycles/ratings-export.server.ts';
import { compileEdition } from '../../../app/features/questionnaire/compiled-edition.ts';
import { unionOfEditions } from '../../../app/features/questionnaire/union-of-editions.ts';
import { getYearOnYear } from '../../../app/features/reports/year-on-year.server.ts';
import { rated, submitted } from '../../builders/a-filled-return.ts';
import { anEdition, aQuestion, aStandard, levelsScale, ragScale } from '../../builders/an-edition.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';
import { aMovingCycle, moved } from './a-moving-cycle.ts';

describeEachDatabase('a cycle whose returns are on two editions', (open) => {
  it('keeps its dashboard, heatmap and exports, and says which return is on which edition', async () => {
    const cycle = await aMovingCycle(await open());
    const { portal, birch, alder, ids } = cycle;
    const codes = birch.edition.standards.flatMap(({ questions }) => questions.map(({ code }) => code));
    await submitted(portal, birch, Object.fromEntries(codes.map((code) => [code, rated('amber')])));
    await moved(cycle, ids.last);
    const { db } = portal.database;
    const { today } = portal.stamp();
    const now = await getCycle(db, { partnershipIds: [cycle.partnershipId] }, cycle.cycleId);
    expect(now.editionId).toBe(ids.last);
    const returns = await listAllReturns(db, now, { filter: {}, sort: { by: 'name', descending: false }, today });
    expect(returns.map(({ returnId, editionId, stage }) => [returnId, editionId, stage])).toEqual([
      [alder.returnId, ids.last, 'not-started'],
      [birch.returnId, ids.first, 'submitted'],
    ]);
    expect(returnsAsCsv(now, returns).split('\r\n')[2]).toContain(ids.first);
    const heatmap = await getHeatmap(db, now, { basis: 'latest', filter: {}, sort: 'worst', page: 1 });
    expect(heatmap).toMatchObject({ asked: '2026.1', editions: [{ edition: '2024.1', submissions: 1 }] });
    expect(heatmap.rows.items).toMatchObject([{ points: ['rag/amber', 'rag/amber'], needingAction: 2 }]);
    expect(await ratingsAsCsv(db, now, {})).toContain(`${ids.first},Birch`);
    const pair = { now, before: now };
    expect(await getYearOnYear(portal, pair, { basis: 'self', page: 1 })).toMatchObject({
      now: { sent: 0, onOtherEdition: 1 },
      sentBoth: 0,
    });
  });
});

it('editions are read together with every standard, question and scale of all, as the newest says them', () => {
  const old = compileEdition(
    anEdition({
      edition: '2024.1',
      scales: [ragScale, levelsScale],
      standards: [
        aStandard('a1', [aQuestion('kept', { text: 'Old words?' }), aQuestion('gone')]),
        aStandard('a2', [aQuestion('moves')]),
        aStandard('a3'),
      ],
    }),
  );
  const young = compileEdition(
    anEdition({
      edition: '2026.1',
      standards: [aStandard('a1', [aQuestion('kept', { text: 'New words?' }), aQuestion('moves')])],
    }),
  );
  expect(unionOfEditions(young, [])).toBe(young);
  expect(unionOfEditions(young, [young])).toBe(young);
  const both = unionOfEditions(young, [old]);
  expect([...both.standards.keys()]).toEqual(['a1', 'a2', 'a3']);
  expect([...both.questions].map(([code, { standard }]) => [code, standard.code])).toEqual([
    ['kept', 'a1'],
    ['moves', 'a1'],
    ['gone', 'a1'],
    ['a3-rating', 'a3'],
  ]);
  expect(both.questions.get('kept')?.question.text).toBe('New words?');
  expect([...both.scales.keys()]).toEqual(['rag', 'levels']);
});
