import { aFormOfHundred } from './bench-edition.ts';
import { inFolder, openBenchPortal } from './bench-portal.ts';
import { type Figure, figureOf } from './figures.ts';
import type { BenchOptions } from './groups.ts';
import { startPortal } from './processes.ts';
import { aFilledCycle, aSessionCookie } from './savers.ts';
import { aLargeFile, uploadEvidence } from './uploads.ts';

const atOnce = 5;

/** How far the memory of the portal grows while files of 25 MB come, five at once, round after round. */
export function uploadMemory({ quick }: BenchOptions): Promise<Figure> {
  const rounds = quick ? 1 : 6;
  const megabytes = quick ? 2 : 24.9;
  return inFolder(async (folder) => {
    const portal = await openBenchPortal(folder);
    const [person] = await aFilledCycle(portal, await aFormOfHundred(), 1);
    if (!person) throw new Error('There is nobody to upload');
    const cookie = await aSessionCookie(portal, person.viewer);
    await portal.close();
    const server = await startPortal(folder);
    try {
      await uploadEvidence(server.origin, cookie, 'First', aLargeFile(1));
      const before = server.residentMegabytes();
      let most = before;
      const watch = setInterval(() => {
        most = Math.max(most, server.residentMegabytes());
      }, 10);
      for (let round = 0; round < rounds; round += 1)
        await Promise.all(
          Array.from({ length: atOnce }, (_, place) =>
            uploadEvidence(server.origin, cookie, `File ${round} ${place}`, aLargeFile(megabytes)),
          ),
        );
      clearInterval(watch);
      return figureOf('upload-memory', { value: Math.max(1, Math.round(most - before)), baseline: null, ratio: null });
    } finally {
      await server.stop();
    }
  });
}
