import { expect, it } from 'vitest';
import {
  findSuccession,
  installSuccession,
  listSuccessions,
} from '../../../app/features/questionnaire/successions.server.ts';
import type { Succession } from '../../../standards/contract.ts';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import { aSuccession } from '../../builders/an-edition.ts';
import { describeEachDatabase, type TestPortal } from '../../setup/each-database.ts';

const install = (portal: TestPortal, succession: Succession) =>
  portal.database.transaction((trx) =>
    installSuccession(trx, portal.stamp(), { succession, sha256: sha256OfValue(succession) }),
  );

describeEachDatabase('an installed succession', (open) => {
  it('is found by the editions it joins, and listed with the others of its set', async () => {
    const portal = await open();
    const first = aSuccession();
    const second = aSuccession({ from: '2027.1', to: '2028.1' });
    await install(portal, second);
    await install(portal, first);
    await install(portal, aSuccession({ set: 'other-set' }));
    const { db } = portal.database;
    expect((await listSuccessions(db, 'test-set')).map(({ id }) => id)).toEqual([
      'test-set/2026.1--2027.1',
      'test-set/2027.1--2028.1',
    ]);
    expect((await findSuccession(db, first))?.succession).toEqual(first);
    expect(await findSuccession(db, { set: 'test-set', from: '2026.1', to: '2028.1' })).toBeUndefined();
  });

  it('is left alone when it is the same, and replaced with an event when a person has changed it', async () => {
    const portal = await open();
    const first = aSuccession();
    expect(await install(portal, first)).toBe('installed');
    expect(await install(portal, first)).toBe('unchanged');
    const mended = aSuccession({ summary: 'What changed, in other words.' });
    expect(await install(portal, mended)).toBe('replaced');
    const { db } = portal.database;
    expect((await findSuccession(db, first))?.succession).toEqual(mended);
    const events = await db
      .selectFrom('event')
      .select('detail')
      .where('type', '=', 'succession.installed')
      .orderBy('seq')
      .execute();
    expect(events.map(({ detail }) => JSON.parse(detail))).toEqual([
      { sha256: sha256OfValue(first), replaced: null },
      { sha256: sha256OfValue(mended), replaced: sha256OfValue(first) },
    ]);
  });
});
