/**
 * A disk of a few megabytes that is really full when it is: a tmpfs in a mount namespace of the server's own, which
 * ordinary Linux lets anybody make. The server has its data folder there; nobody else sees it but by way of its process.
 */
import { spawnSync } from 'node:child_process';
import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PortalProcess } from '../journeys/portal-process.ts';

const megabytes = 24;

/** Moves the data folder to the small disk, and goes on as the server. */
const onTinyDisk = `
set -e
mkdir -p "$DATA_DIR.disk"
mount -t tmpfs -o size=${megabytes}m tmpfs "$DATA_DIR.disk"
cp -a "$DATA_DIR/." "$DATA_DIR.disk"
mount --bind "$DATA_DIR.disk" "$DATA_DIR"
exec "$@"
`;

/** What a server is started under to be on such a disk. What it wrote there is gone when it ends. */
export const underTinyDisk = ['unshare', '--user', '--map-root-user', '--mount', 'sh', '-c', onTinyDisk, 'sh'] as const;

/** Why there can be no such disk here; undefined when there can. */
export function whyNoTinyDisk(): string | undefined {
  const [program, ...args] = [
    'unshare',
    '--user',
    '--map-root-user',
    '--mount',
    'mount',
    '-t',
    'tmpfs',
    'tmpfs',
    '/mnt',
  ];
  const done = spawnSync(program ?? '', args, { encoding: 'utf8' });
  return done.status === 0 ? undefined : (done.error?.message ?? done.stderr.trim());
}

/** Fills the disk of a running server to the last byte; gives what frees it again. */
export function fillDisk(portal: PortalProcess): () => void {
  const ballast = join(`/proc/${portal.pid()}/root`, portal.folder, 'ballast');
  writeFileSync(ballast, '');
  for (const size of [1 << 20, 4096, 1]) {
    const chunk = Buffer.alloc(size);
    for (let room = true; room; ) {
      try {
        appendFileSync(ballast, chunk);
      } catch (error) {
        if (!(error instanceof Error && 'code' in error && error.code === 'ENOSPC')) throw error;
        room = false;
      }
    }
  }
  return () => rmSync(ballast);
}
