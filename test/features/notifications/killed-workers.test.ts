import { expect, it } from 'vitest';
import { aLaunch } from '../../builders/a-launch.ts';
import { manyReminders } from '../../builders/a-message.ts';
import { sendWithKills } from '../../faults/mail-kills.ts';
import { describeEachDatabase } from '../../setup/each-database.ts';

/** With 760, the size of a launch for every school of a large area, when the whole fault suite runs. */
const count = process.env.LOS_LONG_FAULTS === '1' ? 760 : 100;

describeEachDatabase('mail under way when its workers are killed three times', (open) => {
  it(`reaches each of ${count} people once`, { timeout: 600_000 }, async () => {
    const portal = await open();
    if (count === 760) await aLaunch(portal, { settings: 700, agencies: 60 });
    else await manyReminders(portal, count);
    const { dialect } = portal.database;
    const taken = await sendWithKills({
      databaseUrl: portal.databaseUrl,
      dataDir: portal.config.dataDir,
      count,
      workers: dialect === 'postgres' ? 2 : 1,
    });
    const rows = await portal.database.db.selectFrom('outbox_message').select(['id', 'status']).execute();
    expect(rows.filter(({ status }) => status !== 'sent')).toEqual([]);
    expect(taken).toHaveLength(count);
    expect(new Set(taken)).toEqual(new Set(rows.map(({ id }) => id)));
  });
});
