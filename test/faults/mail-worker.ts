/**
 * A process that sends mail until it is killed: its database, its stand-in for GOV.UK Notify and its time come as
 * arguments. Ends when nothing is left.
 */
import { createJobRunner } from '../../app/features/jobs/runner.server.ts';
import { placeholdersOf } from '../../app/features/notifications/templates.ts';
import { jobHandlers } from '../../app/jobs.server.ts';
import { readConfig } from '../../app/platform/config.server.ts';
import { silentLog } from '../../app/platform/log.server.ts';
import { createNotifyMailer } from '../../app/platform/mail/notify-mailer.server.ts';
import { openPortal } from '../../app/portal.server.ts';
import { notifyConfig } from '../mocks/notify-service.ts';

const [databaseUrl = '', serviceUrl = '', startsAt = '', dataDir = ''] = process.argv.slice(2);
const began = performance.now();
const now = () => new Date(Date.parse(startsAt) + (performance.now() - began));
const portal = openPortal(readConfig({ DATABASE_URL: databaseUrl, DATA_DIR: dataDir }), {
  clock: { now },
  log: silentLog,
  mailer: createNotifyMailer(notifyConfig(serviceUrl), placeholdersOf),
});
const runner = createJobRunner(portal, jobHandlers, { lanes: [['send-message']] });
for (;;) {
  await runner.drain();
  const left = await portal.database.db
    .selectFrom('outbox_message')
    .select('id')
    .where('status', '=', 'queued')
    .limit(1)
    .executeTakeFirst();
  if (!left) break;
  await new Promise((resolve) => setTimeout(resolve, 50));
}
await runner.stop();
await portal.close();
