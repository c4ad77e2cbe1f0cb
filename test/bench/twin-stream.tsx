import { Writable } from 'node:stream';
import { renderToPipeableStream } from 'react-dom/server';
import { PackTwin } from '../../app/features/challenge/components/pack-twin.tsx';

/** When the first byte of a pack's page is there, made from the stored text of the pack; and how long the page is. */
export const firstByteOf = (stored: string): Promise<{ at: number; bytes: number }> =>
  new Promise((seen, fail) => {
    let at = 0;
    let bytes = 0;
    const page = renderToPipeableStream(<PackTwin model={JSON.parse(stored)} />, {
      onShellReady: () => page.pipe(out),
      onShellError: fail,
    });
    const out = new Writable({
      write(chunk: Buffer, _encoding, done) {
        at ||= performance.now();
        bytes += chunk.length;
        done();
      },
      final(done) {
        seen({ at, bytes });
        done();
      },
    });
  });
