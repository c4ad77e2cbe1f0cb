import { expect, it } from 'vitest';
import { editionId } from '../../../app/features/questionnaire/editions.server.ts';
import { listCandidates } from '../../../app/features/returns/shared/join-plan.server.ts';
import { getSharedOverview } from '../../../app/features/returns/shared/overview.server.ts';
import { undoMove } from '../../../app/features/upgrades/commands/undo-move.server.ts';
import { rated } from '../../builders/a-filled-return.ts';
import { askedBy, join } from '../../builders/several-partnerships.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';
import { alderAnswers, aMovingCycle, moved } from './a-moving-cycle.ts';

describeEachDatabase('a move of a return that is answered together with another', (open) => {
  it('takes it out of the others with a note, leaves those as they are, and an undo does not put it back', async () => {
    const portal = await open();
    const cycle = await aMovingCycle(portal);
    const { alder } = cycle;
    await alderAnswers(cycle);
    const { organisationId, edition } = alder;
    const other = await askedBy(portal, 'fellside', { edition, base: editionId(edition), organisationId });
    expect(await join(portal, alder, alder.returnId, other.returnId)).toMatchObject({ ok: true });
    const scope = { organisationIds: [organisationId] } as const;
    const moveId = await moved(cycle, cycle.ids.last);
    const rows = await portal.database.db
      .selectFrom('agency_return')
      .select(['id', 'edition_id', 'shared_return_id'])
      .where('organisation_id', '=', organisationId)
      .execute();
    expect(rows.find(({ id }) => id === alder.returnId)).toMatchObject({
      edition_id: cycle.ids.last,
      shared_return_id: null,
    });
    expect(rows.find(({ id }) => id === other.returnId)?.edition_id).toBe(other.editionId);
    const kept = await portal.database.db
      .selectFrom('answer')
      .select('value')
      .where('return_id', '=', other.returnId)
      .where('question_code', '=', 'same')
      .executeTakeFirstOrThrow();
    expect(JSON.parse(kept.value)).toEqual(rated('green', 'Words of same.'));
    const { today } = portal.stamp();
    const overview = await getSharedOverview(portal.database.db, scope, alder.lead, alder.returnId, today);
    expect(overview.shared).toMatchObject({ recipients: [], parted: portal.stamp().now });
    expect(await listCandidates(portal.database.db, scope, alder.returnId)).toMatchObject([
      { id: other.returnId, refused: expect.stringContaining('asks another edition') },
    ]);
    await undoMove(portal, cycle.manager, { cycleId: cycle.cycleId, moveId });
    expect(await listCandidates(portal.database.db, scope, alder.returnId)).toMatchObject([
      { id: other.returnId, refused: null },
    ]);
  });
});
