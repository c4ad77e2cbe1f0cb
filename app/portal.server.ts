/** The composition root: configuration in, everything a request may need out. */
import { join } from 'node:path';
import { type DatabaseHandle, openDatabase } from '../db/client.server.ts';
import { placeholdersOf } from './features/notifications/templates.ts';
import { createDiskBlobStore } from './platform/blobs.server.ts';
import { type Clock, instant, londonDay, systemClock } from './platform/clock.ts';
import type { Config } from './platform/config.server.ts';
import { createIdMaker } from './platform/ids.ts';
import { createLog, type Log } from './platform/log.server.ts';
import type { Mailer } from './platform/mail/mailer.ts';
import { openMailer } from './platform/mail/open-mailer.server.ts';
import type { DocumentRenderer, Portal } from './platform/portal.ts';
import { createRateLimits } from './platform/rate-limits.server.ts';
import { createScanner } from './platform/scanner.server.ts';

export function openPortal(
  config: Config,
  parts: {
    readonly clock?: Clock;
    readonly log?: Log;
    readonly database?: DatabaseHandle;
    readonly mailer?: Mailer;
  } = {},
): Portal {
  const clock = parts.clock ?? systemClock;
  const database = parts.database ?? openDatabase({ url: config.databaseUrl });
  const makeId = createIdMaker();
  const newId = () => makeId(clock.now());
  const documents = lazyRenderer();
  const mailer = parts.mailer ?? openMailer(config.mail, config.publicOrigin, placeholdersOf);
  const log = parts.log ?? createLog((line) => process.stderr.write(`${line}\n`), clock.now);
  return {
    config,
    database,
    blobs: createDiskBlobStore(join(config.dataDir, 'blobs')),
    clock,
    log,
    scanner: config.scanner === null ? undefined : createScanner(config.scanner),
    limits: createRateLimits({ limits: config.limits, database, secret: config.sessionSecret, log }),
    newId,
    stamp() {
      const now = clock.now();
      return { now: instant(now), today: londonDay(now), newId };
    },
    documents,
    mailer,
    async close() {
      await mailer.close();
      await documents.close();
      await database.close();
    },
  };
}

/** The renderer and its processes come into being with the first document, so that a start does not wait for them. */
function lazyRenderer(): DocumentRenderer {
  let renderer: Promise<DocumentRenderer> | undefined;
  const started = () => {
    renderer ??= import('../pdf/render.server.ts').then((pdf) => pdf.createPdfRenderer());
    return renderer;
  };
  return {
    render: async (model, options) => (await started()).render(model, options),
    close: async () => {
      if (renderer) await (await renderer).close();
    },
  };
}
