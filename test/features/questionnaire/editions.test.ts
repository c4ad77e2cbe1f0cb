import { expect, it } from 'vitest';
import { installEdition, listEditions } from '../../../app/features/questionnaire/editions.server.ts';
import { sha256OfValue } from '../../../standards/hash.server.ts';
import { anEdition } from '../../builders/an-edition.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

describeEachDatabase('the installed editions', (open) => {
  it('are told apart by their number where they share a title, the newest first', async () => {
    const portal = await open();
    for (const edition of [anEdition({ edition: '2024.1' }), anEdition({ edition: '2025.1' })])
      await portal.database.transaction((trx) =>
        installEdition(trx, portal.stamp(), { edition, sha256: sha256OfValue(edition) }),
      );
    const { title } = anEdition();
    expect((await listEditions(portal.database.db)).map(({ name }) => name)).toEqual([
      `${title}, edition 2025.1`,
      `${title}, edition 2024.1`,
    ]);
  });
});
