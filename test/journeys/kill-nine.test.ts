/**
 * What people were told is kept, through `kill -9` of the server while they save, upload, sign and send. The portal is a
 * process of its own on a database of its own; its people speak HTTP as pages without script do.
 */
import { afterEach, describe, expect, test } from 'vitest';
import { prepareDatabase } from '../../app/cli/prepare-database.ts';
import { aCast, withDataOf } from '../faults/kill-cast.ts';
import { workThroughKills } from '../faults/return-kills.ts';
import { changedDownloads, lossesIn } from '../faults/return-losses.ts';
import { aPortal } from './a-portal.ts';
import type { PortalProcess } from './portal-process.ts';

/** The long way when the whole fault suite runs. */
const { kills, answering, waiting } =
  process.env.LOS_LONG_FAULTS === '1'
    ? { kills: 9, answering: 6, waiting: 80 }
    : { kills: 3, answering: 2, waiting: 8 };

describe.each(['sqlite', 'postgres'] as const)('a portal that is killed at work (%s)', (dialect) => {
  let portal: PortalProcess | undefined;
  afterEach(() => portal?.remove(), 60_000);

  test(`keeps every answer, file, signature and return that it acknowledged, killed ${kills} times`, async () => {
    portal = await aPortal(dialect, 'library');
    const cast = await withDataOf(portal, async (opened) => {
      await prepareDatabase(opened);
      return aCast(opened, { answering, waiting });
    });
    await portal.start();
    const { acknowledged, broken } = await workThroughKills(portal, cast, kills);
    expect(await changedDownloads(portal.origin, cast, acknowledged)).toEqual([]);
    await portal.stop();
    expect(await withDataOf(portal, (opened) => lossesIn(opened, cast, acknowledged))).toEqual([]);
    expect(await portal.los('audit', 'verify')).toEqual({ code: 0, output: expect.stringContaining(' 0 faults') });
    // Everybody was at work, and every kill broke something off.
    expect(broken).toBeGreaterThanOrEqual(kills);
    expect(acknowledged.sent).toHaveLength(2 * waiting);
    expect(acknowledged.signatures).toHaveLength(2 * waiting);
    expect(acknowledged.answers.length).toBeGreaterThan(kills);
    expect(acknowledged.files.length).toBeGreaterThan(kills);
  }, 600_000);
});
